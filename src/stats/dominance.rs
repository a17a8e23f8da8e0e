//! How often a value of one sample is above one of another.

use crate::stats::interval::Interval;
use crate::stats::quantile::t_reach;

/// Cliff's δ and its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dominance {
    /// The chance that a value of the first sample is above one of the second, less the chance that it
    /// is below: from −1 to 1.
    pub delta: f64,
    /// Its 95 % interval; `None` where a sample has one value.
    pub interval: Option<Interval>,
}

/// Cliff's δ (1993) of two samples, with his unbiased variance and the asymmetric interval of Feng &
/// Cliff (2004), which stays within −1 and 1. `None` without a value in one of them. Time grows as
/// n log n.
#[must_use]
pub fn cliff(a: &[f64], b: &[f64]) -> Option<Dominance> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let (a, b) = (sorted(a), sorted(b));
    let (of_a, of_b) = (rows(&a, &b), rows(&b, &a));
    let (n, m) = (count(a.len()), count(b.len()));
    let delta = of_a.iter().sum::<f64>() / n;
    let spread =
        |rows: &[f64], middle: f64| -> f64 { rows.iter().map(|row| (row - middle).powi(2)).sum() };
    let (of_a, of_b) = (spread(&of_a, delta), spread(&of_b, -delta));
    let cells = cells(&a, &b, delta);
    let interval = (a.len() > 1 && b.len() > 1).then(|| {
        let unbiased = (m * m * of_a + n * n * of_b - cells) / (n * m * (n - 1.0) * (m - 1.0));
        let least = (1.0 - delta * delta) / (n * m - 1.0);
        around(delta, unbiased.max(least), n + m - 2.0)
    });
    Some(Dominance { delta, interval: interval.flatten() })
}

/// The same of pairs: how often the first value of a pair is above the second, less how often it is
/// below, within pairs. `None` without a pair.
#[must_use]
pub fn paired(pairs: &[(f64, f64)]) -> Option<Dominance> {
    let n = count(pairs.len());
    let sign = |(a, b): &(f64, f64)| {
        if a > b {
            1.0
        } else if a < b {
            -1.0
        } else {
            0.0
        }
    };
    let delta = pairs.iter().map(sign).sum::<f64>() / n;
    let squares: f64 = pairs.iter().map(|pair| (sign(pair) - delta).powi(2)).sum();
    let interval = (n > 1.0).then(|| around(delta, squares / (n * (n - 1.0)), n - 1.0));
    (n > 0.0).then_some(Dominance { delta, interval: interval.flatten() })
}

/// The interval of Feng & Cliff around δ with this variance.
fn around(delta: f64, variance: f64, freedom: f64) -> Option<Interval> {
    let reach = t_reach(freedom)?;
    let scaled = reach * reach * variance;
    let below = 1.0 - delta * delta;
    let middle = delta - delta.powi(3);
    let half = reach * variance.sqrt() * (below * below + scaled).sqrt();
    let divisor = below + scaled;
    // All values of one sample above all of the other: the least variance of Cliff is 0 there.
    if divisor <= 0.0 {
        return None;
    }
    let end = |end: f64| (end / divisor).clamp(-1.0, 1.0);
    Some(Interval { lo: end(middle - half), hi: end(middle + half) })
}

/// For each value of `a` the share of `b` below it less the share above it. Both are sorted.
fn rows(a: &[f64], b: &[f64]) -> Vec<f64> {
    let (mut below, mut up_to) = (0, 0);
    let row = |value: &f64| {
        below = advance(b, below, |other| other < *value);
        up_to = advance(b, up_to, |other| other <= *value);
        (count(below) - (count(b.len()) - count(up_to))) / count(b.len())
    };
    a.iter().map(row).collect()
}

/// Σ (d − δ)² over all pairs, where d is 1, 0 or −1.
fn cells(a: &[f64], b: &[f64], delta: f64) -> f64 {
    let (mut below, mut up_to, mut equal) = (0, 0, 0.0);
    for value in a {
        below = advance(b, below, |other| other < *value);
        up_to = advance(b, up_to, |other| other <= *value);
        equal += count(up_to) - count(below);
    }
    let pairs = count(a.len()) * count(b.len());
    // d² is 1 but for ties, and the mean of d is δ.
    (pairs - equal) - pairs * delta * delta
}

fn advance(sorted: &[f64], from: usize, holds: impl Fn(f64) -> bool) -> usize {
    let rest = sorted.get(from..).unwrap_or_default();
    from + rest.iter().take_while(|value| holds(**value)).count()
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

#[expect(clippy::cast_precision_loss, reason = "numbers of values are far below 2^52")]
const fn count(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        // Of 6 pairs 4 above, 1 below, 1 equal.
        let found = cliff(&[3.0, 5.0], &[4.0, 3.0, 1.0]).unwrap();
        assert!((found.delta - 0.5).abs() < 1e-12, "{found:?}");
        let turned = cliff(&[4.0, 3.0, 1.0], &[3.0, 5.0]).unwrap();
        let (one, other) = (found.interval.unwrap(), turned.interval.unwrap());
        assert!((one.lo + other.hi).abs() < 1e-12 && (one.hi + other.lo).abs() < 1e-12);
    }

    #[test]
    fn edges() {
        assert_eq!(cliff(&[], &[1.0]), None);
        assert_eq!(cliff(&[2.0], &[1.0]), Some(Dominance { delta: 1.0, interval: None }));
        let zeros = cliff(&[0.0; 5], &[0.0; 6]).unwrap();
        assert!(zeros.delta.abs() < f64::EPSILON);
        assert!(zeros.interval.is_some_and(|i| i.lo <= 0.0 && i.hi >= 0.0), "{zeros:?}");
        // No overlap: the variance of Cliff is 0, and there is no interval to give.
        let apart = cliff(&[7.0, 8.0, 9.0], &[1.0, 2.0, 3.0]).unwrap();
        assert_eq!(apart, Dominance { delta: 1.0, interval: None });
    }

    #[test]
    fn pairs() {
        let found = paired(&[(3.0, 1.0), (2.0, 2.0), (0.0, 1.0), (9.0, 1.0)]).unwrap();
        assert!((found.delta - 0.25).abs() < 1e-12, "{found:?}");
        assert!(found.interval.is_some());
        assert_eq!(paired(&[]), None);
        assert_eq!(paired(&[(1.0, 0.0)]), Some(Dominance { delta: 1.0, interval: None }));
    }
}
