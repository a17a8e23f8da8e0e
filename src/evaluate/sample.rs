//! The sentences of a labelled set as cases, and the figures over them.

use crate::evaluate::auc::Ranking;
use crate::evaluate::figure::{Figure, Values};
use crate::evaluate::rates::{Counts, ratio};
use crate::evaluate::spans::SpanCounts;
use crate::evaluate::threshold::{Cut, best, cuts};

/// What the figures are computed from: a sentence, its label and what the program made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Case {
    /// Whether its label is 1.
    pub label: bool,
    /// Whether the program says 1.
    pub predicted: bool,
    /// The score in millionths.
    pub score: u64,
    /// Counted cues.
    pub hits: u64,
    /// Words.
    pub words: u64,
    /// Cues against marked spans.
    pub spans: SpanCounts,
}

/// The threshold with the highest F1, and that F1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BestF1 {
    /// The least score in millionths.
    pub threshold: u64,
    /// F1 of saying 1 from there on.
    pub f1: f64,
}

/// The cases of a set, ranked once so that resamples of it are cheap.
#[derive(Debug, Clone)]
pub struct Sample {
    cases: Vec<Case>,
    labels: Vec<bool>,
    by_score: Ranking,
    by_hits: Ranking,
    by_words: Ranking,
}

impl Sample {
    /// Ranks the cases.
    #[must_use]
    pub fn new(cases: Vec<Case>) -> Self {
        let ranking =
            |value: fn(&Case) -> u64| Ranking::new(&cases.iter().map(value).collect::<Vec<_>>());
        Self {
            labels: cases.iter().map(|case| case.label).collect(),
            by_score: ranking(|case| case.score),
            by_hits: ranking(|case| case.hits),
            by_words: ranking(|case| case.words),
            cases,
        }
    }

    /// The cases in order.
    #[must_use]
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// The figures of the set itself.
    #[must_use]
    pub fn values(&self) -> Values {
        self.values_of(&vec![1; self.cases.len()])
    }

    /// The figures of a resample in which each case occurs so many times.
    #[must_use]
    pub fn values_of(&self, times: &[u32]) -> Values {
        let mut ones = Counts::default();
        let mut zeros = Counts::default();
        let mut spans = SpanCounts::default();
        for (case, &times) in self.cases.iter().zip(times) {
            ones.add(one_case(case.label, case.predicted), times);
            zeros.add(one_case(!case.label, !case.predicted), times);
            spans.add(&case.spans, times);
        }
        let cases = ones.wanted + zeros.wanted;
        let f1 = |counts: Counts| counts.f1().unwrap_or_default();
        let auc = |ranking: &Ranking| ranking.auc(&self.labels, times);
        Values::new(|figure| match figure {
            Figure::Precision => ones.precision(),
            Figure::Recall => ones.recall(),
            Figure::F1 => ones.f1(),
            Figure::MacroF1 => (cases > 0).then(|| f64::midpoint(f1(ones), f1(zeros))),
            Figure::Accuracy => ratio(ones.right + zeros.right, cases),
            Figure::Auc => auc(&self.by_score),
            Figure::AucHits => auc(&self.by_hits),
            Figure::AucLength => auc(&self.by_words),
            Figure::ExactPrecision => spans.exact.precision(),
            Figure::ExactRecall => spans.exact.recall(),
            Figure::ExactF1 => spans.exact.f1(),
            Figure::OverlapPrecision => spans.overlap.precision(),
            Figure::OverlapRecall => spans.overlap.recall(),
            Figure::OverlapF1 => spans.overlap.f1(),
            Figure::WordPrecision => spans.words.precision(),
            Figure::WordRecall => spans.words.recall(),
            Figure::WordF1 => spans.words.f1(),
        })
    }

    /// The best F1 that any threshold above 0 gives, the higher threshold where two give the same;
    /// `None` if no case has a score. Chosen on the very cases it is measured on, so it flatters.
    #[must_use]
    pub fn best_f1(&self) -> Option<BestF1> {
        let cuts = cuts(self.cases.iter().map(|case| (case.score, case.label)).collect());
        best(&cuts, Cut::f1).map(|cut| BestF1 { threshold: cut.least, f1: cut.f1() })
    }
}

/// The counts of one case, seen from a label.
fn one_case(wanted: bool, found: bool) -> Counts {
    let (wanted, found, right) = (wanted.into(), found.into(), (wanted && found).into());
    Counts { wanted, found, right }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Label, said, score, hits and words.
    fn sample(rows: &[(u8, u8, u64, u64, u64)]) -> Sample {
        let case = |&(label, predicted, score, hits, words): &(u8, u8, u64, u64, u64)| Case {
            label: label == 1,
            predicted: predicted == 1,
            score,
            hits,
            words,
            spans: SpanCounts::default(),
        };
        Sample::new(rows.iter().map(case).collect())
    }

    fn labels_figures(values: &Values) -> Vec<Option<f64>> {
        let figures = Figure::ALL.into_iter().filter(|figure| !figure.is_of_spans());
        figures.map(|figure| values.get(figure)).collect()
    }

    #[test]
    fn by_hand() {
        // 3 right ones, 1 false alarm, 2 misses, 4 right zeros.
        let rows = [
            (1, 1, 900, 2, 9),
            (1, 1, 500, 1, 9),
            (1, 1, 500, 1, 3),
            (1, 0, 0, 0, 5),
            (1, 0, 0, 0, 5),
            (0, 1, 500, 1, 5),
            (0, 0, 0, 0, 5),
            (0, 0, 0, 0, 9),
            (0, 0, 0, 0, 2),
            (0, 0, 0, 0, 2),
        ];
        let sample = sample(&rows);
        let (f1, zeros) = (6.0 / 9.0, 8.0 / 11.0);
        // Of 25 pairs by score: 900 wins 5, each 500 wins 4 and ties 1, each 0 ties 4: 18.
        // By length: each 9 wins 4 and ties 1, 3 wins 2, each 5 wins 2 and ties 2: 17.
        let expected =
            [0.75, 0.6, f1, f64::midpoint(f1, zeros), 0.7, 18.0 / 25.0, 18.0 / 25.0, 17.0 / 25.0];
        let near = |found: Vec<Option<f64>>| {
            let pairs = found.into_iter().zip(expected);
            pairs.map(|(found, expected)| (found.unwrap() - expected).abs()).all(|off| off < 1e-12)
        };
        let values = labels_figures(&sample.values());
        assert!(near(values.clone()), "{values:?}");
        assert!(Figure::ALL.iter().all(|f| !f.is_of_spans() || sample.values().get(*f).is_none()));
        // At 500 and above 3 of 4 are right, at 900 1 of 1.
        assert_eq!(sample.best_f1(), Some(BestF1 { threshold: 500, f1 }));
    }

    #[test]
    fn undefined_figures_are_missing() {
        for (rows, expected) in [
            (&[][..], [None; 8]),
            (&[(0, 0, 0, 0, 3)], [None, None, None, Some(0.5), Some(1.0), None, None, None]),
            (
                &[(1, 0, 0, 0, 3), (0, 0, 0, 0, 3)],
                [
                    None,
                    Some(0.0),
                    Some(0.0),
                    Some(1.0 / 3.0),
                    Some(0.5),
                    Some(0.5),
                    Some(0.5),
                    Some(0.5),
                ],
            ),
        ] {
            assert_eq!(labels_figures(&sample(rows).values()), expected, "{rows:?}");
        }
        assert_eq!(sample(&[(1, 0, 0, 0, 3)]).best_f1(), None);
    }

    #[test]
    fn a_resample_counts_a_case_as_often_as_it_occurs() {
        let (one, alarm, zero) = ((1, 1, 900, 2, 9), (0, 1, 500, 1, 5), (0, 0, 0, 0, 2));
        let drawn = sample(&[one, alarm, zero]).values_of(&[2, 1, 0]);
        assert_eq!(drawn, sample(&[one, one, alarm]).values());
    }
}
