//! Threads for the work, as many as the system gives.

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

/// Threads that have been started; there may be none, and then the calling thread does the work.
#[derive(Debug)]
pub struct Threads {
    pool: Option<ThreadPool>,
    wanted: usize,
}

impl Threads {
    /// Starts so many threads, 0 for one a processor; fewer where the system refuses more.
    #[must_use]
    pub fn start(wanted: usize) -> Self {
        Self::start_by(wanted, |count| ThreadPoolBuilder::new().num_threads(count).build())
    }

    /// The calling thread alone.
    #[cfg(test)]
    pub(super) const fn none() -> Self {
        Self { pool: None, wanted: 1 }
    }

    fn start_by(
        wanted: usize,
        build: impl Fn(usize) -> Result<ThreadPool, ThreadPoolBuildError>,
    ) -> Self {
        let processors = || std::thread::available_parallelism().map_or(1, usize::from);
        let wanted = if wanted == 0 { processors() } else { wanted };
        let halves = std::iter::successors(Some(wanted), |count| Some(count / 2));
        let pool = halves.take_while(|count| *count > 0).find_map(|count| build(count).ok());
        Self { pool, wanted }
    }

    /// How many do the work; at least 1.
    #[must_use]
    pub fn count(&self) -> usize {
        self.pool.as_ref().map_or(1, ThreadPool::current_num_threads)
    }

    /// How many were asked for, if it is more than there are.
    #[must_use]
    pub fn missed(&self) -> Option<usize> {
        let started = self.pool.as_ref().map_or(0, ThreadPool::current_num_threads);
        (started < self.wanted).then_some(self.wanted)
    }

    /// The threads, unless there is only the calling one.
    pub(super) const fn pool(&self) -> Option<&ThreadPool> {
        self.pool.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An error such as the system's refusal of a thread: a pool inside a pool may not take the
    /// current thread.
    fn refusal() -> ThreadPoolBuildError {
        let pool = ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        pool.install(|| ThreadPoolBuilder::new().num_threads(1).use_current_thread().build())
            .unwrap_err()
    }

    #[test]
    fn threads_that_cannot_start_are_fewer_threads() {
        let up_to = |most: usize| {
            let threads = Threads::start_by(12, |count| {
                if count > most {
                    return Err(refusal());
                }
                ThreadPoolBuilder::new().num_threads(count).build()
            });
            (threads.count(), threads.missed(), threads.pool().is_some())
        };
        assert_eq!(up_to(12), (12, None, true));
        assert_eq!(up_to(5), (3, Some(12), true));
        assert_eq!(up_to(0), (1, Some(12), false));
    }
}
