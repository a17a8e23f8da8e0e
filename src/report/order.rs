//! In which order documents are listed.

use std::cmp::Ordering;

use crate::lexicon::axis::Axis;
use crate::score::summary::Summary;
use crate::text::voices::Voice;

/// What documents are sorted by: names from A, all else from the highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortKey {
    /// The id.
    Name,
    /// Words, author's and quoted.
    Words,
    /// Share of words quoted.
    Quoted,
    /// Rate of an axis in the author's voice. What is too short to judge goes last.
    Rate(Axis),
}

impl SortKey {
    /// All keys.
    pub const ALL: [Self; 7] = [
        Self::Name,
        Self::Words,
        Self::Quoted,
        Self::Rate(Axis::Hedge),
        Self::Rate(Axis::Weasel),
        Self::Rate(Axis::Certainty),
        Self::Rate(Axis::Loaded),
    ];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Words => "words",
            Self::Quoted => "quoted",
            Self::Rate(axis) => axis.name(),
        }
    }

    /// How two documents, each an id and its sums, stand to each other. Equals keep their order in a stable
    /// sort.
    #[must_use]
    pub fn compare(
        self,
        (id, summary): (&str, &Summary),
        (other, others): (&str, &Summary),
    ) -> Ordering {
        let highest = |a: Option<f64>, b: Option<f64>| match (a, b) {
            (Some(a), Some(b)) => b.total_cmp(&a),
            (a, b) => b.is_some().cmp(&a.is_some()),
        };
        match self {
            Self::Name => id.cmp(other),
            Self::Words => words(others).cmp(&words(summary)),
            Self::Quoted => highest(summary.quote_share(), others.quote_share()),
            Self::Rate(axis) => summary.is_short().cmp(&others.is_short()).then_with(|| {
                let rate = |summary: &Summary| summary.rate_per_1k(axis, Voice::Author);
                highest(rate(summary), rate(others))
            }),
        }
    }
}

/// All words of a document.
#[must_use]
pub fn words(summary: &Summary) -> u64 {
    summary.words(Voice::Author) + summary.words(Voice::Quote)
}
