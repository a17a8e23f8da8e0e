//! `hedgerow verify`.

pub(super) mod args;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use crate::analyzer::Analyzer;
use crate::cli::Done;
use crate::cli::args::rules::RuleArgs;
use crate::cli::load;
use crate::cli::message::{Failure, print};
use crate::cli::verify::args::VerifyArgs;
use crate::input::HtmlMode;
use crate::lexicon::Lexicon;
use crate::lexicon::builtin::profile_names;
use crate::output::digits::four_decimals;
use crate::output::earlier::opened::EarlierTable;
use crate::output::fingerprint::Fingerprint;
use crate::output::format::Format;
use crate::output::table::Table;
use crate::output::verify::{Comparison, Recorded, read, values, weights};
use crate::pipeline::run::Job;
use crate::pipeline::threads::Threads;
use crate::report::verification::{Part, Verification};
use crate::text::structure::{PageMode, SentenceMode};

/// How many entries whose weight changed are named.
const NAMED: usize = 20;

pub(super) fn run(args: &VerifyArgs) -> Result<Done, Failure> {
    let name = args.result.to_string_lossy().into_owned();
    let format = args.format.or_else(|| by_ending(&args.result)).unwrap_or(Format::Csv);
    if matches!(format, Format::Xlsx | Format::Parquet) {
        let name = format.name();
        return Err(format!(
            "{}: verify reads no {name}; give it the table as csv, tsv or jsonl",
            args.result.display()
        )
        .into());
    }
    let mut table = open(&args.result, format)?;
    let format = table.written_in();
    let rows = read(&mut table).map_err(|error| error.0)?;
    if rows.is_empty() {
        return Err(format!("{name} holds no document").into());
    }
    let (analyzer, fingerprint) = load::analyzer(&args.rules, &args.inputs)?;
    let mut parts = parts(args, &rows, &fingerprint, analyzer.lexicon())?;
    let wanted = !args.inputs.paths.is_empty() || args.inputs.files_from.is_some();
    let comparison = if wanted {
        let now = rows_now(args, format, analyzer, fingerprint)?;
        Some(Comparison::new(&rows, &now))
    } else {
        None
    };
    parts.retain(|part| !part.was.is_empty());
    let verification = Verification {
        name: &name,
        documents: rows.len(),
        parts: &parts,
        comparison: comparison.as_ref(),
    };
    print(&verification.render())?;
    Ok(if verification.holds() { Done::Whole } else { Done::Broken })
}

fn by_ending(path: &Path) -> Option<Format> {
    Format::from_extension(&path.extension()?.to_string_lossy())
}

fn open(path: &Path, format: Format) -> Result<EarlierTable, Failure> {
    let bytes = load::whole_bytes(path)?;
    let table = EarlierTable::open(&path.to_string_lossy(), format, Cursor::new(bytes));
    table.map_err(|error| error.0.into())
}

/// What the result was made with, beside what there is now.
fn parts(
    args: &VerifyArgs,
    rows: &[Recorded],
    fingerprint: &Fingerprint,
    lexicon: &Lexicon,
) -> Result<Vec<Part>, Failure> {
    let names = ["program", "schema", "lexicon", "options"];
    let mut parts = Vec::new();
    for ((column, now), name) in fingerprint.notes().into_iter().zip(names) {
        let was: Vec<String> = values(rows, column).into_iter().map(str::to_owned).collect();
        let mut part = Part { name, was, is: now, details: Vec::new() };
        if !part.holds() {
            part.details = match name {
                "lexicon" => lexicon_details(args, &part.was, lexicon)?,
                "options" => options_details(&part.was),
                _ => Vec::new(),
            };
        }
        parts.push(part);
    }
    Ok(parts)
}

/// The options that give these digests: there are few, and all are tried.
fn options_details(was: &[String]) -> Vec<String> {
    let mut details = Vec::new();
    for sentences in [SentenceMode::Auto, SentenceMode::Line, SentenceMode::Paragraph] {
        for text in [PageMode::Page, PageMode::Prose] {
            for title in [false, true] {
                for html in [HtmlMode::Article, HtmlMode::All] {
                    let options = Fingerprint::options(sentences, text, title, html);
                    if was.contains(&Fingerprint::options_of(&options)) {
                        let title = if title { "with --title-col" } else { "without --title-col" };
                        details.push(format!(
                            "made with --sentences {} --text {} --html {}, {title}",
                            sentences.name(),
                            text.name(),
                            html.name()
                        ));
                    }
                }
            }
        }
    }
    if details.is_empty() {
        details.push("made with options that this version does not have".to_owned());
    }
    details
}

/// What can be known of another lexicon: whether it is this one with a built-in profile, and which weights
/// a hit table beside the result has.
fn lexicon_details(
    args: &VerifyArgs,
    was: &[String],
    lexicon: &Lexicon,
) -> Result<Vec<String>, Failure> {
    let mut details = Vec::new();
    let profiles = profile_names().into_iter().map(|name| Some(PathBuf::from(name)));
    for profile in std::iter::once(None).chain(profiles) {
        let shown = profile.as_ref().map_or_else(
            || "without --profile".to_owned(),
            |profile| format!("with --profile {}", profile.display()),
        );
        let min_precision = args.rules.min_precision.filter(|_| profile.is_some());
        let rules = RuleArgs { profile, min_precision, ..args.rules.clone() };
        if let Ok(other) = load::lexicon(&rules)
            && was.iter().any(|was| was == other.sha())
        {
            details.push(format!("made {shown}"));
        }
    }
    if details.is_empty() {
        details.push("made with other files, weights or switches".to_owned());
    }
    let now = lexicon.infos().iter().map(|info| format!("{} {}", info.id, info.version));
    details.push(format!("now {}", now.collect::<Vec<_>>().join(", ")));
    details.extend(weights_beside(&args.result, lexicon)?);
    Ok(details)
}

/// Entries of the hit table beside a result whose weight is another now, or that are gone.
fn weights_beside(result: &Path, lexicon: &Lexicon) -> Result<Vec<String>, Failure> {
    let is_table = result.file_stem().is_some_and(|stem| stem == Table::Document.name());
    let ending = result.extension().map(|ending| ending.to_string_lossy().into_owned());
    let Some(ending) = ending.filter(|_| is_table) else { return Ok(Vec::new()) };
    let hits = result.with_file_name(format!("{}.{ending}", Table::Hit.name()));
    if !hits.is_file() {
        return Ok(Vec::new());
    }
    let format = Format::from_extension(&ending).unwrap_or(Format::Csv);
    let was = weights(&mut open(&hits, format)?).map_err(|error| error.0)?;
    let now: BTreeMap<&str, f64> =
        lexicon.entries().iter().map(|entry| (entry.name.as_str(), entry.weight)).collect();
    let mut details: Vec<String> = was
        .iter()
        .filter_map(|(entry, was)| match now.get(entry.as_str()) {
            None => Some(format!("{entry} is no entry now")),
            Some(now) => {
                let same = was.parse::<f64>().is_ok_and(|was| (was - now).abs() < 0.000_05);
                (!same).then(|| {
                    let was = was.parse().map_or_else(|_| was.clone(), four_decimals);
                    format!("{entry} weighed {was}, now {}", four_decimals(*now))
                })
            }
        })
        .collect();
    let more = details.len().saturating_sub(NAMED);
    details.truncate(NAMED);
    if more > 0 {
        details.push(format!("and {more} more entries"));
    }
    if details.is_empty() {
        details.push(format!("every entry with a hit in {} weighs the same", hits.display()));
    }
    Ok(details)
}

/// The rows that the texts give now, written and read as those of the result were.
fn rows_now(
    args: &VerifyArgs,
    format: Format,
    analyzer: Analyzer,
    fingerprint: Fingerprint,
) -> Result<Vec<Recorded>, Failure> {
    let input = load::source_options(&args.inputs, vec![args.result.clone()]);
    let mut source = load::open(load::requests(&args.inputs)?, &input)?;
    let mut bytes = Vec::new();
    bytes.extend_from_slice(format.file_start());
    format.header(&Table::Document.columns(source.columns()), &mut bytes);
    let tables = vec![(Table::Document, format)];
    let job = Job { analyzer, input, fingerprint, tables, observe: None };
    let found = job.run(&Threads::start(0), &mut source, |scored| {
        scored.rows.iter().for_each(|rows| bytes.extend_from_slice(rows.bytes()));
        Ok::<(), Failure>(())
    })?;
    if found == 0 {
        return Ok(Vec::new());
    }
    let table = EarlierTable::open("the texts", format, Cursor::new(bytes));
    let mut table = table.map_err(|error| error.0)?;
    read(&mut table).map_err(|error| error.0.into())
}
