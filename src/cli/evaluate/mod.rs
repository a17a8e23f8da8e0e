//! `hedgerow evaluate`.

pub(super) mod args;
mod labels;
mod sentences;

use std::path::Path;

use crate::cli::Done;
use crate::cli::evaluate::args::{EvaluateArgs, Task};
use crate::cli::files::Target;
use crate::cli::message::{Failure, error, print};
use crate::evaluate::gold::record::{Fault, Place};

/// How many faults of a labelled file are named.
const NAMED_FAULTS: usize = 20;

pub(super) fn run(args: &EvaluateArgs) -> Result<Done, Failure> {
    match args.task {
        Task::Labels => labels::run(args),
        Task::Sentences => sentences::run(args),
    }
}

/// Says what is wrong with a labelled file.
pub(super) fn told(path: &Path, faults: &[Fault]) -> Failure {
    for fault in faults.iter().take(NAMED_FAULTS) {
        let (path, what) = (path.display(), &fault.what);
        match fault.place {
            Place::Line(line) => error(&format!("{path}:{line}: {what}")),
            Place::Record(_) => error(&format!("{path}: {fault}")),
        }
    }
    if let Some(more) = faults.len().checked_sub(NAMED_FAULTS + 1) {
        error(&format!("{}: and {} more", path.display(), more + 1));
    }
    Failure::Told
}

/// Writes figures where the arguments want them.
fn write_json(args: &EvaluateArgs, json: &str) -> Result<(), Failure> {
    let Some(file) = &args.output else { return print(json) };
    let mut target = Target::create(file)?;
    target.write(json.as_bytes())?;
    target.flush()?;
    target.finish()
}
