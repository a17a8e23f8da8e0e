//! From which score on to say 1.

use crate::evaluate::rates::Counts;

/// Saying 1 from a score on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// The least score that says 1, in millionths.
    pub least: u64,
    /// The next lower score that occurs; 0 if there is none.
    pub below: u64,
    /// What comes of it for label 1.
    pub ones: Counts,
    /// What comes of it for label 0.
    pub zeros: Counts,
}

impl Cut {
    /// F1 of label 1.
    #[must_use]
    pub fn f1(&self) -> f64 {
        self.ones.f1().unwrap_or_default()
    }

    /// The mean of the F1 of both labels.
    #[must_use]
    pub fn macro_f1(&self) -> f64 {
        f64::midpoint(self.f1(), self.zeros.f1().unwrap_or_default())
    }

    /// A threshold in the middle between the scores on both sides: other sentences have other scores.
    #[must_use]
    pub const fn middle(&self) -> u64 {
        u64::midpoint(self.least, self.below).saturating_add(1)
    }
}

/// Every way to cut scores above 0, the highest first. Each sentence is a score and a label.
#[must_use]
pub fn cuts(mut scored: Vec<(u64, bool)>) -> Vec<Cut> {
    scored.sort_unstable_by(|a, b| b.cmp(a));
    let total = scored.len() as u64;
    let wanted = scored.iter().filter(|(_, label)| *label).count() as u64;
    let mut ones = Counts { wanted, ..Counts::default() };
    let mut cuts: Vec<Cut> = Vec::new();
    for group in scored.chunk_by(|a, b| a.0 == b.0) {
        let least = group.first().map_or(0, |(score, _)| *score);
        if let Some(last) = cuts.last_mut() {
            last.below = least;
        }
        if least == 0 {
            break;
        }
        ones.found += group.len() as u64;
        ones.right += group.iter().filter(|(_, label)| *label).count() as u64;
        let found = total - ones.found;
        let missed = ones.wanted - ones.right;
        let zeros = Counts { wanted: total - wanted, found, right: found - missed };
        cuts.push(Cut { least, below: 0, ones, zeros });
    }
    cuts
}

/// The cut of the highest worth, of several the highest cut; `None` if there is none.
pub fn best(cuts: &[Cut], worth: impl Fn(&Cut) -> f64) -> Option<Cut> {
    let better = |best: Option<Cut>, cut: &Cut| match best {
        Some(best) if worth(cut) <= worth(&best) => Some(best),
        _ => Some(*cut),
    };
    cuts.iter().fold(None, better)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let scored =
            vec![(500, true), (0, false), (900, true), (200, false), (500, false), (0, true)];
        let cuts = cuts(scored);
        let counts = |wanted, found, right| Counts { wanted, found, right };
        assert_eq!(
            cuts,
            [
                Cut { least: 900, below: 500, ones: counts(3, 1, 1), zeros: counts(3, 5, 3) },
                Cut { least: 500, below: 200, ones: counts(3, 3, 2), zeros: counts(3, 3, 2) },
                Cut { least: 200, below: 0, ones: counts(3, 4, 2), zeros: counts(3, 2, 1) },
            ]
        );
        let chosen = best(&cuts, Cut::f1).unwrap();
        assert_eq!((chosen.least, chosen.middle()), (500, 351));
        assert_eq!(best(&cuts, Cut::macro_f1).map(|cut| cut.least), Some(500));
        assert_eq!(best(&[], Cut::f1), None);
    }
}
