//! `hedgerow evaluate`.

pub(super) mod args;
mod sentences;

use std::path::Path;

use crate::cli::Done;
use crate::cli::evaluate::args::{EvaluateArgs, Task};
use crate::cli::message::{Failure, error};
use crate::evaluate::gold::record::Fault;

/// How many faults of a labelled file are named.
const NAMED_FAULTS: usize = 20;

pub(super) fn run(args: &EvaluateArgs) -> Result<Done, Failure> {
    match args.task {
        Task::Sentences => sentences::run(args),
    }
}

/// Says what is wrong with a labelled file.
fn told(path: &Path, faults: &[Fault]) -> Failure {
    for fault in faults.iter().take(NAMED_FAULTS) {
        error(&format!("{}: {fault}", path.display()));
    }
    if let Some(more) = faults.len().checked_sub(NAMED_FAULTS + 1) {
        error(&format!("{}: and {} more", path.display(), more + 1));
    }
    Failure::Told
}
