//! What all dictionary formats have in common: terms under keys.

use std::sync::Arc;

use crate::lexicon::foreign::Format;
use crate::lexicon::forms::Inflection;
use crate::lexicon::pattern::MAX_BYTES;

/// The keys that a term stands under, outermost first; none in a plain list.
pub type Key = Arc<[String]>;

/// The longest key, with those around it, in bytes.
pub(crate) const MAX_KEY: usize = 1000;

/// A dictionary taken apart, not yet fitted to our categories.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The format that it was read as.
    pub format: Format,
    /// The terms in file order.
    pub terms: Vec<ForeignTerm>,
    /// What could not be taken apart.
    pub refused: Vec<Refused>,
    /// The weight that becomes 1, where the format fixes it; else the largest one that occurs, if
    /// any is not between 0 and 1.
    pub full_weight: Option<f64>,
}

impl Imported {
    pub(crate) const fn new() -> Self {
        Self { format: Format::List, terms: Vec::new(), refused: Vec::new(), full_weight: None }
    }

    /// Takes a term in, unless it or its key is too long to be kept.
    pub(crate) fn add(&mut self, term: ForeignTerm) {
        if term.term.len() > MAX_BYTES {
            let why = format!("is {} bytes long; at most {MAX_BYTES} are read", term.term.len());
            self.refuse(term.line, &term.term, why);
        } else if term.key.iter().map(String::len).sum::<usize>() > MAX_KEY {
            let why = format!("stands under a key of more than {MAX_KEY} bytes");
            self.refuse(term.line, &term.term, why);
        } else {
            self.terms.push(term);
        }
    }

    /// Names a line that is not taken in; a long one is cut.
    pub(crate) fn refuse(&mut self, line: usize, term: &str, why: impl Into<String>) {
        let term = term
            .char_indices()
            .nth(60)
            .and_then(|(end, _)| term.get(..end))
            .map_or_else(|| term.to_owned(), |short| format!("{short}…"));
        self.refused.push(Refused { line, term, why: why.into() });
    }

    /// Every key that has terms, as shown, in file order.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        let mut seen = std::collections::HashSet::new();
        let mut keys = Vec::new();
        for term in self.terms.iter().filter(|term| !term.key.is_empty()) {
            if seen.insert(&term.key) {
                keys.push(term.key_shown());
            }
        }
        keys
    }
}

/// A term of a dictionary.
#[derive(Debug, Clone, PartialEq)]
pub struct ForeignTerm {
    /// The keys that it stands under.
    pub key: Key,
    /// The term as written.
    pub term: String,
    /// Its weight as written.
    pub weight: Option<f64>,
    /// Set where the dictionary asks for all forms of the word.
    pub forms: Option<Inflection>,
    /// What was lost in reading, in words; empty if nothing was.
    pub loss: String,
    /// Line of the file, from 1.
    pub line: usize,
}

impl ForeignTerm {
    pub(crate) fn new(key: Key, term: &str, line: usize) -> Self {
        Self {
            key,
            term: term.trim().to_owned(),
            weight: None,
            forms: None,
            loss: String::new(),
            line,
        }
    }

    /// The keys joined by stops.
    #[must_use]
    pub fn key_shown(&self) -> String {
        self.key.join(".")
    }
}

/// A line that could not be taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Line of the file, from 1.
    pub line: usize,
    /// The term, or what stands in its place.
    pub term: String,
    /// Why.
    pub why: String,
}
