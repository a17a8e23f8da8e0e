//! Who does many like jobs: one after another here, or several threads elsewhere.

/// Does numbered jobs. What comes of a job depends on its number alone, so every implementation gives
/// the same results.
pub trait Workers {
    /// Does the jobs `0..n` in any order; the results are in the order of the numbers.
    fn map<T: Send>(&self, n: usize, job: impl Fn(usize) -> T + Sync) -> Vec<T>;
}

/// Does one job after another.
#[derive(Debug, Clone, Copy, Default)]
pub struct Alone;

impl Workers for Alone {
    fn map<T: Send>(&self, n: usize, job: impl Fn(usize) -> T + Sync) -> Vec<T> {
        (0..n).map(job).collect()
    }
}
