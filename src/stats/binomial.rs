//! Whether events fall on two parts as their exposures do.

use statrs::distribution::{Binomial, DiscreteCDF};

/// Two-sided exact p of `a` and `b` independent events on exposures `a_words` and `b_words` with the same
/// rate: given their sum, `a` is binomial (Przyborowski & Wilenski 1940). Twice the smaller tail, at
/// most 1. `None` without an event or without exposure on a side.
#[must_use]
pub fn same_rate(a: u64, a_words: f64, b: u64, b_words: f64) -> Option<f64> {
    if a + b == 0 || a_words <= 0.0 || b_words <= 0.0 {
        return None;
    }
    let binomial = Binomial::new(a_words / (a_words + b_words), a + b).ok()?;
    let up_to = binomial.cdf(a);
    let from = if a == 0 { 1.0 } else { binomial.sf(a - 1) };
    Some((2.0 * up_to.min(from)).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of `scipy.stats.binom`.
    #[test]
    fn by_hand() {
        for (a, a_words, b, b_words, expected) in [
            (0, 100.0, 5, 100.0, 2.0 / 32.0),
            (5, 100.0, 0, 100.0, 2.0 / 32.0),
            (1, 100.0, 3, 100.0, 2.0 * 5.0 / 16.0),
            (2, 100.0, 2, 100.0, 1.0),
            // None of 10 in a twentieth of the words is no surprise: ½ · 0.599.
            (0, 50.0, 10, 950.0, 1.0),
        ] {
            let found = same_rate(a, a_words, b, b_words).unwrap();
            assert!((found - expected).abs() < 1e-12, "{a} {b}: {found}");
        }
        assert_eq!((same_rate(0, 9.0, 0, 9.0), same_rate(1, 0.0, 1, 9.0)), (None, None));
    }
}
