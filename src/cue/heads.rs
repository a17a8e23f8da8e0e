//! Heads: the first words of terms, and the automata that find them.
//!
//! The only user of the `aho-corasick` crate. An automaton is walked anchored at the start of a word, over the
//! folded text, and left as soon as no term can follow. A whole-text search would visit every byte and throw
//! half of its hits away because they begin or end inside a word, and leftmost-longest search followed by such a
//! filter is wrong besides (*appears today* matches *appears to*, which is dropped, and *appears* is lost).
//!
//! Building an automaton of ten thousand heads takes longer than scoring an article. So the heads are also shared
//! out to thousands of small parts by their first tokens, and for the first articles those of one part are compared
//! one after the other. Both decide the same.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, MatchKind};

#[cfg(test)]
use crate::cue::numbers::write_bytes;
use crate::cue::numbers::{Numbers, Row, read_bytes};
use crate::cue::spellings::Spellings;
use crate::text::fold::fold_at;
use crate::text::span::Span;
use crate::text::token::Token;
use crate::text::word_hash::WordHash;

/// Heads of a part, about.
const SMALL: usize = 4;
/// So many heads are compared before the automaton is built, about: those of some 30,000 words of text.
const MOST_COMPARED: usize = 20_000;

/// The heads of a lexicon.
#[derive(Debug)]
pub(crate) struct Heads {
    texts: Spellings,
    /// Their numbers, those of each part together.
    numbers: Numbers,
    /// Where each part ends among the numbers; behind the last come the heads of no part.
    ends: Numbers,
    /// Of all of them; built when it is first asked for.
    automaton: OnceLock<Box<NFA>>,
    /// How many were compared so far.
    compared: AtomicUsize,
}

/// A head in the text, which may end inside a word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    /// The head's number.
    pub(crate) head: usize,
    /// Where it ends in the text.
    pub(crate) at: usize,
    /// Its length in folded bytes.
    pub(crate) length: usize,
}

impl Heads {
    /// These heads, each with the hash of its first token; `None` where a `*` follows inside this token, so
    /// that any token may begin so.
    pub(crate) fn new(heads: &[(&str, Option<WordHash>)]) -> Self {
        let parts = (heads.len() / SMALL).next_power_of_two();
        // Heads that no small part has come last.
        let part = |first: Option<WordHash>| first.map_or(parts, |first| place(first, parts));
        let mut sizes = vec![0; parts + 1];
        for (_, first) in heads {
            if let Some(size) = sizes.get_mut(part(*first)) {
                *size += 1;
            }
        }
        let mut end = 0;
        let begin = |size: &usize| {
            let begin = end;
            end += size;
            begin
        };
        let mut free: Vec<usize> = sizes.iter().map(begin).collect();
        let mut numbers = vec![[0; 4]; heads.len()];
        for (number, (_, first)) in heads.iter().enumerate() {
            if let Some(free) = free.get_mut(part(*first))
                && let Some(place) = numbers.get_mut(*free)
            {
                *place = small(number).to_le_bytes();
                *free += 1;
            }
        }
        // Where a part was begun, it is filled up to the next by now.
        let ends = free.into_iter().take(parts).map(small);
        let texts: Vec<&str> = heads.iter().map(|(text, _)| *text).collect();
        Self::of(Spellings::new(&texts), Numbers(numbers.into()), ends.collect())
    }

    const fn of(texts: Spellings, numbers: Numbers, ends: Numbers) -> Self {
        let automaton = OnceLock::new();
        let compared = AtomicUsize::new(0);
        Self { texts, numbers, ends, automaton, compared }
    }

    /// Takes some from the front of a generated file.
    pub(crate) fn read(file: &mut &'static [u8]) -> Option<Self> {
        let texts = Spellings::read(read_bytes(file)?, file)?;
        Some(Self::of(texts, Numbers(Row::read(file)?), Numbers(Row::read(file)?)))
    }

    /// Puts them behind what is there.
    #[cfg(test)]
    pub(crate) fn write(&self, file: &mut Vec<u8>) {
        let mut ends = Vec::new();
        write_bytes(self.texts.write(&mut ends), file);
        file.extend(ends);
        self.numbers.0.write(file);
        self.ends.0.write(file);
    }

    /// Calls `found` for the heads that begin at the first of these tokens of a sentence that ends at `end`. With
    /// `inside`, also heads that end before the token does.
    pub(crate) fn find(
        &self,
        text: &str,
        rest: &[Token],
        hash: WordHash,
        (end, inside): (usize, bool),
        found: impl FnMut(Found),
    ) {
        let Some(first) = rest.first() else { return };
        if !inside && self.automaton.get().is_none() {
            let part = self.part(hash);
            // Threads that count at once may lose a step, which does not matter.
            let compared = self.compared.load(Ordering::Relaxed) + part.len();
            if compared < MOST_COMPARED {
                self.compared.store(compared, Ordering::Relaxed);
                return self.compare(part, text, first.span, end, found);
            }
        }
        self.walk(text, first.span, (end, inside), found);
    }

    /// The places of the numbers of those heads among which are all that begin with a token.
    fn part(&self, first: WordHash) -> Range<usize> {
        let part = place(first, self.ends.0.len());
        let end = |part: usize| self.ends.get(part).map_or(0, |end| end as usize);
        part.checked_sub(1).map_or(0, end)..end(part)
    }

    /// Calls `found` for all heads that begin here, by the automaton.
    fn walk(
        &self,
        text: &str,
        first: Span,
        (end, inside): (usize, bool),
        mut found: impl FnMut(Found),
    ) {
        let automaton = self.automaton();
        let Some(mut walk) = Walk::new(automaton, first.start) else { return };
        let token = text.as_bytes().get(first.start..first.end).unwrap_or(&[]);
        let whole = !inside && token.is_ascii();
        if !(if whole { walk.word(token) } else { walk.character(text) }) {
            return;
        }
        loop {
            let next = text.as_bytes().get(walk.at).filter(|_| walk.at < end);
            if (inside || !goes_on(next)) && automaton.is_match(walk.state) {
                ended(&walk, &mut found);
            }
            // No head holds a blank.
            if next == Some(&b' ') || !walk.character(text) {
                return;
            }
        }
    }

    /// Calls `found` for the heads of a part that begin with this token and do not end inside it.
    fn compare(
        &self,
        part: Range<usize>,
        text: &str,
        token: Span,
        end: usize,
        mut found: impl FnMut(Found),
    ) {
        for number in self.numbers.at(part) {
            let head = self.texts.get(number as usize);
            let Some(at) = head_end(text, token, head) else { continue };
            if !goes_on(text.as_bytes().get(at).filter(|_| at < end)) {
                found(Found { head: number as usize, at, length: head.len() });
            }
        }
    }

    fn automaton(&self) -> &NFA {
        self.automaton.get_or_init(|| {
            let heads = (0..self.numbers.0.len()).map(|head| self.texts.get(head));
            // Standard matching reports every pattern that ends at a place, so that shorter terms are still
            // there when all senses of the longest fail their guards.
            let automaton =
                NFA::builder().match_kind(MatchKind::Standard).prefilter(false).build(heads);
            Box::new(automaton.expect("heads are short and fewer than the automaton can hold"))
        })
    }
}

/// Whether a head that ends before this byte of its sentence is part of a longer word, as most are.
fn goes_on(next: Option<&u8>) -> bool {
    next.is_some_and(u8::is_ascii_alphanumeric)
}

/// Where a head ends that begins with a token; of a token in ASCII it is more than a part.
fn head_end(text: &str, token: Span, head: &[u8]) -> Option<usize> {
    let word = text.as_bytes().get(token.start..token.end)?;
    if !word.is_ascii() {
        return literal_end(text, token.start, head);
    }
    let (begin, rest) = head.split_at_checked(word.len())?;
    let is_word = word.iter().map(u8::to_ascii_lowercase).eq(begin.iter().copied());
    is_word.then(|| literal_end(text, token.end, rest))?
}

/// Where a folded literal ends that begins at `at`.
pub(crate) fn literal_end(text: &str, mut at: usize, mut wanted: &[u8]) -> Option<usize> {
    while !wanted.is_empty() {
        let folded = fold_at(text, at)?;
        wanted = wanted.strip_prefix(folded.bytes())?;
        at = folded.next;
    }
    Some(at)
}

/// Calls `found` for the heads that end where a walk stands.
fn ended(walk: &Walk<'_>, found: &mut impl FnMut(Found)) {
    for index in 0..walk.automaton.match_len(walk.state) {
        let pattern = walk.automaton.match_pattern(walk.state, index);
        // A state also reports the patterns that are suffixes of the way to it.
        if walk.automaton.pattern_len(pattern) == walk.length {
            found(Found { head: pattern.as_usize(), at: walk.at, length: walk.length });
        }
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).expect("heads are fewer than 2^32")
}

/// The place that a hash stands for.
const fn place(hash: WordHash, places: usize) -> usize {
    (hash.number() >> 20) as usize & (places - 1)
}

/// How far an automaton has gone.
struct Walk<'h> {
    automaton: &'h NFA,
    state: StateID,
    /// Where it stands in the text.
    at: usize,
    /// Folded bytes so far.
    length: usize,
}

impl<'h> Walk<'h> {
    fn new(automaton: &'h NFA, at: usize) -> Option<Self> {
        let state = automaton.start_state(Anchored::Yes).ok()?;
        Some(Self { automaton, state, at, length: 0 })
    }

    /// Goes on by a word of ASCII; `false` where no head does.
    fn word(&mut self, word: &[u8]) -> bool {
        for byte in word {
            self.step(byte.to_ascii_lowercase());
            if self.automaton.is_dead(self.state) {
                return false;
            }
        }
        self.at += word.len();
        true
    }

    /// Goes on by a character; `false` where no head does.
    fn character(&mut self, text: &str) -> bool {
        let Some(folded) = fold_at(text, self.at) else { return false };
        for byte in folded.bytes() {
            self.step(*byte);
        }
        self.at = folded.next;
        !self.automaton.is_dead(self.state)
    }

    fn step(&mut self, byte: u8) {
        self.state = self.automaton.next_state(Anchored::Yes, self.state, byte);
        self.length += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::{TokenKind, Tokens};

    #[test]
    fn parts_and_the_automaton_find_the_same() {
        let words: Vec<String> =
            (0..3_000).map(|n| format!("w{}{n}", "ab".repeat(n % 3))).collect();
        let others = ["so-called", "naïve", "u.s", "we", "well,", "i\u{307}t"];
        let heads: Vec<&str> = words.iter().map(String::as_str).chain(others).collect();
        let first = |head: &str| Tokens::new(head, Span::new(0, head.len())).next_hashed();
        let heads: Vec<_> =
            heads.iter().map(|head| (*head, first(head).map(|(_, hash)| hash))).collect();
        let text =
            format!("{} Naïve SO‑CALLED U.S. well, we’ve İt weab", words.join(" ").to_uppercase());
        let tokens: Vec<Token> = Tokens::new(&text, Span::new(0, text.len())).collect();
        let heads = Heads::new(&heads);
        let [mut compared, mut walked] = [const { Vec::new() }; 2];
        for (at, token) in tokens.iter().enumerate() {
            let hash = WordHash::at(&text, token.span);
            let all = |all: &mut Vec<_>, Found { head, at, length }| all.push((head, at, length));
            heads.find(&text, &tokens[at..], hash, (text.len(), false), |found| {
                all(&mut compared, found);
            });
            heads.walk(&text, token.span, (text.len(), false), |found| all(&mut walked, found));
        }
        assert_eq!(compared.len(), words.len() + others.len());
        assert_eq!(compared, walked);
    }

    #[test]
    fn the_automaton_is_built_when_many_were_compared() {
        let heads: Vec<String> = (0..100).map(|n| format!("so/{n}")).collect();
        let so = WordHash::of("so");
        let heads: Vec<_> = heads.iter().map(|head| (head.as_str(), Some(so))).collect();
        let heads = Heads::new(&heads);
        let text = "so/42 ".repeat(MOST_COMPARED / 100 + 1);
        let tokens: Vec<Token> = Tokens::new(&text, Span::new(0, text.len())).collect();
        let mut all = Vec::new();
        for (at, token) in
            tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word)
        {
            let hash = WordHash::at(&text, token.span);
            assert_eq!(heads.automaton.get().is_some(), all.len() + 1 > MOST_COMPARED / 100);
            heads.find(&text, &tokens[at..], hash, (text.len(), false), |found| {
                all.push((found.head, found.at - token.span.start));
            });
        }
        assert_eq!(all, vec![(42, 5); MOST_COMPARED / 100 + 1]);
    }
}
