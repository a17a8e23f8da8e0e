//! The sums of a document. All are integers, so they add up exactly in any order and any split.

use crate::lexicon::axis::Axis;
use crate::score::sentence::{MILLION, SentenceScore};
use crate::stats::interval::{Interval, garwood};
use crate::text::voices::Voice;

/// The fewest author's words for an index.
pub const MIN_WORDS: u64 = 100;
/// The fewest sentences for an index.
pub const MIN_SENTENCES: u64 = 5;

/// Sums of one axis over sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AxisSums {
    /// Counted cues in the order of [`Voice::ALL`].
    pub hits: [u64; 2],
    /// Sentences with at least one cue in the author's voice.
    pub sentences_hit: u64,
    /// Author's words times author's score in millionths, over sentences.
    pub weighted: u64,
    /// Counted cues in the author's voice in the headline; they are part of `hits`.
    pub headline: u64,
}

/// Sums over the scored sentences of a document, or of many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Scored sentences: headline, standfirst and body.
    pub sentences: u64,
    /// Words in the order of [`Voice::ALL`].
    pub words: [u64; 2],
    /// Words of the author in the headline; they are part of `words`.
    pub headline_words: u64,
    axes: [AxisSums; 4],
}

impl Summary {
    /// Adds a scored sentence.
    pub fn add(&mut self, score: &SentenceScore, headline: bool) {
        self.sentences += 1;
        for (sum, voice) in self.words.iter_mut().zip(Voice::ALL) {
            *sum += score.words(voice);
        }
        self.headline_words += if headline { score.words(Voice::Author) } else { 0 };
        for (axis, voice, scored) in score.scored() {
            let Some(sums) = self.axes.get_mut(axis.index()) else { continue };
            if let Some(hits) = sums.hits.get_mut(voice.index()) {
                *hits += scored.hits;
            }
            if voice == Voice::Author {
                sums.sentences_hit += 1;
                sums.weighted += score.words(Voice::Author) * scored.millionths;
                sums.headline += if headline { scored.hits } else { 0 };
            }
        }
    }

    /// Adds the sums of another part.
    pub fn merge(&mut self, other: &Self) {
        self.sentences += other.sentences;
        for (sum, words) in self.words.iter_mut().zip(other.words) {
            *sum += words;
        }
        self.headline_words += other.headline_words;
        for (sums, other) in self.axes.iter_mut().zip(&other.axes) {
            for (hits, other) in sums.hits.iter_mut().zip(other.hits) {
                *hits += other;
            }
            sums.sentences_hit += other.sentences_hit;
            sums.weighted += other.weighted;
            sums.headline += other.headline;
        }
    }

    /// The sums of an axis.
    #[must_use]
    pub fn axis(&self, axis: Axis) -> AxisSums {
        self.axes.get(axis.index()).copied().unwrap_or_default()
    }

    /// Counted cues of an axis in a voice.
    #[must_use]
    pub fn hits(&self, axis: Axis, voice: Voice) -> u64 {
        self.axis(axis).hits.get(voice.index()).copied().unwrap_or_default()
    }

    /// Words of a voice.
    #[must_use]
    pub fn words(&self, voice: Voice) -> u64 {
        self.words.get(voice.index()).copied().unwrap_or_default()
    }

    /// Share of the words that stand inside quotations, or `None` without words.
    #[must_use]
    pub fn quote_share(&self) -> Option<f64> {
        let quoted = self.words(Voice::Quote);
        ratio(quoted, self.words(Voice::Author) + quoted)
    }

    /// Counted cues for every 1,000 words of this voice, or `None` if it has no words.
    #[must_use]
    pub fn rate_per_1k(&self, axis: Axis, voice: Voice) -> Option<f64> {
        ratio(1_000 * self.hits(axis, voice), self.words(voice))
    }

    /// The 95 % interval around [`Self::rate_per_1k`] (Garwood).
    #[must_use]
    pub fn rate_interval(&self, axis: Axis, voice: Voice) -> Option<Interval> {
        let per_1k = ratio(1_000, self.words(voice))?;
        let count = garwood(self.hits(axis, voice));
        Some(Interval { lo: count.lo * per_1k, hi: count.hi * per_1k })
    }

    /// Share of the scored sentences with at least one cue in the author's voice.
    #[must_use]
    pub fn share(&self, axis: Axis) -> Option<f64> {
        ratio(self.axis(axis).sentences_hit, self.sentences)
    }

    /// Mean of the sentences' scores in the author's voice, weighted by the author's words, from 0
    /// to 100; `None` where the text is too short for it.
    #[must_use]
    pub fn index(&self, axis: Axis) -> Option<f64> {
        if self.is_short() {
            return None;
        }
        let mean = ratio(self.axis(axis).weighted, self.words(Voice::Author))?;
        #[expect(clippy::cast_precision_loss, reason = "a million is exact")]
        let million = MILLION as f64;
        Some(100.0 * mean / million)
    }

    /// Whether the author has fewer than 100 words or the text fewer than 5 sentences: too little
    /// to judge a document by.
    #[must_use]
    pub fn is_short(&self) -> bool {
        self.words(Voice::Author) < MIN_WORDS || self.sentences < MIN_SENTENCES
    }
}

/// `a / b`, or `None` if `b` is 0.
fn ratio(a: u64, b: u64) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "sums stay far below 2^52")]
    let quotient = a as f64 / b as f64;
    (b > 0).then_some(quotient)
}
