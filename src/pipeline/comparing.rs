//! Does the numbered jobs of a comparison on several threads; their number changes nothing.

use std::fmt;

use rayon::ThreadPool;
use rayon::prelude::*;

use crate::pipeline::run::ThreadError;
use crate::stats::workers::Workers;

/// Threads that do numbered jobs, and what is told of each one done.
pub struct Comparing<F> {
    pool: ThreadPool,
    done: F,
}

impl<F> fmt::Debug for Comparing<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Comparing").field("pool", &self.pool).finish_non_exhaustive()
    }
}

impl<F: Fn() + Sync> Comparing<F> {
    /// Starts so many threads, 0 for one a processor. `done` is called once for every finished job,
    /// for a progress bar.
    ///
    /// # Errors
    /// A thread could not be started.
    pub fn new(threads: usize, done: F) -> Result<Self, ThreadError> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        Ok(Self { pool: pool.map_err(|error| ThreadError(error.to_string()))?, done })
    }
}

impl<F: Fn() + Sync> Workers for Comparing<F> {
    fn map<T: Send>(&self, n: usize, job: impl Fn(usize) -> T + Sync) -> Vec<T> {
        let done = |number| {
            let result = job(number);
            (self.done)();
            result
        };
        // Jobs differ much in size, as groups do: each is taken alone.
        self.pool.install(|| (0..n).into_par_iter().with_max_len(1).map(done).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn results_are_in_the_order_of_the_numbers() {
        let done = AtomicUsize::new(0);
        let count = || {
            done.fetch_add(1, Ordering::Relaxed);
        };
        let squares = Comparing::new(3, count).unwrap().map(100, |n| n * n);
        assert_eq!(squares, (0..100).map(|n| n * n).collect::<Vec<_>>());
        assert_eq!(done.into_inner(), 100);
    }
}
