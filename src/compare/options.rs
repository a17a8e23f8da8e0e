//! What a comparison is asked for, and why it may be refused.

use std::fmt;

use crate::compare::measure::{Measure, Quantity, VoiceChoice};

/// The most strata that a comparison takes.
pub const MAX_STRATA: usize = 500;

/// What a group is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Reference {
    /// All other groups together, another set of documents for each group.
    #[default]
    Others,
    /// One group, which is then compared with nothing itself.
    Group(String),
}

/// How the intervals of differences and ratios are read off the resamples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ends {
    /// Percentiles: the interval of the difference contains 0 just where that of the ratio contains 1.
    #[default]
    Percentile,
    /// Bias-corrected and accelerated.
    Bca,
}

/// What a comparison is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What each group is compared with.
    pub reference: Reference,
    /// The measures shown.
    pub measures: Vec<Measure>,
    /// The voices shown.
    pub voices: Vec<VoiceChoice>,
    /// The topics shown, or `None` for all that have a hit.
    pub topics: Option<Vec<String>>,
    /// How intervals are read off the resamples.
    pub ends: Ends,
    /// Bootstrap resamples. 4,000 put the ends of an interval within about 2 % of its half width.
    pub draws: u32,
    /// Permutations where they cannot all be gone through; the least p is 1 / (permutations + 1).
    pub permutations: u32,
    /// Where chance starts from.
    pub seed: u64,
    /// With fewer documents on a side there is description only; at least 2.
    pub min_docs: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            reference: Reference::default(),
            measures: Measure::ALL.to_vec(),
            voices: VoiceChoice::ALL.to_vec(),
            topics: None,
            ends: Ends::default(),
            draws: 4_000,
            permutations: 4_999,
            seed: 1,
            min_docs: 5,
        }
    }
}

impl Options {
    /// Whether a quantity is shown.
    #[must_use]
    pub fn shows(&self, quantity: Quantity) -> bool {
        self.measures.contains(&quantity.measure) && self.voices.contains(&quantity.voice)
    }
}

/// Why a comparison cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CompareError {
    /// The reference is no group.
    UnknownReference {
        /// The name asked for.
        name: String,
        /// The groups there are, in order.
        groups: Vec<String>,
    },
    /// More than [`MAX_STRATA`] strata.
    TooManyStrata(usize),
}

impl fmt::Display for CompareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const NAMED: usize = 10;
        match self {
            Self::UnknownReference { name, groups } => {
                let more = if groups.len() > NAMED { ", …" } else { "" };
                let some: Vec<&str> = groups.iter().take(NAMED).map(String::as_str).collect();
                write!(f, "no group is named `{name}`: there are {}{more}", some.join(", "))
            }
            Self::TooManyStrata(n) => {
                write!(f, "{n} strata are too many to compare within: at most {MAX_STRATA}")
            }
        }
    }
}

impl std::error::Error for CompareError {}
