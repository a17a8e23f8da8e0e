//! The trend table.

use crate::compare::trend::TrendRow;
use crate::output::cell::Cell;
use crate::output::comparison::Shared;
use crate::output::comparison::group::ends;

/// The name for all groups together.
pub const ALL_GROUPS: &str = "(all)";

const COLUMNS: [&str; 15] = [
    "over",
    "period",
    "by",
    "group",
    "docs_n",
    "words",
    "category",
    "voice",
    "measure",
    "estimate",
    "lo",
    "hi",
    "hits_n",
    Shared::COLUMNS[0],
    Shared::COLUMNS[1],
];

/// The names of the columns.
#[must_use]
pub fn columns() -> Vec<String> {
    COLUMNS.map(str::to_owned).to_vec()
}

/// The cells of a row; `over` names what the periods are of.
#[must_use]
pub fn cells<'a>(row: &'a TrendRow, over: &'a str, shared: &'a Shared) -> Vec<Cell<'a>> {
    let [lo, hi] = ends(row.interval);
    let mut cells = vec![
        Cell::text(over),
        Cell::text(row.period.as_str()),
        Cell::text(shared.by.as_str()),
        Cell::text(row.group.as_deref().unwrap_or(ALL_GROUPS)),
        row.docs_n.into(),
        row.words.into(),
        Cell::text(row.category.as_str()),
        Cell::text(row.quantity.voice.name()),
        Cell::text(row.quantity.measure.name()),
        Cell::number(row.estimate),
        lo,
        hi,
        row.hits.map_or(Cell::Missing, Cell::Count),
    ];
    cells.extend(shared.fingerprint_cells());
    cells
}
