//! The terms of a lexicon: those of the built-in ones alone are read from the program as they are asked for.

use crate::lexicon::entry::{Entry, EntryId, Surface};
use crate::lexicon::loader::{Hidden, builtin_terms};
use crate::lexicon::prepared::shelf::{self, BuiltinSpellings};

/// Terms that were read, in one of two forms.
#[derive(Debug, Clone)]
pub(crate) enum Terms {
    /// Those of any files.
    Own(AllTerms),
    /// Those of the built-in lexicons, and no others.
    Builtin,
}

/// Entries, and the spellings that lead to them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct AllTerms {
    /// Those of added files first, then in file order.
    pub(crate) entries: Vec<Entry>,
    /// Sorted.
    pub(crate) surfaces: Vec<Surface>,
    /// Those that lead nowhere.
    pub(crate) hidden: Vec<Hidden>,
}

impl Terms {
    /// All of them.
    pub(crate) fn all(&self) -> &AllTerms {
        match self {
            Self::Own(all) => all,
            Self::Builtin => builtin_terms(),
        }
    }

    /// All of them, to change them.
    pub(crate) fn all_mut(&mut self) -> &mut AllTerms {
        if let Self::Builtin = self {
            *self = Self::Own(builtin_terms().clone());
        }
        match self {
            Self::Own(all) => all,
            Self::Builtin => unreachable!("they have just been made others"),
        }
    }

    /// An entry by its number.
    pub(crate) fn entry(&self, id: EntryId) -> Option<&Entry> {
        match self {
            Self::Own(all) => all.entries.get(id.index()),
            Self::Builtin => shelf::entry(id),
        }
    }

    /// The spellings, where they are those of the built-in lexicons alone.
    pub(crate) fn builtin_spellings(&self) -> Option<BuiltinSpellings> {
        match self {
            Self::Own(_) => None,
            Self::Builtin => shelf::spellings(),
        }
    }

    /// Whether what was found of a spelling, by its number, is written as it must be to lead to an entry.
    pub(crate) fn is_exact(&self, entry: EntryId, surface: usize, written: &str) -> bool {
        match self {
            Self::Own(all) => {
                let mut senses = all.surfaces.get(surface).into_iter().flat_map(|s| &s.senses);
                let sense = senses.find(|sense| sense.entry == entry);
                sense.is_some_and(|sense| sense.exact.as_deref() == Some(written))
            }
            Self::Builtin => shelf::exact(entry, surface).as_deref() == Some(written),
        }
    }
}

impl PartialEq for Terms {
    fn eq(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Builtin, Self::Builtin)) || self.all() == other.all()
    }
}
