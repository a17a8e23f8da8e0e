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
    words: [u32; 2],
    scored: Few,
}

/// The scores of the axes and voices with a counted cue, in the order of [`Axis::ALL`], then of [`Voice::ALL`].
/// Few sentences have more than one, and a text has many sentences.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum Few {
    #[default]
    None,
    One(Scored),
    More(Box<[Scored]>),
}

impl Few {
    fn as_slice(&self) -> &[Scored] {
        match self {
            Self::None => &[],
            Self::One(scored) => std::slice::from_ref(scored),
            Self::More(scored) => scored,
        }
    }
}

impl FromIterator<Scored> for Few {
    fn from_iter<I: IntoIterator<Item = Scored>>(scored: I) -> Self {
        let mut scored = scored.into_iter();
        let Some(first) = scored.next() else { return Self::None };
        let Some(second) = scored.next() else { return Self::One(first) };
        Self::More([first, second].into_iter().chain(scored).collect())
    }
}

/// The score of an axis and voice with counted cues, in eight bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Scored {
    hits: u32,
    /// The lower three bytes of the millionths, which need no more.
    millionths: [u8; 3],
    place: Place,
}

/// The number of an axis and voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place(u8);

impl Place {
    fn of(axis: Axis, voice: Voice) -> usize {
        axis.index() * Voice::ALL.len() + voice.index()
    }

    fn axis_and_voice(self) -> Option<(Axis, Voice)> {
        let (axis, voice) =
            (usize::from(self.0) / Voice::ALL.len(), usize::from(self.0) % Voice::ALL.len());
        Some((*Axis::ALL.get(axis)?, *Voice::ALL.get(voice)?))
    }
}

impl Scored {
    fn score(self) -> AxisScore {
        let [first, second, third] = self.millionths;
        let millionths = u32::from_le_bytes([first, second, third, 0]);
        AxisScore { hits: self.hits.into(), millionths: millionths.into() }
    }
}

impl SentenceScore {
    /// Scores a sentence from its words and cues. Cues that do not count change nothing.
    #[must_use]
    pub fn new(words: WordCounts, cues: &[Cue], lexicon: &Lexicon) -> Self {
        let words = words.map(|words| u32::try_from(words).unwrap_or(u32::MAX));
        // Most sentences have none.
        if !cues.iter().any(Cue::counts) {
            return Self { words, scored: Few::None };
        }
        let mut sums = [(0_u32, 1.0_f64); Axis::ALL.len() * Voice::ALL.len()];
        for cue in cues.iter().filter(|cue| cue.counts()) {
            let place = Place::of(lexicon.category(cue.category).axis, cue.voice);
            if let Some((hits, none_is_true)) = sums.get_mut(place) {
                *hits += 1;
                *none_is_true *= 1.0 - lexicon.entry(cue.entry).weight;
            }
        }
        let counted = (0..).map(Place).zip(sums).filter(|(_, (hits, _))| *hits > 0);
        let scored = counted.map(|(place, (hits, none_is_true))| {
            let [first, second, third, _] = millionths(1.0 - none_is_true).to_le_bytes();
            Scored { hits, millionths: [first, second, third], place }
        });
        Self { words, scored: scored.collect() }
    }

    /// The score of an axis in a voice.
    #[must_use]
    pub fn axis(&self, axis: Axis, voice: Voice) -> AxisScore {
        let place = Place::of(axis, voice);
        let of = |scored: &&Scored| usize::from(scored.place.0) == place;
        self.scored.as_slice().iter().find(of).map_or_else(AxisScore::default, |s| s.score())
    }

    /// The scores of the axes and voices that have a counted cue.
    pub fn scored(&self) -> impl Iterator<Item = (Axis, Voice, AxisScore)> {
        self.scored.as_slice().iter().filter_map(|scored| {
            let (axis, voice) = scored.place.axis_and_voice()?;
            Some((axis, voice, scored.score()))
        })
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
