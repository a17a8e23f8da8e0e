//! Judges labelled sentences and resamples them, on several threads; their number changes nothing.

use rayon::ThreadPool;
use rayon::prelude::*;

use crate::cue::finder::Finder;
use crate::evaluate::figure::{Figure, Values};
use crate::evaluate::gold::labelled::LabelledSentence;
use crate::evaluate::judge::{Judged, Question};
use crate::pipeline::run::ThreadError;
use crate::stats::bootstrap::{percentile_interval, resample};
use crate::stats::interval::Interval;

/// Threads, and how intervals are made.
#[derive(Debug)]
pub struct Judging {
    pool: ThreadPool,
    resamples: u64,
    seed: u64,
}

/// The intervals of figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Intervals(Vec<Values>);

impl Judging {
    /// Starts so many threads, 0 for one a processor.
    ///
    /// # Errors
    /// A thread could not be started.
    pub fn new(threads: usize, resamples: u64, seed: u64) -> Result<Self, ThreadError> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.map_err(|error| ThreadError(error.to_string()))?;
        Ok(Self { pool, resamples, seed })
    }

    /// Judges every sentence.
    #[must_use]
    pub fn judge(
        &self,
        question: &Question,
        finder: &Finder,
        sentences: &[LabelledSentence],
    ) -> Vec<Judged> {
        let judged = || sentences.par_iter().map(|s| question.judge(finder, s)).collect();
        self.pool.install(judged)
    }

    /// Takes resamples of `n` sentences and computes figures over each.
    #[must_use]
    pub fn resampled(&self, n: usize, figures: impl Fn(&[u32]) -> Values + Sync) -> Intervals {
        let numbers = (0..self.resamples).into_par_iter();
        let values = numbers.map(|number| figures(&resample(self.seed, number, n)));
        Intervals(self.pool.install(|| values.collect()))
    }
}

impl Intervals {
    /// The 95 % interval of a figure, unless it is defined in no resample.
    #[must_use]
    pub fn of(&self, figure: Figure) -> Option<Interval> {
        percentile_interval(self.0.iter().map(|values| values.get(figure)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::sample::{Case, Sample};

    #[test]
    fn threads_change_no_interval() {
        let case = |n: u64| Case {
            label: n.is_multiple_of(3),
            predicted: n.is_multiple_of(4),
            score: n * 7 % 10,
            ..Case::default()
        };
        let sample = Sample::new((0..200).map(case).collect());
        let intervals = |threads| {
            let judging = Judging::new(threads, 50, 1).unwrap();
            judging.resampled(200, |times| sample.values_of(times))
        };
        let one = intervals(1);
        assert_eq!(one, intervals(3));
        let f1 = one.of(Figure::F1).unwrap();
        let estimate = sample.values().get(Figure::F1).unwrap();
        assert!(f1.lo < estimate && estimate < f1.hi, "{f1:?} {estimate}");
        assert_eq!(one.of(Figure::WordF1), None);
    }
}
