//! The spellings of each entry, found back from the surfaces of a lexicon.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::Lexicon;
use crate::lexicon::entry::Sense;

/// A spelling of an entry.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spelling<'l> {
    /// As folded, or as written where the entry asks for its capitals.
    pub(super) text: &'l str,
    /// The folded spelling.
    pub(super) folded: &'l str,
    /// No other entry that this spelling leads to can count before it.
    pub(super) first: bool,
    /// It leads to others, too.
    pub(super) shared: bool,
}

/// By position of the entry.
pub(super) struct Spellings<'l>(Vec<Vec<Spelling<'l>>>);

impl<'l> Spellings<'l> {
    pub(super) fn of(lexicon: &'l Lexicon) -> Self {
        let mut all: Vec<Vec<Spelling<'l>>> = vec![Vec::new(); lexicon.entries().len()];
        let may_count = |sense: &Sense| {
            let entry = lexicon.entry(sense.entry);
            entry.below.is_none() && !lexicon.category(entry.category).off
        };
        for surface in lexicon.surfaces() {
            for (place, sense) in surface.senses.iter().enumerate() {
                let spelling = Spelling {
                    text: sense.exact.as_deref().unwrap_or(&surface.text),
                    folded: &surface.text,
                    first: !surface.senses.iter().take(place).any(may_count),
                    shared: surface.senses.len() > 1,
                };
                if let Some(own) = all.get_mut(sense.entry.index()) {
                    own.push(spelling);
                }
            }
        }
        all.iter_mut().for_each(without_decomposed);
        Self(all)
    }

    pub(super) fn of_entry(&self, entry: usize) -> &[Spelling<'l>] {
        self.0.get(entry).map_or(&[], Vec::as_slice)
    }
}

/// Drops the spellings with accents apart that stand beside their composed form: whoever reads the
/// composed one makes the other of it.
fn without_decomposed(spellings: &mut Vec<Spelling<'_>>) {
    if spellings.iter().all(|spelling| spelling.folded.is_ascii()) {
        return;
    }
    let decomposed: HashSet<String> = spellings
        .iter()
        .filter_map(|spelling| {
            let decomposed: String = spelling.folded.nfd().collect();
            (decomposed != spelling.folded).then_some(decomposed)
        })
        .collect();
    spellings.retain(|spelling| !decomposed.contains(spelling.folded));
}
