//! `hedgerow compare`.

pub(super) mod args;
mod earlier;
mod files;
mod gathered;
pub(super) mod labelling;
mod numbers;
mod texts;

use crate::cli::Done;
use crate::cli::compare::args::CompareArgs;
use crate::cli::compare::files::Outputs;
use crate::cli::compare::gathered::{Gathered, Tally};
use crate::cli::compare::numbers::Numbers;
use crate::cli::files::disk::Disk;
use crate::cli::load;
use crate::cli::message::{Failure, print, say};
use crate::cli::screen::width;
use crate::compare::measure::Measure;
use crate::compare::options::Options;
use crate::output::comparison::Shared;
use crate::output::comparison::term::TermTable;
use crate::report::comparison::ComparisonReport;
use crate::report::plural::counted;

/// With more groups than this a comparison is for programs, not for people.
const MANY_GROUPS: usize = 200;
/// How many ids a message names.
const NAMED: usize = 5;

pub(super) fn run(args: &CompareArgs) -> Result<Done, Failure> {
    let requests = load::requests(&args.inputs)?;
    let disk = Disk::default();
    let mut outputs =
        Outputs::new(args, &disk, load::paths_read(&args.rules, &args.inputs, &requests))?;
    let gathered = if earlier::are_wanted(args, &requests) {
        earlier::gather(args, &requests)
    } else {
        let own = outputs.own_files().into_iter().chain(args.output_dir.clone());
        let input = load::source_options(&args.inputs, own.collect());
        outputs.documents().and_then(|tables| texts::gather(args, requests, input, tables))
    };
    let gathered = match gathered {
        Ok(gathered) => gathered,
        Err(failure) => {
            outputs.discard();
            return Err(failure);
        }
    };
    let Gathered { corpus, examples, lexicon, fingerprint, has_terms, has_scores, tally, done } =
        gathered;
    if tally.documents == 0 {
        say("error: no document found; nothing to compare");
        outputs.discard();
        return Ok(Done::Partial);
    }
    tell(args, &tally);
    let corpus = corpus.finish();
    if corpus.groups().len() > MANY_GROUPS && !args.quiet {
        say(&format!(
            "{} groups by `{}`: is that the column you meant? Tests of so many groups find little",
            corpus.groups().len(),
            args.by
        ));
    }
    let options = options(args, &tally, has_scores);
    let shared = Shared {
        by: args.by.clone(),
        within: args.within.clone(),
        seed: args.seed,
        draws: args.bootstrap,
        left_out: args.dedupe.then(|| tally.repeats.clone()),
        fingerprint,
    };
    let numbers = Numbers::new(args, &corpus, options, has_terms)?;
    let table = TermTable::new(lexicon.as_deref(), &examples, &numbers.options.reference, args.g2);
    if args.wants_report() {
        let report = ComparisonReport {
            shared: &shared,
            options: &numbers.options,
            documents: corpus.len(),
            groups: corpus.groups().len(),
            strata: corpus.strata().len(),
            rows: &numbers.groups,
            terms: &numbers.terms,
            table: &table,
            trend: &numbers.trend,
            over: args.over.as_deref(),
            ablated: &numbers.ablated,
            notes: &notes(args, &tally),
            width: width(),
        };
        print(&report.render())?;
        return Ok(done);
    }
    outputs.write(&numbers, &shared, &table)?;
    Ok(done)
}

/// What is asked for; headlines are measured apart where there are any.
fn options(args: &CompareArgs, tally: &Tally, has_scores: bool) -> Options {
    let measures = if tally.has_headlines {
        vec![Measure::Rate, Measure::Headline, Measure::Body]
    } else {
        vec![Measure::Rate]
    };
    let mut options = args.options(measures);
    if !has_scores {
        options.measures.retain(|measure| *measure != Measure::Index);
    }
    options
}

/// Says what a reader of the tables should know of the documents.
fn tell(args: &CompareArgs, tally: &Tally) {
    if let Some(first) = tally.twice.first() {
        let n = tally.twice.len();
        let more = if n > NAMED { format!(" and {} more", n - NAMED) } else { String::new() };
        let named: Vec<&str> = tally.twice.iter().take(NAMED).map(String::as_str).collect();
        let named = if n == 1 { first.clone() } else { named.join(", ") };
        say(&format!(
            "{} more than one document, and all of them count: {named}{more}",
            if n == 1 { "an id names" } else { "ids name" }
        ));
    }
    if args.quiet {
        return;
    }
    for note in notes(args, tally) {
        say(note.trim_end_matches('.'));
    }
}

/// What is said on standard error and below the report.
fn notes(args: &CompareArgs, tally: &Tally) -> Vec<String> {
    let documents = |n: u64| counted(n, "document", "documents");
    let mut notes = Vec::new();
    if tally.no_group > 0 {
        let (n, by) = (documents(tally.no_group), &args.by);
        let are = if tally.no_group == 1 { "is" } else { "are" };
        notes.push(format!("{n} without a value of `{by}` {are} the group (missing)."));
    }
    if let (1.., Some(within)) = (tally.no_stratum, &args.within) {
        let n = documents(tally.no_stratum);
        notes.push(format!(
            "{n} without a value of `{within}`: compared within the value (missing)."
        ));
    }
    if let (1.., Some(over)) = (tally.no_period, &args.over) {
        let n = documents(tally.no_period);
        let are = if tally.no_period == 1 { "is" } else { "are" };
        notes.push(format!(
            "{n} without a date in `{over}` that can be read {are} in the period unknown."
        ));
    }
    if tally.wordless > 0 {
        let has = if tally.wordless == 1 { "has" } else { "have" };
        notes.push(format!("{} {has} no words.", documents(tally.wordless)));
    }
    if tally.words[0] == 0 && tally.words[1] > 0 {
        notes.push("All words are quoted: nothing can be said of the author's.".to_owned());
    }
    let repeats = tally.repeats_n();
    if repeats > 0 {
        let of_group = |(group, n): (&String, &u64)| format!("{group} {n}");
        let named: Vec<String> = tally.repeats.iter().take(NAMED).map(of_group).collect();
        let more = if tally.repeats.len() > NAMED { ", …" } else { "" };
        let what = match (args.dedupe, repeats) {
            (true, 1) => "is left out",
            (true, _) => "are left out",
            (false, 1) => "counts all the same; --dedupe leaves it out",
            (false, _) => "count all the same; --dedupe leaves them out",
        };
        let repeat = if repeats == 1 { "repeats" } else { "repeat" };
        let (n, named) = (documents(repeats), named.join(", "));
        notes.push(format!("{n} {repeat} another one ({named}{more}) and {what}."));
    }
    notes
}
