//! A line of the group table.

use crate::compare::measure::{Measure, VoiceChoice};
use crate::stats::interval::Interval;

/// One group, topic and quantity, held beside a reference. Whatever is undefined is `None`; no number
/// is ever NaN or infinite.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupRow {
    /// The group.
    pub group: String,
    /// Its documents that have what is measured: words of the voice, sentences, or a headline.
    pub docs_n: usize,
    /// Its words of the voice, in the part that is measured.
    pub words: u64,
    /// The axis or category.
    pub category: String,
    /// Whose words.
    pub voice: VoiceChoice,
    /// What is measured.
    pub measure: Measure,
    /// Hits; with [`Measure::Share`] sentences hit, with [`Measure::Index`] `None`.
    pub hits: Option<u64>,
    /// The measure over all documents of the group pooled.
    pub estimate: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<Interval>,
    /// How that was made.
    pub method: Option<Method>,
    /// Variance between documents over that of independent hits (Poisson); rates only.
    pub design_effect: Option<f64>,
    /// What it is compared with.
    pub contrast: Option<Contrast>,
    /// What a reader should know.
    pub flags: Vec<Flag>,
}

/// A quantity of a group against its reference.
#[derive(Debug, Clone, PartialEq)]
pub struct Contrast {
    /// The reference.
    pub reference: ReferenceName,
    /// Documents of the reference that have what is measured.
    pub docs_n: usize,
    /// The quantity of the reference.
    pub estimate: Option<f64>,
    /// Group less reference; within strata the common difference of Mantel and Haenszel.
    pub difference: Option<f64>,
    /// Its 95 % interval.
    pub difference_interval: Option<Interval>,
    /// Group divided by reference; within strata the common ratio of Mantel and Haenszel. `None` where
    /// the reference is 0.
    pub ratio: Option<f64>,
    /// Lower end of its 95 % interval.
    pub ratio_lo: Option<f64>,
    /// Upper end; `None` with a lower end means that there is no bound.
    pub ratio_hi: Option<f64>,
    /// How the intervals of difference and ratio were made.
    pub method: Option<Method>,
    /// Cliff's δ of the documents' values, −1 to 1; between a group's own voices or parts, within
    /// documents that have both.
    pub delta: Option<f64>,
    /// Its 95 % interval.
    pub delta_interval: Option<Interval>,
    /// Two-sided p of no difference.
    pub p: Option<f64>,
    /// How p was found.
    pub p_method: Option<PMethod>,
    /// p adjusted by Benjamini and Hochberg over all tests of the table.
    pub p_adjusted: Option<f64>,
    /// How many those are.
    pub tests_n: usize,
    /// Strata with documents of both sides; 1 where nothing is stratified.
    pub strata_n: usize,
    /// Strata with documents of one side only, which add nothing.
    pub strata_left_out: usize,
}

/// What a group is held beside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReferenceName {
    /// All other groups together.
    Others,
    /// One group.
    Group(String),
    /// The quoted words of the same documents.
    Quoted,
    /// The bodies of the same documents.
    Body,
}

impl ReferenceName {
    /// The name in tables; what is no group stands in parentheses.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Others => "(others)",
            Self::Group(name) => name,
            Self::Quoted => "(quoted)",
            Self::Body => "(body)",
        }
    }
}

/// How an interval was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Exact Poisson: one document, or no hit.
    Garwood,
    /// Garwood's of an effective count (Korn and Graubard).
    GarwoodClustered,
    /// Wilson's of an effective number of sentences.
    WilsonClustered,
    /// From two intervals by the method of variance estimates recovery: few documents with a hit.
    Mover,
    /// Percentiles of the document bootstrap.
    Percentile,
    /// Bias-corrected and accelerated document bootstrap.
    Bca,
}

impl Method {
    /// The name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Garwood => "garwood",
            Self::GarwoodClustered => "garwood-clustered",
            Self::WilsonClustered => "wilson-clustered",
            Self::Mover => "mover",
            Self::Percentile => "percentile",
            Self::Bca => "bca",
        }
    }
}

/// How a p was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PMethod {
    /// All permutations, or all signs.
    Exact,
    /// Some of them, drawn at random.
    MonteCarlo,
    /// The distribution that permutations come to with many documents (normal).
    Asymptotic,
}

impl PMethod {
    /// The name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::MonteCarlo => "monte-carlo",
            Self::Asymptotic => "asymptotic",
        }
    }
}

/// What a reader should know of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    /// Too few documents on a side: description only, no interval of a difference and no p.
    Few,
    /// No hit on either side, or nothing to compare.
    Zero,
    /// Fewer than ten hits in the group: read with care.
    Sparse,
    /// Documents differ more than independent hits would make them: intervals that take words for
    /// independent would be too narrow. Those given here are not.
    Clumped,
}

impl Flag {
    /// The name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Few => "few",
            Self::Zero => "zero",
            Self::Sparse => "sparse",
            Self::Clumped => "clumped",
        }
    }
}
