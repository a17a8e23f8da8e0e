//! `hedgerow check`.

pub(super) mod args;
mod known;

use std::convert::Infallible;
use std::path::PathBuf;

use crate::analyzer::Analysis;
use crate::cli::Done;
use crate::cli::account::tell_nothing_found;
use crate::cli::check::args::CheckArgs;
use crate::cli::check::known::Known;
use crate::cli::files::{Target, refuse_same};
use crate::cli::load;
use crate::cli::message::{Failure, print, print_exactly, say};
use crate::cli::progress::Progress;
use crate::cli::screen::width;
use crate::input::{Document, Request, Source, SourceOptions};
use crate::limits::gate::{Checked, Gate};
use crate::limits::limit::Limit;
use crate::limits::origin::Origin;
use crate::pipeline::look::Look;
use crate::pipeline::run::Scored;
use crate::report::gate::{DocumentResult, GateFormat, GateReport};
use crate::report::plural::counted;

pub(super) fn run(args: &CheckArgs) -> Result<Done, Failure> {
    let limits = limits(args)?;
    let requests = load::requests(&args.inputs)?;
    let mut known = Known::open(args)?;
    if let Some(output) = &args.output {
        refuse_same(output, &paths(args, &requests, &known))?;
    }
    let own = args.output.iter().chain(known.file()).cloned().collect();
    let input = load::source_options(&args.inputs, own);
    let input = SourceOptions { keep_written: true, ..input };
    let (analyzer, fingerprint) = load::analyzer(&args.rules, &args.inputs)?;
    for limit in &limits {
        limit.selector.check(analyzer.lexicon())?;
    }
    if !args.quiet {
        load::tell_unknown(&args.rules, analyzer.lexicon())?;
    }
    let mut source = load::open(requests, &input)?;
    let look = Look { analyzer: analyzer.with_sources(false), input };
    let results = results(args, &limits, &look, &known, &mut source);
    if results.is_empty() {
        tell_nothing_found(&source);
        return Ok(Done::Partial);
    }
    let report = GateReport {
        limits: &limits,
        results: &results,
        lexicon_sha: fingerprint.lexicon_sha(),
        has_baseline: known.file().is_some(),
        width: width(),
    };
    if args.update_baseline {
        known.update(&results)?;
    } else {
        write(args, &report.render(args.format))?;
    }
    tell(args, &report);
    Ok(done(args, &report))
}

/// What became of each document, in order.
fn results(
    args: &CheckArgs,
    limits: &[Limit],
    look: &Look,
    known: &Known,
    source: &mut Source,
) -> Vec<DocumentResult> {
    let keep = |document: &Document, analysis: &Analysis| {
        let text = &document.text;
        let gate = Gate {
            text,
            analysis,
            lexicon: look.analyzer.lexicon(),
            limits,
            origin: &Origin::new(text, document.written.as_ref().unwrap_or(text)),
            has_lines: document.has_lines,
        };
        (document.source.clone(), gate.check(&mut known.of(&document.id)))
    };
    let mut progress = Progress::new(!args.quiet);
    let mut results = Vec::new();
    let threads = load::threads(args.threads, args.quiet);
    let done = look.run(&threads, source, keep, |kept, scored| {
        progress.add(scored.bytes);
        results.extend(result(kept, scored));
        Ok::<_, Infallible>(())
    });
    progress.finish();
    let Ok(_) = done;
    results
}

/// A document is checked, or it failed.
fn result(kept: Option<(String, Checked)>, scored: Scored) -> Option<DocumentResult> {
    match (kept, scored.failure) {
        (Some((source, checked)), _) => {
            Some(DocumentResult { id: scored.id, source, outcome: Ok(checked) })
        }
        (None, failure) => failure.map(|failed| DocumentResult {
            id: failed.id.clone(),
            source: failed.source.clone(),
            outcome: Err(failed),
        }),
    }
}

fn done(args: &CheckArgs, report: &GateReport<'_>) -> Done {
    if report.is_broken() && !args.update_baseline {
        Done::Broken
    } else if report.failed() > 0 {
        Done::Partial
    } else {
        Done::Whole
    }
}

/// The limits of the file, then those of the flags, which replace the ones of the same name.
fn limits(args: &CheckArgs) -> Result<Vec<Limit>, Failure> {
    let mut limits: Vec<Limit> = Vec::new();
    let settled = args.rules.found.iter().flat_map(|found| &found.settings.max);
    for limit in settled.chain(&args.max) {
        limits.retain(|earlier| !limit.replaces(earlier));
        limits.push(limit.clone());
    }
    if limits.is_empty() {
        let hint = "no limit; give one with --max loaded=12, or in hedgerow.toml under [check.max]";
        return Err(hint.to_owned().into());
    }
    Ok(limits)
}

fn paths(args: &CheckArgs, requests: &[Request], known: &Known) -> Vec<PathBuf> {
    let read = requests.iter().filter_map(|request| match request {
        Request::Path(path) => Some(path.clone()),
        Request::Stdin => None,
    });
    let rules = args.rules.lexicon.iter().chain(&args.rules.profile);
    let lists = args.inputs.files_from.iter().chain(known.file());
    read.chain(rules.chain(lists).cloned()).collect()
}

/// Text of people goes where colours are taken off; all else as it is.
fn write(args: &CheckArgs, text: &str) -> Result<(), Failure> {
    match &args.output {
        None if args.format == GateFormat::Text => print(text),
        None => print_exactly(text),
        Some(file) => {
            let mut target = Target::create(file)?;
            let text = anstream::adapter::strip_str(text).to_string();
            target.write(text.as_bytes())?;
            target.finish()
        }
    }
}

/// Says which documents failed, what is wrong with comments, and what came of it all.
fn tell(args: &CheckArgs, report: &GateReport<'_>) {
    for result in report.results {
        match &result.outcome {
            Err(failed) => {
                say(&format!("skipped: {}: {}: {}", failed.id, failed.code, failed.message));
            }
            Ok(checked) if !args.quiet => {
                for (at, what) in &checked.complaints {
                    let place =
                        at.map_or(String::new(), |at| format!("{}:{}:", at.line, at.column));
                    say(&format!("{}:{place} comment {what}", result.id));
                }
            }
            Ok(_) => {}
        }
    }
    if args.quiet {
        return;
    }
    if args.update_baseline {
        let cues = report.checked().map(|checked| checked.known.len() as u64).sum();
        say(&format!("the baseline knows {} of these documents", counted(cues, "cue", "cues")));
        return;
    }
    say(&report.last_line());
}
