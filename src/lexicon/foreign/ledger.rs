//! What became of each line of a dictionary.

use std::fmt;

/// How a term fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It means here what it meant there.
    Kept,
    /// It is there, but means something a little different.
    Approximated,
    /// It is not there.
    Dropped,
}

impl fmt::Display for Fate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Kept => "kept",
            Self::Approximated => "approximated",
            Self::Dropped => "dropped",
        })
    }
}

/// A term, its line and its fate. Shown as ``12: kept: `maybe`: in hedge.mine``.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Line of the dictionary, from 1.
    pub line: usize,
    /// What became of it.
    pub fate: Fate,
    /// The term as written there.
    pub term: String,
    /// Where it counts now, what differs, or why it is gone.
    pub what: String,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: `{}`: {}", self.line, self.fate, self.term, self.what)
    }
}

/// The lines of a dictionary, in file order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// One for each term and each line that could not be read.
    pub lines: Vec<Line>,
}

impl Ledger {
    pub(crate) fn add(&mut self, line: usize, fate: Fate, term: &str, what: impl Into<String>) {
        self.lines.push(Line { line, fate, term: term.to_owned(), what: what.into() });
    }

    /// How many terms fared so.
    #[must_use]
    pub fn count(&self, fate: Fate) -> usize {
        self.lines.iter().filter(|line| line.fate == fate).count()
    }

    /// The counts in words.
    #[must_use]
    pub fn summary(&self) -> String {
        [Fate::Kept, Fate::Approximated, Fate::Dropped]
            .map(|fate| format!("{} {fate}", self.count(fate)))
            .join(", ")
    }
}
