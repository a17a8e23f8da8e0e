//! The table of entries judged by labelled sentences.

use std::collections::BTreeMap;

use crate::evaluate::entries::EntryCounts;
use crate::lexicon::Lexicon;
use crate::lexicon::entry::EntryId;
use crate::output::cell::Cell;

const COLUMNS: [&str; 11] = [
    "entry",
    "term",
    "category",
    "weight",
    "judged",
    "right",
    "precision",
    "lo",
    "hi",
    "hits",
    "touching",
];

/// The names of the columns.
#[must_use]
pub fn columns() -> Vec<String> {
    COLUMNS.map(str::to_owned).to_vec()
}

/// Calls `row` with the cells of every entry, in the order of the lexicon. Where no span is marked,
/// how many hits touch one is missing.
pub fn rows(
    counts: &BTreeMap<EntryId, EntryCounts>,
    lexicon: &Lexicon,
    with_spans: bool,
    mut row: impl FnMut(&[Cell<'_>]),
) {
    for (id, counts) in counts {
        let entry = lexicon.entry(*id);
        let interval = counts.interval();
        row(&[
            Cell::text(entry.name.as_str()),
            Cell::text(entry.term.as_str()),
            Cell::text(lexicon.category(entry.category).path.as_str()),
            Cell::Number(entry.weight),
            counts.judged.into(),
            counts.right.into(),
            Cell::number(counts.precision()),
            Cell::number(interval.map(|interval| interval.lo)),
            Cell::number(interval.map(|interval| interval.hi)),
            counts.hits.into(),
            if with_spans { counts.touching.into() } else { Cell::Missing },
        ]);
    }
}
