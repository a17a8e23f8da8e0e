//! The senses of a spelling: nearly always a single one, which then needs no memory of its own.

use std::ops::Deref;

use crate::lexicon::entry::Sense;

/// Senses in the order in which they are tried.
#[derive(Debug, Clone)]
pub struct Senses(Kept);

#[derive(Debug, Clone)]
enum Kept {
    One(Sense),
    /// None yet, or several.
    List(Vec<Sense>),
}

impl Senses {
    /// The senses.
    #[must_use]
    #[inline]
    pub fn as_slice(&self) -> &[Sense] {
        match &self.0 {
            Kept::One(sense) => std::slice::from_ref(sense),
            Kept::List(senses) => senses,
        }
    }

    /// Adds a sense that is tried behind all others.
    pub(crate) fn push(&mut self, sense: Sense) {
        match &mut self.0 {
            Kept::List(senses) if senses.is_empty() => self.0 = Kept::One(sense),
            Kept::List(senses) => senses.push(sense),
            Kept::One(first) => self.0 = Kept::List(vec![first.clone(), sense]),
        }
    }
}

impl Default for Senses {
    fn default() -> Self {
        Self(Kept::List(Vec::new()))
    }
}

impl PartialEq for Senses {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl Eq for Senses {}

impl Deref for Senses {
    type Target = [Sense];

    #[inline]
    fn deref(&self) -> &[Sense] {
        self.as_slice()
    }
}

impl<'s> IntoIterator for &'s Senses {
    type Item = &'s Sense;
    type IntoIter = std::slice::Iter<'s, Sense>;

    fn into_iter(self) -> Self::IntoIter {
        self.as_slice().iter()
    }
}
