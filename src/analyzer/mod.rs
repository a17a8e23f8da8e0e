//! One text in, one analysis out. Pure: no files, threads, clock or printing.

pub mod source;

use std::ops::Range;
use std::sync::Arc;

use crate::cue::finder::{Finder, Scratch};
use crate::cue::verdict::Cue;
use crate::lexicon::Lexicon;
use crate::score::sentence::SentenceScore;
use crate::score::summary::Summary;
use crate::text::section::Section;
use crate::text::span::Span;
use crate::text::speaker::indirect::is_attributed;
use crate::text::speaker::{SpeakerId, Speakers, speakers};
use crate::text::structure::{PageMode, Sentence, SentenceMode, StructureOptions, structure};
use crate::text::voices::{Voice, VoiceCursor};

/// Analyses texts with one lexicon. Cheap to clone and to share between threads.
///
/// ```
/// use std::sync::Arc;
/// use hedgerow::analyzer::Analyzer;
/// use hedgerow::lexicon::{Lexicon, axis::Axis};
/// use hedgerow::text::voices::Voice;
///
/// let analyzer = Analyzer::new(Arc::new(Lexicon::builtin()));
/// let analysis = analyzer.analyze("The minister apparently left about 300 letters unread.", None);
/// assert_eq!(analysis.summary.hits(Axis::Hedge, Voice::Author), 2);
/// ```
#[derive(Debug, Clone)]
pub struct Analyzer {
    finder: Finder,
    sentences: SentenceMode,
    page: PageMode,
    sources: bool,
}

/// What was found in a text.
#[derive(Debug, Clone, Default)]
pub struct Analysis {
    /// All sentences in order, those that are not scored too.
    pub sentences: Vec<AnalyzedSentence>,
    /// All cues in order, counted and discounted.
    pub cues: Vec<Cue>,
    /// Quoted stretches in order, not overlapping.
    pub quotes: Vec<Span>,
    /// Who speaks each of them; nobody where [no sources](Analyzer::with_sources) are looked for.
    pub speakers: Speakers,
    /// Whether a quotation was never closed and ended with its paragraph.
    pub unclosed_quote: bool,
    /// The sums over the scored sentences.
    pub summary: Summary,
}

/// A sentence and what was found in it.
#[derive(Debug, Clone)]
pub struct AnalyzedSentence {
    /// Bytes of the text.
    pub span: Span,
    /// Where in the document it stands.
    pub section: Section,
    /// Number of the paragraph, from 0.
    pub paragraph: usize,
    /// Its words and scores, or `None` for bylines and boilerplate, which are not scored.
    pub score: Option<SentenceScore>,
    /// Whether its claim is attributed to a source: by its own words, or because somebody known
    /// speaks the words quoted in it. `None` where it is not scored, or no sources are looked for.
    pub attributed: Option<bool>,
    /// Its cues in [`Analysis::cues`].
    pub cues: Range<usize>,
}

/// Whose words a sentence is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentenceVoice {
    /// The author's alone.
    Author,
    /// Quoted ones alone.
    Quote,
    /// Both.
    Mixed,
}

impl SentenceVoice {
    /// The name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Quote => "quote",
            Self::Mixed => "mixed",
        }
    }
}

impl AnalyzedSentence {
    /// Whose words the sentence is made of; `None` where it is not scored.
    #[must_use]
    pub fn voice(&self) -> Option<SentenceVoice> {
        let score = self.score.as_ref()?;
        Some(match (score.words(Voice::Author), score.words(Voice::Quote)) {
            (_, 0) => SentenceVoice::Author,
            (0, _) => SentenceVoice::Quote,
            _ => SentenceVoice::Mixed,
        })
    }
}

impl Analysis {
    /// The cues of a sentence.
    #[must_use]
    pub fn cues_of(&self, sentence: &AnalyzedSentence) -> &[Cue] {
        self.cues.get(sentence.cues.clone()).unwrap_or(&[])
    }

    /// The numbers of the quotations of which a part lies in `span`.
    #[must_use]
    pub fn quotes_in(&self, span: Span) -> Range<usize> {
        let first = self.quotes.partition_point(|quote| quote.end <= span.start);
        let behind = self.quotes.get(first..).unwrap_or(&[]);
        first..first + behind.partition_point(|quote| quote.start < span.end)
    }

    /// Who speaks the quotation that holds byte `at`; `None` outside quotations, too.
    #[must_use]
    pub fn speaker_at(&self, at: usize) -> Option<SpeakerId> {
        let quote = self.quotes_in(Span::new(at, at + 1)).next()?;
        self.speakers.of_quotes.get(quote).copied().flatten()
    }

    /// The name of the speaker of a cue in the quoted voice, if that is known.
    #[must_use]
    pub fn speaker_name(&self, cue: &Cue) -> Option<&str> {
        Some(self.speakers.name(self.speaker_at(cue.span.start)?))
    }

    /// The known speakers of the words quoted in a sentence, each once, in order.
    #[must_use]
    pub fn speakers_of(&self, sentence: &AnalyzedSentence) -> Vec<SpeakerId> {
        let quotes = self.speakers.of_quotes.get(self.quotes_in(sentence.span)).unwrap_or(&[]);
        let mut speakers = Vec::new();
        for speaker in quotes.iter().flatten() {
            if !speakers.contains(speaker) {
                speakers.push(*speaker);
            }
        }
        speakers
    }
}

impl Analysis {
    /// Says of every scored sentence whether its claim is attributed.
    fn attribute(&mut self, text: &str) {
        let mut sentences = std::mem::take(&mut self.sentences);
        for sentence in sentences.iter_mut().filter(|sentence| sentence.score.is_some()) {
            let quotes = self.speakers.of_quotes.get(self.quotes_in(sentence.span));
            let spoken = quotes.is_some_and(|quotes| quotes.iter().any(Option::is_some));
            sentence.attributed = Some(spoken || is_attributed(text, sentence.span));
        }
        self.sentences = sentences;
    }
}

impl Analyzer {
    /// An analyzer for this lexicon.
    #[must_use]
    pub fn new(lexicon: Arc<Lexicon>) -> Self {
        Self {
            finder: Finder::new(lexicon),
            sentences: SentenceMode::Auto,
            page: PageMode::Page,
            sources: true,
        }
    }

    /// How sentences are found.
    #[must_use]
    pub const fn with_sentences(mut self, sentences: SentenceMode) -> Self {
        self.sentences = sentences;
        self
    }

    /// What kind of text is analysed.
    #[must_use]
    pub const fn with_page(mut self, page: PageMode) -> Self {
        self.page = page;
        self
    }

    /// Whether speakers and attributions are looked for, which no score depends on: it takes a third of the
    /// time, and whoever wants scores alone saves it.
    #[must_use]
    pub const fn with_sources(mut self, sources: bool) -> Self {
        self.sources = sources;
        self
    }

    /// The lexicon in use.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        self.finder.lexicon()
    }

    /// The lexicon made ready to search single sentences.
    #[must_use]
    pub const fn finder(&self) -> &Finder {
        &self.finder
    }

    /// Analyses a text whose first `headline` bytes are its headline, if that is known.
    #[must_use]
    pub fn analyze(&self, text: &str, headline: Option<usize>) -> Analysis {
        let options = StructureOptions { sentences: self.sentences, page: self.page, headline };
        let parts = structure(text, &options);
        let mut analysis = Analysis {
            quotes: parts.quotes.iter().map(|quote| quote.span).collect(),
            unclosed_quote: parts.quotes.iter().any(|quote| !quote.closed),
            ..Analysis::default()
        };
        if self.sources {
            analysis.speakers = speakers(text, &parts);
        }
        let quotes = std::mem::take(&mut analysis.quotes);
        let mut voices = VoiceCursor::new(&quotes);
        let mut scratch = Scratch::default();
        analysis.sentences.reserve(parts.sentences.len());
        for sentence in &parts.sentences {
            let sentence = self.sentence(text, sentence, &mut voices, &mut scratch, &mut analysis);
            analysis.sentences.push(sentence);
        }
        analysis.quotes = quotes;
        if self.sources {
            analysis.attribute(text);
        }
        analysis
    }

    fn sentence(
        &self,
        text: &str,
        sentence: &Sentence,
        voices: &mut VoiceCursor<'_>,
        scratch: &mut Scratch,
        analysis: &mut Analysis,
    ) -> AnalyzedSentence {
        let first = analysis.cues.len();
        let scored = sentence.section.is_scored();
        let score = scored.then(|| {
            let cues = &mut analysis.cues;
            let words = self.finder.find(text, sentence.span, voices, scratch, cues);
            let own = analysis.cues.get(first..).unwrap_or(&[]);
            let score = SentenceScore::new(words, own, self.lexicon());
            analysis.summary.add(&score, sentence.section == Section::Headline);
            score
        });
        AnalyzedSentence {
            span: sentence.span,
            section: sentence.section,
            paragraph: sentence.paragraph,
            score,
            attributed: None,
            cues: first..analysis.cues.len(),
        }
    }
}
