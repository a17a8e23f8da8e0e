//! Single terms: how typical each is of a group, and how evenly it is spread.

use crate::compare::corpus::Corpus;
use crate::compare::measure::VoiceChoice;
use crate::compare::observation::TermKey;
use crate::compare::options::{CompareError, Reference};
use crate::stats::interval::Interval;

/// What a term table is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct TermOptions {
    /// What each group is compared with.
    pub reference: Reference,
    /// Whose words.
    pub voice: VoiceChoice,
    /// How many words of background the prior is worth.
    pub prior_words: f64,
}

impl Default for TermOptions {
    fn default() -> Self {
        let voice = VoiceChoice::Author;
        Self { reference: Reference::Others, voice, prior_words: 10_000.0 }
    }
}

/// A term in a group.
#[derive(Debug, Clone, PartialEq)]
pub struct TermRow {
    /// The term.
    pub term: TermKey,
    /// Whose words.
    pub voice: VoiceChoice,
    /// The group.
    pub group: String,
    /// Documents of the group with the term.
    pub docs_n: u64,
    /// Hits in the group.
    pub hits_n: u64,
    /// Hits for each million words.
    pub per_1m: Option<f64>,
    /// Its 95 % interval, with documents as the unit.
    pub per_1m_interval: Option<Interval>,
    /// Gries' DP over the documents of the group: 0 evenly spread, near 1 all in one document.
    pub dispersion: Option<f64>,
    /// DP scaled so that 1 is reached.
    pub dispersion_normalised: Option<f64>,
    /// Hits in the reference.
    pub reference_hits_n: u64,
    /// Binary logarithm of the ratio of the rates; 1 is twice as frequent.
    pub log_ratio: Option<f64>,
    /// Lower end of its 95 % interval, with documents as the unit; `None` where there is no bound.
    pub log_ratio_lo: Option<f64>,
    /// Upper end.
    pub log_ratio_hi: Option<f64>,
    /// Log odds against the reference, natural logarithm, shrunk by the prior.
    pub log_odds: Option<f64>,
    /// The same in standard deviations.
    pub z: Option<f64>,
    /// The log-likelihood statistic.
    pub g2: Option<f64>,
}
