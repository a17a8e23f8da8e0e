//! `hedgerow evaluate --task sentences`.

use crate::cli::Done;
use crate::cli::evaluate::args::{BoundaryArgs, EvaluateArgs};
use crate::cli::evaluate::{told, write_json};
use crate::cli::load;
use crate::cli::message::{Failure, print};
use crate::evaluate::boundaries::BoundaryResult;
use crate::evaluate::gold::sentences::marked_documents;
use crate::evaluate::layout::Layout;
use crate::report::boundaries::BoundaryReport;

pub(super) fn run(args: &EvaluateArgs) -> Result<Done, Failure> {
    let text = load::whole_text(&args.gold)?;
    let documents = marked_documents(&text).map_err(|faults| told(&args.gold, &faults))?;
    let mut result = BoundaryResult::default();
    for document in &documents {
        result.add(document, layout(&args.boundaries), args.rules.sentences);
    }
    let report = BoundaryReport { result: &result, errors: args.boundaries.show_errors };
    if args.json {
        write_json(args, &report.json())?;
    } else {
        print(&report.render())?;
    }
    Ok(Done::Whole)
}

fn layout(args: &BoundaryArgs) -> Layout {
    match args.wrap {
        Some(columns) => Layout::Wrapped(usize::from(columns)),
        None if args.one_line => Layout::OneLine,
        None => Layout::Plain,
    }
}
