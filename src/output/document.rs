//! The document table: sums, rates with their intervals, and the fingerprint.

use crate::analyzer::Analysis;
use crate::input::document::Document;
use crate::lexicon::axis::Axis;
use crate::output::cell::Cell;
use crate::output::counts::Counts;
use crate::output::error::Failure;
use crate::output::fingerprint::Fingerprint;
use crate::output::table::with_axes;
use crate::score::summary::Summary;
use crate::text::voices::Voice;

const BEFORE: [&str; 8] =
    ["doc_id", "source", "status", "encoding", "sentences", "words", "words_quote", "quote_share"];
const PER_AXIS: [&str; 9] =
    ["n", "per_1k", "lo", "hi", "share", "index", "quote_n", "quote_per_1k", "headline_n"];
/// Behind the fingerprint: the whole numbers that the others are made of, so that rows of several
/// tables add up exactly.
const SUMS: &str = "words_headline";
const SUMS_PER_AXIS: [&str; 2] = ["sentences_n", "score_sum"];
const BEHIND: [&str; 3] = ["top_cues", "dup_of", "flag"];

/// How many cues `top_cues` names.
const TOP_CUES: usize = 5;

/// The names of the columns: the user's own first; ours get `hr_` where one has the same name.
#[must_use]
pub fn columns(users: &[String]) -> Vec<String> {
    let mut ours = with_axes(&BEFORE, &PER_AXIS, &BEHIND);
    ours.extend(Fingerprint::COLUMNS.map(str::to_owned));
    ours.extend(with_axes(&[SUMS], &SUMS_PER_AXIS, &[]));
    let clashes = |name: &String| users.contains(name);
    let ours =
        ours.into_iter().map(|name| if clashes(&name) { format!("hr_{name}") } else { name });
    users.iter().cloned().chain(ours).collect()
}

/// The cells of a scored document.
#[must_use]
pub fn cells<'a>(
    document: &'a Document,
    analysis: &Analysis,
    fingerprint: &'a Fingerprint,
) -> Vec<Cell<'a>> {
    let summary = &analysis.summary;
    let mut cells = users_cells(&document.columns);
    let words = summary.words(Voice::Author) + summary.words(Voice::Quote);
    cells.extend([
        Cell::text(document.id.as_str()),
        Cell::text(document.source.as_str()),
        Cell::text(if words == 0 { "empty" } else { "ok" }),
        Cell::text(document.encoding.as_str()),
        summary.sentences.into(),
        summary.words(Voice::Author).into(),
        summary.words(Voice::Quote).into(),
        Cell::number(summary.quote_share()),
    ]);
    for axis in Axis::ALL {
        cells.extend(axis_cells(summary, axis));
    }
    cells.push(Cell::text(top_cues(&document.text, analysis)));
    cells.push(Cell::Missing);
    cells.push(Cell::text(flags(document, analysis)));
    cells.extend(fingerprint.cells(Some(&document.text)));
    cells.push(summary.headline_words.into());
    for sums in Axis::ALL.map(|axis| summary.axis(axis)) {
        cells.extend([sums.sentences_hit.into(), sums.weighted.into()]);
    }
    cells
}

/// The place of `dup_of` from the end of a row.
pub const DUP_OF_FROM_END: usize =
    2 + Fingerprint::COLUMNS.len() + 1 + SUMS_PER_AXIS.len() * Axis::ALL.len();

/// The cells of a document that failed: its numbers are empty.
#[must_use]
pub fn failed_cells<'a>(
    users: &[Option<String>],
    failure: &'a Failure,
    fingerprint: &'a Fingerprint,
) -> Vec<Cell<'a>> {
    let mut cells: Vec<Cell<'a>> =
        users.iter().map(|value| value.clone().map_or(Cell::Missing, Cell::text)).collect();
    cells.extend([
        Cell::text(failure.id.as_str()),
        Cell::text(failure.source.as_str()),
        Cell::text(failure.code.as_ref()),
    ]);
    let empty = BEFORE.len() - 3 + PER_AXIS.len() * Axis::ALL.len() + BEHIND.len();
    cells.extend(std::iter::repeat_n(Cell::Missing, empty));
    cells.extend(fingerprint.cells(None));
    cells.extend(std::iter::repeat_n(Cell::Missing, 1 + SUMS_PER_AXIS.len() * Axis::ALL.len()));
    cells
}

fn users_cells(columns: &[Option<String>]) -> Vec<Cell<'_>> {
    columns.iter().map(|value| value.as_deref().map_or(Cell::Missing, Cell::text)).collect()
}

fn axis_cells(summary: &Summary, axis: Axis) -> [Cell<'static>; 9] {
    let interval = summary.rate_interval(axis, Voice::Author);
    [
        summary.hits(axis, Voice::Author).into(),
        Cell::number(summary.rate_per_1k(axis, Voice::Author)),
        Cell::number(interval.map(|interval| interval.lo)),
        Cell::number(interval.map(|interval| interval.hi)),
        Cell::number(summary.share(axis)),
        Cell::number(summary.index(axis)),
        summary.hits(axis, Voice::Quote).into(),
        Cell::number(summary.rate_per_1k(axis, Voice::Quote)),
        summary.axis(axis).headline.into(),
    ]
}

/// The cues counted most in the author's voice, folded, with how often; ties in alphabetical order.
fn top_cues(text: &str, analysis: &Analysis) -> String {
    let cues = analysis.cues.iter();
    let own = cues.filter(|cue| cue.counts() && cue.voice == Voice::Author);
    let counts = Counts::of(own.map(|cue| cue.span.of(text)));
    let mut named = String::new();
    for (cue, count) in counts.most(TOP_CUES) {
        named.push_str(if named.is_empty() { "" } else { "|" });
        named.push_str(&cue);
        named.push_str(" (");
        named.push_str(itoa::Buffer::new().format(count));
        named.push(')');
    }
    named
}

/// What a reader should know before trusting the numbers, joined by `|`.
fn flags(document: &Document, analysis: &Analysis) -> String {
    let flags = [
        (analysis.summary.is_short(), "short"),
        (document.decode_errors, "decode_errors"),
        (analysis.unclosed_quote, "unclosed_quote"),
    ];
    let set = flags.iter().filter(|(set, _)| *set).map(|(_, name)| *name);
    set.collect::<Vec<_>>().join("|")
}
