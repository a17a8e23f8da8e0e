//! Reads the generated file as a whole, each part when it is wanted.

use std::sync::Arc;

use sha2::Sha256;

use crate::lexicon::axis::Axis;
use crate::lexicon::draft::Draft;
use crate::lexicon::entry::{Category, CategoryId, EntryId, Surface};
use crate::lexicon::loader::{Lexicon, LexiconInfo};
use crate::lexicon::prepared::entries::Entries;
use crate::lexicon::prepared::items::Items;
use crate::lexicon::prepared::parts::Parts;
use crate::lexicon::prepared::source::Source;
use crate::lexicon::senses::Senses;
use crate::lexicon::terms::Terms;

/// What the file says of the lexicons as a whole.
pub(crate) struct Prepared {
    /// The categories that they declare, in order.
    pub(crate) categories: Vec<Category>,
    /// What each of them says of itself and what was found in it.
    pub(crate) infos: Vec<LexiconInfo>,
    /// By category, whether an entry counts for it.
    pub(crate) used: Vec<bool>,
    /// What the terms are does not depend on the categories that are on.
    pub(crate) is_settled: bool,
    quotations: Vec<EntryId>,
    /// The digest of the lexicon that the files make alone, as they are.
    pub(crate) sha: String,
    parts: &'static Parts,
}

impl Prepared {
    /// Reads the beginning of the file; `None` if it is out of date.
    pub(crate) fn open() -> Option<Self> {
        let parts = Parts::open()?;
        let mut front = parts.front();
        Some(Self {
            categories: front.list(Source::category),
            infos: front.list(Source::info),
            used: front.list(Source::flag),
            is_settled: front.flag(),
            quotations: front.list(|front| EntryId(front.number().try_into().unwrap_or(u32::MAX))),
            sha: front.string(),
            parts,
        })
    }

    /// The digest of the texts of which the file was made.
    pub(crate) const fn digest(&self) -> &Sha256 {
        &self.parts.digest
    }

    /// The lexicon that the files make alone. Its terms are read when they are asked for, and must be settled where
    /// categories are switched.
    pub(crate) fn alone(self) -> Lexicon {
        Lexicon {
            categories: self.categories,
            terms: Terms::Builtin,
            quotations: self.quotations,
            infos: self.infos,
            sha: self.sha,
        }
    }

    /// The spellings, sorted, yet without senses. Their places are what [`Self::add_to`] names them by.
    pub(crate) fn spellings(&self) -> Vec<Surface> {
        let bare = |text: &'static str| Surface { text: text.into(), senses: Senses::default() };
        self.parts.spellings().list(|rest| bare(rest.text()))
    }

    /// Adds all entries, behind those that are there, to a lexicon that began with these spellings.
    pub(crate) fn add_to(self, draft: &mut Draft) {
        let id = |category: &Category| {
            let place = draft.categories.iter().position(|known| known.path == category.path);
            CategoryId(place.and_then(|place| u16::try_from(place).ok()).unwrap_or(u16::MAX))
        };
        let categories: Vec<CategoryId> = self.categories.iter().map(id).collect();
        let items = Items::new(self.parts);
        draft.reserve(self.parts.entries());
        let mut rest = self.parts.terms();
        let no_guards = Arc::default();
        for info in self.infos {
            let mut entries = Entries {
                prefix: info.id.len() + 1,
                file: info.file.as_str().into(),
                line: 0,
                spelling: 0,
                categories: &categories,
                items: &items,
                no_guards: &no_guards,
                rest: &mut rest,
            };
            draft.begin(LexiconInfo { entries: 0, repeated: 0, ..info });
            entries.add_to(draft);
        }
    }
}

impl Source {
    pub(super) fn weight(&mut self) -> f64 {
        let steps = u32::try_from(self.number()).unwrap_or(u32::MAX);
        f64::from(steps) / 10_000.0
    }

    fn category(&mut self) -> Category {
        Category {
            path: self.string(),
            title: self.string(),
            axis: self.one_of(&Axis::ALL),
            weight: self.weight(),
            off: self.flag(),
        }
    }

    fn flag(&mut self) -> bool {
        self.one_of(&[false, true])
    }

    fn info(&mut self) -> LexiconInfo {
        LexiconInfo {
            id: self.string(),
            version: self.string(),
            licence: self.string(),
            sources: self.list(Self::string),
            file: self.string(),
            entries: self.number(),
            repeated: self.number(),
        }
    }
}
