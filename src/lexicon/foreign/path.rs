//! The keys that are open at a place of a dictionary with nested keys.

use std::sync::Arc;

use crate::lexicon::foreign::MAX_DEPTH;
use crate::lexicon::foreign::imported::{Key, MAX_KEY};

/// Keys from the outermost to the innermost, shared by the terms under them.
#[derive(Debug, Default)]
pub(super) struct Path {
    names: Vec<String>,
    length: usize,
    shared: Option<Key>,
}

impl Path {
    pub(super) const fn depth(&self) -> usize {
        self.names.len()
    }

    /// Goes into a key; the error says in words which bound that would break.
    pub(super) fn push(&mut self, name: &str) -> Result<(), String> {
        let name = name.trim();
        self.length += name.len();
        if self.names.len() >= MAX_DEPTH {
            return Err(format!("is nested deeper than the {MAX_DEPTH} levels that are read"));
        }
        if self.length > MAX_KEY {
            return Err(format!("has a key of more than {MAX_KEY} bytes"));
        }
        self.names.push(name.to_owned());
        self.shared = None;
        Ok(())
    }

    /// Leaves the innermost keys until so many are left.
    pub(super) fn truncate(&mut self, depth: usize) {
        while self.names.len() > depth {
            self.length -= self.names.pop().map_or(0, |name| name.len());
            self.shared = None;
        }
    }

    pub(super) fn pop(&mut self) {
        self.truncate(self.names.len().saturating_sub(1));
    }

    pub(super) fn key(&mut self) -> Key {
        let names = &self.names;
        Arc::clone(self.shared.get_or_insert_with(|| names.as_slice().into()))
    }
}
