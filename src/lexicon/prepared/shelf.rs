//! The entries of the built-in lexicons alone, each read when it is first asked for: a text asks for some hundred
//! of thousands.

use std::sync::{Arc, LazyLock, OnceLock};

use crate::lexicon::entry::{Case, CategoryId, Entry, EntryId};
use crate::lexicon::guard::Guards;
use crate::lexicon::loader::LexiconInfo;
use crate::lexicon::prepared::Prepared;
use crate::lexicon::prepared::entries::Entries;
use crate::lexicon::prepared::items::Items;
use crate::lexicon::prepared::parts::Parts;
use crate::lexicon::prepared::source::Source;

/// The spellings of the built-in lexicons, and of no others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BuiltinSpellings {
    /// The digest of these lexicons, every category as they declare it.
    pub(crate) sha: &'static str,
    /// The bytes of all of them, without anything between them; others may follow.
    pub(crate) letters: &'static [u8],
}

/// What was read so far.
struct Shelf {
    sha: String,
    parts: &'static Parts,
    entries: Vec<OnceLock<Box<Entry>>>,
    items: Items,
    categories: Vec<CategoryId>,
    /// Of each file how many bytes its id takes in the names of entries, and its name.
    files: Vec<(usize, Arc<str>)>,
    no_guards: Arc<Guards>,
}

/// The entry with this number among those of the built-in lexicons alone.
pub(crate) fn entry(id: EntryId) -> Option<&'static Entry> {
    let shelf = Shelf::open()?;
    let cell = shelf.entries.get(id.index())?;
    let entry = || shelf.read(id, |entries| Box::new(entries.entry()));
    Some(cell.get_or_init(|| entry().expect("the file marks all entries: our tests make it")))
}

/// How a spelling, by its number, must be written to be a match of this entry, if the entry says so.
pub(crate) fn exact(id: EntryId, spelling: usize) -> Option<Box<str>> {
    Shelf::open()?.read(id, |entries| {
        let exact = entries.entry().case == Case::Exact;
        let is_asked = |place: usize| place == spelling;
        let mut forms = entries.forms(exact);
        let form = forms.find(|form| {
            is_asked(form.spelling.place())
                || form.decomposed.is_some_and(|id| is_asked(id.place()))
        });
        form?.exact
    })?
}

/// The spellings of the built-in lexicons alone.
pub(crate) fn spellings() -> Option<BuiltinSpellings> {
    let Shelf { sha, parts, .. } = Shelf::open()?;
    Some(BuiltinSpellings { sha, letters: parts.spellings().letters.as_bytes() })
}

impl Shelf {
    fn open() -> Option<&'static Self> {
        static SHELF: LazyLock<Option<Shelf>> = LazyLock::new(Shelf::new);
        SHELF.as_ref()
    }

    fn new() -> Option<Self> {
        let (parts, own) = (Parts::open()?, Prepared::open()?);
        let numbers = 0..u16::try_from(own.categories.len()).ok()?;
        let file = |info: &LexiconInfo| (info.id.len() + 1, info.file.as_str().into());
        Some(Self {
            sha: own.sha,
            parts,
            entries: vec![OnceLock::new(); parts.entries()],
            items: Items::new(parts),
            categories: numbers.map(CategoryId).collect(),
            files: own.infos.iter().map(file).collect(),
            no_guards: Arc::default(),
        })
    }

    /// Reads something that stands at an entry.
    fn read<T>(&self, id: EntryId, read: impl FnOnce(&mut Entries<'_>) -> T) -> Option<T> {
        let (mut rest, [line, spelling, file]): (Source, _) = self.parts.entry(id.index())?;
        let (prefix, file) = self.files.get(file)?;
        Some(read(&mut Entries {
            rest: &mut rest,
            categories: &self.categories,
            items: &self.items,
            no_guards: &self.no_guards,
            file: Arc::clone(file),
            prefix: *prefix,
            line,
            spelling,
        }))
    }
}
