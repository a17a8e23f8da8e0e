//! `hedgerow diff`.

pub(super) mod args;

use std::path::Path;

use crate::analyzer::Analyzer;
use crate::cli::Done;
use crate::cli::diff::args::DiffArgs;
use crate::cli::files::{Target, refuse_same};
use crate::cli::load;
use crate::cli::message::{Failure, print, print_exactly, say};
use crate::cli::screen::width;
use crate::input::{Document, Request, SourceOptions};
use crate::report::plural::counted;
use crate::report::revision::{DiffFormat, RevisionReport};
use crate::revision::{Edition, Revision};

pub(super) fn run(args: &DiffArgs) -> Result<Done, Failure> {
    let both = [&args.old, &args.new];
    if both.iter().all(|path| path.as_os_str() == "-") {
        return Err("only one version can be standard input".to_owned().into());
    }
    if let Some(output) = &args.output {
        let rules = args.rules.lexicon.iter().chain(&args.rules.profile);
        let inputs: Vec<_> = both.into_iter().chain(rules).cloned().collect();
        refuse_same(output, &inputs)?;
    }
    let (analyzer, fingerprint) = load::analyzer_of(&args.rules, false, args.html)?;
    for forbidden in &args.fail_on {
        forbidden.selector.check(analyzer.lexicon())?;
    }
    if !args.quiet {
        load::tell_unknown(&args.rules, analyzer.lexicon())?;
    }
    let [old, new] = [document(args, &args.old)?, document(args, &args.new)?];
    compare(args, &analyzer, fingerprint.lexicon_sha(), [&old, &new])
}

fn compare(
    args: &DiffArgs,
    analyzer: &Analyzer,
    lexicon_sha: &str,
    [old, new]: [&Document; 2],
) -> Result<Done, Failure> {
    let analyses = [old, new].map(|document| analyzer.analyze(&document.text, document.headline));
    let [was, is] = &analyses;
    let editions =
        [Edition { text: &old.text, analysis: was }, Edition { text: &new.text, analysis: is }];
    let lexicon = analyzer.lexicon();
    let [was, is] = editions;
    let revision = Revision::new(was, is, lexicon);
    let report = RevisionReport {
        documents: [old, new],
        editions,
        revision: &revision,
        lexicon,
        lexicon_sha,
        width: width(),
    };
    let format = format(args);
    write(args, format, &report.render(format))?;
    let mut done = Done::Whole;
    for forbidden in &args.fail_on {
        let n = forbidden.broken(&revision, lexicon) as u64;
        if n > 0 {
            say(&format!("--fail-on {forbidden}: {}", counted(n, "cue", "cues")));
            done = Done::Broken;
        }
    }
    Ok(done)
}

/// The one document of a path; that it cannot be read leaves nothing to compare.
fn document(args: &DiffArgs, path: &Path) -> Result<Document, Failure> {
    let options = SourceOptions { html: args.html, ..SourceOptions::default() };
    if path.is_dir() {
        return Err(format!("{} is a folder; name a file", path.display()).into());
    }
    let request = Request::from_argument(path.as_os_str().to_owned());
    let mut source = load::open(vec![request], &options)?;
    let item = source.next().ok_or_else(|| format!("{}: no document", path.display()))?;
    if source.next().is_some() {
        return Err(format!("{} holds several documents; name one", path.display()).into());
    }
    item.load(&options)
        .map_err(|error| format!("{}: {}: {error}", path.display(), error.code).into())
}

fn format(args: &DiffArgs) -> DiffFormat {
    let by_ending = || {
        let ending = args.output.as_ref()?.extension()?.to_string_lossy().to_lowercase();
        DiffFormat::ALL.into_iter().find(|format| format.extension() == ending)
    };
    args.format.or_else(by_ending).unwrap_or(DiffFormat::Text)
}

/// Text of people goes where colours are taken off; all else as it is.
fn write(args: &DiffArgs, format: DiffFormat, text: &str) -> Result<(), Failure> {
    match &args.output {
        None if format == DiffFormat::Text => print(text),
        None => print_exactly(text),
        Some(file) => {
            let mut target = Target::create(file)?;
            let plain = anstream::adapter::strip_str(text).to_string();
            let bytes = if format == DiffFormat::Text { &plain } else { text };
            target.write(bytes.as_bytes())?;
            target.finish()
        }
    }
}
