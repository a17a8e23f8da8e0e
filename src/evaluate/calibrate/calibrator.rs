//! Chooses what a fit leaves open: how strong the prior is, which loose senses count, and from which
//! score on a sentence has label 1.

use std::collections::BTreeSet;

use crate::evaluate::auc::Ranking;
use crate::evaluate::calibrate::fit::{Method, Weights};
use crate::evaluate::calibrate::observed::{Observation, seen};
use crate::evaluate::threshold::{Cut, best, cuts};
use crate::lexicon::Lexicon;

/// Folds over which strength and thresholds are chosen.
pub const FOLDS: u64 = 5;
/// The strengths tried.
pub const STRENGTHS: [f64; 5] = [2.0, 5.0, 10.0, 20.0, 50.0];

/// The strength with which it is decided whether a loose sense counts.
const LOOSE_STRENGTH: f64 = 10.0;
/// A loose sense that counts was found in so many sentences,
const LOOSE_JUDGED: u64 = 5;
/// and weighs so much.
const LOOSE_WEIGHT: f64 = 0.1;

/// What is calibrated, and how.
#[derive(Debug, Clone, Copy)]
pub struct Calibrator<'a> {
    /// The lexicon whose entries were observed. Entries that are rated stay as they are.
    pub lexicon: &'a Lexicon,
    /// How weights are made.
    pub method: Method,
    /// The strength of the prior, in sentences, or `None` to choose it.
    pub strength: Option<f64>,
    /// Sources below this number are judged; the others only help to find weights.
    pub judged: usize,
}

/// Weights and thresholds.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// How many sentences the prior was worth.
    pub strength: f64,
    /// The weights.
    pub weights: Weights,
    /// The least score for the best F1, in millionths; `None` where no sentence has a score.
    pub f1: Option<u64>,
    /// The least score for the best macro-F1.
    pub macro_f1: Option<u64>,
}

/// A strength that was tried, and what came of it.
struct Tried {
    strength: f64,
    auc: f64,
    scored: Vec<(u64, bool)>,
}

impl Calibrator<'_> {
    /// Fits weights to observations. Strength, by AUC, and thresholds are chosen on `others`, or
    /// else on the same observations, each scored by weights from those of other folds.
    #[must_use]
    pub fn calibrate(
        &self,
        observed: &[&Observation],
        others: Option<&[&Observation]>,
    ) -> Calibration {
        let tried = self.strength.as_ref().map_or(STRENGTHS.as_slice(), std::slice::from_ref);
        let tried = tried.iter().map(|&strength| {
            let scored = match others {
                Some(others) => self.scored(observed, others, strength),
                None => self.cross_scored(observed, strength),
            };
            Tried { strength, auc: auc(&scored), scored }
        });
        // Of equals the last one, which has the stronger prior.
        let chosen = tried.reduce(|best, next| if next.auc >= best.auc { next } else { best });
        let (strength, scored) =
            chosen.map_or((LOOSE_STRENGTH, Vec::new()), |chosen| (chosen.strength, chosen.scored));
        let cuts = cuts(scored);
        Calibration {
            strength,
            weights: self.method.fit(self.lexicon, observed, strength),
            f1: best(&cuts, Cut::f1).map(|cut| cut.middle()),
            macro_f1: best(&cuts, Cut::macro_f1).map(|cut| cut.middle()),
        }
    }

    /// The weights as they are in the lexicon.
    #[must_use]
    pub fn unfitted(&self) -> Weights {
        self.method.fit(self.lexicon, &[], LOOSE_STRENGTH)
    }

    /// The names of the loose senses that have proved to be worth counting.
    #[must_use]
    pub fn loose(&self, observed: &[&Observation]) -> BTreeSet<String> {
        let weights = self.method.fit(self.lexicon, observed, LOOSE_STRENGTH);
        let seen = seen(observed).into_iter();
        let worth = seen.filter(|(entry, seen)| {
            seen.judged >= LOOSE_JUDGED && weights.of(*entry) >= LOOSE_WEIGHT
        });
        let entries = worth.map(|(entry, _)| self.lexicon.entry(entry));
        entries
            .filter(|entry| entry.is_loose())
            .map(|entry| entry.name.as_str().to_owned())
            .collect()
    }

    /// Whether figures and thresholds are about this sentence.
    #[must_use]
    pub const fn judges(&self, seen: &Observation) -> bool {
        seen.source < self.judged
    }

    fn scored(
        &self,
        observed: &[&Observation],
        others: &[&Observation],
        strength: f64,
    ) -> Vec<(u64, bool)> {
        let weights = self.method.fit(self.lexicon, observed, strength);
        others.iter().map(|other| (weights.score(other), other.label)).collect()
    }

    fn cross_scored(&self, observed: &[&Observation], strength: f64) -> Vec<(u64, bool)> {
        let fold = |fold: u64| {
            let (held, rest): (Vec<&Observation>, Vec<&Observation>) = observed
                .iter()
                .partition(|seen| self.judges(seen) && seen.inner_fold(FOLDS) == fold);
            self.scored(&rest, &held, strength)
        };
        (0..FOLDS).flat_map(fold).collect()
    }
}

fn auc(scored: &[(u64, bool)]) -> f64 {
    let (values, labels): (Vec<u64>, Vec<bool>) = scored.iter().copied().unzip();
    let times = vec![1; values.len()];
    Ranking::new(&values).auc(&labels, &times).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::record::millionths;
    use crate::lexicon::LexiconLoader;
    use crate::lexicon::entry::EntryId;

    fn lexicon() -> Lexicon {
        let csv = "term,in,weight,if_next\nmay,hedge.modal,0.6,\nabout,hedge.modal,0.4,NUM\n\
            around,hedge.modal,0.4,NUM\n";
        let lexicon = LexiconLoader::new().without_builtin().add("t.csv", csv).load().unwrap();
        lexicon.loosened(|_| true)
    }

    /// Source, label, entries, and how many such sentences.
    fn observed(rows: &[(usize, u8, &[u32], usize)]) -> Vec<Observation> {
        let sentences = rows.iter().flat_map(|(source, label, entries, times)| {
            vec![(*source, *label == 1, *entries); *times]
        });
        // Spread over the inner folds, whose number stands in the upper half.
        let places = (0_u64..).map(|n| n << 32);
        let numbered = places.zip(sentences);
        numbered
            .map(|(n, (source, label, entries))| Observation::of(source, label, entries, n))
            .collect()
    }

    /// 0 is `may`, 3 and 4 are the loose senses of `about` and `around`.
    const ROWS: [(usize, u8, &[u32], usize); 8] = [
        (0, 1, &[0], 40),
        (0, 0, &[0], 10),
        (0, 1, &[3], 10),
        (0, 0, &[3], 15),
        (0, 1, &[4], 2),
        (0, 0, &[4], 30),
        (0, 1, &[], 5),
        (0, 0, &[], 200),
    ];

    #[test]
    fn loose_senses_count_where_they_have_proved_to() {
        let (lexicon, observed) = (lexicon(), observed(&ROWS));
        let calibrator =
            Calibrator { lexicon: &lexicon, method: Method::NoisyOr, strength: None, judged: 1 };
        let loose = calibrator.loose(&observed.iter().collect::<Vec<_>>());
        assert_eq!(loose.into_iter().collect::<Vec<_>>(), ["t:about~loose"]);
    }

    #[test]
    fn thresholds_lie_between_what_counts_and_what_does_not() {
        let (lexicon, observed) = (lexicon(), observed(&ROWS));
        let calibrator = Calibrator {
            lexicon: &lexicon,
            method: Method::Shrunk,
            strength: Some(2.0),
            judged: 1,
        };
        let train: Vec<&Observation> = observed.iter().collect();
        let crossed = calibrator.calibrate(&train, None);
        let weight = |entry| millionths(crossed.weights.of(EntryId(entry)));
        let f1 = crossed.f1.unwrap();
        assert!(weight(4) < f1 && f1 < weight(3), "{} {f1} {}", weight(4), weight(3));
        // On other sentences, in which only `may` has label 1.
        let others = self::observed(&[(0, 1, &[0], 5), (0, 0, &[3], 5), (0, 0, &[], 5)]);
        let chosen = calibrator.calibrate(&train, Some(&others.iter().collect::<Vec<_>>()));
        assert_eq!(chosen.f1, Some(u64::midpoint(weight(0), weight(3)) + 1));
    }

    #[test]
    fn sentences_that_only_help_have_no_part_in_a_threshold() {
        let lexicon = lexicon();
        let calibrator = Calibrator {
            lexicon: &lexicon,
            method: Method::NoisyOr,
            strength: Some(5.0),
            judged: 1,
        };
        let helped = [ROWS.as_slice(), &[(1, 1, &[3], 300), (1, 0, &[], 300)]].concat();
        let (own, helped) = (observed(&ROWS), observed(&helped));
        let calibrate =
            |rows: &[Observation]| calibrator.calibrate(&rows.iter().collect::<Vec<_>>(), None);
        let about = EntryId(3);
        assert!(calibrate(&own).weights.of(about) < 0.5);
        assert!(calibrate(&helped).weights.of(about) > 0.8);
        let none = Calibrator { judged: 0, ..calibrator };
        let unjudged = none.calibrate(&helped.iter().collect::<Vec<_>>(), None);
        assert_eq!((unjudged.f1, unjudged.macro_f1), (None, None));
    }
}
