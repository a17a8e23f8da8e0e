//! Reads the generated file, each part when it is wanted and in the order in which they stand.

use std::sync::Arc;

use sha2::Sha256;
use sha2::digest::common::hazmat::SerializableState as _;

use crate::lexicon::axis::Axis;
use crate::lexicon::class::Class;
use crate::lexicon::draft::Draft;
use crate::lexicon::entry::{Category, CategoryId, Surface};
use crate::lexicon::guard::{GuardItem, PhraseWord, Test, WordList};
use crate::lexicon::loader::LexiconInfo;
use crate::lexicon::prepared::entries::Entries;
use crate::lexicon::prepared::source::Source;
use crate::lexicon::senses::Senses;

/// What the file holds, read up to its spellings.
pub(crate) struct Prepared {
    /// The digest of the texts of which the file was made.
    pub(crate) digest: Sha256,
    /// The categories that they declare, in order.
    pub(crate) categories: Vec<Category>,
    /// What each of them says of itself; the counts are 0.
    pub(crate) infos: Vec<LexiconInfo>,
    rest: Source,
}

impl Prepared {
    /// Reads the beginning of the file; `None` if it is out of date, or if the digest in it is not written
    /// as the library for digests that is used writes it.
    pub(crate) fn open() -> Option<Self> {
        super::is_fresh().then(|| Self::read(super::FILE)).flatten()
    }

    fn read(file: &'static [u8]) -> Option<Self> {
        let (_stamp, rest) = file.split_first_chunk::<8>()?;
        let (digest, rest) = rest.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let (numbers, letters) = rest.split_at_checked(length)?;
        let mut rest = Source { numbers, letters: str::from_utf8(letters).ok()? };
        Some(Self {
            digest: Sha256::deserialize(&(*digest).into()).ok()?,
            categories: rest.list(Source::category),
            infos: rest.list(Source::info),
            rest,
        })
    }

    /// The spellings, sorted, yet without senses. Their places are what [`Self::add_to`] names them by.
    pub(crate) fn spellings(&mut self) -> Vec<Surface> {
        self.rest.list(|rest| Surface { text: rest.text().into(), senses: Senses::default() })
    }

    /// Adds all entries, behind those that are there, to a lexicon that began with these spellings.
    pub(crate) fn add_to(self, draft: &mut Draft) {
        let Self { mut rest, categories, infos, .. } = self;
        let id = |category: &Category| {
            let place = draft.categories.iter().position(|known| known.path == category.path);
            CategoryId(place.and_then(|place| u16::try_from(place).ok()).unwrap_or(u16::MAX))
        };
        let categories: Vec<CategoryId> = categories.iter().map(id).collect();
        let lists = rest.list(Source::word_list);
        let items = rest.list(|rest| rest.guard_item(&lists));
        draft.reserve(rest.number());
        let no_guards = Arc::default();
        for info in infos {
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
            draft.begin(info);
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
            off: self.one_of(&[false, true]),
        }
    }

    fn info(&mut self) -> LexiconInfo {
        LexiconInfo {
            id: self.string(),
            version: self.string(),
            licence: self.string(),
            sources: self.list(Self::string),
            file: self.string(),
            entries: 0,
            repeated: 0,
        }
    }

    fn word_list(&mut self) -> Arc<WordList> {
        let mut list = WordList::default();
        for _ in 0..self.number() {
            list.add_word(self.text().into());
        }
        for _ in 0..self.number() {
            list.add_phrase(self.list(Self::phrase_word));
        }
        Arc::new(list)
    }

    fn phrase_word(&mut self) -> PhraseWord {
        match self.number() {
            0 => PhraseWord::Word(self.text().into()),
            _ => PhraseWord::Class(self.one_of(&Class::ALL)),
        }
    }

    fn guard_item(&mut self, lists: &[Arc<WordList>]) -> GuardItem {
        GuardItem {
            written: self.text().into(),
            within: u8::try_from(self.number()).unwrap_or(u8::MAX),
            test: match self.number() {
                0 => Test::Words(Arc::clone(self.known(lists))),
                1 => Test::Suffix(self.string()),
                _ => Test::Class(self.one_of(&Class::ALL)),
            },
        }
    }
}
