//! Ratios of two totals over units (documents) whose events come in clumps: the variance between
//! units takes the place of the one that independent events would have.

use crate::stats::interval::{Interval, wilson_of};
use crate::stats::quantile::{TAIL, chi_squared_above, chi_squared_point, normal_point, t_reach};

/// The ratio Σx / Σw over units, with what is known of its spread.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratio {
    /// Units with w > 0.
    pub units: usize,
    /// Σx.
    pub x: f64,
    /// Σw, above 0.
    pub w: f64,
    /// Its variance by linearisation: n/(n − 1) Σ(x − r·w)² / (Σw)², for units drawn independently.
    /// `None` with one unit.
    pub variance: Option<f64>,
}

impl Ratio {
    /// The ratio over pairs of x and w; pairs with w = 0 are no units. `None` without a unit.
    #[must_use]
    pub fn new(units: impl Iterator<Item = (f64, f64)> + Clone) -> Option<Self> {
        let units = units.filter(|(_, w)| *w > 0.0);
        let (mut n, mut x, mut w) = (0_usize, 0.0, 0.0);
        for unit in units.clone() {
            n += 1;
            x += unit.0;
            w += unit.1;
        }
        if n == 0 {
            return None;
        }
        let ratio = x / w;
        let squares: f64 = units.map(|(x, w)| (x - ratio * w).powi(2)).sum();
        let variance = (n > 1).then(|| {
            let n = count(n);
            n / (n - 1.0) * squares / (w * w)
        });
        Some(Self { units: n, x, w, variance })
    }

    /// Σx / Σw.
    #[must_use]
    pub fn estimate(&self) -> f64 {
        self.x / self.w
    }

    /// How many times the variance is that of independent events (Poisson): the design effect of
    /// Kish. About 1 where events come independently, above where they clump. `None` with one unit
    /// or no event.
    #[must_use]
    pub fn design_effect(&self) -> Option<f64> {
        (self.x > 0.0).then_some(self.variance? * self.w * self.w / self.x)
    }

    /// Whether the units differ more than independent events would make them: a design effect of 1.5
    /// or more that chance gives with p < 0.01 (Pearson's dispersion test on n − 1 degrees of
    /// freedom).
    #[must_use]
    pub fn is_clumped(&self) -> bool {
        let freedom = count(self.units) - 1.0;
        self.design_effect().is_some_and(|effect| {
            effect >= 1.5 && chi_squared_above(effect * freedom, freedom).is_some_and(|p| p < 0.01)
        })
    }

    /// The 95 % interval of a ratio of events to their exposure (hits to words).
    ///
    /// Garwood's interval of an *effective* count (Korn & Graubard 1998): the count divided by the
    /// design effect times (t/1.96)², where t has n − 1 degrees of freedom. A design effect below
    /// what chance gives independent events once in 40 times is taken for that (for 1 with fewer than
    /// five units), so that units which happen to be alike do not make it sure. One unit, or no event,
    /// gives Garwood's interval itself.
    #[must_use]
    pub fn rate_interval(&self) -> Interval {
        let factor = self.design_effect().map_or(1.0, |effect| self.widened(effect));
        let effective = self.x / factor;
        let point = |share, freedom| chi_squared_point(share, freedom).unwrap_or_default() / 2.0;
        let scale = factor / self.w;
        Interval {
            lo: point(TAIL, 2.0 * effective) * scale,
            hi: point(1.0 - TAIL, 2.0 * effective + 2.0) * scale,
        }
    }

    /// The 95 % interval of a share (sentences hit among all): Wilson's with an effective number in
    /// the same way.
    #[must_use]
    pub fn share_interval(&self) -> Option<Interval> {
        let share = self.estimate();
        let independent = share * (1.0 - share) / self.w;
        let effect = self.variance.filter(|_| independent > 0.0).map(|v| v / independent);
        let factor = effect.map_or(1.0, |effect| self.widened(effect));
        wilson_of(share, self.w / factor)
    }

    fn widened(&self, effect: f64) -> f64 {
        let freedom = count(self.units) - 1.0;
        let least = match self.units {
            ..5 => 1.0,
            _ => chi_squared_point(TAIL, freedom).map_or(1.0, |point| point / freedom),
        };
        let reach = t_reach(freedom).unwrap_or(f64::INFINITY);
        effect.max(least) * (reach / normal_point(1.0 - TAIL)).powi(2)
    }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of units are far below 2^52")]
const fn count(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::interval::garwood;

    fn ratio(units: &[(f64, f64)]) -> Ratio {
        Ratio::new(units.iter().copied()).unwrap()
    }

    #[test]
    fn by_hand() {
        // r = 12/60; residuals 1, −2, 1; squares 6.
        let found = ratio(&[(3.0, 10.0), (2.0, 20.0), (0.0, 0.0), (7.0, 30.0)]);
        let variance = 3.0 / 2.0 * 6.0 / 3_600.0;
        assert_eq!(found, Ratio { units: 3, x: 12.0, w: 60.0, variance: Some(variance) });
        assert!((found.design_effect().unwrap() - 0.75).abs() < 1e-12);
        assert!(!found.is_clumped());
    }

    #[test]
    fn without_a_spread_the_interval_is_garwoods() {
        for x in [0, 1, 7] {
            let found = ratio(&[(f64::from(x), 500.0)]).rate_interval();
            let exact = garwood(u64::try_from(x).unwrap());
            assert!((found.lo * 500.0 - exact.lo).abs() < 1e-9, "{x}: {found:?}");
            assert!((found.hi * 500.0 - exact.hi).abs() < 1e-9, "{x}: {found:?}");
        }
        let nothing = ratio(&[(0.0, 100.0), (0.0, 400.0)]);
        assert_eq!(nothing.design_effect(), None);
        assert!((nothing.rate_interval().hi * 500.0 - garwood(0).hi).abs() < 1e-9);
        assert_eq!(Ratio::new([(0.0, 0.0)].into_iter()), None);
    }

    #[test]
    fn clumps_make_the_interval_wider() {
        let even: Vec<(f64, f64)> = vec![(4.0, 400.0); 30];
        let mut clumped = vec![(0.0, 400.0); 30];
        clumped[7].0 = 60.0;
        clumped[20].0 = 60.0;
        let width = |units: &[(f64, f64)]| {
            let interval = ratio(units).rate_interval();
            interval.hi - interval.lo
        };
        assert!(width(&clumped) > 4.0 * width(&even));
        assert!(ratio(&clumped).is_clumped() && !ratio(&even).is_clumped());
    }
}
