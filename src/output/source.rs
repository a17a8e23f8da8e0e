//! The source table: what the author and each speaker of a document say.

use crate::analyzer::Analysis;
use crate::analyzer::source::{Source, sources};
use crate::lexicon::Lexicon;
use crate::lexicon::axis::Axis;
use crate::output::cell::Cell;
use crate::output::table::with_axes;

const BEFORE: [&str; 4] = ["doc_id", "speaker", "quotes_n", "words"];
const PER_AXIS: [&str; 2] = ["n", "per_1k"];

/// The names of the columns.
#[must_use]
pub fn columns() -> Vec<String> {
    with_axes(&BEFORE, &PER_AXIS, &[])
}

/// Calls `row` with the cells of every source of a document: the author, the speakers in the order
/// of their first quotations, and quoted words whose speaker is not known.
///
/// Over the rows of a document, words and hits add up to those of both voices in its own row.
pub fn rows(
    id: &str,
    text: &str,
    analysis: &Analysis,
    lexicon: &Lexicon,
    mut row: impl FnMut(&[Cell<'_>]),
) {
    for sums in sources(text, analysis, lexicon) {
        let (speaker, quotes) = match sums.source {
            Source::Author => ("(author)", Cell::Missing),
            Source::Speaker(speaker) => (analysis.speakers.name(speaker), sums.quotes.into()),
            Source::Unattributed => ("(unattributed)", sums.quotes.into()),
        };
        let mut cells = vec![Cell::text(id), Cell::text(speaker), quotes, sums.words.into()];
        for axis in Axis::ALL {
            cells.push(sums.hits(axis).into());
            cells.push(Cell::number(sums.rate_per_1k(axis)));
        }
        row(&cells);
    }
}
