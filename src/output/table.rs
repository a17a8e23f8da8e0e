//! The tables and their columns.

use crate::lexicon::axis::Axis;
use crate::output::{document, error, hit, sentence, source, term};

/// The version of the tables' columns; it grows when one changes its meaning.
pub const SCHEMA: u32 = 1;

/// A table: one row is one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Table {
    /// One row a sentence.
    Sentence,
    /// One row a document.
    Document,
    /// One row a cue, counted or not.
    Hit,
    /// One row an entry and voice.
    Term,
    /// One row a document and source: its author, and each who speaks in it.
    Source,
    /// One row a document that failed.
    Error,
}

impl Table {
    /// All tables in the order in which they are written.
    pub const ALL: [Self; 6] =
        [Self::Sentence, Self::Document, Self::Hit, Self::Term, Self::Source, Self::Error];

    /// The name, and so the stem of the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Document => "document",
            Self::Hit => "hit",
            Self::Term => "term",
            Self::Source => "source",
            Self::Error => "error",
        }
    }

    /// The table of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// Position in [`Table::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Whether the table tells who said something.
    #[must_use]
    pub const fn tells_sources(self) -> bool {
        matches!(self, Self::Sentence | Self::Hit | Self::Source)
    }

    /// Whether the table lists or counts what was seen and does not count.
    #[must_use]
    pub const fn tells_discounted(self) -> bool {
        matches!(self, Self::Hit | Self::Term)
    }

    /// The names of the columns. The document table begins with the user's own.
    #[must_use]
    pub fn columns(self, users: &[String]) -> Vec<String> {
        match self {
            Self::Sentence => sentence::columns(),
            Self::Document => document::columns(users),
            Self::Hit => hit::columns(),
            Self::Term => term::columns(),
            Self::Source => source::columns(),
            Self::Error => error::columns(),
        }
    }
}

/// Column names from fixed ones before and behind, and a pattern repeated for each axis.
pub(crate) fn with_axes(before: &[&str], per_axis: &[&str], behind: &[&str]) -> Vec<String> {
    let axes =
        Axis::ALL.iter().flat_map(|axis| per_axis.iter().map(move |name| format!("{axis}_{name}")));
    let own = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
    own(before).into_iter().chain(axes).chain(own(behind)).collect()
}
