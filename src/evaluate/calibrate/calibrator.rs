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
        let mut chosen: Option<(f64, f64, Vec<(u64, bool)>)> = None;
        for &strength in tried {
            let scored = match others {
                Some(others) => self.scored(observed, others, strength),
                None => self.cross_scored(observed, strength),
            };
            let auc = auc(&scored);
            // Of equals the stronger prior.
            if chosen.as_ref().is_none_or(|(best, ..)| auc >= *best) {
                chosen = Some((auc, strength, scored));
            }
        }
        let (_, strength, scored) = chosen.unwrap_or((0.0, LOOSE_STRENGTH, Vec::new()));
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
        entries.filter(|entry| entry.is_loose()).map(|entry| entry.name.clone()).collect()
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
    let (scores, labels): (Vec<u64>, Vec<bool>) = scored.iter().copied().unzip();
    let times = vec![1; scores.len()];
    Ranking::new(&scores).auc(&labels, &times).unwrap_or_default()
}
