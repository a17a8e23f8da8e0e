//! A quantity over the documents of one group, and its interval.

use crate::compare::measure::{Measure, Quantity};
use crate::compare::replicate::Sums;
use crate::compare::row::Method;
use crate::stats::bootstrap::quantile;
use crate::stats::clustered::Ratio;
use crate::stats::interval::Interval;
use crate::stats::quantile::{normal_below, t_reach};

/// What the documents of a group say of a quantity.
#[derive(Debug, Clone)]
pub(super) struct Estimate {
    /// Documents that have what is measured.
    pub(super) docs_n: usize,
    /// Those of them with a hit.
    pub(super) docs_hit: usize,
    /// Words in the part and voice that is measured.
    pub(super) words: u64,
    /// The pooled quotient, without its scale; `None` without any document.
    pub(super) quotient: Option<Ratio>,
    /// The scaled quotient.
    pub(super) value: Option<f64>,
    /// Its interval, without resamples: an index has none.
    pub(super) interval: Option<Interval>,
    /// How that was made.
    pub(super) method: Option<Method>,
}

impl Estimate {
    /// The estimate over documents.
    pub(super) fn new<'s>(
        documents: impl Iterator<Item = &'s Sums> + Clone,
        quantity: Quantity,
    ) -> Self {
        let pairs = documents.clone().map(|sums| sums.pair(quantity));
        let quotient = Ratio::new(pairs.clone());
        let scale = quantity.measure.scale();
        let (interval, method) = match (quotient, quantity.measure) {
            (None, _) | (_, Measure::Index) => (None, None),
            (Some(quotient), Measure::Share) => {
                (quotient.share_interval(), Some(Method::WilsonClustered))
            }
            (Some(quotient), _) => {
                let independent = quotient.design_effect().is_none();
                let method = if independent { Method::Garwood } else { Method::GarwoodClustered };
                (Some(scaled(quotient.rate_interval(), scale)), Some(method))
            }
        };
        Self {
            docs_n: quotient.map_or(0, |quotient| quotient.units),
            docs_hit: pairs.filter(|(x, w)| *w > 0.0 && *x > 0.0).count(),
            words: whole(documents.map(|sums| sums.words(quantity)).sum()),
            quotient,
            value: quotient.map(|quotient| quotient.estimate() * scale),
            interval,
            method,
        }
    }

    /// Hits, or sentences hit; `None` for an index, which is not of hits.
    pub(super) fn hits(&self, quantity: Quantity) -> Option<u64> {
        let x = self.quotient.map(|quotient| quotient.x)?;
        (quantity.measure != Measure::Index).then(|| whole(x))
    }

    /// Whether there is no hit, or nothing to have one.
    pub(super) fn is_zero(&self) -> bool {
        self.quotient.is_none_or(|quotient| quotient.x <= 0.0)
    }

    /// Puts in the interval of an index, from resamples of the documents.
    pub(super) fn resampled(&mut self, quantity: Quantity, draws: &[Sums], min_docs: usize) {
        if quantity.measure != Measure::Index || self.docs_n < min_docs.max(2) {
            return;
        }
        let quotient = |sums: &Sums| {
            let (x, w) = sums.pair(quantity);
            (w > 0.0).then(|| x / w * quantity.measure.scale())
        };
        let mut values: Vec<f64> = draws.iter().filter_map(quotient).collect();
        values.sort_unstable_by(f64::total_cmp);
        let tail = tail(count(self.docs_n) - 1.0);
        let ends = quantile(&values, tail).zip(quantile(&values, 1.0 - tail));
        self.interval = ends.map(|(lo, hi)| Interval { lo, hi });
        self.method = self.interval.map(|_| Method::Percentile);
    }

    /// Degrees of freedom and variance of the quotient.
    pub(super) fn spread(&self) -> Option<(f64, f64)> {
        let quotient = self.quotient?;
        Some((count(quotient.units) - 1.0, quotient.variance?))
    }
}

/// What lies outside of a 95 % bootstrap interval on each side. Percentiles of the resamples of few
/// documents are too close together, as a normal interval is where a t interval is due; taking them
/// as far out as Student's t is from the normal mends that (Hesterberg 2015, section 3.3).
pub(super) fn tail(freedom: f64) -> f64 {
    normal_below(-t_reach(freedom).unwrap_or(f64::INFINITY))
}

fn scaled(interval: Interval, scale: f64) -> Interval {
    Interval { lo: interval.lo * scale, hi: interval.hi * scale }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of documents are far below 2^52")]
pub(super) const fn count(n: usize) -> f64 {
    n as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a sum of counts")]
pub(super) const fn whole(sum: f64) -> u64 {
    sum as u64
}
