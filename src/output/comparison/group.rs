//! The group table.

use crate::compare::row::{Contrast, Flag, GroupRow, Method, PMethod};
use crate::output::cell::Cell;
use crate::output::comparison::Shared;
use crate::stats::interval::Interval;

const COLUMNS: [&str; 40] = [
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
    "method",
    "reference",
    "diff",
    "diff_lo",
    "diff_hi",
    "ratio",
    "ratio_lo",
    "ratio_hi",
    "delta",
    "p",
    "p_adj",
    "tests_n",
    "seed",
    "flag",
    "hits_n",
    "design_effect",
    "ref_docs_n",
    "ref_estimate",
    "diff_method",
    "delta_lo",
    "delta_hi",
    "p_method",
    "within",
    "strata_n",
    "strata_left_out_n",
    "draws",
    "left_out_n",
    "tool_version",
    Shared::COLUMNS[0],
    Shared::COLUMNS[1],
];

/// The names of the columns.
#[must_use]
pub fn columns() -> Vec<String> {
    COLUMNS.map(str::to_owned).to_vec()
}

/// The cells of a row.
#[must_use]
pub fn cells<'a>(row: &'a GroupRow, shared: &'a Shared) -> Vec<Cell<'a>> {
    let contrast = row.contrast.as_ref();
    let number = |get: fn(&Contrast) -> Option<f64>| Cell::number(contrast.and_then(get));
    let [lo, hi] = ends(row.interval);
    let [diff_lo, diff_hi] = ends(contrast.and_then(|contrast| contrast.difference_interval));
    let [delta_lo, delta_hi] = ends(contrast.and_then(|contrast| contrast.delta_interval));
    let flags: Vec<&str> = row.flags.iter().copied().map(Flag::name).collect();
    let mut cells = vec![
        Cell::text(shared.by.as_str()),
        Cell::text(row.group.as_str()),
        row.docs_n.into(),
        row.words.into(),
        Cell::text(row.category.as_str()),
        Cell::text(row.voice.name()),
        Cell::text(row.measure.name()),
        Cell::number(row.estimate),
        lo,
        hi,
        row.method.map_or(Cell::Missing, |method| Cell::text(method.name())),
        contrast.map_or(Cell::Missing, |contrast| Cell::text(contrast.reference.name())),
        number(|contrast| contrast.difference),
        diff_lo,
        diff_hi,
        number(|contrast| contrast.ratio),
        number(|contrast| contrast.ratio_lo),
        number(|contrast| contrast.ratio_hi),
        number(|contrast| contrast.delta),
        number(|contrast| contrast.p),
        number(|contrast| contrast.p_adjusted),
        contrast.map_or(Cell::Missing, |contrast| contrast.tests_n.into()),
        shared.seed.into(),
        Cell::text(flags.join("|")),
        row.hits.map_or(Cell::Missing, Cell::Count),
        Cell::number(row.design_effect),
        contrast.map_or(Cell::Missing, |contrast| contrast.docs_n.into()),
        number(|contrast| contrast.estimate),
        name(contrast.and_then(|contrast| contrast.method).map(Method::name)),
        delta_lo,
        delta_hi,
        name(contrast.and_then(|contrast| contrast.p_method).map(PMethod::name)),
        shared.within.as_deref().map_or(Cell::Missing, Cell::text),
        contrast.map_or(Cell::Missing, |contrast| contrast.strata_n.into()),
        contrast.map_or(Cell::Missing, |contrast| contrast.strata_left_out.into()),
        u64::from(shared.draws).into(),
        shared.left_out_cell(&row.group),
        Cell::text(env!("CARGO_PKG_VERSION")),
    ];
    cells.extend(shared.fingerprint_cells());
    cells
}

fn name(name: Option<&'static str>) -> Cell<'static> {
    name.map_or(Cell::Missing, Cell::text)
}

/// The ends of an interval.
pub(super) fn ends(interval: Option<Interval>) -> [Cell<'static>; 2] {
    [interval.map(|interval| interval.lo), interval.map(|interval| interval.hi)].map(Cell::number)
}
