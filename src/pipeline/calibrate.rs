//! Makes a profile of labelled sentences, and measures what it is worth, on several threads; their
//! number changes nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::cue::finder::Finder;
use crate::evaluate::calibrate::calibrator::{Calibration, Calibrator};
use crate::evaluate::calibrate::fit::Method;
use crate::evaluate::calibrate::observed::{Observation, seen};
use crate::evaluate::gold::labelled::LabelledSentence;
use crate::evaluate::judge::Question;
use crate::evaluate::sample::{Case, Sample};
use crate::lexicon::Lexicon;
use crate::lexicon::profile::Rating;
use crate::pipeline::judge::Judging;

/// Labelled sets by their sentences.
pub type Sets<'a> = &'a [Vec<LabelledSentence>];

/// What is calibrated, and how.
#[derive(Debug, Clone, Copy)]
pub struct Calibrating<'a> {
    /// The threads.
    pub judging: &'a Judging,
    /// The axes and the voice that label 1 stands for.
    pub question: &'a Question,
    /// The lexicon; entries that are rated stay as they are.
    pub lexicon: &'a Lexicon,
    /// How weights are made.
    pub method: Method,
    /// The strength of the prior, or `None` to choose it.
    pub strength: Option<f64>,
    /// Whether guarded terms are rated where their guards fail.
    pub loose: bool,
    /// How many sets, from the first on, are judged; the others only help to find weights.
    pub judged: usize,
}

/// What came of a calibration.
#[derive(Debug, Clone)]
pub struct Made {
    /// The strength and the thresholds.
    pub calibration: Calibration,
    /// Every entry that counts in a sentence and was not rated before.
    pub ratings: BTreeMap<String, Rating>,
}

/// The same sentences judged in three ways.
#[derive(Debug, Clone)]
pub struct Compared {
    /// At least one counted cue, without what was calibrated.
    pub plain: Sample,
    /// With a threshold for F1.
    pub f1: Sample,
    /// With a threshold for macro-F1.
    pub macro_f1: Sample,
}

/// Observations with the lexicon whose entries they name.
struct Observed {
    lexicon: Lexicon,
    observations: Vec<Observation>,
}

impl Calibrating<'_> {
    /// Calibrates on sets. Strength and thresholds are chosen on `dev`, or else by cross-validation.
    #[must_use]
    pub fn make(&self, sets: Sets<'_>, dev: Option<&[LabelledSentence]>) -> Made {
        let wide = self.observe(self.wide(), sets);
        let train: Vec<&Observation> = wide.observations.iter().collect();
        let observed = self.observe(self.narrow(&wide, &train), sets);
        let dev = dev.map(|dev| self.observe(observed.lexicon.clone(), &[dev.to_vec()]));
        let others: Option<Vec<&Observation>> =
            dev.as_ref().map(|dev| dev.observations.iter().collect());
        let train: Vec<&Observation> = observed.observations.iter().collect();
        let calibration = self.calibrator(&observed.lexicon).calibrate(&train, others.as_deref());
        let ratings = seen(&train).into_iter().filter_map(|(id, seen)| {
            let entry = observed.lexicon.entry(id);
            let weight = calibration.weights.of(id);
            let rating = Rating { judged: seen.judged, right: seen.right, weight };
            entry.rating.is_none().then(|| (entry.name.as_str().to_owned(), rating))
        });
        Made { ratings: ratings.collect(), calibration }
    }

    /// Judges every sentence by weights and thresholds from the sentences of the other folds. Nothing
    /// of its own fold is known to them.
    #[must_use]
    pub fn crossed(&self, sets: Sets<'_>, folds: u64) -> Compared {
        let wide = self.observe(self.wide(), sets);
        let plain = self.observe(self.lexicon.clone(), sets);
        let own = self.calibrator(self.lexicon).unfitted();
        let mut cases = (Vec::new(), Vec::new(), Vec::new());
        for fold in 0..folds {
            let outside =
                |seen: &&Observation| seen.source >= self.judged || seen.fold(folds) != fold;
            let train: Vec<&Observation> = wide.observations.iter().filter(outside).collect();
            let observed = self.observe(self.narrow(&wide, &train), sets);
            let (train, held): (Vec<&Observation>, Vec<&Observation>) =
                observed.observations.iter().partition(outside);
            let calibration = self.calibrator(&observed.lexicon).calibrate(&train, None);
            for seen in held {
                let score = calibration.weights.score(seen);
                cases.1.push(case(seen, score, calibration.f1));
                cases.2.push(case(seen, score, calibration.macro_f1));
            }
            let held = plain.observations.iter().filter(|seen| !outside(seen));
            cases.0.extend(
                held.map(|seen| case(seen, own.score(seen), Some(Question::MORE_LIKELY_THAN_NOT))),
            );
        }
        let (plain, f1, macro_f1) = cases;
        Compared { plain: Sample::new(plain), f1: Sample::new(f1), macro_f1: Sample::new(macro_f1) }
    }

    /// Judges sentences that the calibration did not fit.
    #[must_use]
    pub fn compared(
        &self,
        sentences: &[LabelledSentence],
        rated: &Lexicon,
        made: &Made,
    ) -> Compared {
        let sample = |lexicon: &Lexicon, threshold: Option<u64>| {
            let finder = Finder::new(Arc::new(lexicon.clone()));
            let question = Question { threshold, ..self.question.clone() };
            let judged = self.judging.judge(&question, &finder, sentences);
            Sample::new(judged.into_iter().map(|judged| judged.case).collect())
        };
        Compared {
            plain: sample(self.lexicon, Some(Question::MORE_LIKELY_THAN_NOT)),
            f1: sample(rated, made.calibration.f1),
            macro_f1: sample(rated, made.calibration.macro_f1),
        }
    }

    const fn calibrator<'l>(&self, lexicon: &'l Lexicon) -> Calibrator<'l> {
        Calibrator { lexicon, method: self.method, strength: self.strength, judged: self.judged }
    }

    /// The lexicon with every loose sense.
    fn wide(&self) -> Lexicon {
        self.lexicon.loosened(|_| self.loose)
    }

    /// The lexicon with the loose senses that are worth counting.
    fn narrow(&self, wide: &Observed, train: &[&Observation]) -> Lexicon {
        let loose = self.calibrator(&wide.lexicon).loose(train);
        self.lexicon.loosened(|name| loose.contains(name))
    }

    fn observe(&self, lexicon: Lexicon, sets: Sets<'_>) -> Observed {
        let finder = Finder::new(Arc::new(lexicon));
        let of_set = |(source, sentences): (usize, &Vec<LabelledSentence>)| {
            let judged = self.judging.judge(self.question, &finder, sentences);
            let pairs = sentences.iter().zip(judged);
            let observed = pairs.map(|(sentence, judged)| {
                Observation::new(self.question, finder.lexicon(), source, sentence, &judged)
            });
            observed.collect::<Vec<_>>()
        };
        let observations = sets.iter().enumerate().flat_map(|(n, set)| of_set((n, set))).collect();
        Observed { lexicon: finder.lexicon().as_ref().clone(), observations }
    }
}

fn case(seen: &Observation, score: u64, threshold: Option<u64>) -> Case {
    Case {
        label: seen.label,
        predicted: threshold.is_some_and(|least| score >= least),
        score,
        hits: seen.entries.len() as u64,
        words: seen.words,
        ..Case::default()
    }
}
