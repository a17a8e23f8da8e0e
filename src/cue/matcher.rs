//! The automaton: which surfaces of a lexicon begin at a word.
//!
//! The only user of the `aho-corasick` crate. The automaton is walked anchored at the start of a
//! word, over the folded text, and left as soon as no term can follow: a whole-text search would
//! visit every byte and throw half of its hits away because they begin or end inside a word, and
//! leftmost-longest search followed by such a filter is wrong besides (*appears today* matches
//! *appears to*, which is dropped, and *appears* is lost).

use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, MatchKind};

use crate::lexicon::Lexicon;
use crate::text::fold::fold_at;
use crate::text::span::Span;
use crate::text::token::Tokens;

/// A surface found in the text, whole words only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match {
    /// Position in [`Lexicon::surfaces`].
    pub(crate) surface: usize,
    /// Where it ends in the original text.
    pub(crate) end: usize,
}

/// A surface that begins with a pattern of the automaton.
#[derive(Debug, Clone)]
struct Candidate {
    surface: usize,
    /// What follows the first `*`, where the surface has one.
    tail: Option<String>,
}

/// All surfaces of a lexicon as one automaton.
#[derive(Debug, Clone)]
pub(crate) struct Matcher {
    automaton: NFA,
    /// By pattern of the automaton.
    candidates: Vec<Vec<Candidate>>,
}

impl Matcher {
    /// Builds the automaton of a lexicon.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let mut heads: Vec<&str> = Vec::with_capacity(lexicon.surfaces().len());
        let mut candidates: Vec<Vec<Candidate>> = Vec::with_capacity(heads.capacity());
        for (head, candidate) in by_head(lexicon) {
            match candidates.last_mut() {
                Some(same) if heads.last() == Some(&head) => same.push(candidate),
                _ => {
                    heads.push(head);
                    candidates.push(vec![candidate]);
                }
            }
        }
        // Standard matching reports every pattern that ends at a place, so that shorter terms are
        // still there when all senses of the longest fail their guards.
        let automaton = NFA::builder()
            .match_kind(MatchKind::Standard)
            .prefilter(false)
            .build(heads)
            .expect("lexicon terms are short and fewer than the automaton can hold");
        Self { automaton, candidates }
    }

    /// Collects the surfaces that begin at `start`, where `rest` yields the token there, and end
    /// with a word inside the stretch that `rest` covers. Longest first.
    pub(crate) fn at(&self, text: &str, start: usize, rest: &Tokens<'_>, found: &mut Vec<Match>) {
        found.clear();
        let Ok(mut state) = self.automaton.start_state(Anchored::Yes) else { return };
        let mut at = start;
        let mut length = 0;
        while let Some(folded) = fold_at(text, at) {
            for &byte in folded.bytes() {
                state = self.automaton.next_state(Anchored::Yes, state, byte);
                length += 1;
            }
            if self.automaton.is_dead(state) {
                break;
            }
            at = folded.next;
            if self.automaton.is_match(state) {
                self.collect(state, length, text, at, rest, found);
            }
        }
        found.sort_by(|a, b| b.end.cmp(&a.end).then(a.surface.cmp(&b.surface)));
    }

    fn collect(
        &self,
        state: aho_corasick::automaton::StateID,
        length: usize,
        text: &str,
        end: usize,
        rest: &Tokens<'_>,
        found: &mut Vec<Match>,
    ) {
        for index in 0..self.automaton.match_len(state) {
            let pattern = self.automaton.match_pattern(state, index);
            // A state also reports the patterns that are suffixes of the way to it.
            if self.automaton.pattern_len(pattern) != length {
                continue;
            }
            for candidate in self.candidates.get(pattern.as_usize()).into_iter().flatten() {
                let end = match &candidate.tail {
                    None => ends_word(text, rest, end).then_some(end),
                    Some(tail) => tail_end(text, rest, end, tail),
                };
                found.extend(end.map(|end| Match { surface: candidate.surface, end }));
            }
        }
    }
}

/// Every surface behind its head: what stands before the first `*`. Sorted by head.
fn by_head(lexicon: &Lexicon) -> Vec<(&str, Candidate)> {
    let surfaces = lexicon.surfaces().iter().enumerate();
    let split = surfaces.map(|(surface, spelling)| match spelling.text.split_once('*') {
        Some((head, tail)) => (head, Candidate { surface, tail: Some(tail.to_owned()) }),
        None => (spelling.text.as_str(), Candidate { surface, tail: None }),
    });
    let mut heads: Vec<(&str, Candidate)> = split.collect();
    heads.sort_by_key(|(head, _)| *head);
    heads
}

/// Whether a word ends at `end`, which stands behind a letter or digit.
fn ends_word(text: &str, rest: &Tokens<'_>, end: usize) -> bool {
    match text.as_bytes().get(end) {
        Some(b' ') if end < rest.end() => return true,
        Some(next) if next.is_ascii_alphanumeric() => return end == rest.end(),
        _ => {}
    }
    rest.clone().map(|token| token.span.end).find(|token_end| *token_end >= end) == Some(end)
}

/// Follows what stands behind a `*`: from the end of the word that `end` lies in.
fn tail_end(text: &str, rest: &Tokens<'_>, end: usize, tail: &str) -> Option<usize> {
    let word_end = |end: usize| {
        let span = rest.clone().map(|token| token.span).find(|span| span.end >= end)?;
        (span.start < end).then_some(span)
    };
    let Span { end: mut at, .. } = word_end(end)?;
    let mut parts = tail.split('*');
    at = literal_end(text, at, parts.next().unwrap_or(""))?;
    for part in parts {
        at = literal_end(text, word_end(at)?.end, part)?;
    }
    ends_word(text, rest, at).then_some(at)
}

/// Where a folded literal ends that begins at `at`.
fn literal_end(text: &str, mut at: usize, literal: &str) -> Option<usize> {
    let mut wanted = literal.as_bytes();
    while !wanted.is_empty() {
        let folded = fold_at(text, at)?;
        wanted = wanted.strip_prefix(folded.bytes())?;
        at = folded.next;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::LexiconLoader;

    fn found(terms: &str, text: &str) -> String {
        let rows: String = terms.split(',').flat_map(|term| [term, ",hedge.modal\n"]).collect();
        let mut loader = LexiconLoader::new();
        loader.without_builtin().add("t.csv", &format!("term,in\n{rows}"));
        let lexicon = loader.load().unwrap();
        let matcher = Matcher::new(&lexicon);
        let mut all = Vec::new();
        let mut tokens = Tokens::new(text, Span::new(0, text.len()));
        let mut at_word = Vec::new();
        loop {
            let rest = tokens.clone();
            let Some(token) = tokens.next() else { break };
            matcher.at(text, token.span.start, &rest, &mut at_word);
            all.extend(at_word.iter().map(|m| Span::new(token.span.start, m.end).of(text)));
        }
        all.join("|")
    }

    #[test]
    fn whole_words_of_the_original_text() {
        for (terms, text, matches) in [
            ("appears to,appears", "It appears today.", "appears"),
            ("appears to,appears", "It appears to rain.", "appears to|appears"),
            ("so-called", "The so\u{ad}‑\u{200b}CALLED end", "so\u{ad}‑\u{200b}CALLED"),
            ("it seems", "it\r\n  seems. It\n\nseems", "it\r\n  seems"),
            ("known", "well-known and known", "known"),
            ("known,so", "well‑\u{200b}known, known\u{200b} so\u{ad}", "known|so"),
            ("regime", "the regime’s regimes", "regime"),
            ("couldn't", "couldn’t", "couldn’t"),
            ("disgrac*", "Disgraceful disgrace disgrac grace", "Disgraceful|disgrace|disgrac"),
            ("critici* of the,critici*", "criticism of the plan", "criticism of the|criticism"),
            ("c* o* t", "cat of t", "cat of t"),
            ("istanbul", "İstanbul Istanbul", "Istanbul"),
            ("naïve", "naïve nai\u{308}ve naive", "naïve|nai\u{308}ve"),
            ("cafe", "cafe\u{301} cafe", "cafe"),
            ("us", "the U.S. and us", "us"),
        ] {
            assert_eq!(found(terms, text), matches, "{terms} in {text:?}");
        }
    }
}
