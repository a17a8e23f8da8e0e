//! The matcher: which surfaces of a lexicon begin at a word.
//!
//! The only user of the `aho-corasick` crate. The automaton knows the first words of all terms; it
//! is walked anchored at the start of a word, over the folded text, and left as soon as no term can
//! follow. A whole-text search would visit every byte and throw half of its hits away because they
//! begin or end inside a word, and leftmost-longest search followed by such a filter is wrong
//! besides (*appears today* matches *appears to*, which is dropped, and *appears* is lost).
//!
//! What follows a first word is looked up by the hash of the first two or three words of the text: the
//! spellings are sorted, so those that begin alike stand together, seldom more than a few. An automaton
//! of whole phrases finds them as fast, but building it was more than a third of every start; a search
//! among all that begin with one word, or with *in the*, is slow.

use std::ops::Range;

use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, MatchKind};

use crate::cue::sentence::Words;
use crate::cue::spellings::{Run, Runs, Spellings};
use crate::cue::word_set::WordSet;
use crate::lexicon::Lexicon;
use crate::lexicon::entry::Surface;
use crate::text::fold::fold_at;
use crate::text::span::Span;
use crate::text::token::{Token, Tokens};
use crate::text::word_hash::WordHash;

/// A surface found in the text, whole words only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match {
    /// Position in [`Lexicon::surfaces`].
    pub(crate) surface: usize,
    /// Where it ends in the original text.
    pub(crate) end: usize,
}

/// A head, and the surfaces that have it, which stand together. Small, so that many stay cached.
#[derive(Debug, Clone, Copy)]
struct Head {
    /// The number of the first surface.
    first: u32,
    /// How many there are that do not go on with a `*` directly behind the head.
    count: u32,
    /// The first surface is the head itself.
    alone: bool,
    /// One has a `*` somewhere.
    wild: bool,
}

/// All surfaces of a lexicon, found by their heads.
#[derive(Debug, Clone)]
pub(crate) struct Matcher {
    spellings: Spellings,
    automaton: NFA,
    /// By pattern of the automaton.
    heads: Vec<Head>,
    /// The surfaces with a `*`, in order.
    wild: Vec<usize>,
    /// Where the surfaces of several tokens stand, by the hash of their [beginning].
    runs: Runs,
    /// Words that terms begin with: every other word of a text is one.
    firsts: WordSet,
    /// The beginnings of terms: of all words of a text one in seven begins a term.
    beginnings: WordSet,
    /// A term ends inside its first word, with a `*`, so that any word may begin one.
    partial: bool,
}

/// Bits of the sets of words: with 30,000 surfaces about an eighth of each is set, and both stay in the
/// first-level cache.
const FIRST_BITS: usize = 1 << 16;
const BEGINNING_BITS: usize = 1 << 17;

impl Matcher {
    /// Builds the automaton of a lexicon.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let mut patterns: Vec<&str> = Vec::new();
        let mut heads: Vec<Head> = Vec::new();
        let mut wild = Vec::new();
        let mut runs: Vec<Run> = Vec::new();
        let mut firsts = WordSet::new(FIRST_BITS);
        let mut beginnings = WordSet::new(BEGINNING_BITS);
        let mut partial = false;
        for (at, surface) in lexicon.surfaces().iter().enumerate() {
            let head = head(surface);
            if patterns.last() != Some(&head) {
                patterns.push(head);
                let first = u32::try_from(at).expect("surfaces are fewer than 2^32");
                heads.push(Head { first, count: 0, alone: false, wild: false });
            }
            let is_wild = surface.text.contains('*');
            wild.extend(is_wild.then_some(at));
            if let Some(last) = heads.last_mut() {
                last.count += u32::from(surface.text.as_bytes().get(head.len()) != Some(&b'*'));
                last.alone |= surface.text.len() == head.len();
                last.wild |= is_wild;
            }
            let Some(beginning) = Beginning::of(&surface.text) else {
                partial = true;
                continue;
            };
            firsts.insert(beginning.first);
            beginnings.insert(beginning.all);
            match runs.last_mut() {
                _ if beginning.first == beginning.all => {}
                Some(run) if run.goes_on(beginning.all, at) => run.end += 1,
                _ => runs.push(Run::new(beginning.all, at)),
            }
        }
        // Standard matching reports every pattern that ends at a place, so that shorter terms are
        // still there when all senses of the longest fail their guards.
        let automaton = NFA::builder()
            .match_kind(MatchKind::Standard)
            .prefilter(false)
            .build(patterns)
            .expect("lexicon terms are short and fewer than the automaton can hold");
        let spellings = Spellings::new(lexicon.surfaces());
        let runs = Runs::new(runs);
        Self { spellings, automaton, heads, wild, runs, firsts, beginnings, partial }
    }

    /// Collects the surfaces that begin at token `first` of a sentence and end with one of its words.
    /// Longest first.
    pub(crate) fn at(&self, text: &str, words: &Words, first: usize, found: &mut Vec<Match>) {
        found.clear();
        let longer = match self.may_begin(words.hashes().get(first..).unwrap_or(&[])) {
            Some(longer) => longer,
            None if self.partial => [None; 2],
            None => return,
        };
        let Some((mut walk, rest)) = self.begin(text, words, first) else { return };
        loop {
            // Most heads that end here are parts of a longer word.
            let next = text.as_bytes().get(walk.at).filter(|_| walk.at < words.end());
            let inside = !self.partial && next.is_some_and(u8::is_ascii_alphanumeric);
            if !inside && self.automaton.is_match(walk.state) {
                let (head, at, end) = (walk.length, walk.at, words.end());
                let place = Place { text, rest, end, head, longer, at };
                self.collect_heads(walk.state, &place, found);
            }
            // No head holds a blank.
            if next == Some(&b' ') || !self.walk(text, &mut walk) {
                break;
            }
        }
        if found.len() > 1 {
            found.sort_unstable_by(|a, b| b.end.cmp(&a.end).then(a.surface.cmp(&b.surface)));
        }
    }

    /// The automaton behind the first token where no head can end before, else behind its first
    /// character; and the tokens from there on. `None` where no head begins so.
    fn begin<'w>(&self, text: &str, words: &'w Words, first: usize) -> Option<(Walk, &'w [Token])> {
        let rest = words.tokens().get(first..)?;
        let span = rest.first()?.span;
        let state = self.automaton.start_state(Anchored::Yes).ok()?;
        let mut walk = Walk { state, at: span.start, length: 0 };
        let token = text.as_bytes().get(span.start..span.end)?;
        if self.partial || !token.is_ascii() {
            return self.walk(text, &mut walk).then_some((walk, rest));
        }
        for byte in token {
            walk.state = self.next(walk.state, byte.to_ascii_lowercase());
            if self.automaton.is_dead(walk.state) {
                return None;
            }
        }
        (walk.at, walk.length) = (span.end, token.len());
        Some((walk, rest))
    }

    /// Goes on by a character; `false` where no head does.
    fn walk(&self, text: &str, walk: &mut Walk) -> bool {
        let Some(folded) = fold_at(text, walk.at) else { return false };
        for byte in folded.bytes() {
            walk.state = self.next(walk.state, *byte);
        }
        (walk.at, walk.length) = (folded.next, walk.length + folded.bytes().len());
        !self.automaton.is_dead(walk.state)
    }

    fn next(&self, state: StateID, byte: u8) -> StateID {
        self.automaton.next_state(Anchored::Yes, state, byte)
    }

    /// Collects the surfaces whose heads end in a state of the automaton.
    fn collect_heads(&self, state: StateID, place: &Place<'_>, found: &mut Vec<Match>) {
        for index in 0..self.automaton.match_len(state) {
            let pattern = self.automaton.match_pattern(state, index);
            // A state also reports the patterns that are suffixes of the way to it.
            if self.automaton.pattern_len(pattern) == place.head {
                self.collect(pattern.as_usize(), place, found);
            }
        }
    }

    /// The hashes of the first two and of the first three of these tokens, as far as longer surfaces may
    /// begin so; `None` where no surface may begin with the first one at all.
    fn may_begin(&self, hashes: &[WordHash]) -> Option<[Option<WordHash>; 2]> {
        let first = *hashes.first().filter(|first| self.firsts.may_hold(**first))?;
        let two = hashes.get(1).map(|next| first.then(*next));
        let three = two.and_then(|two| Some(two.then(*hashes.get(2)?)));
        let longer = [two, three].map(|all| all.filter(|all| self.beginnings.may_hold(*all)));
        let begins = self.beginnings.may_hold(first) || longer.iter().any(Option::is_some);
        begins.then_some(longer)
    }

    /// Collects the surfaces whose head is this pattern and ends at a place.
    fn collect(&self, pattern: usize, place: &Place<'_>, found: &mut Vec<Match>) {
        let Some(head) = self.heads.get(pattern) else { return };
        let first = head.first as usize;
        let surfaces = first..first + head.count as usize;
        if place.ends_word(place.at) {
            if head.alone {
                found.push(Match { surface: first, end: place.at });
            }
            if surfaces.len() > usize::from(head.alone) {
                self.collect_phrases(surfaces, place, found);
            }
        }
        if head.wild {
            self.collect_wild(pattern, place, found);
        }
    }

    /// Collects those surfaces that go on behind a blank and begin as the text does at a place.
    fn collect_phrases(&self, surfaces: Range<usize>, place: &Place<'_>, found: &mut Vec<Match>) {
        let runs = place.longer.iter().flatten().flat_map(|all| self.runs.of(*all));
        let mut runs = runs.peekable();
        if runs.peek().is_none() {
            return;
        }
        let Some(next) = place.blank_behind() else { return };
        for run in runs {
            let alike = run.start.max(surfaces.start)..run.end.min(surfaces.end);
            place.phrases(&self.spellings, alike, next, found);
        }
    }

    /// Collects the surfaces with a `*` whose head is this pattern.
    fn collect_wild(&self, pattern: usize, place: &Place<'_>, found: &mut Vec<Match>) {
        let first = |pattern: usize| self.heads.get(pattern).map(|head| head.first as usize);
        let (start, end) = (first(pattern).unwrap_or(0), first(pattern + 1).unwrap_or(usize::MAX));
        let from = self.wild.partition_point(|surface| *surface < start);
        let behind = self.wild.get(from..).unwrap_or(&[]).iter();
        for &surface in behind.take_while(|surface| **surface < end) {
            let wild = self.spellings.get(surface).get(place.head..).unwrap_or(&[]);
            found.extend(place.wild_end(wild).map(|end| Match { surface, end }));
        }
    }
}

/// What the automaton looks for: the first word of a surface, or what stands before its first `*`.
fn head(surface: &Surface) -> &str {
    let text = surface.text.as_str();
    text.get(..text.find([' ', '*']).unwrap_or(text.len())).unwrap_or(text)
}

/// What a surface begins with, as far as it can be told of a text at once.
struct Beginning {
    /// Its first token.
    first: WordHash,
    /// As many of its first three tokens as stand before one with a `*`.
    all: WordHash,
}

impl Beginning {
    /// `None` where the first token has a `*`.
    fn of(surface: &str) -> Option<Self> {
        let tokens = Tokens::new(surface, Span::new(0, surface.len())).map(|token| token.span);
        let whole = |span: &Span| surface.as_bytes().get(span.end) != Some(&b'*');
        let mut hashes = tokens.take_while(whole).map(|span| WordHash::at(surface, span));
        let first = hashes.next()?;
        Some(Self { first, all: hashes.take(2).fold(first, WordHash::then) })
    }
}

/// How far the automaton has gone.
#[derive(Debug, Clone, Copy)]
struct Walk {
    state: StateID,
    /// Where it stands in the text.
    at: usize,
    /// Folded bytes so far.
    length: usize,
}

/// A place in the text where a head ends.
struct Place<'t> {
    text: &'t str,
    /// The tokens from the beginning of the head on.
    rest: &'t [Token],
    /// Where the sentence ends.
    end: usize,
    /// Length of the folded head in bytes.
    head: usize,
    /// The hashes of the first two and three tokens, as far as longer surfaces may begin so.
    longer: [Option<WordHash>; 2],
    at: usize,
}

impl Place<'_> {
    /// The end of the blank behind the head, if there is one.
    fn blank_behind(&self) -> Option<usize> {
        let folded = fold_at(self.text, self.at)?;
        (folded.bytes() == b" ").then_some(folded.next)
    }

    /// Collects those of the surfaces with these numbers that stand here and go on behind the head. They
    /// are sorted and have the head and a blank in common, and behind that the text goes on at `at`; with
    /// each byte fewer are left.
    fn phrases(
        &self,
        spellings: &Spellings,
        mut alike: Range<usize>,
        mut at: usize,
        found: &mut Vec<Match>,
    ) {
        let mut length = self.head + 1;
        // The head alone is not meant, nor one that goes on without a blank.
        while !alike.is_empty() && spellings.get(alike.start).get(self.head) != Some(&b' ') {
            alike.start += 1;
        }
        loop {
            if !alike.is_empty() && spellings.get(alike.start).len() == length {
                if self.ends_word(at) {
                    found.push(Match { surface: alike.start, end: at });
                }
                alike.start += 1;
            }
            if alike.is_empty() {
                return;
            }
            let Some(folded) = fold_at(self.text, at) else { return };
            if folded.bytes() == b"*" {
                // A star in the text is not the one of a surface.
                return;
            }
            for byte in folded.bytes() {
                spellings.narrow(&mut alike, length, *byte);
                length += 1;
            }
            at = folded.next;
        }
    }

    /// Where a surface ends of which this stands behind the head; it has a `*`.
    fn wild_end(&self, behind_head: &[u8]) -> Option<usize> {
        let mut parts = behind_head.split(|byte| *byte == b'*');
        let mut at = literal_end(self.text, self.at, parts.next().unwrap_or(&[]))?;
        for part in parts {
            at = literal_end(self.text, self.word_end(at)?, part)?;
        }
        self.ends_word(at).then_some(at)
    }

    /// The end of the word that `at` lies in or at the end of.
    fn word_end(&self, at: usize) -> Option<usize> {
        let span = self.rest.iter().map(|token| token.span).find(|span| span.end >= at)?;
        (span.start < at).then_some(span.end)
    }

    /// Whether a word ends at `end`, which stands behind a letter or digit.
    fn ends_word(&self, end: usize) -> bool {
        match self.text.as_bytes().get(end) {
            Some(b' ') if end < self.end => return true,
            Some(next) if next.is_ascii_alphanumeric() => return end == self.end,
            _ => {}
        }
        self.word_end(end) == Some(end)
    }
}

/// Where a folded literal ends that begins at `at`.
fn literal_end(text: &str, mut at: usize, mut wanted: &[u8]) -> Option<usize> {
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
        let mut words = Words::default();
        words.read(text, Span::new(0, text.len()));
        let mut at_word = Vec::new();
        for (at, token) in words.tokens().iter().enumerate() {
            matcher.at(text, &words, at, &mut at_word);
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
            ("to o*,to o* t,to", "to of t, to o* to", "to of t|to of|to|to o|to|to"),
            ("istanbul", "İstanbul Istanbul", "Istanbul"),
            ("naïve", "naïve nai\u{308}ve naive", "naïve|nai\u{308}ve"),
            ("cafe", "cafe\u{301} cafe", "cafe"),
            ("us", "the U.S. and us", "us"),
        ] {
            assert_eq!(found(terms, text), matches, "{terms} in {text:?}");
        }
    }
}
