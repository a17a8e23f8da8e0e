//! Reads the entries of the generated file.

use std::sync::Arc;

use crate::lexicon::draft::{Draft, Form};
use crate::lexicon::entry::{Case, CategoryId, Entry, Negated, Quoted};
use crate::lexicon::guard::{GuardItem, Guards};
use crate::lexicon::mistake::{Location, Place};
use crate::lexicon::pattern::QUOTATION;
use crate::lexicon::prepared::items::Items;
use crate::lexicon::prepared::source::Source;
use crate::lexicon::spellings::SpellingId;

/// The entries of a file.
pub(super) struct Entries<'r> {
    pub(super) rest: &'r mut Source,
    pub(super) categories: &'r [CategoryId],
    pub(super) items: &'r Items,
    pub(super) no_guards: &'r Arc<Guards>,
    pub(super) file: Arc<str>,
    /// Bytes of the id with which all names begin.
    pub(super) prefix: usize,
    /// Those read last, from which the next are counted.
    pub(super) line: usize,
    pub(super) spelling: usize,
}

impl Entries<'_> {
    /// Adds them behind those that are there.
    pub(super) fn add_to(&mut self, draft: &mut Draft) {
        let count = self.rest.number();
        for _ in 0..count {
            let entry = self.entry();
            if entry.term == QUOTATION {
                draft.place_quotation(entry);
                continue;
            }
            let exact = entry.case == Case::Exact;
            draft.place(entry, self.forms(exact), |_| {});
        }
    }

    /// Reads the next one, behind which stand its spellings.
    pub(super) fn entry(&mut self) -> Entry {
        let name = self.rest.text();
        let flags = self.rest.number();
        let behind_id = name.get(self.prefix..).unwrap_or(name);
        let term = if flags & 1 == 0 { behind_id } else { self.rest.text() };
        let (category, weight) = (*self.rest.known(self.categories), self.rest.weight());
        self.line += self.rest.number();
        let place = Place { line: self.line, column: self.rest.number() };
        let at = Location { file: Arc::clone(&self.file), place };
        let entry = Entry {
            name: name.into(),
            term: term.into(),
            category,
            weight,
            rating: None,
            below: None,
            case: Case::Any,
            guards: Arc::clone(self.no_guards),
            negated: Negated::Keep,
            quoted: Quoted::Keep,
            yes: Vec::new(),
            no: Vec::new(),
            source: String::new(),
            note: String::new(),
            pair: String::new(),
            at,
        };
        if flags & 2 == 0 { entry } else { self.with_details(entry) }
    }

    fn with_details(&mut self, entry: Entry) -> Entry {
        Entry {
            case: self.rest.one_of(&Case::ALL),
            guards: Arc::new(Guards {
                if_prev: self.guard_items(),
                unless_prev: self.guard_items(),
                if_next: self.guard_items(),
                unless_next: self.guard_items(),
            }),
            negated: match self.rest.number() {
                0 => Negated::Keep,
                1 => Negated::Drop,
                _ => Negated::Route(*self.rest.known(self.categories)),
            },
            quoted: self.rest.one_of(&Quoted::ALL),
            yes: self.rest.list(Source::string),
            no: self.rest.list(Source::string),
            source: self.rest.string(),
            note: self.rest.string(),
            pair: self.rest.string(),
            ..entry
        }
    }

    fn guard_items(&mut self) -> Vec<GuardItem> {
        self.rest.list(|rest| self.items.named(rest))
    }

    /// The spellings of the entry that was read last, which may have to be written `exact`ly so.
    pub(super) fn forms(&mut self, exact: bool) -> impl Iterator<Item = Form> {
        let forms = self.rest.number();
        (0..forms).map(move |_| self.form(exact))
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
