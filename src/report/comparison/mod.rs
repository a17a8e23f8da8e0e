//! A comparison for people: each measure as a block, what it says in words, and what it does not.

mod block;
mod conclusion;
mod extras;
pub(in crate::report) mod figure;

use std::fmt::Write as _;

use crate::compare::ablated::Ablated;
use crate::compare::measure::{Measure, VoiceChoice};
use crate::compare::options::{Options, Reference};
use crate::compare::row::{GroupRow, ReferenceName};
use crate::compare::terms::TermRow;
use crate::compare::trend::TrendRow;
use crate::output::comparison::Shared;
use crate::output::comparison::term::TermTable;
use crate::report::comparison::block::Block;
use crate::report::plural::counted;
use crate::report::style::{BOLD, DIM};
use crate::report::visible::one_line;
use crate::report::wrap::wrap;

/// Everything the report shows.
#[derive(Debug)]
pub struct ComparisonReport<'a> {
    /// What all rows share.
    pub shared: &'a Shared,
    /// What was asked for.
    pub options: &'a Options,
    /// Documents compared.
    pub documents: usize,
    /// Groups of them.
    pub groups: usize,
    /// Strata of them; 1 where nothing is stratified.
    pub strata: usize,
    /// The group table.
    pub rows: &'a [GroupRow],
    /// The term table, groups in order, the largest z first.
    pub terms: &'a [TermRow],
    /// How terms are written.
    pub table: &'a TermTable<'a>,
    /// The trend table.
    pub trend: &'a [TrendRow],
    /// What periods are of, if there are any.
    pub over: Option<&'a str>,
    /// The table without the strongest terms.
    pub ablated: &'a [Ablated],
    /// What else a reader should know.
    pub notes: &'a [String],
    /// Columns of the terminal.
    pub width: usize,
}

impl ComparisonReport<'_> {
    /// The report as text with styles; the stream it is written to may take them off.
    #[must_use]
    pub fn render(&self) -> String {
        let mut out = self.head();
        let mut silent = Vec::new();
        for topic in topics(self.rows) {
            let rows: Vec<&GroupRow> =
                self.rows.iter().filter(|row| row.category == topic).collect();
            self.topic(topic, &rows, &mut silent, &mut out);
        }
        if !silent.is_empty() {
            let said = format!("No cue in any group: {}.", silent.join("; "));
            let _ = writeln!(out, "\n{}", wrap(&said, self.width).join("\n"));
        }
        if self.rows.is_empty() {
            out.push_str("\nNothing to compare: no document has what is measured.\n");
        }
        self.terms(&mut out);
        self.trend(&mut out);
        self.ablations(&mut out);
        self.foot(&mut out);
        out
    }

    fn head(&self) -> String {
        let documents = counted(self.documents as u64, "document", "documents");
        let groups = counted(self.groups as u64, "group", "groups");
        let by = one_line(&self.shared.by);
        let mut out = format!("{BOLD}{documents} in {groups} by {by}{BOLD:#}\n");
        let reference = match &self.options.reference {
            Reference::Others => "each beside all others".to_owned(),
            Reference::Group(name) => format!("each beside {}", one_line(name)),
        };
        let within = self.shared.within.as_ref().map_or(String::new(), |within| {
            let strata = counted(self.strata as u64, "value", "values");
            format!(", ratios within the {strata} of {}", one_line(within))
        });
        let said = format!("{reference}{within}; 95 % intervals, documents as the unit");
        for line in wrap(&said, self.width) {
            let _ = writeln!(out, "{DIM}{line}{DIM:#}");
        }
        out
    }

    fn topic(&self, topic: &str, rows: &[&GroupRow], silent: &mut Vec<String>, out: &mut String) {
        for measure in [Measure::Rate, Measure::Share, Measure::Index] {
            for voice in VoiceChoice::ALL {
                let own: Vec<&GroupRow> = rows
                    .iter()
                    .copied()
                    .filter(|row| row.measure == measure && row.voice == voice && !is_paired(row))
                    .collect();
                if !own.is_empty() {
                    let block =
                        Block { topic, rows: &own, options: self.options, width: self.width };
                    silent.extend(block.render(out));
                }
            }
        }
        for reference in [ReferenceName::Quoted, ReferenceName::Body] {
            let is_of = |row: &&&GroupRow| {
                row.contrast.as_ref().is_some_and(|contrast| contrast.reference == reference)
            };
            let own: Vec<&GroupRow> = rows.iter().filter(is_of).copied().collect();
            if !own.is_empty() {
                let block = Block { topic, rows: &own, options: self.options, width: self.width };
                silent.extend(block.render(out));
            }
        }
    }

    fn foot(&self, out: &mut String) {
        let tests = self.rows.iter().find_map(|row| Some(row.contrast.as_ref()?.tests_n));
        out.push('\n');
        let mut says = Vec::new();
        if let Some(tests) = tests {
            says.push(format!(
                "{}; p is adjusted for all of them (Benjamini-Hochberg). * marks p below .05 whose interval agrees.",
                counted(tests as u64, "test", "tests")
            ));
        }
        says.push("The numbers say how texts are worded, not whether they are true or fair, and not why groups differ.".to_owned());
        if self.shared.within.is_none() && self.groups > 1 {
            says.push(
                "Groups may differ in what they write about: --within holds like beside like."
                    .to_owned(),
            );
        }
        says.push("Where no difference is shown there may still be one.".to_owned());
        says.extend(self.notes.iter().cloned());
        for line in wrap(&says.join(" "), self.width) {
            let _ = writeln!(out, "{DIM}{line}{DIM:#}");
        }
    }
}

/// Whether a row holds a group beside itself: its own quoted words, or its own bodies.
pub(super) fn is_paired(row: &GroupRow) -> bool {
    row.contrast.as_ref().is_some_and(|contrast| {
        matches!(contrast.reference, ReferenceName::Quoted | ReferenceName::Body)
    })
}

/// The topics in the order of the rows.
fn topics(rows: &[GroupRow]) -> Vec<&str> {
    let mut topics: Vec<&str> = Vec::new();
    for row in rows {
        if topics.last() != Some(&row.category.as_str()) && !topics.contains(&row.category.as_str())
        {
            topics.push(&row.category);
        }
    }
    topics
}
