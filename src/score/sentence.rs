//! The score of a sentence: the chance that at least one of its cues is a true one.

use crate::cue::finder::WordCounts;
use crate::cue::verdict::Cue;
use crate::lexicon::Lexicon;
use crate::lexicon::axis::Axis;
use crate::text::voices::Voice;

/// Scores are whole millionths, so that sums of them are the same in any order.
pub const MILLION: u64 = 1_000_000;

/// No sentence is certain: also with weights of 1 the score stays below 1.
const HIGHEST: f64 = 0.9999;

/// Counted cues of one axis and voice, and their score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AxisScore {
    /// Counted cues.
    pub hits: u64,
    /// 1 − Π(1 − weight) over the counted cues, in millionths; 0 without a cue, at most 999,900.
    pub millionths: u64,
}

impl AxisScore {
    /// The score as a fraction, 0 to 0.9999.
    #[must_use]
    pub fn score(self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "at most a million")]
        let fraction = self.millionths as f64 / MILLION as f64;
        fraction
    }
}

/// Words, hits and scores of a sentence, each voice apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SentenceScore {
    /// Words in the order of [`Voice::ALL`].
    pub words: WordCounts,
    /// In the order of [`Axis::ALL`], then of [`Voice::ALL`]: few sentences have more than one.
    scored: Box<[Scored]>,
}

/// The score of an axis and voice with counted cues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Scored {
    hits: u64,
    millionths: u32,
    axis: Axis,
    voice: Voice,
}

impl Scored {
    fn score(&self) -> AxisScore {
        AxisScore { hits: self.hits, millionths: self.millionths.into() }
    }
}

impl SentenceScore {
    /// Scores a sentence from its words and cues. Cues that do not count change nothing.
    #[must_use]
    pub fn new(words: WordCounts, cues: &[Cue], lexicon: &Lexicon) -> Self {
        // Most sentences have none.
        if !cues.iter().any(Cue::counts) {
            return Self { words, scored: Box::default() };
        }
        let mut hits = [[0_u64; 2]; 4];
        let mut none_is_true = [[1.0_f64; 2]; 4];
        for cue in cues.iter().filter(|cue| cue.counts()) {
            let (axis, voice) = (lexicon.category(cue.category).axis.index(), cue.voice.index());
            if let Some(hits) = hits.get_mut(axis).and_then(|hits| hits.get_mut(voice)) {
                *hits += 1;
            }
            if let Some(none) = none_is_true.get_mut(axis).and_then(|none| none.get_mut(voice)) {
                *none *= 1.0 - lexicon.entry(cue.entry).weight;
            }
        }
        let counted = hits.as_flattened().iter().filter(|hits| **hits > 0);
        let mut scored = Vec::with_capacity(counted.count());
        for (axis, (hits, none)) in Axis::ALL.into_iter().zip(hits.iter().zip(&none_is_true)) {
            for (voice, (hits, none)) in Voice::ALL.into_iter().zip(hits.iter().zip(none)) {
                if *hits > 0 {
                    let millionths = millionths(1.0 - none);
                    scored.push(Scored { hits: *hits, millionths, axis, voice });
                }
            }
        }
        Self { words, scored: scored.into() }
    }

    /// The score of an axis in a voice.
    #[must_use]
    pub fn axis(&self, axis: Axis, voice: Voice) -> AxisScore {
        let of = |scored: &&Scored| (scored.axis, scored.voice) == (axis, voice);
        self.scored.iter().find(of).map(Scored::score).unwrap_or_default()
    }

    /// The scores of the axes and voices that have a counted cue.
    pub fn scored(&self) -> impl Iterator<Item = (Axis, Voice, AxisScore)> {
        self.scored.iter().map(|scored| (scored.axis, scored.voice, scored.score()))
    }

    /// Words of a voice.
    #[must_use]
    pub fn words(&self, voice: Voice) -> u64 {
        self.words.get(voice.index()).copied().unwrap_or_default()
    }
}

/// The score over cues of these weights, of whatever axes: 1 − Π(1 − weight) in millionths.
#[must_use]
pub fn combined(weights: impl Iterator<Item = f64>) -> u64 {
    millionths(1.0 - weights.map(|weight| 1.0 - weight).product::<f64>()).into()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1")]
fn millionths(score: f64) -> u32 {
    #[expect(clippy::cast_precision_loss, reason = "a million is exact")]
    let scaled = score.clamp(0.0, HIGHEST) * MILLION as f64;
    scaled.round() as u32
}
