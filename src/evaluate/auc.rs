//! The area under the ROC curve.

use crate::evaluate::rates::ratio;

/// Sentences ranked by a value, made once and asked for many resamples.
#[derive(Debug, Clone)]
pub struct Ranking {
    /// Positions of the sentences, from the lowest value to the highest, those of one value together.
    groups: Vec<Vec<usize>>,
}

impl Ranking {
    /// Ranks sentences, given in order, by their values.
    #[must_use]
    pub fn new(values: &[u64]) -> Self {
        let mut order: Vec<(u64, usize)> = values.iter().copied().zip(0..).collect();
        order.sort_unstable();
        let groups = order.chunk_by(|a, b| a.0 == b.0);
        Self { groups: groups.map(|group| group.iter().map(|(_, at)| *at).collect()).collect() }
    }

    /// The chance that a sentence with label 1 has a higher value than one with label 0, a tie
    /// counted half; `None` unless there are both. `times` says how often each sentence occurs.
    ///
    /// ```
    /// use hedgerow::evaluate::auc::Ranking;
    ///
    /// let ranking = Ranking::new(&[1, 2, 2, 3]);
    /// let labels = [false, false, true, true];
    /// assert_eq!(ranking.auc(&labels, &[1; 4]), Some(0.875));
    /// ```
    #[must_use]
    pub fn auc(&self, labels: &[bool], times: &[u32]) -> Option<f64> {
        let (mut below, mut positives, mut halves) = (0_u64, 0_u64, 0_u64);
        for group in &self.groups {
            let (mut ones, mut zeros) = (0, 0);
            for &at in group {
                let times = u64::from(times.get(at).copied().unwrap_or_default());
                if labels.get(at).copied().unwrap_or_default() {
                    ones += times;
                } else {
                    zeros += times;
                }
            }
            halves += ones * (2 * below + zeros);
            below += zeros;
            positives += ones;
        }
        ratio(halves, 2 * below * positives)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn auc(values: &[u64], labels: &[u8], times: &[u32]) -> Option<f64> {
        let labels: Vec<bool> = labels.iter().map(|label| *label == 1).collect();
        Ranking::new(values).auc(&labels, times)
    }

    #[test]
    fn by_hand() {
        for (values, labels, expected) in [
            // Ones at 3 and 5, zeros at 1, 3 and 4: won 1, tied ½, lost 1; won 3. 4½ of 6.
            (&[3, 5, 1, 3, 4][..], &[1, 1, 0, 0, 0][..], Some(0.75)),
            (&[0, 0, 0, 0], &[1, 0, 1, 0], Some(0.5)),
            (&[9, 1], &[0, 1], Some(0.0)),
            (&[1, 9], &[0, 1], Some(1.0)),
            (&[1, 2], &[1, 1], None),
            (&[], &[], None),
        ] {
            assert_eq!(auc(values, labels, &vec![1; values.len()]), expected, "{values:?}");
        }
    }

    #[test]
    fn a_sentence_drawn_twice_counts_twice() {
        let twice = auc(&[3, 5, 1, 3, 4], &[1, 1, 0, 0, 0], &[2, 1, 0, 1, 3]);
        let spelt_out = auc(&[3, 3, 5, 3, 4, 4, 4], &[1, 1, 1, 0, 0, 0, 0], &[1; 7]);
        assert_eq!(twice, spelt_out);
    }
}
