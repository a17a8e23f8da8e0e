//! Documents of earlier tables, which are not scored again.

use std::path::Path;
use std::sync::Arc;

use crate::cli::Done;
use crate::cli::compare::args::CompareArgs;
use crate::cli::compare::gathered::{Gathered, Tally};
use crate::cli::compare::labelling::labelling;
use crate::cli::load;
use crate::cli::message::{Failure, say};
use crate::cli::progress::Jobs;
use crate::compare::corpus::CorpusBuilder;
use crate::compare::labels::Key;
use crate::compare::observation::Level;
use crate::input::{InputError, Request};
use crate::lexicon::Lexicon;
use crate::output::earlier::EarlierError;
use crate::output::earlier::merge::{Merge, users_columns};
use crate::output::earlier::opened::{EarlierKind, EarlierTable};
use crate::output::format::Format;
use crate::report::plural::counted;

impl From<EarlierError> for Failure {
    fn from(error: EarlierError) -> Self {
        Self::Message(error.0)
    }
}

/// Whether the input is tables and no column holds texts: then they were written by an earlier run.
pub(super) fn are_wanted(args: &CompareArgs, requests: &[Request]) -> bool {
    let is_table = |request: &Request| match request {
        Request::Path(path) => format(path).is_some() && !path.is_dir(),
        Request::Stdin => stdin_name(args).is_some_and(|name| format(Path::new(name)).is_some()),
    };
    args.inputs.text_col.is_none() && !requests.is_empty() && requests.iter().all(is_table)
}

/// Reads tables of documents, sentences and hits.
pub(super) fn gather(args: &CompareArgs, requests: &[Request]) -> Result<Gathered, Failure> {
    let tables: Vec<EarlierTable> =
        requests.iter().map(|request| open(args, request)).collect::<Result<_, _>>()?;
    let has = |kind| tables.iter().any(|table: &EarlierTable| table.kind == kind);
    check_kinds(
        args,
        has(EarlierKind::Document),
        has(EarlierKind::Sentence),
        has(EarlierKind::Hit),
    )?;
    if !args.quiet && has(EarlierKind::Document) && has(EarlierKind::Sentence) {
        say("the sentence tables are not needed beside the document tables");
    }
    let users = users_columns(&tables);
    let labelling = labelling(args, &users)?;
    if !has(EarlierKind::Document) && labelling.group == Key::Source {
        return Err("sentence tables do not say where documents came from; add the document table, or group by `dir`".to_owned().into());
    }
    let rows = Jobs::new(!args.quiet, "reading tables");
    let merged = Merge::new(labelling, args.level, users).read(tables, || rows.done())?;
    drop(rows);
    let mut tally = Tally::default();
    let mut corpus = CorpusBuilder::default();
    for document in merged.documents {
        let left_out = args.dedupe && document.repeats;
        tally.add(&document.observation, document.repeats, left_out);
        if !left_out {
            corpus.add(document.observation);
        }
    }
    tell(args, tally.documents, &merged.failed, merged.fingerprint.is_some());
    let whole = merged.failed.is_empty() && tally.documents > 0;
    Ok(Gathered {
        corpus,
        examples: merged.examples,
        lexicon: lexicon(args, merged.fingerprint.as_ref(), merged.has_terms)?,
        fingerprint: merged.fingerprint,
        has_terms: merged.has_terms,
        has_scores: merged.has_scores,
        tally,
        done: if whole { Done::Whole } else { Done::Partial },
    })
}

fn check_kinds(
    args: &CompareArgs,
    documents: bool,
    sentences: bool,
    hits: bool,
) -> Result<(), Failure> {
    if !documents && !sentences {
        return Err("hit tables do not say how many words there are; add the document table"
            .to_owned()
            .into());
    }
    let needs_hits = [
        (args.level == Level::Category, "--level category"),
        (args.ablate.is_some(), "--ablate"),
        (args.table == Some(crate::output::comparison::ComparisonTable::Term), "--table term"),
        (args.g2, "--g2"),
    ];
    if let Some((_, flag)) = needs_hits.iter().find(|(asked, _)| *asked && !hits) {
        return Err(format!(
            "{flag} needs to know which terms were hit: add the hit table of the same run, or compare the texts"
        )
        .into());
    }
    if args.table == Some(crate::output::comparison::ComparisonTable::Document) {
        return Err("--table document is made from texts; there is one among the inputs"
            .to_owned()
            .into());
    }
    Ok(())
}

fn tell(args: &CompareArgs, documents: u64, failed: &[String], has_fingerprint: bool) {
    if !has_fingerprint {
        say(
            "sentence tables do not say which lexicon and options they were made with: that is not checked; indices are left out, for scores are rounded there",
        );
    }
    if let Some(first) = failed.first() {
        let n = counted(failed.len() as u64, "document", "documents");
        say(&format!("{n} failed when the tables were made and are left out, such as {first}"));
    }
    if !args.quiet && documents > 0 {
        say(&format!("{} read", counted(documents, "scored document", "scored documents")));
    }
}

/// The lexicon that the tables were made with, if it is the one of the arguments.
fn lexicon(
    args: &CompareArgs,
    made_by: Option<&[String; 2]>,
    has_terms: bool,
) -> Result<Option<Arc<Lexicon>>, Failure> {
    if !has_terms {
        return Ok(None);
    }
    let lexicon = load::lexicon(&args.rules)?;
    if made_by.is_some_and(|[sha, _]| sha == lexicon.sha()) {
        return Ok(Some(Arc::new(lexicon)));
    }
    if !args.quiet {
        say(
            "the tables were made with another lexicon than the one in use: terms go by the names of their entries",
        );
    }
    Ok(None)
}

fn open(args: &CompareArgs, request: &Request) -> Result<EarlierTable, Failure> {
    match request {
        Request::Stdin => {
            let name = stdin_name(args).unwrap_or("-");
            let format = format(Path::new(name)).unwrap_or(Format::Csv);
            if format == Format::Parquet {
                let message = format!("{name}: a table in Parquet is read from a file");
                return Err(message.into());
            }
            Ok(EarlierTable::open(name, format, std::io::stdin())?)
        }
        Request::Path(path) => {
            let name = path.display().to_string();
            let failed = |error| format!("{name}: {}", InputError::from_io(&error));
            let file = std::fs::File::open(path).map_err(failed)?;
            let format = format(path).unwrap_or(Format::Csv);
            Ok(EarlierTable::open_file(&name, format, file)?)
        }
    }
}

/// The format of an earlier table; workbooks are for people.
fn format(path: &Path) -> Option<Format> {
    let format = Format::from_extension(&path.extension()?.to_string_lossy());
    format.filter(|format| !format.is_book())
}

fn stdin_name(args: &CompareArgs) -> Option<&str> {
    args.inputs.stdin_filename.as_deref()
}
