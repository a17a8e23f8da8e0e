//! Difference and ratio of two estimates, with intervals from resamples or from the estimates' own.

use crate::compare::estimate::{Estimate, count, tail};
use crate::compare::measure::{Measure, Quantity};
use crate::compare::options::Ends;
use crate::compare::row::Method;
use crate::stats::bca;
use crate::stats::bootstrap::quantile;
use crate::stats::interval::Interval;
use crate::stats::mantel_haenszel::{Cell, Sums as Common};
use crate::stats::mover::{self, Estimated};

/// Documents with a hit on each side from which on resamples tell how much a difference may vary. With
/// fewer, many resamples have no hit at all.
const ENOUGH_HIT: usize = 5;

/// Difference and ratio with their intervals.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Compared {
    pub(super) difference: Option<f64>,
    pub(super) difference_interval: Option<Interval>,
    pub(super) ratio: Option<f64>,
    pub(super) ratio_lo: Option<f64>,
    pub(super) ratio_hi: Option<f64>,
    pub(super) method: Option<Method>,
}

/// Two estimates side by side, and what is needed for intervals.
pub(super) struct Comparison<'c> {
    pub(super) quantity: Quantity,
    pub(super) a: &'c Estimate,
    pub(super) b: &'c Estimate,
    /// The documents as they are.
    pub(super) common: Common,
    /// Every resample.
    pub(super) draws: &'c mut dyn Iterator<Item = Common>,
    /// The documents with each of them left out, by sample; asked for by [`Ends::Bca`].
    pub(super) without_one: &'c dyn Fn() -> Vec<Vec<Common>>,
    pub(super) is_stratified: bool,
    pub(super) freedom: f64,
}

impl Comparison<'_> {
    /// Difference and ratio alone.
    pub(super) fn described(&self) -> Compared {
        Compared {
            difference: self.common.difference().map(|difference| self.scaled(difference)),
            ratio: self.common.ratio().filter(|ratio| ratio.is_finite()),
            ..Compared::default()
        }
    }

    /// Difference and ratio with intervals.
    pub(super) fn inferred(self, ends: Ends) -> Compared {
        if self.a.is_zero() && self.b.is_zero() {
            return self.described();
        }
        let few_hit = self.a.docs_hit < ENOUGH_HIT || self.b.docs_hit < ENOUGH_HIT;
        if few_hit && !self.is_stratified && self.quantity.measure != Measure::Index {
            return self.recovered();
        }
        self.resampled(ends)
    }

    /// Intervals from those of the two estimates.
    fn recovered(&self) -> Compared {
        let estimated = |estimate: &Estimate| {
            Some(Estimated { value: estimate.value?, interval: estimate.interval? })
        };
        let described = self.described();
        let Some((a, b)) = estimated(self.a).zip(estimated(self.b)) else { return described };
        let (lo, hi) = mover::ratio(a, b);
        Compared {
            difference_interval: Some(mover::difference(a, b)),
            ratio_lo: Some(lo),
            ratio_hi: hi,
            method: Some(Method::Mover),
            ..described
        }
    }

    fn resampled(self, ends: Ends) -> Compared {
        let described = self.described();
        let (mut differences, mut ratios) = (Vec::new(), Vec::new());
        for common in self.draws {
            differences.extend(common.difference().map(|d| d * self.quantity.measure.scale()));
            ratios.extend(common.ratio());
        }
        differences.sort_unstable_by(f64::total_cmp);
        ratios.sort_unstable_by(f64::total_cmp);
        let tail = tail(self.freedom);
        let percentiles = |sorted: &[f64]| {
            Some(Interval { lo: quantile(sorted, tail)?, hi: quantile(sorted, 1.0 - tail)? })
        };
        let corrected = (ends == Ends::Bca)
            .then(|| {
                let samples = (self.without_one)();
                let of = |sorted: &[f64], estimate: f64, value: fn(&Common) -> Option<f64>| {
                    bca::interval(sorted, estimate, acceleration(&samples, value), tail)
                };
                let difference = of(&differences, described.difference?, |common| {
                    // The acceleration does not depend on the scale.
                    common.difference()
                })?;
                Some((difference, of(&ratios, self.common.ratio()?, Common::ratio)?))
            })
            .flatten();
        let method = if corrected.is_some() { Method::Bca } else { Method::Percentile };
        let (difference, ratio) = corrected.map_or_else(
            || (percentiles(&differences), percentiles(&ratios)),
            |(difference, ratio)| (Some(difference), Some(ratio)),
        );
        let finite = |end: f64| end.is_finite().then_some(end);
        Compared {
            difference_interval: difference,
            ratio_lo: ratio.and_then(|interval| finite(interval.lo)),
            ratio_hi: ratio.and_then(|interval| finite(interval.hi)),
            method: difference.map(|_| method),
            ..described
        }
    }

    fn scaled(&self, difference: f64) -> f64 {
        difference * self.quantity.measure.scale()
    }
}

fn acceleration(samples: &[Vec<Common>], value: fn(&Common) -> Option<f64>) -> f64 {
    let values = |sample: &Vec<Common>| {
        sample.iter().filter_map(value).filter(|value| value.is_finite()).collect()
    };
    bca::acceleration(&samples.iter().map(values).collect::<Vec<Vec<f64>>>())
}

/// Degrees of freedom of a difference (Welch & Satterthwaite).
pub(super) fn welch(a: &Estimate, b: &Estimate) -> f64 {
    let Some(((a_freedom, a), (b_freedom, b))) = a.spread().zip(b.spread()) else { return 0.0 };
    let both = a + b;
    if both > 0.0 {
        both * both / (a * a / a_freedom + b * b / b_freedom)
    } else {
        a_freedom + b_freedom
    }
}

/// Degrees of freedom of a difference within documents.
pub(super) fn within(docs_n: usize) -> f64 {
    count(docs_n) - 1.0
}

/// The cell of two pairs of hits and words.
pub(super) const fn cell((a, a_words): (f64, f64), (b, b_words): (f64, f64)) -> Cell {
    Cell { a, a_words, b, b_words }
}
