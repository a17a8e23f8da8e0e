//! The normal distribution, Student's and χ², as far as intervals need them.

use statrs::distribution::{ChiSquared, ContinuousCDF, Normal, StudentsT};

/// What lies outside of a 95 % interval on each side.
pub const TAIL: f64 = 0.025;

/// The share of a standard normal distribution below `z`.
#[must_use]
pub fn normal_below(z: f64) -> f64 {
    Normal::standard().cdf(z)
}

/// The point that a share of a standard normal distribution lies below: −∞ for 0, ∞ for 1.
#[must_use]
pub fn normal_point(share: f64) -> f64 {
    Normal::standard().inverse_cdf(share)
}

/// How many standard errors a 95 % interval reaches on each side, with so many degrees of freedom
/// (Student 1908): 12.7 with one, 1.96 with many. `None` unless they are positive.
#[must_use]
pub fn t_reach(freedom: f64) -> Option<f64> {
    if freedom > 1e6 {
        return Some(normal_point(1.0 - TAIL));
    }
    let student = StudentsT::new(0.0, 1.0, freedom).ok()?;
    Some(student.inverse_cdf(1.0 - TAIL))
}

/// The share of a t distribution that is farther from 0 than `t`, on both sides; `None` unless the
/// degrees of freedom are positive.
#[must_use]
pub fn t_outside(t: f64, freedom: f64) -> Option<f64> {
    if freedom > 1e6 {
        return Some(2.0 * normal_below(-t.abs()));
    }
    let student = StudentsT::new(0.0, 1.0, freedom).ok()?;
    Some((2.0 * student.cdf(-t.abs())).min(1.0))
}

/// The point that a share of a χ² distribution lies below; `None` unless the degrees of freedom,
/// which need not be whole, are positive.
#[must_use]
pub fn chi_squared_point(share: f64, freedom: f64) -> Option<f64> {
    Some(ChiSquared::new(freedom).ok()?.inverse_cdf(share))
}

/// The share of a χ² distribution above `x`; `None` unless the degrees of freedom are positive.
#[must_use]
pub fn chi_squared_above(x: f64, freedom: f64) -> Option<f64> {
    Some(ChiSquared::new(freedom).ok()?.sf(x))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of `scipy.stats`.
    #[test]
    fn reference_values() {
        for (found, expected) in [
            (normal_point(0.975), 1.959_963_984_540),
            (normal_below(-1.5), 0.066_807_201_269),
            (t_reach(1.0).unwrap(), 12.706_204_736_432),
            (t_reach(7.5).unwrap(), 2.333_039_626_865),
            (t_outside(2.5, 9.0).unwrap(), 0.033_861_827_683),
            (chi_squared_point(0.975, 2.5).unwrap(), 8.392_295_266_913),
            (chi_squared_above(20.0, 9.0).unwrap(), 0.017_912_404_530),
        ] {
            assert!((found - expected).abs() < 1e-9 * expected.abs(), "{found} {expected}");
        }
        assert_eq!((t_reach(0.0), chi_squared_point(0.5, 0.0)), (None, None));
    }
}
