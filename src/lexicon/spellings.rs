//! The spellings of a lexicon while it is put together, each with its senses so far.

use std::collections::HashMap;

use crate::lexicon::entry::{Sense, Surface};
use crate::lexicon::senses::Senses;
use crate::lexicon::text::Text;

/// Position of a spelling in [`Spellings`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SpellingId(usize);

impl SpellingId {
    /// The spelling at this place of those that were [known](Spellings::known) from the start.
    pub(crate) const fn known(place: usize) -> Self {
        Self(place)
    }

    /// The place.
    pub(crate) const fn place(self) -> usize {
        self.0
    }
}

/// Spellings by their numbers.
#[derive(Debug, Default)]
pub(crate) struct Spellings {
    all: Vec<Surface>,
    /// How many were known from the start; they are sorted.
    known: usize,
    /// All others.
    added: HashMap<Text, SpellingId>,
}

impl Spellings {
    /// Spellings that are known before any entry asks for one, sorted, and yet without senses.
    pub(crate) fn known(all: Vec<Surface>) -> Self {
        Self { known: all.len(), all, added: HashMap::new() }
    }

    /// The number of a folded spelling, which is given one if it has none.
    pub(crate) fn id(&mut self, text: String) -> SpellingId {
        let known = self.all.get(..self.known).unwrap_or(&[]);
        if let Ok(place) = known.binary_search_by(|surface| surface.text.as_str().cmp(&text)) {
            return SpellingId(place);
        }
        if let Some(id) = self.added.get(text.as_str()) {
            return *id;
        }
        let (id, text) = (SpellingId(self.all.len()), Text::from(text));
        self.added.insert(text.clone(), id);
        self.all.push(Surface { text, senses: Senses::default() });
        id
    }

    /// The spelling with this number.
    pub(crate) fn text(&self, id: SpellingId) -> &str {
        self.all.get(id.0).map_or("", |surface| surface.text.as_str())
    }

    /// What a spelling leads to, in the order in which it is tried.
    pub(crate) fn senses(&self, id: SpellingId) -> &[Sense] {
        self.all.get(id.0).map_or(&[], |surface| surface.senses.as_slice())
    }

    /// Lets a spelling lead to a further entry.
    pub(crate) fn push(&mut self, id: SpellingId, sense: Sense) {
        if let Some(surface) = self.all.get_mut(id.0) {
            surface.senses.push(sense);
        }
    }

    /// The spellings that lead to an entry, sorted.
    pub(crate) fn finish(mut self) -> Vec<Surface> {
        self.all.retain(|surface| !surface.senses.is_empty());
        if !self.added.is_empty() {
            self.all.sort_by(|a, b| a.text.cmp(&b.text));
        }
        self.all
    }
}
