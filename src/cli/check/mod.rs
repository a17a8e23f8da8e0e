//! `hedgerow check`.

pub(super) mod args;
mod known;

use std::path::{Path, PathBuf};

use crate::analyzer::Analyzer;
use crate::cli::Done;
use crate::cli::check::args::CheckArgs;
use crate::cli::check::known::Known;
use crate::cli::files::{Target, refuse_same};
use crate::cli::load;
use crate::cli::message::{Failure, print, print_exactly, say};
use crate::cli::screen::width;
use crate::input::decode::decode;
use crate::input::{Document, InputError, Item, Request, SourceOptions};
use crate::limits::baseline::Tolerated;
use crate::limits::gate::{Checked, Gate};
use crate::limits::ignore::without_comments;
use crate::limits::limit::Limit;
use crate::limits::origin::Origin;
use crate::output::error::Failure as Failed;
use crate::pipeline::caught::catch;
use crate::pipeline::run::internal;
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
    let (analyzer, fingerprint) = load::analyzer(&args.rules, &args.inputs)?;
    for limit in &limits {
        limit.selector.check(analyzer.lexicon())?;
    }
    if !args.quiet {
        load::tell_unknown(&args.rules, analyzer.lexicon())?;
    }
    let is_stdin = requests.contains(&Request::Stdin);
    let run = Run { analyzer: analyzer.with_sources(false), input, limits: &limits, is_stdin };
    let mut results = Vec::new();
    for item in load::open(requests, &run.input)? {
        results.push(run.check(&item, &mut known));
    }
    if results.is_empty() {
        say("error: no document found");
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
        known.write()?;
    } else {
        write(args, &report.render(args.format))?;
    }
    tell(args, &report);
    Ok(done(args, &report))
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
                    let (line, column) = (at.line, at.column);
                    say(&format!("{}:{line}:{column}: comment {what}", result.id));
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

/// What is the same for all documents.
struct Run<'a> {
    analyzer: Analyzer,
    input: SourceOptions,
    limits: &'a [Limit],
    is_stdin: bool,
}

impl Run<'_> {
    fn check(&self, item: &Item, known: &mut Known) -> DocumentResult {
        let checked = catch(|| {
            let document = item.load(&self.input)?;
            let (document, origin) = self.read(document);
            Ok::<_, InputError>((self.hold(&document, origin.as_ref(), known), document))
        });
        match checked.unwrap_or_else(|panicked| Err(internal(&panicked))) {
            Ok((checked, document)) => {
                known.set(&document.id, &checked);
                DocumentResult { id: document.id, source: document.source, outcome: Ok(checked) }
            }
            Err(InputError { code, detail }) => {
                let identity = item.identity(&self.input);
                let (id, source) = (identity.id.clone(), identity.source.clone());
                let failed = Failed {
                    id: identity.id,
                    source: identity.source,
                    code: code.word().into(),
                    message: detail,
                    bytes: None,
                };
                DocumentResult { id, source, outcome: Err(failed) }
            }
        }
    }

    fn hold(&self, document: &Document, origin: Option<&Origin>, known: &Known) -> Checked {
        let mut tolerated: Tolerated = known.of(&document.id);
        let analysis = self.analyzer.analyze(&document.text, document.headline);
        let gate = Gate {
            text: &document.text,
            analysis: &analysis,
            lexicon: self.analyzer.lexicon(),
            limits: self.limits,
            origin,
        };
        gate.check(&mut tolerated)
    }

    /// The document with its comments made blanks, and the file that it stands in: of markup the file is
    /// read once more, as the text no longer says where it comes from. What stands in a table, an archive
    /// or a document of a word processor has no place in a file that an editor could open at a line.
    fn read(&self, mut document: Document) -> (Document, Option<Origin>) {
        let source = self.source(&document);
        if source.as_deref().is_none_or(|source| source != document.text) {
            let origin = source.map(|source| Origin::new(&document.text, &source));
            return (document, origin);
        }
        let origin = Origin::same(&document.text);
        document.text = without_comments(&document.text);
        (document, Some(origin))
    }

    fn source(&self, document: &Document) -> Option<String> {
        if document.id != document.source {
            return None;
        }
        let path = Path::new(&document.source);
        if self.is_stdin || !path.is_file() {
            // A stream cannot be read twice.
            return (!is_marked_up(path)).then(|| document.text.clone());
        }
        let bytes = std::fs::read(path).ok()?;
        decode(bytes, &self.input).ok().map(|decoded| decoded.text)
    }
}

/// Whether the name says that the text was taken out of something else.
fn is_marked_up(path: &Path) -> bool {
    let endings = ["md", "markdown", "html", "htm", "xhtml", "gz", "zst", "docx", "odt", "epub"];
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}
