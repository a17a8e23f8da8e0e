//! Two groups compared within strata (Mantel & Haenszel 1959; for rates Greenland & Robins 1985).

/// Events and exposure of both groups in one stratum.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Cell {
    /// Events of the first group.
    pub a: f64,
    /// Its exposure: words.
    pub a_words: f64,
    /// Events of the second group.
    pub b: f64,
    /// Its exposure.
    pub b_words: f64,
}

/// Sums over strata from which the common ratio and difference follow. A stratum in which a group has
/// no exposure adds nothing. With one stratum they are the plain ratio and difference of the rates.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sums {
    a_cross: f64,
    b_cross: f64,
    weight: f64,
}

impl Sums {
    /// Adds a stratum.
    pub fn add(&mut self, cell: Cell) {
        let words = cell.a_words + cell.b_words;
        if cell.a_words > 0.0 && cell.b_words > 0.0 {
            self.a_cross += cell.a * cell.b_words / words;
            self.b_cross += cell.b * cell.a_words / words;
            self.weight += cell.a_words * cell.b_words / words;
        }
    }

    /// These sums with another cell in the place of one that was added.
    #[must_use]
    pub fn replaced(mut self, old: Cell, new: Cell) -> Self {
        let mut sums = Self::default();
        sums.add(old);
        self.a_cross -= sums.a_cross;
        self.b_cross -= sums.b_cross;
        self.weight -= sums.weight;
        self.add(new);
        self
    }

    /// The common ratio of the first rate to the second: Σ a·B/T ÷ Σ b·A/T, where A and B are the
    /// exposures and T = A + B. Infinite where the second group has no event; `None` where neither
    /// has one.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        let ratio = self.a_cross / self.b_cross;
        (!ratio.is_nan()).then_some(ratio)
    }

    /// The common difference of the rates: (Σ a·B/T − Σ b·A/T) ÷ Σ A·B/T; `None` where no stratum has
    /// both groups.
    #[must_use]
    pub fn difference(&self) -> Option<f64> {
        (self.weight > 0.0).then(|| (self.a_cross - self.b_cross) / self.weight)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn cell(a: f64, a_words: f64, b: f64, b_words: f64) -> Cell {
        Cell { a, a_words, b, b_words }
    }

    fn sums(cells: &[Cell]) -> Sums {
        let mut sums = Sums::default();
        for cell in cells {
            sums.add(*cell);
        }
        sums
    }

    #[test]
    fn one_stratum_is_the_plain_comparison() {
        let found = sums(&[cell(6.0, 300.0, 5.0, 500.0)]);
        assert!((found.ratio().unwrap() - 2.0).abs() < 1e-12);
        assert!((found.difference().unwrap() - 0.01).abs() < 1e-12);
    }

    #[test]
    fn strata_take_out_what_differs_between_them() {
        // Twice the rate in both strata; the crude ratio would be below 1.
        let (rare, common) = (cell(8.0, 4_000.0, 1.0, 1_000.0), cell(20.0, 1_000.0, 40.0, 4_000.0));
        let found = sums(&[rare, common, cell(9.0, 10.0, 0.0, 0.0)]);
        assert!((found.ratio().unwrap() - 2.0).abs() < 1e-12);
        let other = cell(3.0, 100.0, 4.0, 900.0);
        let replaced = found.replaced(rare, other);
        let fresh = sums(&[other, common]);
        assert!((replaced.ratio().unwrap() - fresh.ratio().unwrap()).abs() < 1e-12);
    }

    #[test]
    fn edges() {
        assert_eq!((sums(&[]).ratio(), sums(&[]).difference()), (None, None));
        assert_eq!(sums(&[cell(1.0, 9.0, 0.0, 9.0)]).ratio(), Some(f64::INFINITY));
        assert_eq!(sums(&[cell(0.0, 9.0, 0.0, 9.0)]).ratio(), None);
    }
}
