//! The bias-corrected and accelerated bootstrap interval (Efron 1987), as `scipy.stats.bootstrap`
//! computes it, ties included.

use crate::stats::bootstrap::quantile;
use crate::stats::interval::Interval;
use crate::stats::quantile::{normal_below, normal_point};

/// The bias correction: the normal point of the share of resamples below the estimate, those equal to
/// it counted half. Infinite where all lie on one side, 0 where there
/// are none.
#[must_use]
pub fn bias(sorted: &[f64], estimate: f64) -> f64 {
    if sorted.is_empty() {
        return 0.0;
    }
    let below = sorted.partition_point(|value| *value < estimate);
    let up_to = sorted.partition_point(|value| *value <= estimate);
    #[expect(clippy::cast_precision_loss, reason = "numbers of resamples are far below 2^52")]
    let share = (below + up_to) as f64 / (2 * sorted.len()) as f64;
    normal_point(share)
}

/// The acceleration from the jackknife: for each sample the estimates without each of its units.
/// 0 where no unit makes a difference.
#[must_use]
pub fn acceleration(samples: &[Vec<f64>]) -> f64 {
    let (mut cubes, mut squares) = (0.0, 0.0);
    for sample in samples {
        #[expect(clippy::cast_precision_loss, reason = "numbers of units are far below 2^52")]
        let n = sample.len() as f64;
        let mean = sample.iter().sum::<f64>() / n;
        let influence = |value: &f64| (n - 1.0) * (mean - value);
        squares += sample.iter().map(|value| influence(value).powi(2)).sum::<f64>() / n.powi(2);
        cubes += sample.iter().map(|value| influence(value).powi(3)).sum::<f64>() / n.powi(3);
    }
    if squares > 0.0 { cubes / (6.0 * squares.powf(1.5)) } else { 0.0 }
}

/// The interval over sorted resamples with a share `tail` outside on each side before correction.
/// `None` without resamples, and where all of them lie on one side of the estimate.
#[must_use]
pub fn interval(sorted: &[f64], estimate: f64, acceleration: f64, tail: f64) -> Option<Interval> {
    if sorted.is_empty() {
        return None;
    }
    let bias = bias(sorted, estimate);
    let at = |z: f64| {
        let moved = bias + z;
        quantile(sorted, normal_below(bias + moved / (1.0 - acceleration * moved)))
    };
    if !bias.is_finite() {
        return None;
    }
    let reach = normal_point(tail);
    Some(Interval { lo: at(reach)?, hi: at(-reach)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_bias_and_acceleration_it_is_the_percentile_interval() {
        let sorted: Vec<f64> = (0..=200).map(f64::from).collect();
        let found = interval(&sorted, 100.0, 0.0, 0.025).unwrap();
        assert!((found.lo - 5.0).abs() < 1e-6 && (found.hi - 195.0).abs() < 1e-6, "{found:?}");
        let skewed = interval(&sorted, 90.0, 0.0, 0.025).unwrap();
        assert!(skewed.lo < 5.0 && skewed.hi < 195.0, "{skewed:?}");
        let steep = interval(&sorted, 100.0, 0.1, 0.025).unwrap();
        assert!(steep.lo > 5.0 && steep.hi > 195.0, "{steep:?}");
    }

    #[test]
    fn edges() {
        assert_eq!(interval(&[], 0.0, 0.0, 0.025), None);
        assert_eq!(interval(&[1.0, 2.0], 3.0, 0.0, 0.025), None);
        let all_equal = interval(&[2.0, 2.0, 2.0], 2.0, 0.0, 0.025);
        assert_eq!(all_equal, Some(Interval { lo: 2.0, hi: 2.0 }));
        assert!(acceleration(&[vec![3.0, 3.0], vec![]]).abs() < f64::EPSILON);
    }
}
