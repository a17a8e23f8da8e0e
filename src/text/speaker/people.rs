//! The full names of a document: whom a last name stands for.

use std::collections::HashMap;

use crate::text::chunk::Chunk;
use crate::text::section::Section;
use crate::text::span::Span;
use crate::text::speaker::frame::Frame;
use crate::text::speaker::name::{
    is_impersonal, is_role, last_word, name_run, name_run_read, strip_titles,
};
use crate::text::speaker::words::{Class, classes};
use crate::text::structure::Sentence;

/// The longest name that is read, in bytes and in words.
const LONGEST: usize = 160;
const WORDS: usize = 12;
/// The longest particle of a name, in letters.
const LONGEST_PARTICLE: usize = 3;
/// Words that are enough to tell most names.
const FEW: usize = 5;

/// Number of a person in [`People`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct PersonId(usize);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bearer {
    One(PersonId),
    Many,
}

/// Whether a person is known to be a man or a woman.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    He,
    She,
}

#[derive(Debug)]
struct Person {
    name: String,
    gender: Option<Gender>,
    /// It stood behind *in* or *near* and is more likely a place.
    located: bool,
}

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// A person whose full name is known.
    Known(PersonId),
    /// A name that is nowhere given more fully.
    Only,
    /// Two full names end so.
    Ambiguous,
}

/// The persons whose full names stand in a text.
#[derive(Debug, Default)]
pub(super) struct People {
    persons: Vec<Person>,
    by_last: HashMap<String, Bearer>,
    by_first: HashMap<String, Bearer>,
}

impl People {
    /// Looks through the body of a text for capitalised words that follow each other.
    pub(super) fn new(text: &str, sentences: &[Sentence]) -> Self {
        let mut people = Self::default();
        for sentence in sentences {
            if sentence.section == Section::Body {
                people.read(text, sentence.span);
            }
        }
        people
    }

    pub(super) fn name(&self, person: PersonId) -> &str {
        self.persons.get(person.0).map_or("", |person| person.name.as_str())
    }

    pub(super) fn gender(&self, person: PersonId) -> Option<Gender> {
        self.persons.get(person.0)?.gender
    }

    pub(super) fn is_located(&self, person: PersonId) -> bool {
        self.persons.get(person.0).is_some_and(|person| person.located)
    }

    /// Whom a name as written, without titles, stands for.
    pub(super) fn find(&self, name: &str) -> Named {
        let parts = Parts::of(name);
        let by_last = self.by_last.get(parts.last).copied();
        if let Some(first) = parts.first {
            return match by_last {
                Some(Bearer::One(person)) if agrees(first, self.name(person)) => {
                    Named::Known(person)
                }
                _ => Named::Only,
            };
        }
        match by_last.or_else(|| self.by_first.get(name).copied()) {
            Some(Bearer::One(person)) => Named::Known(person),
            Some(Bearer::Many) => Named::Ambiguous,
            None => Named::Only,
        }
    }

    fn read(&mut self, text: &str, span: Span) {
        let bytes = text.as_bytes();
        let mut at = span.start;
        let mut in_word = false;
        while at < span.end {
            // No name begins with what is no capital; only what stands before one matters.
            let passed = Chunk::first(bytes.get(at..).unwrap_or(&[])).before_capital();
            if passed > 0 {
                at += passed;
                in_word = bytes.get(at - 1).is_some_and(|byte| is_inside(*byte));
                continue;
            }
            let Some(&byte) = bytes.get(at) else { return };
            let begins = !in_word && (byte.is_ascii_uppercase() || byte >= 0xc3);
            if begins && let Some(end) = may_go_on(text, at, span.end) {
                at = self.read_name(text, span, at).max(end);
                in_word = false;
                continue;
            }
            in_word = is_inside(byte);
            at += 1;
        }
    }

    /// Reads the name at `at` and returns where it ends.
    fn read_name(&mut self, text: &str, sentence: Span, at: usize) -> usize {
        let mut end = (at + LONGEST).min(sentence.end);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let first = |words| Frame::new(text, Span::new(at, end), words);
        let mut frame = first(FEW);
        let start = usize::from(at == sentence.start && is_no_name(frame.at(0).text));
        let (mut run, read) = name_run_read(&frame, start);
        if read > FEW {
            frame = first(WORDS);
            run = name_run(&frame, start);
        }
        let Some(to) = run else { return at };
        let behind = frame.before(to).span.end;
        let name = strip_titles(&frame, start, to);
        let previous = previous_word(text, sentence.start, at);
        let titled = name > start;
        let known = classes(previous);
        let article = known.has(Class::Determiner) && start == 0 && !titled;
        if is_role(&frame, start, to) || is_impersonal(&frame, name, to) || article {
            return behind;
        }
        let gender = (start..name).find_map(|at| {
            let word = frame.at(at);
            gender_of(word.is(Class::He), word.is(Class::She))
        });
        let located = known.has(Class::Locates) && start == 0 && !titled;
        let last = frame.at(last_word(&frame, name, to)).text;
        if to - name >= 2 && frame.at(name).capital {
            self.add(frame.written(name, to), last, gender, located);
        } else if let (Some(gender), Some(Bearer::One(person))) = (gender, self.by_last.get(last))
            && let Some(person) = self.persons.get_mut(person.0)
        {
            person.gender = person.gender.or(Some(gender));
        }
        behind
    }

    fn add(&mut self, name: String, last: &str, gender: Option<Gender>, located: bool) {
        let first = name.split(' ').next().unwrap_or("").to_owned();
        if let Some(bearer) = self.by_last.get_mut(last) {
            let Bearer::One(known) = *bearer else { return };
            let Some(person) = self.persons.get_mut(known.0) else { return };
            if agrees(&first, &person.name) {
                person.gender = person.gender.or(gender);
                person.located |= located;
                return;
            }
            *bearer = Bearer::Many;
        }
        let id = PersonId(self.persons.len());
        self.by_last.entry(last.to_owned()).or_insert(Bearer::One(id));
        if !first.ends_with('.') {
            let mut seen = true;
            let bearer = self.by_first.entry(first).or_insert_with(|| {
                seen = false;
                Bearer::One(id)
            });
            if seen {
                *bearer = Bearer::Many;
            }
        }
        self.persons.push(Person { name, gender, located });
    }
}

/// Whether a word may go on behind this byte.
const fn is_inside(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80 || byte == b'-'
}

/// The gender that a title or a noun tells.
pub(super) const fn gender_of(he: bool, she: bool) -> Option<Gender> {
    match (he, she) {
        (true, false) => Some(Gender::He),
        (false, true) => Some(Gender::She),
        _ => None,
    }
}

/// The first and the last part of a name; no first where only a last name is given.
struct Parts<'n> {
    first: Option<&'n str>,
    last: &'n str,
}

impl<'n> Parts<'n> {
    fn of(name: &'n str) -> Self {
        let words: Vec<&str> = name.split(' ').collect();
        let suffixed = words.len() > 1
            && words
                .last()
                .is_some_and(|last| classes(last.trim_end_matches('.')).has(Class::Suffix));
        let words = words.get(..words.len() - usize::from(suffixed)).unwrap_or(&[]);
        let last = words.last().copied().unwrap_or(name);
        let first = words
            .first()
            .copied()
            .filter(|first| words.len() > 1 && first.starts_with(char::is_uppercase));
        Self { first, last }
    }
}

/// Whether a first name may be that of a full name: the same, or one the initial of the other.
fn agrees(first: &str, full: &str) -> bool {
    let other = full.split(' ').next().unwrap_or("");
    let initial = |short: &str, long: &str| {
        short.ends_with('.') && long.starts_with(short.trim_end_matches('.'))
    };
    first == other || initial(first, other) || initial(other, first)
}

/// A word that a sentence begins with, though no name does.
fn is_no_name(word: &str) -> bool {
    let known = classes(word);
    word.ends_with("ing")
        || !known.is_empty()
            && !known.any(&[Class::Title, Class::Person, Class::Particle, Class::SurnameToo])
}

/// A quick look at a capitalised word: whether another one follows, so that both may be a name.
/// Returns the end of the first.
fn may_go_on(text: &str, at: usize, end: usize) -> Option<usize> {
    let rest = text.get(at..end)?;
    if !rest.starts_with(char::is_uppercase) {
        return None;
    }
    let length = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '’'))?;
    let behind = rest.get(length..)?;
    let stopped = behind.strip_prefix('.').unwrap_or(behind);
    let next = stopped.trim_start_matches([' ', '\n', '\r', '\u{a0}']);
    let first = next.chars().next()?;
    let short = behind.len() == stopped.len() || length <= 5;
    let particle = || {
        // Nearly every word is longer than a particle.
        let begin = next.as_bytes().get(..=LONGEST_PARTICLE);
        if begin.is_some_and(|begin| begin.iter().all(u8::is_ascii_alphabetic)) {
            return false;
        }
        let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        word.len() <= LONGEST_PARTICLE && classes(word).has(Class::Particle)
    };
    let goes_on = next.len() < behind.len()
        && short
        && (first.is_uppercase() || first.is_lowercase() && particle());
    goes_on.then_some(at + length)
}

/// The word that ends before `at`, blanks passed over; empty behind a mark.
fn previous_word(text: &str, from: usize, at: usize) -> &str {
    let before = text.get(from..at).unwrap_or("").trim_end_matches([' ', '\n', '\r']);
    let start = before
        .char_indices()
        .rev()
        .take(16)
        .take_while(|(_, c)| c.is_alphanumeric())
        .last()
        .map_or(before.len(), |(at, _)| at);
    before.get(start..).unwrap_or("")
}
