//! Resampling: how much a figure would change with other cases of the same kind.

use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg64;

use crate::stats::interval::Interval;

/// What lies outside of an interval on each side.
const TAIL: f64 = 0.025;

/// How often each of `n` cases occurs in the resample of this number: `n` are drawn with
/// replacement. Depends on nothing but the arguments, so resamples can be taken in any order.
#[must_use]
pub fn resample(seed: u64, number: u64, n: usize) -> Vec<u32> {
    // Steps of the golden ratio keep the seeds of neighbouring resamples far apart.
    let seed = seed.wrapping_add(number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let mut random = Pcg64::seed_from_u64(seed);
    let mut times = vec![0; n];
    let Ok(n @ 1..) = u32::try_from(n) else { return times };
    for _ in 0..n {
        if let Some(times) = times.get_mut(random.random_range(0..n) as usize) {
            *times += 1;
        }
    }
    times
}

/// The percentile interval of 95 % over the resamples in which a figure is defined; between two of
/// them it is interpolated. `None` where it is defined in none.
#[must_use]
pub fn percentile_interval(figures: impl Iterator<Item = Option<f64>>) -> Option<Interval> {
    let mut sorted: Vec<f64> = figures.flatten().collect();
    sorted.sort_unstable_by(f64::total_cmp);
    Some(Interval { lo: quantile(&sorted, TAIL)?, hi: quantile(&sorted, 1.0 - TAIL)? })
}

/// The value that a share of sorted values lies below, interpolated between neighbours; `None` without
/// values. Between an infinite value and its neighbour there is the infinite one.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and a number of resamples"
)]
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let at = share * sorted.len().checked_sub(1)? as f64;
    let low = sorted.get(at.floor() as usize)?;
    let high = sorted.get(at.ceil() as usize)?;
    // Equal ones apart: infinity less itself is no number.
    Some(if low.total_cmp(high).is_eq() { *low } else { low + (high - low) * at.fract() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resample_is_fixed_by_seed_and_number() {
        let times = resample(7, 3, 1_000);
        assert_eq!(times, resample(7, 3, 1_000));
        assert_ne!(times, resample(7, 4, 1_000));
        assert_ne!(times, resample(8, 3, 1_000));
        assert_eq!(times.iter().sum::<u32>(), 1_000);
        // About 1/e of the cases are in no resample.
        let left_out = times.iter().filter(|times| **times == 0).count();
        assert!((300..440).contains(&left_out), "{left_out}");
        assert_eq!(resample(7, 3, 0), Vec::<u32>::new());
    }

    /// Values of `numpy.percentile`.
    #[test]
    fn percentiles() {
        let interval = percentile_interval((0..=100).rev().map(|n| Some(f64::from(n)))).unwrap();
        assert!((interval.lo - 2.5).abs() < 1e-9 && (interval.hi - 97.5).abs() < 1e-9);
        let some = [None, Some(1.0), None, Some(3.0)];
        let interval = percentile_interval(some.into_iter()).unwrap();
        assert!((interval.lo - 1.05).abs() < 1e-9 && (interval.hi - 2.95).abs() < 1e-9);
        assert_eq!(percentile_interval([None].into_iter()), None);
    }
}
