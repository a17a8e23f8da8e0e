//! The interval of a difference and of a ratio from those of two independent quantities, by the
//! method of variance estimates recovery (Zou & Donner 2008; Donner & Zou 2012). Needs no resamples and holds where
//! one of the quantities is 0.

use crate::stats::interval::Interval;

/// A quantity, not negative, and its interval, which contains it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimated {
    /// The estimate.
    pub value: f64,
    /// Its interval.
    pub interval: Interval,
}

/// The interval of `a` less `b`.
#[must_use]
pub fn difference(a: Estimated, b: Estimated) -> Interval {
    let middle = a.value - b.value;
    Interval {
        lo: middle - (a.value - a.interval.lo).hypot(b.interval.hi - b.value),
        hi: middle + (a.interval.hi - a.value).hypot(b.value - b.interval.lo),
    }
}

/// The interval of `a` divided by `b`: the factors θ for which the interval of `a` less θ`b` holds 0,
/// so that it contains 1 just where that of the difference contains 0. The upper end is `None` where
/// `b` may be 0: then there is none.
#[must_use]
pub fn ratio(a: Estimated, b: Estimated) -> (f64, Option<f64>) {
    let product = a.value * b.value;
    let end = |a_end: f64, b_end: f64, sign: f64| {
        let b_part = b_end * (2.0 * b.value - b_end);
        let inside = product * product - a_end * (2.0 * a.value - a_end) * b_part;
        (product + sign * inside.max(0.0).sqrt()) / b_part
    };
    // The lower end divides by b's upper one; written so that it also holds where that is above 2b.
    let lower_part = b.interval.hi * (2.0 * b.value - b.interval.hi);
    let lo = if lower_part.abs() < f64::EPSILON * product.max(f64::MIN_POSITIVE) {
        a.interval.lo * (2.0 * a.value - a.interval.lo) / (2.0 * product)
    } else {
        end(a.interval.lo, b.interval.hi, -1.0)
    };
    // Not `max`, which may give either of the two zeros, by how it was compiled.
    let lo = if lo.is_finite() && lo > 0.0 { lo } else { 0.0 };
    let hi = (b.interval.lo > 0.0).then(|| end(a.interval.hi, b.interval.lo, 1.0));
    (lo, hi.filter(|hi| hi.is_finite()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn estimated(value: f64, lo: f64, hi: f64) -> Estimated {
        Estimated { value, interval: Interval { lo, hi } }
    }

    #[test]
    fn a_lower_end_of_nothing_has_no_sign() {
        let (a, b) = (estimated(0.0, 0.0, 9.0), estimated(3.0, 1.0, 7.0));
        assert_eq!(ratio(a, b).0.to_bits(), 0.0_f64.to_bits());
    }

    #[test]
    fn by_hand() {
        let (a, b) = (estimated(5.0, 2.0, 9.0), estimated(3.0, 1.0, 7.0));
        assert_eq!(difference(a, b), Interval { lo: 2.0 - 5.0, hi: 2.0 + 20.0_f64.sqrt() });
        // 225 − 2·8·7·(−1) = 337 and 225 − 9·1·1·5 = 180.
        let (lo, hi) = ratio(a, b);
        assert!((lo - (15.0 - 337.0_f64.sqrt()) / -7.0).abs() < 1e-12, "{lo}");
        assert!((hi.unwrap() - (15.0 + 180.0_f64.sqrt()) / 5.0).abs() < 1e-12, "{hi:?}");
    }

    #[test]
    fn the_ends_of_the_ratio_make_the_difference_touch_zero() {
        let (a, b) = (estimated(5.0, 2.0, 9.0), estimated(3.0, 2.0, 4.5));
        let (lo, hi) = ratio(a, b);
        for (factor, upper) in [(lo, false), (hi.unwrap(), true)] {
            let scaled = |end: f64| factor * end;
            let b = estimated(scaled(3.0), scaled(2.0), scaled(4.5));
            let interval = difference(a, b);
            let end = if upper { interval.hi } else { interval.lo };
            assert!(end.abs() < 1e-9, "{factor}: {interval:?}");
        }
    }

    #[test]
    fn zeros() {
        let (zero, some) = (estimated(0.0, 0.0, 3.7), estimated(4.0, 1.0, 10.0));
        assert_eq!(ratio(some, zero).1, None);
        let (lo, hi) = ratio(zero, some);
        assert!(lo.abs() < f64::EPSILON);
        assert!((hi.unwrap() - 3.7 / 7.0_f64.sqrt()).abs() < 1e-12);
        let twice = estimated(2.0, 1.0, 4.0);
        assert!((ratio(some, twice).0 - 7.0 / 16.0).abs() < 1e-12);
    }
}
