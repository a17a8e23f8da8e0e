//! The guard items of the generated file and the lists of words that they name, each read when it is asked for.

use std::sync::{Arc, OnceLock};

use crate::lexicon::class::{Class, ClassTable};
use crate::lexicon::guard::{GuardItem, PhraseWord, Test, WordList};
use crate::lexicon::prepared::parts::Parts;
use crate::lexicon::prepared::source::Source;

/// Guard items by their numbers.
#[derive(Debug)]
pub(super) struct Items {
    parts: &'static Parts,
    /// Those read so far.
    known: Vec<OnceLock<Box<GuardItem>>>,
    /// Shared by all items that name one.
    lists: Vec<OnceLock<Arc<WordList>>>,
}

impl Items {
    pub(super) fn new(parts: &'static Parts) -> Self {
        let (items, lists) = (parts.items(), parts.lists());
        Self { parts, known: vec![OnceLock::new(); items], lists: vec![OnceLock::new(); lists] }
    }

    /// The item that the next number names.
    pub(super) fn named(&self, rest: &mut Source) -> GuardItem {
        let number = rest.number();
        let item = self.known.get(number).zip(self.parts.item(number));
        let (item, source) = item.expect("the file numbers what it holds: our tests make it");
        GuardItem::clone(item.get_or_init(|| Box::new(self.read(source))))
    }

    fn read(&self, mut item: Source) -> GuardItem {
        GuardItem {
            written: item.text().into(),
            within: u8::try_from(item.number()).unwrap_or(u8::MAX),
            test: match item.number() {
                0 => Test::Words(self.list(item.number())),
                1 => Test::Suffix(item.string()),
                _ => Test::Class(item.one_of(&Class::ALL)),
            },
        }
    }

    fn list(&self, number: usize) -> Arc<WordList> {
        let list = self.lists.get(number).zip(self.parts.list(number));
        let (list, mut source) = list.expect("the file numbers what it holds: our tests make it");
        Arc::clone(list.get_or_init(|| Arc::new(source.word_list())))
    }
}

/// The words of the classes.
pub(crate) fn classes() -> Option<ClassTable> {
    let parts = Parts::open()?;
    let mut numbers = parts.classes();
    let mut lists =
        || Class::ALL.map(|_| parts.list(numbers.number()).map(|mut list| list.word_list()));
    let [listed, barred] = [lists(), lists()].map(|lists| lists.map(Option::unwrap_or_default));
    Some(ClassTable { listed, barred })
}

impl Source {
    fn word_list(&mut self) -> WordList {
        let mut list = WordList::default();
        for _ in 0..self.number() {
            list.add_word(self.text().into());
        }
        for _ in 0..self.number() {
            list.add_phrase(self.list(Self::phrase_word));
        }
        list
    }

    fn phrase_word(&mut self) -> PhraseWord {
        match self.number() {
            0 => PhraseWord::Word(self.text().into()),
            _ => PhraseWord::Class(self.one_of(&Class::ALL)),
        }
    }
}
