//! The ablation table: rows of the group table, made without the strongest terms.

use std::collections::BTreeSet;

use crate::compare::observation::TermKey;
use crate::compare::row::GroupRow;
use crate::output::cell::Cell;
use crate::output::comparison::{Shared, group};

/// The group table without some terms.
#[derive(Debug, Clone, PartialEq)]
pub struct Ablated {
    /// How many terms of each topic were to be left out.
    pub top: usize,
    /// The terms left out, of whatever topic.
    pub terms: BTreeSet<TermKey>,
    /// What is left.
    pub rows: Vec<GroupRow>,
}

impl Ablated {
    /// The terms of a topic that were left out.
    pub fn of_topic<'a>(&'a self, topic: &'a str) -> impl Iterator<Item = &'a TermKey> {
        self.terms.iter().filter(move |term| term.is_of(topic))
    }

    /// The cells of its rows.
    pub fn rows(&self, shared: &Shared, mut row: impl FnMut(&[Cell<'_>])) {
        for group in &self.rows {
            let terms: Vec<&TermKey> = self.of_topic(&group.category).collect();
            let names: Vec<&str> = terms.iter().map(|term| term.entry.as_str()).collect();
            let mut cells = vec![self.top.into(), terms.len().into(), Cell::text(names.join("|"))];
            cells.extend(group::cells(group, shared));
            row(&cells);
        }
    }
}

/// The names of the columns.
#[must_use]
pub fn columns() -> Vec<String> {
    let own = ["top", "dropped_n", "dropped"].map(str::to_owned);
    own.into_iter().chain(group::columns()).collect()
}
