//! The group table without the terms that differ most.

use std::collections::BTreeSet;

use crate::compare::corpus::Corpus;
use crate::compare::groups::group_table;
use crate::compare::observation::TermKey;
use crate::compare::options::{CompareError, Options};
use crate::compare::row::GroupRow;
use crate::compare::terms::{Strength, TermRow, strongest};
use crate::stats::workers::Workers;

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
}

/// Leaves out, of every topic shown, the `top` terms with the largest |z| in any group, and makes the
/// group table of what is left.
///
/// # Errors
/// As [`group_table`].
pub fn ablated(
    corpus: &Corpus,
    rows: &[TermRow],
    top: usize,
    options: &Options,
    workers: &impl Workers,
) -> Result<Ablated, CompareError> {
    let is_shown =
        |topic: &&String| options.topics.as_ref().is_none_or(|shown| shown.contains(topic));
    let mut terms = BTreeSet::new();
    for topic in corpus.topics().iter().filter(is_shown) {
        let of_topic: Vec<TermRow> =
            rows.iter().filter(|row| row.term.is_of(topic)).cloned().collect();
        terms.extend(strongest(&of_topic, Strength::Z, top));
    }
    let rows = group_table(&corpus.without_terms(&terms), options, workers)?;
    Ok(Ablated { top, terms, rows })
}
