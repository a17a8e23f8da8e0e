//! Precision, recall and F1 from counts.

/// How many things were wanted, how many were found, and how many were both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Things that people have marked.
    pub wanted: u64,
    /// Things that the program has found.
    pub found: u64,
    /// Things that both have; at most the smaller of the two.
    pub right: u64,
}

impl Counts {
    /// Adds the counts of a part that occurs so often.
    pub const fn add(&mut self, other: Self, times: u32) {
        self.wanted += times as u64 * other.wanted;
        self.found += times as u64 * other.found;
        self.right += times as u64 * other.right;
    }

    /// Share of the found that is right, or `None` if nothing was found.
    #[must_use]
    pub fn precision(self) -> Option<f64> {
        ratio(self.right, self.found)
    }

    /// Share of the wanted that was found, or `None` if nothing was wanted.
    #[must_use]
    pub fn recall(self) -> Option<f64> {
        ratio(self.right, self.wanted)
    }

    /// The harmonic mean of precision and recall, or `None` if nothing was wanted and nothing found.
    ///
    /// ```
    /// use hedgerow::evaluate::rates::Counts;
    ///
    /// let counts = Counts { wanted: 4, found: 6, right: 3 };
    /// assert_eq!(counts.f1(), Some(0.6));
    /// ```
    #[must_use]
    pub fn f1(self) -> Option<f64> {
        ratio(2 * self.right, self.wanted + self.found)
    }
}

/// `a / b`, or `None` if `b` is 0.
pub(crate) fn ratio(a: u64, b: u64) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    let quotient = a as f64 / b as f64;
    (b > 0).then_some(quotient)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_of_counts() {
        for ((wanted, found, right), precision, recall, f1) in [
            ((4, 6, 3), Some(0.5), Some(0.75), Some(0.6)),
            ((4, 0, 0), None, Some(0.0), Some(0.0)),
            ((0, 2, 0), Some(0.0), None, Some(0.0)),
            ((0, 0, 0), None, None, None),
            ((2, 2, 2), Some(1.0), Some(1.0), Some(1.0)),
        ] {
            let counts = Counts { wanted, found, right };
            assert_eq!((counts.precision(), counts.recall(), counts.f1()), (precision, recall, f1));
        }
    }
}
