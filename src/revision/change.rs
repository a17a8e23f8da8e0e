//! How the axes changed from one version to the other.

use crate::lexicon::axis::Axis;
use crate::score::summary::Summary;
use crate::stats::interval::Interval;
use crate::stats::mover::{Estimated, difference};
use crate::text::voices::Voice;

/// An axis in one voice, before and after.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// The axis.
    pub axis: Axis,
    /// Whose words.
    pub voice: Voice,
    /// Counted cues of the old and of the new version.
    pub hits: [u64; 2],
    /// Words of the voice.
    pub words: [u64; 2],
    /// Cues for every 1,000 words; `None` where the voice has no words.
    pub rates: [Option<f64>; 2],
    /// The new rate less the old one.
    pub difference: Option<f64>,
    /// Its 95 % interval, recovered from the exact (Garwood 1936) intervals of both rates by the method
    /// of Zou and Donner (2008). It takes the versions for independent texts, which those of one
    /// article are not, and so is wider than it need be.
    pub interval: Option<Interval>,
}

/// Every axis, first of the author, then of the quoted.
#[must_use]
pub fn changes(old: &Summary, new: &Summary) -> Vec<Change> {
    let each = |voice| Axis::ALL.into_iter().map(move |axis| change(old, new, axis, voice));
    Voice::ALL.into_iter().flat_map(each).collect()
}

fn change(old: &Summary, new: &Summary, axis: Axis, voice: Voice) -> Change {
    let both = [old, new];
    let rates = both.map(|summary| estimated(summary, axis, voice));
    let paired = rates[0].zip(rates[1]);
    Change {
        axis,
        voice,
        hits: both.map(|summary| summary.hits(axis, voice)),
        words: both.map(|summary| summary.words(voice)),
        rates: rates.map(|rate| rate.map(|rate| rate.value)),
        difference: paired.map(|(old, new)| new.value - old.value),
        interval: paired.map(|(old, new)| difference(new, old)),
    }
}

fn estimated(summary: &Summary, axis: Axis, voice: Voice) -> Option<Estimated> {
    let value = summary.rate_per_1k(axis, voice)?;
    Some(Estimated { value, interval: summary.rate_interval(axis, voice)? })
}
