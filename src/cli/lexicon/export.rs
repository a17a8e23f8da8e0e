//! `hedgerow lexicon export`.

use crate::cli::Done;
use crate::cli::args::rules::RuleArgs;
use crate::cli::files::{Target, refuse_same};
use crate::cli::lexicon::args::ExportArgs;
use crate::cli::load;
use crate::cli::message::{Failure, print, say};
use crate::lexicon::foreign::export::{Loss, export};
use crate::report::plural::counted;

/// How many entries are named of those that lose something.
const EXAMPLES: usize = 3;

pub(super) fn run(args: &ExportArgs) -> Result<Done, Failure> {
    let rules = rules(args);
    if let Some(output) = &args.output {
        refuse_same(output, &rules.lexicon)?;
    }
    let lexicon = load::lexicon(&rules)?;
    load::tell_unknown(&rules, &lexicon)?;
    let exported = export(&lexicon, args.to);
    for loss in &exported.losses {
        say(&format!("{} does not hold {}", args.to.name(), told(loss)));
    }
    let all = lexicon.entries().len();
    say(&format!("{} of {} written", exported.entries, counted(all as u64, "entry", "entries")));
    if exported.entries == 0 {
        return Err("nothing is left to write".to_owned().into());
    }
    match &args.output {
        None => print(&exported.text)?,
        Some(output) => {
            let mut target = Target::create(output)?;
            target.write(exported.text.as_bytes())?;
            target.flush()?;
            target.finish()?;
        }
    }
    Ok(Done::Whole)
}

/// The rules with the files named as arguments, which stand in the place of the built-in ones.
fn rules(args: &ExportArgs) -> RuleArgs {
    let mut rules = args.rules.clone();
    if !args.files.is_empty() {
        rules.no_builtin = true;
        rules.lexicon = args.files.iter().chain(&args.rules.lexicon).cloned().collect();
    }
    rules
}

fn told(loss: &Loss) -> String {
    let examples: Vec<&str> = loss.entries.iter().take(EXAMPLES).map(String::as_str).collect();
    let more = if loss.entries.len() > EXAMPLES { ", …" } else { "" };
    let count = counted(loss.entries.len() as u64, "entry", "entries");
    format!("{} ({count}: {}{more})", loss.what, examples.join(", "))
}
