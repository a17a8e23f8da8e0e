//! Rates over time.

use crate::compare::measure::Quantity;
use crate::stats::interval::Interval;

/// A quantity of a group in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendRow {
    /// The period key.
    pub period: String,
    /// The group, or `None` for all groups together.
    pub group: Option<String>,
    /// Documents that have what is measured.
    pub docs_n: usize,
    /// Words of the voice, in the part that is measured.
    pub words: u64,
    /// The axis or category.
    pub category: String,
    /// What is measured, in whose words.
    pub quantity: Quantity,
    /// Hits; with a share sentences hit, with an index `None`.
    pub hits: Option<u64>,
    /// The quantity over the documents pooled.
    pub estimate: Option<f64>,
    /// Its 95 % interval; `None` for an index of one document.
    pub interval: Option<Interval>,
}
