//! Abbreviations: whether a full stop belongs to one and the sentence goes on behind it.

use crate::text::words::{Part, Parts};

/// A full stop with what stands beside it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'t> {
    /// The sentence up to the stop.
    pub(crate) begun: &'t str,
    /// The word that ends at the stop, not empty.
    pub(crate) word: &'t str,
    /// What stands behind the stop and its blanks, as far as anyone looks.
    pub(crate) next: &'t str,
    /// The first character of `next` that is no opening mark; no small letter.
    pub(crate) first: char,
}

/// Whether the word before a stop may be an abbreviation, whatever follows.
pub(crate) fn may_be_abbreviation(word: &str) -> bool {
    Parts::of(word).is_abbreviation() || is_vowelless(word)
}

impl Place<'_> {
    /// Whether the sentence goes on, before a capital, a figure or a mark.
    pub(crate) fn goes_on(&self) -> bool {
        if self.word.len() > Parts::LONGEST_ABBREVIATION && !self.word.contains('.') {
            return false;
        }
        let parts = Parts::of(self.word);
        let capital = self.word.starts_with(char::is_uppercase);
        if parts.has(Part::Title) && capital {
            let word = follower(self.next);
            return !Parts::of(word).has(Part::Nameless) || self.is_stop_behind(word);
        }
        if parts.has(Part::Never) && !self.word.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return true;
        }
        if parts.has(Part::Number) {
            return self.first.is_numeric() || self.is_date_behind();
        }
        if parts.has(Part::Unit) {
            return self.first.is_numeric();
        }
        if parts.has(Part::Maybe) {
            return !begins_sentence(self.next);
        }
        self.by_shape()
    }

    /// By the shape of a word that no list knows.
    fn by_shape(&self) -> bool {
        let starts = || begins_sentence(self.next);
        let mut letters = self.word.chars();
        match (letters.next(), letters.next()) {
            (Some(c), None) if c.is_uppercase() => !starts(),
            (Some(c), None) if c.is_lowercase() => {
                self.first.is_numeric() || is_date(follower(self.next))
            }
            _ if self.word.contains('.') => self.has_inner_stops() && self.is_inner(),
            _ => self.word.len() <= 4 && is_vowelless(self.word) && !starts(),
        }
    }

    /// *U.S*, *p.m*, *Ph.D*: short parts between stops, not the figures of *3.2.1*.
    fn has_inner_stops(&self) -> bool {
        let figures = self.word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        !figures && self.word.split('.').all(|part| (1..=2).contains(&part.chars().count()))
    }

    /// *p.m.* ends a sentence before any capital, *U.S.* only before a word that often begins one.
    fn is_inner(&self) -> bool {
        let time = ["a.m", "p.m"].iter().any(|time| self.word.eq_ignore_ascii_case(time));
        if time {
            let word = follower(self.next);
            let zone = Parts::of(word).has(Part::Zone) && word.chars().all(char::is_uppercase);
            return zone
                || is_date(word)
                || !self.first.is_uppercase()
                || is_opening_time(self.begun);
        }
        !(begins_sentence(self.next) || self.next.starts_with(['“', '"']))
    }

    /// *Tues. Nov. 3*: another abbreviation of a date.
    fn is_date_behind(&self) -> bool {
        let word = follower(self.next);
        let date = |word: &str| word.len() > 2 && word.starts_with(char::is_uppercase);
        date(self.word)
            && date(word)
            && self.is_stop_behind(word)
            && Parts::of(word).has(Part::Number)
    }

    /// Whether a stop stands directly behind the next word.
    fn is_stop_behind(&self, word: &str) -> bool {
        self.next.get(word.len()..).is_some_and(|behind| behind.starts_with('.'))
    }
}

/// *At 5 a.m.*: a time that opens a sentence does not end it.
fn is_opening_time(begun: &str) -> bool {
    let mut words = begun.split_whitespace();
    let opens = words.next().is_some_and(|word| Parts::of(word).has(Part::BeforeTime));
    opens && begun.len() <= 40 && words.count() <= 3
}

/// The name of a month or day.
fn is_date(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && Parts::of(word).has(Part::Date)
}

/// *Sgt*, *mfg*, *Ltd*: letters that cannot be spoken as a word. *Mm* and *pfft* can.
fn is_vowelless(word: &str) -> bool {
    word.len() > 1
        && !word.bytes().any(|byte| matches!(byte | 0x20, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'))
        && !word.bytes().all(|byte| b"hmpstfz".contains(&(byte | 0x20)))
        && word.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
        && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether the next word often begins a sentence, or is a title before a name.
fn begins_sentence(next: &str) -> bool {
    let word = follower(next);
    let parts = Parts::of(word);
    let behind = next.trim_start_matches(OPENING).get(word.len()..).unwrap_or("");
    if behind.starts_with('.') {
        // *J. A. Smith*: the *A* is an initial.
        return parts.has(Part::Title) && word.len() > 1;
    }
    parts.has(Part::Starter)
}

/// Marks that may open a sentence.
pub(crate) const OPENING: [char; 10] = ['"', '“', '‘', '\'', '«', '(', '[', '*', '_', '—'];

/// The next word without opening marks, up to an apostrophe: *It* of *“It’s*.
fn follower(next: &str) -> &str {
    let next = next.trim_start_matches(OPENING);
    next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("")
}
