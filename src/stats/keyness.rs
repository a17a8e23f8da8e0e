//! How typical a term is of one of two sets of text.

/// How often a term occurs in a set, and how many words the set has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// Occurrences of the term.
    pub count: f64,
    /// All words; at least `count`.
    pub words: f64,
}

impl Share {
    /// The rest of the words.
    fn others(self) -> f64 {
        (self.words - self.count).max(0.0)
    }
}

/// What the log-odds method says of a term.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogOdds {
    /// The difference of the log odds, in natural logarithms; above 0 where the first set has more.
    pub delta: f64,
    /// The difference in standard deviations.
    pub z: f64,
}

/// The log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, equations
/// 16, 20 and 22). `prior` holds the pseudo-counts: how often the term would occur in so many words
/// of the background. `None` where the prior holds no count of the term and the sets neither, or no
/// other word.
///
/// z takes words for independent; where a term comes in clumps it is too sure of itself.
#[must_use]
pub fn log_odds(a: Share, b: Share, prior: Share) -> Option<LogOdds> {
    let odds = |set: Share| {
        let (inside, outside) = (set.count + prior.count, set.others() + prior.others());
        (inside > 0.0 && outside > 0.0).then(|| ((inside / outside).ln(), 1.0 / inside))
    };
    let ((a, a_variance), (b, b_variance)) = (odds(a)?, odds(b)?);
    let delta = a - b;
    Some(LogOdds { delta, z: delta / (a_variance + b_variance).sqrt() })
}

/// G², the log-likelihood statistic of the table of the term and the other words in both sets (Dunning 1993). Never negative; without a
/// direction. `None` without words in a set.
///
/// Rayson's calculator leaves out the two cells of the other words; with rare terms the difference is
/// small.
#[must_use]
pub fn g_squared(a: Share, b: Share) -> Option<f64> {
    if a.words <= 0.0 || b.words <= 0.0 {
        return None;
    }
    let words = a.words + b.words;
    let cell = |observed: f64, row: f64, column: f64| {
        if observed > 0.0 { observed * (observed * words / (row * column)).ln() } else { 0.0 }
    };
    let (term, other) = (a.count + b.count, a.others() + b.others());
    let sum = cell(a.count, a.words, term)
        + cell(b.count, b.words, term)
        + cell(a.others(), a.words, other)
        + cell(b.others(), b.words, other);
    Some((2.0 * sum).max(0.0))
}

/// The binary logarithm of the ratio of the two rates (Hardie 2014): 1 means twice as frequent. A
/// count of 0 is taken for 0.5. `None` where both are 0 or a set has no words.
#[must_use]
pub fn log_ratio(a: Share, b: Share) -> Option<f64> {
    if a.words <= 0.0 || b.words <= 0.0 || a.count + b.count <= 0.0 {
        return None;
    }
    let rate = |set: Share| if set.count > 0.0 { set.count } else { 0.5 } / set.words;
    Some((rate(a) / rate(b)).log2())
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn share(count: f64, words: f64) -> Share {
        Share { count, words }
    }

    #[test]
    fn by_hand() {
        let (a, b) = (share(30.0, 1_000.0), share(10.0, 1_000.0));
        let found = log_odds(a, b, share(2.0, 100.0)).unwrap();
        let delta = (32.0_f64 / 1_068.0).ln() - (12.0_f64 / 1_088.0).ln();
        let z = delta / (1.0_f64 / 32.0 + 1.0 / 12.0).sqrt();
        assert!((found.delta - delta).abs() < 1e-12 && (found.z - z).abs() < 1e-12, "{found:?}");
        assert!((log_ratio(a, b).unwrap() - 3.0_f64.log2()).abs() < 1e-12);
    }

    #[test]
    fn zeros() {
        let (none, some) = (share(0.0, 500.0), share(4.0, 500.0));
        assert_eq!(log_odds(none, none, share(0.0, 10.0)), None);
        assert_eq!(log_ratio(none, none), None);
        assert_eq!(log_ratio(some, none), Some(3.0));
        assert_eq!(g_squared(none, none), Some(0.0));
        assert_eq!(g_squared(some, share(0.0, 0.0)), None);
        assert_eq!(g_squared(some, some), Some(0.0));
    }
}
