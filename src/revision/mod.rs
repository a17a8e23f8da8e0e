//! Two versions of a document side by side: which sentences stayed, moved or changed, and which cues a
//! revision added, removed, or moved from one voice to the other.
//!
//! [`mod@align`] pairs the sentences and words, [`cues`] follows each counted cue, [`change`] is how the axes
//! changed.

pub mod align;
pub mod change;
pub mod cues;
pub mod forbidden;
mod pairs;

use crate::analyzer::Analysis;
use crate::lexicon::Lexicon;
use crate::revision::align::{Row, Version, align};
use crate::revision::change::{Change, changes};
use crate::revision::cues::{CueChange, follow};

/// One version of a document.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// Its text.
    pub text: &'a str,
    /// What was found in it.
    pub analysis: &'a Analysis,
}

/// What a revision did.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// The sentences of both versions in the order of the new one; those that were removed stand where
    /// they were.
    pub rows: Vec<Row>,
    /// The cues that are not what they were, in the order of the rows.
    pub cues: Vec<CueChange>,
    /// How each axis changed, in the order of every table.
    pub changes: Vec<Change>,
}

impl Revision {
    /// Compares two versions, analysed with one lexicon.
    #[must_use]
    pub fn new(old: Edition<'_>, new: Edition<'_>, lexicon: &Lexicon) -> Self {
        let (old_version, new_version) = (Version::new(old), Version::new(new));
        let alignment = align(&old_version, &new_version);
        let cues = follow(old, new, lexicon, [&old_version, &new_version], &alignment);
        let changes = changes(&old.analysis.summary, &new.analysis.summary);
        Self { rows: alignment.rows, cues, changes }
    }
}

#[cfg(test)]
mod tests;
