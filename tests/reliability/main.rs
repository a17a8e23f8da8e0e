//! What hedgerow promises when inputs, disks, pipes and processes fail: each row of
//! docs/RELIABILITY.md has a test, named so that it can be found.
//!
//! A test that needs a tool, a right or a small file system says so and passes without it.
#![cfg(all(feature = "cli", unix))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may stop at what it did not expect, and says what it skips"
)]

mod accounting;
mod cells;
mod inputs;
mod interrupted;
mod lexicons;
mod place;
mod shown;
mod streams;
mod system;
mod targets;
mod texts;
