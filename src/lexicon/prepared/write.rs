//! Writes the file that [`read`](super::read) reads. A list is how many it holds, and each; a text is the
//! number of its bytes, and these among the letters; what is one of a few is its place among them.

use std::collections::BTreeMap;

use sha2::Sha256;
use sha2::digest::common::hazmat::SerializableState as _;

use crate::lexicon::class::{Class, ClassTable};
use crate::lexicon::compile::form_of;
use crate::lexicon::draft::Form;
use crate::lexicon::entry::{Case, Category, Entry, Negated, Quoted, Surface};
use crate::lexicon::fields::surface_forms;
use crate::lexicon::guard::{GuardItem, PhraseWord, Test, WordList};
use crate::lexicon::mistake::LexiconFile;
use crate::lexicon::pattern::QUOTATION;
use crate::lexicon::prepared::parts::{EntryMark, Head, Mark};
use crate::lexicon::raw::{RawLexicon, RawTerm};
use crate::lexicon::senses::Senses;
use crate::lexicon::spellings::Spellings;
use crate::lexicon::{Hidden, Lexicon, LexiconInfo};

/// The generated file: these files, which have this digest, became this lexicon.
pub(super) fn file(
    digest: &Sha256,
    files: &[(&LexiconFile, &RawLexicon)],
    lexicon: &Lexicon,
) -> Vec<u8> {
    let (mut lists, mut items, mut entries) = <(Table, Table, Sink)>::default();
    let mut front = Sink::default();
    let classes = ClassTable::written();
    for list in classes.listed.iter().chain(&classes.barred) {
        front.number(lists.place(|sink| sink.word_list(list)));
    }
    front.list(&lexicon.categories, Sink::category);
    front.list(&lexicon.infos, Sink::info);
    front.list(&lexicon.used(), |front, used| front.number(usize::from(*used)));
    front.number(usize::from(is_settled(lexicon)));
    front.list(lexicon.quotations(), |front, entry| front.number(entry.index()));
    front.text(lexicon.sha());
    let mut spellings = Sink::default();
    spellings.list(lexicon.surfaces(), |all, surface| all.text(&surface.text));
    let mut marks: Vec<EntryMark> = Vec::new();
    for (number, (file, raw)) in files.iter().enumerate() {
        let own = lexicon.entries().iter().filter(|entry| entry.at.file == file.name);
        let own: Vec<_> = own.zip(raw.terms.iter()).collect();
        assert_eq!(own.len(), raw.terms.len(), "of {} every term has a spelling", file.name);
        let mut writer = Writer {
            file,
            last: (0, 0),
            lists: &mut lists,
            items: &mut items,
            spellings: known(lexicon),
        };
        entries.list(&own, |entries, (entry, raw)| {
            let ([numbers, letters], (line, spelling)) = (entries.mark(), writer.last);
            marks.push([numbers, letters, small(line), small(spelling), small(number)]);
            writer.entry(entries, entry, raw);
        });
    }
    // Where each part begins among the numbers and letters of all.
    let mut all = Sink::default();
    let mut begins = [&front, &spellings, &lists.all, &items.all, &entries].map(|part| {
        let mark = all.mark();
        all.append(part);
        mark
    });
    let [_, spellings, lists_begin, items_begin, entries_begin] = &mut begins;
    let lists = behind(&lists.marks, *lists_begin);
    let items = behind(&items.marks, *items_begin);
    let entries = behind(&marks, *entries_begin);
    let sizes = [lists.len(), items.len(), entries.len(), all.numbers.len()].map(small);
    let head: Vec<u32> = sizes.into_iter().chain(*spellings).chain(*entries_begin).collect();
    assert_eq!(head.len(), size_of::<Head>() / 4);
    let tables = [head, lists, items, entries].concat();
    let tables: Vec<u8> = tables.into_iter().flat_map(u32::to_le_bytes).collect();
    let front = [&super::stamp::of_texts().to_le_bytes(), &*digest.serialize()].concat();
    [&front, &tables, &*all.numbers, all.letters.as_bytes()].concat()
}

/// Marks that count from the beginning of a part, in one row, as they count from the beginning of all parts.
fn behind<const N: usize>(marks: &[[u32; N]], [numbers, letters]: Mark) -> Vec<u32> {
    let mut marks = marks.to_vec();
    for mark in &mut marks {
        let [number, letter, ..] = mark.as_mut_slice() else { continue };
        *number += numbers;
        *letter += letters;
    }
    marks.concat()
}

fn small(number: usize) -> u32 {
    u32::try_from(number).expect("a lexicon is smaller than 4 GB")
}

/// Whether no term leads nowhere because of one of another file, which it does only while that counts.
fn is_settled(lexicon: &Lexicon) -> bool {
    let by_own = |hidden: &Hidden| lexicon.entry(hidden.by).at.file == hidden.at.file;
    lexicon.hidden().iter().all(by_own)
}

/// The spellings of a lexicon, as [`Prepared::spellings`](super::Prepared::spellings) gives them.
fn known(lexicon: &Lexicon) -> Spellings {
    let bare =
        |surface: &Surface| Surface { text: surface.text.clone(), senses: Senses::default() };
    Spellings::known(lexicon.surfaces().iter().map(bare).collect())
}

/// Numbers and letters, in the order in which they are read.
#[derive(Debug, Default, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Sink {
    numbers: Vec<u8>,
    letters: String,
}

impl Sink {
    fn number(&mut self, mut number: usize) {
        while number >= 0x80 {
            self.numbers.push(0x80 | number.to_le_bytes()[0]);
            number >>= 7;
        }
        self.numbers.push(number.to_le_bytes()[0]);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.letters.push_str(text);
    }

    fn list<T>(&mut self, items: &[T], mut item: impl FnMut(&mut Self, &T)) {
        self.number(items.len());
        for one in items {
            item(self, one);
        }
    }

    fn texts(&mut self, texts: &[String]) {
        self.list(texts, |sink, text| sink.text(text));
    }

    fn one_of<T: PartialEq>(&mut self, all: &[T], one: &T) {
        self.number(all.iter().position(|other| other == one).expect("the reader knows all"));
    }

    /// Where the next things are written.
    fn mark(&self) -> Mark {
        [self.numbers.len(), self.letters.len()].map(small)
    }

    fn append(&mut self, other: &Self) {
        self.numbers.extend_from_slice(&other.numbers);
        self.letters.push_str(&other.letters);
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 10,000")]
    fn weight(&mut self, weight: f64) {
        self.number((weight * 10_000.0).round() as usize);
    }

    fn category(&mut self, category: &Category) {
        self.text(&category.path);
        self.text(&category.title);
        self.number(category.axis.index());
        self.weight(category.weight);
        self.number(usize::from(category.off));
    }

    fn info(&mut self, info: &LexiconInfo) {
        self.text(&info.id);
        self.text(&info.version);
        self.text(&info.licence);
        self.texts(&info.sources);
        self.text(&info.file);
        self.number(info.entries);
        self.number(info.repeated);
    }

    fn word_list(&mut self, list: &WordList) {
        self.list(&list.words().collect::<Vec<_>>(), |sink, word| sink.text(word));
        self.list(list.phrases(), |sink, phrase| sink.list(&phrase.parts, Self::phrase_word));
    }

    fn phrase_word(&mut self, word: &PhraseWord) {
        match word {
            PhraseWord::Word(word) => {
                self.number(0);
                self.text(word);
            }
            PhraseWord::Class(class) => {
                self.number(1);
                self.class(*class);
            }
        }
    }

    fn class(&mut self, class: Class) {
        self.number(class as usize);
    }

    fn guard_item(&mut self, item: &GuardItem, lists: &mut Table) {
        self.text(&item.written);
        self.number(usize::from(item.within));
        match &item.test {
            Test::Words(list) => {
                self.number(0);
                self.number(lists.place(|sink| sink.word_list(list)));
            }
            Test::Suffix(suffix) => {
                self.number(1);
                self.text(suffix);
            }
            Test::Class(class) => {
                self.number(2);
                self.class(*class);
            }
        }
    }
}

/// Things that are written once and then named by their places.
#[derive(Debug, Default)]
struct Table {
    places: BTreeMap<Sink, usize>,
    marks: Vec<Mark>,
    all: Sink,
}

impl Table {
    fn place(&mut self, write: impl FnOnce(&mut Sink)) -> usize {
        let (mut one, next) = (Sink::default(), self.places.len());
        write(&mut one);
        *self.places.entry(one).or_insert_with_key(|one| {
            self.marks.push(self.all.mark());
            self.all.append(one);
            next
        })
    }
}

/// The entries of a file.
struct Writer<'w> {
    file: &'w LexiconFile,
    /// The line and the place of the spelling from which the next are counted.
    last: (usize, usize),
    lists: &'w mut Table,
    items: &'w mut Table,
    spellings: Spellings,
}

impl Writer<'_> {
    fn entry(&mut self, sink: &mut Sink, entry: &Entry, raw: &RawTerm) {
        sink.text(&entry.name);
        let behind_id = entry.name.split_once(':').map_or("", |(_, name)| name);
        let own_term = entry.term != behind_id;
        let texts = [&entry.source, &entry.note, &entry.pair];
        let details = !entry.is_unguarded()
            || entry.negated != Negated::Keep
            || !(entry.yes.is_empty() && entry.no.is_empty())
            || texts.iter().any(|text| !text.is_empty());
        sink.number(usize::from(own_term) + 2 * usize::from(details));
        if own_term {
            sink.text(&entry.term);
        }
        sink.number(entry.category.index());
        sink.weight(entry.weight);
        sink.number(entry.at.place.line - self.last.0);
        sink.number(entry.at.place.column);
        self.last.0 = entry.at.place.line;
        if details {
            self.details(sink, entry);
        }
        if entry.term != QUOTATION {
            self.forms(sink, entry.case, raw);
        }
    }

    fn details(&mut self, sink: &mut Sink, entry: &Entry) {
        sink.one_of(&Case::ALL, &entry.case);
        let guards = &entry.guards;
        for side in [&guards.if_prev, &guards.unless_prev, &guards.if_next, &guards.unless_next] {
            sink.list(side, |sink, item| {
                sink.number(self.items.place(|sink| sink.guard_item(item, self.lists)));
            });
        }
        match entry.negated {
            Negated::Keep => sink.number(0),
            Negated::Drop => sink.number(1),
            Negated::Route(category) => {
                sink.number(2);
                sink.number(category.index());
            }
        }
        sink.one_of(&Quoted::ALL, &entry.quoted);
        sink.texts(&entry.yes);
        sink.texts(&entry.no);
        for text in [&entry.source, &entry.note, &entry.pair] {
            sink.text(text);
        }
    }

    /// The spellings in the order in which the term asks for them, each once.
    fn forms(&mut self, sink: &mut Sink, case: Case, raw: &RawTerm) {
        let term = raw.term.as_ref().expect("what became an entry has a term");
        let written = surface_forms(self.file, term, raw.forms.as_ref(), &mut Vec::new());
        let mut forms: Vec<Form> = Vec::new();
        for written in &written {
            let form = form_of(&mut self.spellings, written, case);
            if forms.iter().all(|other| other.spelling != form.spelling) {
                forms.push(form);
            }
        }
        sink.list(&forms, |sink, form| self.form(sink, form));
    }

    fn form(&mut self, sink: &mut Sink, form: &Form) {
        let place = form.spelling.place();
        let (before, decomposed) = (place < self.last.1, form.decomposed.is_some());
        let distance = place.abs_diff(self.last.1);
        sink.number(4 * distance + 2 * usize::from(before) + usize::from(decomposed));
        self.last.1 = place;
        if let Some(decomposed) = form.decomposed {
            sink.number(decomposed.place());
        }
        if let Some(exact) = &form.exact {
            sink.text(exact);
        }
    }
}
