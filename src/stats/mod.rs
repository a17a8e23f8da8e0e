//! The arithmetic of statistics: numbers in, numbers out. It knows nothing of texts or groups.
//!
//! Intervals: [`interval`] for counts and shares of independent events, [`clustered`] for those that
//! come in clumps, [`mover`] for differences and ratios of two of them, [`bootstrap`] and [`bca`]
//! from resamples. Tests: [`adjust`], [`binomial`], [`dominance`]. Words of two corpora: [`keyness`],
//! [`dispersion`]. [`workers`] says who does many like jobs.

pub mod adjust;
pub mod bca;
pub mod binomial;
pub mod bootstrap;
pub mod clustered;
pub mod dispersion;
pub mod dominance;
pub mod interval;
pub mod keyness;
pub mod mantel_haenszel;
pub mod mover;
pub mod quantile;
pub mod workers;
