//! The ablation table: rows of the group table, made without the strongest terms.

use crate::compare::ablated::Ablated;
use crate::output::cell::Cell;
use crate::output::comparison::{Shared, group};

/// The names of the columns.
#[must_use]
pub fn columns() -> Vec<String> {
    let own = ["top", "dropped_n", "dropped"].map(str::to_owned);
    own.into_iter().chain(group::columns()).collect()
}

/// Calls `row` with the cells of every row.
pub fn rows(ablated: &Ablated, shared: &Shared, mut row: impl FnMut(&[Cell<'_>])) {
    for group in &ablated.rows {
        let terms = ablated.of_topic(&group.category);
        let names: Vec<&str> = terms.map(|term| term.entry.as_str()).collect();
        let mut cells = vec![ablated.top.into(), names.len().into(), Cell::text(names.join("|"))];
        cells.extend(group::cells(group, shared));
        row(&cells);
    }
}
