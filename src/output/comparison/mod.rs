//! The tables of a comparison: groups, terms, trends, and what is left without the strongest terms.

pub mod ablation;
pub mod example;
pub mod group;
pub mod term;
pub mod trend;

use std::collections::BTreeMap;

use crate::output::cell::Cell;

/// A table that a comparison writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ComparisonTable {
    /// One row a group, topic, voice and measure.
    Group,
    /// One row a group, term and voice.
    Term,
    /// One row a period, group, topic, voice and measure.
    Trend,
    /// As the group table, without the strongest terms.
    Ablation,
    /// One row a document.
    Document,
}

impl ComparisonTable {
    /// All of them, in the order in which they are written.
    pub const ALL: [Self; 5] =
        [Self::Group, Self::Term, Self::Trend, Self::Ablation, Self::Document];

    /// The name, and so the stem of the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Term => "term",
            Self::Trend => "trend",
            Self::Ablation => "ablation",
            Self::Document => "document",
        }
    }
}

/// What all rows of a comparison share.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shared {
    /// By what documents are grouped: a column, `dir` or `source`.
    pub by: String,
    /// Within what they are compared.
    pub within: Option<String>,
    /// Where chance starts from.
    pub seed: u64,
    /// Resamples.
    pub draws: u32,
    /// Documents of each group that were left out since they repeat others; `None` where all are in.
    pub left_out: Option<BTreeMap<String, u64>>,
    /// The fingerprints of lexicon and options, where they are known.
    pub fingerprint: Option<[String; 2]>,
}

impl Shared {
    /// What every row of groups and trends ends with.
    const COLUMNS: [&'static str; 2] = ["lexicon_sha", "options_sha"];

    fn fingerprint_cells(&self) -> [Cell<'_>; 2] {
        match &self.fingerprint {
            Some(shas) => shas.each_ref().map(|sha| Cell::text(sha.as_str())),
            None => [Cell::Missing, Cell::Missing],
        }
    }

    fn left_out_cell(&self, group: &str) -> Cell<'static> {
        let left_out = |groups: &BTreeMap<String, u64>| groups.get(group).copied();
        match &self.left_out {
            Some(groups) => left_out(groups).unwrap_or_default().into(),
            None => Cell::Missing,
        }
    }
}
