//! One text in, one analysis out. Pure: no files, clock or printing, and the same whatever the number of threads.

pub mod source;

use std::ops::Range;
use std::sync::Arc;

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSliceMut;

use crate::cue::finder::{Finder, Scratch};
use crate::cue::verdict::Cue;
use crate::lexicon::Lexicon;
use crate::score::sentence::SentenceScore;
use crate::score::summary::Summary;
use crate::text::section::Section;
use crate::text::span::Span;
use crate::text::speaker::indirect::attributes_claim;
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

/// Sentences that are scored one after another; those of a longer text are shared out among threads.
const PART_SENTENCES: usize = 2_000;

/// Parts for each thread that are scored before their cues are put together.
const ROUND_PARTS: usize = 8;

/// What was found in a text.
#[derive(Debug, Clone, Default)]
pub struct Analysis {
    /// All sentences in order, those that are not scored too.
    pub sentences: Vec<AnalyzedSentence>,
    /// All cues in order, counted and, unless they are [left out](Analyzer::with_discounted), discounted.
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
    pub paragraph: u32,
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
    /// A sentence of which nothing is known but where it stands.
    const fn unscored(sentence: &Sentence) -> Self {
        let Sentence { span, section, paragraph } = *sentence;
        Self { span, section, paragraph, score: None, attributed: None, cues: 0..0 }
    }

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
        quotes_in(&self.quotes, span)
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

/// Quotations, and who speaks them.
#[derive(Debug, Clone, Copy)]
struct Quotes<'a> {
    spans: &'a [Span],
    speakers: &'a [Option<SpeakerId>],
}

impl Quotes<'_> {
    /// Whether a speaker is known of one of which a part lies in `span`.
    fn are_spoken(self, span: Span) -> bool {
        let speakers = self.speakers.get(quotes_in(self.spans, span));
        speakers.is_some_and(|speakers| speakers.iter().any(Option::is_some))
    }
}

/// The numbers of those of these quotations of which a part lies in `span`.
fn quotes_in(quotes: &[Span], span: Span) -> Range<usize> {
    let first = quotes.partition_point(|quote| quote.end <= span.start);
    let behind = quotes.get(first..).unwrap_or(&[]);
    // A sentence has one or two.
    first..first + behind.iter().take_while(|quote| quote.start < span.end).count()
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

    /// Whether discounted cues are among those of an analysis. No score depends on them: whoever does not
    /// list them saves a good part of the time and of the memory.
    #[must_use]
    pub fn with_discounted(mut self, discounted: bool) -> Self {
        self.finder = self.finder.with_counting(!discounted);
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
        analysis.sentences = parts.sentences.iter().map(AnalyzedSentence::unscored).collect();
        drop(parts);
        self.score(text, &mut analysis, PART_SENTENCES);
        for sentence in &analysis.sentences {
            if let Some(score) = &sentence.score {
                analysis.summary.add(score, sentence.section == Section::Headline);
            }
        }
        analysis
    }

    /// Finds the cues and scores the sentences: those of a long text in parts of so many, on as many threads as
    /// there are.
    fn score(&self, text: &str, analysis: &mut Analysis, part_sentences: usize) {
        let Analysis { sentences, quotes, speakers, cues, .. } = analysis;
        let quotes = Quotes { spans: quotes, speakers: &speakers.of_quotes };
        if sentences.len() <= part_sentences {
            *cues = self.score_part(text, sentences, quotes);
            return;
        }
        // Not all parts at once: their cues are held twice until they stand one behind the other.
        let round_sentences = part_sentences * ROUND_PARTS * rayon::current_num_threads();
        for round in sentences.chunks_mut(round_sentences) {
            let parts: Vec<Vec<Cue>> = round
                .par_chunks_mut(part_sentences)
                .map(|part| self.score_part(text, part, quotes))
                .collect();
            for (part, found) in round.chunks_mut(part_sentences).zip(parts) {
                let before = cues.len();
                cues.extend(found);
                for sentence in part {
                    sentence.cues = sentence.cues.start + before..sentence.cues.end + before;
                }
            }
        }
    }

    /// Scores sentences one after another and gives their cues.
    fn score_part(
        &self,
        text: &str,
        sentences: &mut [AnalyzedSentence],
        quotes: Quotes<'_>,
    ) -> Vec<Cue> {
        let mut voices = VoiceCursor::new(quotes.spans);
        let mut scratch = Scratch::default();
        // A sentence has one or two.
        let mut cues = Vec::with_capacity(sentences.len());
        for sentence in sentences {
            let first = cues.len();
            if sentence.section.is_scored() {
                let words =
                    self.finder.find(text, sentence.span, &mut voices, &mut scratch, &mut cues);
                let found = cues.get(first..).unwrap_or(&[]);
                sentence.score = Some(SentenceScore::new(words, found, self.lexicon()));
                sentence.attributed = self.sources.then(|| {
                    let words = scratch.words();
                    quotes.are_spoken(sentence.span)
                        || attributes_claim(text, words.tokens(), words.hashes())
                });
            }
            sentence.cues = first..cues.len();
        }
        cues
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn parts_of_a_text_make_the_same_whole() {
        let text = "“Perhaps it may rain,” she said. “The botched\nplan. It failed, reportedly.” Some say so. \
            He ‘slammed’ it."
            .repeat(40);
        let analyzer = Analyzer::new(Arc::new(Lexicon::builtin()));
        let analysis = analyzer.analyze(&text, None);
        let scored = |part| -> (Vec<Cue>, Vec<_>, Vec<_>) {
            let mut again = Analysis { cues: Vec::new(), ..analysis.clone() };
            again.sentences.iter_mut().for_each(|sentence| sentence.score = None);
            analyzer.score(&text, &mut again, part);
            let scores = again.sentences.iter().map(|sentence| sentence.score.clone()).collect();
            let cues = again.sentences.iter().map(|sentence| sentence.cues.clone()).collect();
            (again.cues, scores, cues)
        };
        let whole = scored(usize::MAX);
        assert!(whole.0.len() > 200, "{}", whole.0.len());
        for part in [1, 2, 3, 7, 100] {
            assert_eq!(scored(part), whole, "in parts of {part}");
        }
        let long = text.repeat(PART_SENTENCES / 40);
        let analysis = analyzer.analyze(&long, None);
        assert!(analysis.sentences.len() > 2 * PART_SENTENCES);
        for sentence in &analysis.sentences {
            let inside = |cue: &Cue| sentence.span.covers(cue.span);
            assert!(analysis.cues_of(sentence).iter().all(inside));
        }
        let held: usize = analysis.sentences.iter().map(|sentence| sentence.cues.len()).sum();
        assert_eq!(held, analysis.cues.len());
    }

    #[test]
    fn what_does_not_count_changes_nothing_that_does() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let folders = fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path());
        let files =
            folders.filter(|path| path.is_dir()).flat_map(|path| fs::read_dir(path).unwrap());
        let analyzer = Analyzer::new(Arc::new(Lexicon::builtin()));
        let counting = analyzer.clone().with_discounted(false);
        let mut passed_over = 0;
        for file in files {
            let text = fs::read_to_string(file.unwrap().path()).unwrap();
            let [all, some] = [&analyzer, &counting].map(|analyzer| analyzer.analyze(&text, None));
            let counted: Vec<Cue> = all.cues.iter().filter(|cue| cue.counts()).copied().collect();
            assert_eq!(some.cues, counted);
            assert_eq!(all.summary, some.summary);
            passed_over += all.cues.len() - some.cues.len();
        }
        assert!(passed_over > 300, "{passed_over}");
    }

    #[test]
    fn sentences_are_small() {
        assert!(size_of::<AnalyzedSentence>() <= 64, "a text of 15 MB has 200,000");
    }
}
