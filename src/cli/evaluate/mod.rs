//! `hedgerow evaluate`.

pub(super) mod args;
mod labels;
mod sentences;

use std::path::Path;

use crate::cli::Done;
use crate::cli::evaluate::args::{EvaluateArgs, Task};
use crate::cli::files::Target;
use crate::cli::message::{Failure, errors, print};
use crate::evaluate::gold::record::{Fault, Place};

pub(super) fn run(args: &EvaluateArgs) -> Result<Done, Failure> {
    match args.task {
        Task::Labels => labels::run(args),
        Task::Sentences => sentences::run(args),
    }
}

/// Says what is wrong with a labelled file.
pub(super) fn told(path: &Path, faults: &[Fault]) -> Failure {
    let path = path.display();
    errors(faults.iter().map(|fault| match fault.place {
        Place::Line(line) => format!("{path}:{line}: {}", fault.what),
        Place::Record(_) => format!("{path}: {fault}"),
    }))
}

/// Writes figures where the arguments want them.
fn write_json(args: &EvaluateArgs, json: &str) -> Result<(), Failure> {
    let Some(file) = &args.output else { return print(json) };
    let mut target = Target::create(file)?;
    target.write(json.as_bytes())?;
    target.flush()?;
    target.finish()
}
