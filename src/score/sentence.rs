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

/// Words, hits and scores of a sentence, each voice apart. Small, since a text has many sentences.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SentenceScore {
    /// Words in the order of [`Voice::ALL`].
    words: [u32; 2],
    scored: Scored,
}

/// What the counted cues add up to; those of few sentences have more than one axis and voice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum Scored {
    #[default]
    Nothing,
    /// The sum of one place.
    One(u8, Sum),
    /// By place.
    All(Box<[Sum; PLACES]>),
}

/// An axis and voice have one place, in the order of [`Axis::ALL`], then of [`Voice::ALL`].
const PLACES: usize = Axis::ALL.len() * Voice::ALL.len();

fn place_of(axis: Axis, voice: Voice) -> usize {
    axis.index() * Voice::ALL.len() + voice.index()
}

fn places() -> impl Iterator<Item = (Axis, Voice)> {
    Axis::ALL.into_iter().flat_map(|axis| Voice::ALL.map(|voice| (axis, voice)))
}

/// The counted cues of one place, and their score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Sum {
    hits: u32,
    millionths: u32,
}

impl Sum {
    fn score(self) -> AxisScore {
        AxisScore { hits: self.hits.into(), millionths: self.millionths.into() }
    }
}

impl Scored {
    /// The sums of all places.
    fn of(sums: [Sum; PLACES]) -> Self {
        let mut counted = (0..).zip(sums).filter(|(_, sum)| sum.hits > 0);
        match (counted.next(), counted.next()) {
            (None, _) => Self::Nothing,
            (Some((place, sum)), None) => Self::One(place, sum),
            _ => Self::All(Box::new(sums)),
        }
    }

    fn at(&self, place: usize) -> Sum {
        match self {
            Self::One(one, sum) if usize::from(*one) == place => *sum,
            Self::Nothing | Self::One(..) => Sum::default(),
            Self::All(sums) => sums.get(place).copied().unwrap_or_default(),
        }
    }
}

impl SentenceScore {
    /// Scores a sentence from its words and cues. Cues that do not count change nothing.
    #[must_use]
    pub fn new(words: WordCounts, cues: &[Cue], lexicon: &Lexicon) -> Self {
        let words = words.map(|words| u32::try_from(words).unwrap_or(u32::MAX));
        // Most sentences have none.
        if !cues.iter().any(Cue::counts) {
            return Self { words, scored: Scored::Nothing };
        }
        let mut counted = [(0_u32, 1.0_f64); PLACES];
        for cue in cues.iter().filter(|cue| cue.counts()) {
            let place = place_of(lexicon.category(cue.category).axis, cue.voice);
            if let Some((hits, none_is_true)) = counted.get_mut(place) {
                *hits += 1;
                *none_is_true *= 1.0 - lexicon.entry(cue.entry).weight;
            }
        }
        let sums = counted.map(|(hits, none_is_true)| match hits {
            0 => Sum::default(),
            hits => Sum { hits, millionths: millionths(1.0 - none_is_true) },
        });
        Self { words, scored: Scored::of(sums) }
    }

    /// The score of an axis in a voice.
    #[must_use]
    pub fn axis(&self, axis: Axis, voice: Voice) -> AxisScore {
        self.scored.at(place_of(axis, voice)).score()
    }

    /// The scores of the axes and voices that have a counted cue, in the order of [`Axis::ALL`], then of
    /// [`Voice::ALL`].
    pub fn scored(&self) -> impl Iterator<Item = (Axis, Voice, AxisScore)> {
        // Most sentences have none.
        let asked = if self.scored == Scored::Nothing { 0 } else { PLACES };
        let scores = places().enumerate().take(asked);
        scores
            .map(|(place, (axis, voice))| (axis, voice, self.scored.at(place).score()))
            .filter(|(_, _, score)| score.hits > 0)
    }

    /// Words of a voice; 4,294,967,295 for more than that.
    #[must_use]
    pub fn words(&self, voice: Voice) -> u64 {
        self.words.get(voice.index()).copied().unwrap_or_default().into()
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
