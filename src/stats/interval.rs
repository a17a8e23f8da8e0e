//! Confidence intervals of counts and of shares, all at 95 %.

use std::sync::{LazyLock, OnceLock};

use statrs::distribution::{ChiSquared, ContinuousCDF, Normal};

/// What is outside of an interval on each side.
const TAIL: f64 = 0.025;

/// Counts below this have their interval computed once.
const KEPT: usize = 256;

/// The lower and the upper end of an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub lo: f64,
    /// Upper end.
    pub hi: f64,
}

/// The exact Poisson interval around a count (Garwood 1936): half the χ² quantiles at 2n and 2n + 2
/// degrees of freedom. The lower end of 0 is 0.
///
/// Exact for independent events; where cues come in clumps the true interval is wider.
#[must_use]
pub fn garwood(count: u64) -> Interval {
    // Each when it is first asked for: all of them took a tenth of a start.
    static SMALL: [OnceLock<Interval>; KEPT] = [const { OnceLock::new() }; KEPT];
    let kept = usize::try_from(count).ok().and_then(|count| SMALL.get(count));
    kept.map_or_else(|| compute(count), |kept| *kept.get_or_init(|| compute(count)))
}

fn compute(count: u64) -> Interval {
    let lo = if count == 0 { 0.0 } else { chi_squared(TAIL, 2 * count) / 2.0 };
    Interval { lo, hi: chi_squared(1.0 - TAIL, 2 * count + 2) / 2.0 }
}

fn chi_squared(p: f64, freedom: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    let distribution = ChiSquared::new(freedom as f64);
    distribution.expect("the degrees of freedom are positive").inverse_cdf(p)
}

/// The score interval around a share of `hits` in `n` (Wilson 1927), or `None` if `n` is 0.
#[must_use]
pub fn wilson(hits: u64, n: u64) -> Option<Interval> {
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    let (n, hits) = (n as f64, hits as f64);
    wilson_of(hits / n, n)
}

/// The same interval around a share of a number that need not be whole, or `None` unless it is above
/// 0.
#[must_use]
pub fn wilson_of(share: f64, n: f64) -> Option<Interval> {
    static Z: LazyLock<f64> = LazyLock::new(|| Normal::standard().inverse_cdf(1.0 - TAIL));
    if n.is_nan() || n <= 0.0 {
        return None;
    }
    let z2 = *Z * *Z;
    let middle = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = *Z / (1.0 + z2 / n) * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    // At 0 and at 1 an end is the share itself, but for rounding.
    Some(Interval {
        lo: (middle - half).max(0.0).min(share),
        hi: (middle + half).min(1.0).max(share),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of `scipy.stats.chi2.ppf` and `statsmodels`' `proportion_confint(method="wilson")`.
    #[test]
    fn reference_values() {
        for (count, lo, hi) in [
            (0, 0.0, 3.688_879_454),
            (1, 0.025_317_808, 5.571_643_391),
            (10, 4.795_388_682, 18.390_356_026),
            (300, 267.009_275_233, 335.941_125_553),
        ] {
            let interval = garwood(count);
            let near = |a: f64, b: f64| (a - b).abs() < 1e-6 * b.max(1.0);
            assert!(near(interval.lo, lo) && near(interval.hi, hi), "{count}: {interval:?}");
        }
        let interval = wilson(7, 50).unwrap();
        assert!((interval.lo - 0.069_508_3).abs() < 1e-6, "{interval:?}");
        assert!((interval.hi - 0.261_861_9).abs() < 1e-6, "{interval:?}");
        assert_eq!(wilson(0, 0), None);
    }

    #[test]
    fn an_interval_holds_its_share_also_at_the_ends() {
        for n in 1..200 {
            let (none, all) = (wilson(0, n).unwrap(), wilson(n, n).unwrap());
            assert!(none.lo <= 0.0 && all.hi >= 1.0, "{n}: {none:?} {all:?}");
        }
    }
}
