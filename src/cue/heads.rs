//! Heads: the first words of terms, and the automata that find them.
//!
//! The only user of the `aho-corasick` crate. An automaton is walked anchored at the start of a word, over the
//! folded text, and left as soon as no term can follow. A whole-text search would visit every byte and throw
//! half of its hits away because they begin or end inside a word, and leftmost-longest search followed by such a
//! filter is wrong besides (*appears today* matches *appears to*, which is dropped, and *appears* is lost).
//!
//! Building an automaton of ten thousand heads takes longer than scoring an article. So the heads are also shared
//! out to thousands of small automata, each built when a text first asks for one of its words, until so many were
//! asked for that the large one pays. They decide the same.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, MatchKind};

use crate::cue::spellings::Spellings;
use crate::text::fold::fold_at;
use crate::text::token::Token;
use crate::text::word_hash::WordHash;

/// Heads that share a small automaton, about.
const SMALL: usize = 4;
/// So many small automata are built before the large one.
const MOST_SMALL: usize = 200;

/// The heads of a lexicon.
#[derive(Debug)]
pub(crate) struct Heads {
    texts: Spellings,
    /// Their numbers, those of each small part together; by pattern of the large automaton.
    numbers: Vec<u32>,
    /// All of them.
    large: Part,
    /// By the hash of their first token.
    small: Vec<Part>,
    built: AtomicUsize,
}

/// Some of the heads.
#[derive(Debug, Default)]
struct Part {
    /// Where their numbers stand; by pattern of the automaton.
    heads: Range<usize>,
    automaton: OnceLock<Box<NFA>>,
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
        let small = sizes.iter().take(parts).map(|size| {
            end += size;
            Part { heads: end - size..end, automaton: OnceLock::new() }
        });
        let small: Vec<Part> = small.collect();
        let mut free: Vec<usize> = small.iter().map(|part| part.heads.start).collect();
        free.push(end);
        let mut numbers = vec![0; heads.len()];
        for (number, (_, first)) in heads.iter().enumerate() {
            if let Some(free) = free.get_mut(part(*first))
                && let Some(place) = numbers.get_mut(*free)
            {
                *place = u32::try_from(number).expect("heads are fewer than 2^32");
                *free += 1;
            }
        }
        let large = Part { heads: 0..numbers.len(), automaton: OnceLock::new() };
        let texts: Vec<&str> = heads.iter().map(|(text, _)| *text).collect();
        Self { texts: Spellings::new(&texts), numbers, large, small, built: AtomicUsize::new(0) }
    }

    /// Calls `found` for the heads that begin at the first of these tokens of a sentence that ends at `end`. With
    /// `inside`, also heads that end before the token does.
    pub(crate) fn find(
        &self,
        text: &str,
        rest: &[Token],
        hash: WordHash,
        (end, inside): (usize, bool),
        mut found: impl FnMut(Found),
    ) {
        let Some(first) = rest.first() else { return };
        let part = if inside { &self.large } else { self.part(hash) };
        let automaton = self.automaton(part);
        let Some(mut walk) = Walk::new(automaton, first.span.start) else { return };
        let token = text.as_bytes().get(first.span.start..first.span.end).unwrap_or(&[]);
        let whole = !inside && token.is_ascii();
        if !(if whole { walk.word(token) } else { walk.character(text) }) {
            return;
        }
        loop {
            // Most heads that end here are parts of a longer word.
            let next = text.as_bytes().get(walk.at).filter(|_| walk.at < end);
            let goes_on = !inside && next.is_some_and(u8::is_ascii_alphanumeric);
            if !goes_on && automaton.is_match(walk.state) {
                self.ended(part, &walk, &mut found);
            }
            // No head holds a blank.
            if next == Some(&b' ') || !walk.character(text) {
                return;
            }
        }
    }

    /// The heads among which those are that begin with a token.
    fn part(&self, first: WordHash) -> &Part {
        if self.large.automaton.get().is_some() {
            return &self.large;
        }
        match self.small.get(place(first, self.small.len())) {
            Some(part) if self.built.load(Ordering::Relaxed) < MOST_SMALL => part,
            _ => &self.large,
        }
    }

    fn automaton<'h>(&'h self, part: &'h Part) -> &'h NFA {
        part.automaton.get_or_init(|| {
            self.built.fetch_add(1, Ordering::Relaxed);
            let heads = self.numbers_of(part).iter().map(|head| self.texts.get(*head as usize));
            // Standard matching reports every pattern that ends at a place, so that shorter terms are still
            // there when all senses of the longest fail their guards.
            let automaton =
                NFA::builder().match_kind(MatchKind::Standard).prefilter(false).build(heads);
            Box::new(automaton.expect("heads are short and fewer than the automaton can hold"))
        })
    }

    /// Calls `found` for the heads of a part that end where a walk stands.
    fn ended(&self, part: &Part, walk: &Walk<'_>, found: &mut impl FnMut(Found)) {
        for index in 0..walk.automaton.match_len(walk.state) {
            let pattern = walk.automaton.match_pattern(walk.state, index);
            // A state also reports the patterns that are suffixes of the way to it.
            if walk.automaton.pattern_len(pattern) == walk.length
                && let Some(head) = self.numbers_of(part).get(pattern.as_usize())
            {
                found(Found { head: *head as usize, at: walk.at, length: walk.length });
            }
        }
    }

    fn numbers_of(&self, part: &Part) -> &[u32] {
        self.numbers.get(part.heads.clone()).unwrap_or(&[])
    }
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
    use crate::text::span::Span;
    use crate::text::token::Tokens;

    #[test]
    fn small_and_large_automata_find_the_same() {
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
        let found = |heads: &Heads| {
            let mut all = Vec::new();
            for at in 0..tokens.len() {
                let hash = WordHash::at(&text, tokens[at].span);
                heads.find(&text, &tokens[at..], hash, (text.len(), false), |found| {
                    all.push((found.head, found.at, found.length));
                });
            }
            all
        };
        let many = Heads::new(&heads);
        let all = found(&many);
        assert!(many.large.automaton.get().is_some(), "so many ask for the large one");
        assert_eq!(all.len(), words.len() + others.len());
        let few = Heads { built: AtomicUsize::new(MOST_SMALL), ..Heads::new(&heads) };
        assert_eq!(found(&few), all);
        assert!(few.small.iter().all(|part| part.automaton.get().is_none()));
    }
}
