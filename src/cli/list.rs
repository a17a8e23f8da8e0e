//! `hedgerow score` on many articles, for people: a line each.

use std::io::IsTerminal as _;

use crate::cli::Done;
use crate::cli::account::{Account, tell_nothing_found};
use crate::cli::args::score::ScoreArgs;
use crate::cli::load;
use crate::cli::message::{Failure, print};
use crate::cli::progress::Progress;
use crate::cli::score::{ended, limit, no_table};
use crate::cli::screen::width;
use crate::input::Request;
use crate::pipeline::look::Look;
use crate::report::list::{Listed, list};

/// Whether people look at the result: on a terminal, or where an order is asked for.
pub(super) fn is_wanted(args: &ScoreArgs) -> bool {
    args.sort.is_some() || (no_table(args) && std::io::stdout().is_terminal())
}

pub(super) fn run(args: &ScoreArgs, requests: Vec<Request>) -> Result<Done, Failure> {
    let input = load::source_options(&args.inputs, Vec::new());
    let (analyzer, _) = load::analyzer(&args.rules, &args.inputs)?;
    if !args.quiet {
        load::tell_unknown(&args.rules, analyzer.lexicon())?;
    }
    let mut source = load::open(requests, &input)?;
    let look = Look { analyzer: analyzer.with_sources(false), input };
    let (mut articles, mut account) = (Vec::new(), Account::new(false));
    let mut progress = Progress::new(!args.quiet);
    let found = look.run(
        &load::threads(args.threads, args.quiet),
        &mut source,
        Listed::of,
        |listed, scored| {
            progress.add(scored.bytes);
            articles.extend(listed);
            account.add(scored);
            limit(args, account.failed())
        },
    );
    progress.finish();
    let found = found?;
    account.check(found)?;
    if found == 0 {
        tell_nothing_found(&source);
        return Ok(Done::Partial);
    }
    if !articles.is_empty() {
        print(&list(&mut articles, args.sort, width()))?;
    }
    account.tell(&source, "", args.quiet);
    Ok(ended(args, account.failed()))
}
