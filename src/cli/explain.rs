//! `hedgerow explain`.

use crate::cli::Done;
use crate::cli::args::ExplainArgs;
use crate::cli::load;
use crate::cli::message::{Failure, print, say};
use crate::report::explain::explain;

pub(super) fn run(args: &ExplainArgs) -> Result<Done, Failure> {
    let input = load::source_options(&args.inputs, Vec::new());
    let (analyzer, _) = load::analyzer(&args.rules, &args.inputs)?;
    load::tell_unknown(&args.rules, analyzer.lexicon())?;
    let requests = load::requests(&args.inputs)?;
    let mut done = Done::Whole;
    let mut found = false;
    for item in load::open(requests, &input)? {
        match item.load(&input) {
            Ok(document) => {
                let analysis = analyzer.analyze(&document.text, document.headline);
                let between = if found { "\n" } else { "" };
                print(&format!("{between}{}", explain(&document, &analysis, analyzer.lexicon())))?;
            }
            Err(error) => {
                say(&format!("skipped: {}: {}: {}", item.id, error.code, error));
                done = Done::Partial;
            }
        }
        found = true;
    }
    if !found {
        say("error: no document found");
        done = Done::Partial;
    }
    Ok(done)
}
