//! A lexicon while it is put together: entries in order, and which spelling leads to which.

use crate::lexicon::entry::{Category, CategoryId, Entry, EntryId, Sense};
use crate::lexicon::loader::{Hidden, Lexicon, LexiconInfo};
use crate::lexicon::spellings::{SpellingId, Spellings};
use crate::lexicon::terms::{AllTerms, Terms};

/// Entries and spellings of the files added so far.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// Sorted by axis and path.
    pub(crate) categories: Vec<Category>,
    /// By category, whether a file declares it to be off: it may be switched on and back, and what the
    /// entries are must not depend on it.
    pub(crate) optional: Vec<bool>,
    pub(crate) spellings: Spellings,
    entries: Vec<Entry>,
    quotations: Vec<EntryId>,
    infos: Vec<LexiconInfo>,
    hidden: Vec<Hidden>,
    /// The first entry of the file that is being added; earlier ones belong to other files.
    first: usize,
}

/// A spelling of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    /// Folded.
    pub(crate) spelling: SpellingId,
    /// The same in decomposed characters, where that differs.
    pub(crate) decomposed: Option<SpellingId>,
    /// How it must be written.
    pub(crate) exact: Option<Box<str>>,
}

/// What came of an entry and its spellings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Placed {
    /// A spelling leads to it. Without one it is left out.
    pub(crate) new: bool,
    /// A spelling leads to an entry of an earlier file instead.
    pub(crate) hidden: bool,
}

/// What came of a spelling that an entry asked for.
enum Added {
    /// It leads to the entry.
    New,
    /// The same file has it already, with the same category and weight.
    Repeated,
    /// An earlier file has it without a guard.
    Hidden,
}

impl Draft {
    /// Begins with a file, whose entries come behind those of earlier files.
    pub(crate) fn begin(&mut self, info: LexiconInfo) {
        self.first = self.entries.len();
        self.infos.push(info);
    }

    /// The category with this number.
    pub(crate) fn category(&self, id: CategoryId) -> Option<&Category> {
        self.categories.get(id.index())
    }

    /// Asks for room for so many further entries.
    pub(crate) fn reserve(&mut self, entries: usize) {
        self.entries.reserve(entries);
    }

    /// Adds an entry with its spellings in order; `wrong` is told, in words, of each that an entry of
    /// the same file keeps from ever being reached.
    pub(crate) fn place(
        &mut self,
        entry: Entry,
        forms: impl Iterator<Item = Form>,
        mut wrong: impl FnMut(String),
    ) -> Placed {
        let id = EntryId(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        self.entries.push(entry);
        let mut placed = Placed::default();
        for form in forms {
            match self.lead(form, id) {
                Ok(Added::New) => placed.new = true,
                Ok(Added::Hidden) => placed.hidden = true,
                Ok(Added::Repeated) => {}
                Err(message) => wrong(message),
            }
        }
        if placed.new {
            self.count();
        } else {
            self.entries.pop();
        }
        placed
    }

    /// Adds an entry that looks for short quotations.
    pub(crate) fn place_quotation(&mut self, entry: Entry) {
        self.quotations.push(EntryId(u32::try_from(self.entries.len()).unwrap_or(u32::MAX)));
        self.entries.push(entry);
        self.count();
    }

    /// Names the entry that was placed last.
    pub(crate) fn name(&mut self, name: String) {
        if let Some(entry) = self.entries.last_mut() {
            entry.name = name.into();
        }
    }

    /// The lexicon of all that was added.
    pub(crate) fn finish(self) -> Lexicon {
        Lexicon {
            categories: self.categories,
            terms: Terms::Own(AllTerms {
                entries: self.entries,
                surfaces: self.spellings.finish(),
                hidden: self.hidden,
            }),
            quotations: self.quotations,
            infos: self.infos,
            sha: String::new(),
        }
    }

    fn count(&mut self) {
        if let Some(info) = self.infos.last_mut() {
            info.entries += 1;
        }
    }

    /// Lets a spelling lead to the last entry, unless an earlier one would always be taken instead; an
    /// error, in words, if that is a different one of the same file.
    fn lead(&mut self, form: Form, id: EntryId) -> Result<Added, String> {
        for sense in self.spellings.senses(form.spelling) {
            let (Some(earlier), Some(entry)) =
                (self.entries.get(sense.entry.index()), self.entries.last())
            else {
                continue;
            };
            if sense.entry == id {
                return Ok(Added::Repeated);
            }
            if !earlier.is_unguarded() {
                continue;
            }
            let own = sense.entry.index() >= self.first;
            let repeated = entry.is_unguarded()
                && (earlier.weight - entry.weight).abs() < f64::EPSILON
                && earlier.category == entry.category;
            let optional = self.optional.get(earlier.category.index()).copied().unwrap_or(false);
            let off = self.category(earlier.category).is_some_and(|category| category.off);
            let hides = if own { repeated || !optional } else { !optional && !off };
            if !hides {
                continue;
            }
            let text = self.spellings.text(form.spelling).to_owned();
            if own && !repeated {
                return Err(format!(
                    "`{text}` is never reached: {} has it without a guard",
                    earlier.at
                ));
            }
            let hidden = Hidden { text, at: entry.at.clone(), by: sense.entry, repeated };
            self.hidden.push(hidden);
            if let Some(info) = self.infos.last_mut().filter(|_| own) {
                info.repeated += 1;
            }
            return Ok(if own { Added::Repeated } else { Added::Hidden });
        }
        let Form { spelling, decomposed, exact } = form;
        if let Some(decomposed) = decomposed {
            self.spellings.push(decomposed, Sense { entry: id, exact: exact.clone() });
        }
        self.spellings.push(spelling, Sense { entry: id, exact });
        Ok(Added::New)
    }
}
