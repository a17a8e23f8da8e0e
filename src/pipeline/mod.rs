//! Many documents in parallel: rows out in input order, memory bounded. The only home of threads.

pub mod calibrate;
pub mod caught;
pub mod comparing;
pub mod flight;
pub mod judge;
pub mod look;
pub mod observe;
pub mod ordered;
pub mod run;
pub mod shard;
pub mod threads;
