//! Sums of a document by source: the author, each speaker, and words whose speaker is not known.

use crate::analyzer::{Analysis, AnalyzedSentence};
use crate::lexicon::Lexicon;
use crate::lexicon::axis::Axis;
use crate::text::speaker::SpeakerId;
use crate::text::token::Tokens;
use crate::text::voices::Voice;

/// Whose words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The writer's.
    Author,
    /// A speaker's.
    Speaker(SpeakerId),
    /// Somebody's who is quoted and not known.
    Unattributed,
}

/// The sums of one source over the scored sentences of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceSums {
    /// Whose words they are.
    pub source: Source,
    /// Quotations that begin in a scored sentence.
    pub quotes: u64,
    /// Words.
    pub words: u64,
    /// Counted cues in the order of [`Axis::ALL`].
    pub hits: [u64; 4],
}

/// The sums of the author, of each speaker in the order of [`crate::text::speaker::Speakers::names`]
/// and of the unknown. Over all of them, words and hits add up to those of the document.
///
/// A speaker without a word in a scored sentence has no place, nor have the unknown if there are none.
#[must_use]
pub fn sources(text: &str, analysis: &Analysis, lexicon: &Lexicon) -> Vec<SourceSums> {
    let empty = |source| SourceSums { source, quotes: 0, words: 0, hits: [0; 4] };
    let speakers = analysis.speakers.names.len();
    let mut sums = vec![empty(Source::Author)];
    sums.extend((0..speakers).map(|number| empty(Source::Speaker(SpeakerId(number)))));
    sums.push(empty(Source::Unattributed));
    for sentence in &analysis.sentences {
        add(text, analysis, sentence, lexicon, &mut sums);
    }
    let author = |sums: &SourceSums| sums.source == Source::Author;
    sums.retain(|sums| author(sums) || sums.words > 0 || sums.quotes > 0);
    sums
}

fn add(
    text: &str,
    analysis: &Analysis,
    sentence: &AnalyzedSentence,
    lexicon: &Lexicon,
    sums: &mut [SourceSums],
) {
    let Some(score) = &sentence.score else { return };
    let unknown = sums.len().saturating_sub(1);
    let place = |quote: usize| {
        let speaker = analysis.speakers.of_quotes.get(quote).copied().flatten();
        speaker.map_or(unknown, |speaker| speaker.0 + 1)
    };
    if let Some(author) = sums.first_mut() {
        author.words += score.words(Voice::Author);
    }
    let quotes = analysis.quotes_in(sentence.span);
    for quote in quotes.clone() {
        let begins =
            analysis.quotes.get(quote).is_some_and(|span| span.start >= sentence.span.start);
        if let Some(sums) = sums.get_mut(place(quote)) {
            sums.quotes += u64::from(begins);
        }
    }
    let first = place(quotes.start);
    if quotes.clone().all(|quote| place(quote) == first) {
        if let Some(sums) = sums.get_mut(first) {
            sums.words += score.words(Voice::Quote);
        }
    } else {
        add_words_apart(text, analysis, sentence, quotes.start, &place, sums);
    }
    for cue in analysis.cues_of(sentence).iter().filter(|cue| cue.counts()) {
        let at = match cue.voice {
            Voice::Author => 0,
            Voice::Quote => {
                place(analysis.quotes.partition_point(|quote| quote.end <= cue.span.start))
            }
        };
        let axis = lexicon.category(cue.category).axis.index();
        if let Some(hits) = sums.get_mut(at).and_then(|sums| sums.hits.get_mut(axis)) {
            *hits += 1;
        }
    }
}

/// Counts the quoted words of a sentence that several speak: a word belongs to the quotation in
/// which it begins.
fn add_words_apart(
    text: &str,
    analysis: &Analysis,
    sentence: &AnalyzedSentence,
    mut quote: usize,
    place: &impl Fn(usize) -> usize,
    sums: &mut [SourceSums],
) {
    for token in Tokens::new(text, sentence.span).filter(|token| token.is_word()) {
        while analysis.quotes.get(quote).is_some_and(|span| span.end <= token.span.start) {
            quote += 1;
        }
        let quoted = analysis.quotes.get(quote).is_some_and(|span| span.start <= token.span.start);
        if let Some(sums) = sums.get_mut(place(quote)).filter(|_| quoted) {
            sums.words += 1;
        }
    }
}

impl SourceSums {
    /// Counted cues of an axis.
    #[must_use]
    pub fn hits(&self, axis: Axis) -> u64 {
        self.hits.get(axis.index()).copied().unwrap_or_default()
    }

    /// Counted cues for every 1,000 words, or `None` without words.
    #[must_use]
    pub fn rate_per_1k(&self, axis: Axis) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "sums stay far below 2^52")]
        let rate = (1_000 * self.hits(axis)) as f64 / self.words as f64;
        (self.words > 0).then_some(rate)
    }
}
