//! Two runs over the same sentences: the difference of each figure.

use std::collections::HashMap;

use crate::evaluate::figure::Values;
use crate::evaluate::record::Prediction;
use crate::evaluate::sample::Sample;

/// The sentences that two runs share.
#[derive(Debug, Clone)]
pub struct Pairs {
    /// This run.
    pub this: Sample,
    /// The one that it is compared with, in the same order of sentences.
    pub other: Sample,
    /// Sentences of this run alone.
    pub this_alone: u64,
    /// Sentences of the other alone.
    pub other_alone: u64,
}

impl Pairs {
    /// Pairs predictions by the ids of their sentences.
    ///
    /// # Errors
    /// No id is in both, or a sentence has two labels.
    pub fn new(this: &[Prediction], other: &[Prediction]) -> Result<Self, String> {
        let by_id: HashMap<&str, &Prediction> =
            other.iter().map(|prediction| (prediction.id.as_str(), prediction)).collect();
        let mut cases = (Vec::new(), Vec::new());
        for prediction in this {
            let Some(other) = by_id.get(prediction.id.as_str()) else { continue };
            if other.label != prediction.label {
                let (id, now, then) = (&prediction.id, prediction.label, other.label);
                return Err(format!("sentence `{id}` has label {now}, and label {then} there"));
            }
            cases.0.push(prediction.case());
            cases.1.push(other.case());
        }
        let shared = cases.0.len();
        if shared == 0 {
            return Err("no sentence has an id that is in both".to_owned());
        }
        Ok(Self {
            this: Sample::new(cases.0),
            other: Sample::new(cases.1),
            this_alone: (this.len() - shared) as u64,
            other_alone: by_id.len().saturating_sub(shared) as u64,
        })
    }

    /// How many sentences are shared.
    #[must_use]
    pub fn shared(&self) -> usize {
        self.this.cases().len()
    }

    /// This run's figures less the other's, over a resample of the shared sentences.
    #[must_use]
    pub fn difference(&self, times: &[u32]) -> Values {
        self.this.values_of(times).minus(&self.other.values_of(times))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::figure::Figure;

    fn prediction(id: &str, label: u8, predicted: u8) -> Prediction {
        let (id, score) = (id.to_owned(), f64::from(predicted) / 2.0);
        Prediction { id, label, predicted, score, hits: predicted.into(), words: 5 }
    }

    #[test]
    fn runs_are_paired_by_id() {
        let this = [prediction("a", 1, 1), prediction("b", 0, 0), prediction("c", 1, 1)];
        let other = [prediction("z", 0, 1), prediction("b", 0, 1), prediction("a", 1, 1)];
        let pairs = Pairs::new(&this, &other).unwrap();
        assert_eq!((pairs.shared(), pairs.this_alone, pairs.other_alone), (2, 1, 1));
        let difference = |times: &[u32]| pairs.difference(times).get(Figure::F1);
        assert_eq!(difference(&[1, 1]), Some(1.0 - 2.0 / 3.0));
        assert_eq!(difference(&[2, 0]), Some(0.0));
    }

    #[test]
    fn what_cannot_be_paired() {
        let pairs = |id: &str, label: u8| {
            Pairs::new(&[prediction("a", 1, 1)], &[prediction(id, label, 1)]).map(|_| ())
        };
        assert_eq!(pairs("b", 1), Err("no sentence has an id that is in both".to_owned()));
        assert_eq!(pairs("a", 0), Err("sentence `a` has label 1, and label 0 there".to_owned()));
    }
}
