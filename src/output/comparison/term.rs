//! The term table of a comparison: the columns of [`crate::output::term`], those of groups filled.

use std::collections::{HashMap, HashSet};

use crate::compare::observation::TermKey;
use crate::compare::options::Reference;
use crate::compare::row::ReferenceName;
use crate::compare::terms::TermRow;
use crate::lexicon::Lexicon;
use crate::lexicon::entry::Entry;
use crate::lexicon::profile::Rating;
use crate::output::cell::Cell;
use crate::output::comparison::example::Examples;
use crate::output::comparison::group::ends;
use crate::stats::interval::wilson;

/// What the rows say beside their numbers.
#[derive(Debug)]
pub struct TermTable<'a> {
    entries: HashMap<&'a str, &'a Entry>,
    /// Terms of more than one entry.
    alike: HashSet<&'a str>,
    examples: &'a Examples,
    g2: bool,
    reference: ReferenceName,
}

impl<'a> TermTable<'a> {
    /// The table for examples, each group held beside a reference. Without the lexicon that the hits
    /// were found with, terms go by the names of their entries. G² is given if `g2` is set.
    #[must_use]
    pub fn new(
        lexicon: Option<&'a Lexicon>,
        examples: &'a Examples,
        reference: &Reference,
        g2: bool,
    ) -> Self {
        let all = lexicon.map_or(&[][..], Lexicon::entries);
        let entries = all.iter().map(|entry| (entry.name.as_str(), entry)).collect();
        let mut seen = HashSet::new();
        let terms = all.iter().map(|entry| entry.term.as_str());
        let alike = terms.filter(|term| !seen.insert(*term)).collect();
        let reference = match reference {
            Reference::Others => ReferenceName::Others,
            Reference::Group(name) => ReferenceName::Group(name.clone()),
        };
        Self { entries, alike, examples, g2, reference }
    }

    /// The cells of a row.
    #[must_use]
    pub fn cells<'r>(&'r self, row: &'r TermRow) -> Vec<Cell<'r>> {
        let entry = self.entries.get(row.term.entry.as_str());
        let rating = entry.and_then(|entry| entry.rating);
        let interval = rating.and_then(|rating| wilson(rating.right, rating.judged));
        let [per_1m_lo, per_1m_hi] = ends(row.per_1m_interval);
        vec![
            Cell::text(row.term.entry.as_str()),
            entry.map_or(Cell::Missing, |entry| Cell::text(entry.term.as_str())),
            Cell::text(row.term.category.as_str()),
            Cell::text(row.voice.name()),
            Cell::text(row.group.as_str()),
            entry.map_or(Cell::Missing, |entry| Cell::Number(entry.weight)),
            rating.map_or(Cell::Missing, |rating| rating.judged.into()),
            Cell::number(rating.and_then(Rating::precision)),
            Cell::number(interval.map(|interval| interval.lo)),
            row.docs_n.into(),
            row.hits_n.into(),
            Cell::Missing,
            Cell::number(row.per_1m),
            Cell::number(row.dispersion),
            Cell::number(row.log_ratio),
            Cell::number(row.z),
            self.example(row).map_or(Cell::Missing, Cell::text),
            Cell::text(self.reference.name()),
            row.reference_hits_n.into(),
            per_1m_lo,
            per_1m_hi,
            Cell::number(row.dispersion_normalised),
            Cell::number(row.log_ratio_lo),
            Cell::number(row.log_ratio_hi),
            Cell::number(row.log_odds),
            Cell::number(row.g2.filter(|_| self.g2)),
        ]
    }

    /// How a term is written: as the lexicon has it, else the name of its entry; the category behind
    /// it where several entries are written alike.
    #[must_use]
    pub fn written(&self, term: &TermKey) -> String {
        let Some(entry) = self.entries.get(term.entry.as_str()) else { return term.entry.clone() };
        if self.alike.contains(entry.term.as_str()) {
            return format!("{} ({})", entry.term, term.category);
        }
        entry.term.as_str().to_owned()
    }

    fn example(&self, row: &TermRow) -> Option<&str> {
        self.examples.of(&row.term, row.voice, &row.group)
    }
}
