//! Reads the generated file, each part when it is wanted and in the order in which they stand.

use std::sync::Arc;

use sha2::Sha256;
use sha2::digest::common::hazmat::SerializableState as _;

use crate::lexicon::axis::Axis;
use crate::lexicon::class::Class;
use crate::lexicon::draft::{Draft, Form};
use crate::lexicon::entry::{Case, Category, CategoryId, Entry, Negated, Quoted, Surface};
use crate::lexicon::guard::{GuardItem, Guards, PhraseWord, Test, WordList};
use crate::lexicon::loader::LexiconInfo;
use crate::lexicon::mistake::{Location, Place};
use crate::lexicon::pattern::QUOTATION;
use crate::lexicon::senses::Senses;
use crate::lexicon::spellings::SpellingId;
use crate::lexicon::text::Text;

/// How capitals are compared, in the order of their numbers.
pub(super) const CASES: [Case; 3] = [Case::Any, Case::Lower, Case::Exact];
/// What quotation marks do, in the order of their numbers.
pub(super) const QUOTED: [Quoted; 3] = [Quoted::Keep, Quoted::Drop, Quoted::Only];

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
    /// Reads the beginning of the file.
    pub(crate) fn open() -> Self {
        Self::read(super::FILE).expect("the file is whole: our tests make it")
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
        let categories = categories.iter().map(id).collect();
        let lists = rest.list(Source::word_list);
        let items = rest.list(|rest| rest.guard_item(&lists));
        for info in infos {
            let mut entries = Entries {
                prefix: info.id.len() + 1,
                file: info.file.as_str().into(),
                line: 0,
                spelling: 0,
                categories: &categories,
                items: &items,
                rest: &mut rest,
            };
            draft.begin(info);
            entries.add_to(draft);
        }
    }
}

/// What is yet to be read.
struct Source {
    numbers: &'static [u8],
    letters: &'static str,
}

impl Source {
    /// A number: seven bits a byte, the lowest first, the eighth set in all but the last.
    fn number(&mut self) -> usize {
        let (mut number, mut shift) = (0, 0);
        while let Some((byte, rest)) = self.numbers.split_first() {
            self.numbers = rest;
            number |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if *byte < 0x80 {
                break;
            }
        }
        number
    }

    /// A text: the number of its bytes, and these among the letters.
    fn text(&mut self) -> &'static str {
        let length = self.number();
        let (text, rest) = self.letters.split_at_checked(length).unwrap_or((self.letters, ""));
        self.letters = rest;
        text
    }

    fn string(&mut self) -> String {
        self.text().to_owned()
    }

    /// A list: how many there are, and each.
    fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.number();
        (0..count).map(|_| item(self)).collect()
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        *all.get(self.number()).expect("the file names what there is: our tests make it")
    }

    fn weight(&mut self) -> f64 {
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
            list.add_word(self.string());
        }
        for _ in 0..self.number() {
            list.add_phrase(self.list(Self::phrase_word));
        }
        Arc::new(list)
    }

    fn phrase_word(&mut self) -> PhraseWord {
        match self.number() {
            0 => PhraseWord::Word(self.string()),
            _ => PhraseWord::Class(self.one_of(&Class::ALL)),
        }
    }

    fn guard_item(&mut self, lists: &[Arc<WordList>]) -> GuardItem {
        GuardItem {
            written: self.string(),
            within: u8::try_from(self.number()).unwrap_or(u8::MAX),
            test: match self.number() {
                0 => Test::Words(Arc::clone(self.known(lists))),
                1 => Test::Suffix(self.string()),
                _ => Test::Class(self.one_of(&Class::ALL)),
            },
        }
    }

    fn known<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        all.get(self.number()).expect("the file numbers what it holds: our tests make it")
    }
}

/// The entries of a file.
struct Entries<'r> {
    rest: &'r mut Source,
    categories: &'r Vec<CategoryId>,
    items: &'r [GuardItem],
    file: Arc<str>,
    /// Bytes of the id with which all names begin.
    prefix: usize,
    /// Those read last, from which the next are counted.
    line: usize,
    spelling: usize,
}

impl Entries<'_> {
    fn add_to(&mut self, draft: &mut Draft) {
        let count = self.rest.number();
        draft.reserve(count);
        for _ in 0..count {
            let entry = self.entry();
            if entry.term == QUOTATION {
                draft.place_quotation(entry);
                continue;
            }
            let exact = entry.case == Case::Exact;
            let forms = self.rest.number();
            let forms = (0..forms).map(|_| self.form(exact));
            draft.place(entry, forms, |_| {});
        }
    }

    fn entry(&mut self) -> Entry {
        let name = self.rest.text();
        let flags = self.rest.number();
        let behind_id = name.get(self.prefix..).unwrap_or(name);
        let term = if flags & 1 == 0 { behind_id } else { self.rest.text() };
        let (category, weight) = (*self.rest.known(self.categories), self.rest.weight());
        self.line += self.rest.number();
        let place = Place { line: self.line, column: self.rest.number() };
        let at = Location { file: Arc::clone(&self.file), place };
        let entry = bare_entry(name.into(), term.into(), category, weight, at);
        if flags & 2 == 0 { entry } else { self.with_details(entry) }
    }

    fn with_details(&mut self, entry: Entry) -> Entry {
        Entry {
            case: self.rest.one_of(&CASES),
            guards: Guards {
                if_prev: self.guard_items(),
                unless_prev: self.guard_items(),
                if_next: self.guard_items(),
                unless_next: self.guard_items(),
            },
            negated: match self.rest.number() {
                0 => Negated::Keep,
                1 => Negated::Drop,
                _ => Negated::Route(*self.rest.known(self.categories)),
            },
            quoted: self.rest.one_of(&QUOTED),
            yes: self.rest.list(Source::string),
            no: self.rest.list(Source::string),
            source: self.rest.string(),
            note: self.rest.string(),
            pair: self.rest.string(),
            ..entry
        }
    }

    fn guard_items(&mut self) -> Vec<GuardItem> {
        self.rest.list(|rest| rest.known(self.items).clone())
    }

    /// A spelling by how far it stands from the last one: twice the distance, and one more where it stands
    /// before that; and all that twice, and one more where a decomposed spelling follows.
    fn form(&mut self, exact: bool) -> Form {
        let number = self.rest.number();
        let distance = number >> 2;
        let before = number & 2 != 0;
        self.spelling = if before { self.spelling - distance } else { self.spelling + distance };
        Form {
            spelling: SpellingId::known(self.spelling),
            decomposed: (number & 1 != 0).then(|| SpellingId::known(self.rest.number())),
            exact: exact.then(|| self.rest.text().into()),
        }
    }
}

/// An entry with no guard, example or remark.
pub(super) fn bare_entry(
    name: Text,
    term: Text,
    category: CategoryId,
    weight: f64,
    at: Location,
) -> Entry {
    Entry {
        name,
        term,
        category,
        weight,
        rating: None,
        below: None,
        case: Case::Any,
        guards: Guards::default(),
        negated: Negated::Keep,
        quoted: Quoted::Keep,
        yes: Vec::new(),
        no: Vec::new(),
        source: String::new(),
        note: String::new(),
        pair: String::new(),
        at,
    }
}
