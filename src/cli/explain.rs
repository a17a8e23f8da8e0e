//! `hedgerow explain`.

use crate::cli::Done;
use crate::cli::args::explain::{ExplainArgs, ExplainFormat};
use crate::cli::load;
use crate::cli::message::{Failure, print, print_exactly, say};
use crate::cli::screen::width;
use crate::report::explain::{Explanation, Shown};
use crate::report::json::{line, pretty};

pub(super) fn run(args: &ExplainArgs) -> Result<Done, Failure> {
    let input = load::source_options(&args.inputs, Vec::new());
    let (analyzer, _) = load::analyzer(&args.rules, &args.inputs)?;
    load::tell_unknown(&args.rules, analyzer.lexicon())?;
    let requests = load::requests(&args.inputs)?;
    let shown = Shown { term: args.term.as_deref(), sentence: args.sentence, off: args.off };
    let mut done = Done::Whole;
    let mut found = false;
    let mut objects = Vec::new();
    for item in load::open(requests, &input)? {
        match item.load(&input) {
            Ok(document) => {
                let analysis = analyzer.analyze(&document.text, document.headline);
                tell_no_sentence(args, analysis.sentences.len(), &document.id);
                let lexicon = analyzer.lexicon();
                let explanation =
                    Explanation { document: &document, analysis: &analysis, lexicon, shown };
                match args.format {
                    ExplainFormat::Text => {
                        let between = if found { "\n" } else { "" };
                        print(&format!("{between}{}", explanation.text(width())))?;
                    }
                    ExplainFormat::Jsonl => print_exactly(&line(&explanation.json()))?,
                    ExplainFormat::Json => objects.push(explanation.json()),
                }
            }
            Err(error) => {
                say(&format!("skipped: {}: {}: {}", item.id, error.code, error));
                done = Done::Partial;
            }
        }
        found = true;
    }
    if args.format == ExplainFormat::Json {
        print_exactly(&pretty(&objects))?;
    }
    if !found {
        say("error: no document found");
        done = Done::Partial;
    }
    Ok(done)
}

/// A sentence that a document does not have is said.
fn tell_no_sentence(args: &ExplainArgs, sentences: usize, id: &str) {
    if let Some(wanted) = args.sentence.filter(|wanted| !(1..=sentences).contains(wanted)) {
        say(&format!("{id} has no sentence {wanted}; its last is {sentences}"));
    }
}
