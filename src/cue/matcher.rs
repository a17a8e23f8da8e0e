//! The matcher: which surfaces of a lexicon begin at a word.
//!
//! Two small sets of hashed words reject most words of a text; at the others an automaton finds the [heads](Heads)
//! that stand there. What follows a head is looked up by the hash of the first two or three words of the text: the
//! spellings are sorted, so those that begin alike stand together, seldom more than a few. An automaton of whole
//! phrases finds them as fast, but building it was more than a third of every start; a search among all that begin
//! with one word, or with *in the*, is slow.

use std::ops::Range;

use crate::cue::heads::{Found, Heads};
#[cfg(test)]
use crate::cue::numbers::write_bytes;
use crate::cue::numbers::{Numbers, Row, read_bytes};
use crate::cue::place::Place;
use crate::cue::sentence::Words;
use crate::cue::spellings::{Run, Runs, Spellings};
use crate::cue::word_set::WordSet;
use crate::lexicon::Lexicon;
use crate::text::span::Span;
use crate::text::token::Tokens;
use crate::text::word_hash::WordHash;

/// A surface found in the text, whole words only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match {
    /// Position in [`Lexicon::surfaces`].
    pub(crate) surface: usize,
    /// Where it ends in the original text.
    pub(crate) end: usize,
}

/// The spellings that have a head, which stand together. In memory they are bytes, so that many stay cached.
#[derive(Debug, Clone, Copy)]
struct Family {
    /// The number of the first spelling.
    first: u32,
    /// How many there are that do not go on with a `*` directly behind the head.
    count: u32,
    /// The first spelling is the head itself.
    alone: bool,
    /// One has a `*` somewhere.
    wild: bool,
}

impl Family {
    /// The first spelling, then how many there are, with what else is known in the highest bits.
    fn to_bytes(self) -> [u8; FAMILY] {
        let count =
            u64::from(self.count) | u64::from(self.alone) << 30 | u64::from(self.wild) << 31;
        (count << 32 | u64::from(self.first)).to_le_bytes()
    }

    fn of(bytes: [u8; FAMILY]) -> Self {
        let [first, count] = [0, 32].map(|bits| u64::from_le_bytes(bytes) >> bits & 0xffff_ffff);
        let [first, count] = [first, count].map(|number| u32::try_from(number).unwrap_or(u32::MAX));
        let (alone, wild) = (count & 1 << 30 != 0, count & 1 << 31 != 0);
        Self { first, count: count & ((1 << 30) - 1), alone, wild }
    }
}

/// Bytes of a family.
const FAMILY: usize = 8;

/// Surfaces of a lexicon, found by their heads.
#[derive(Debug)]
pub(crate) struct Matcher {
    spellings: Spellings,
    /// Of each spelling its position in [`Lexicon::surfaces`].
    surfaces: Numbers,
    heads: Heads,
    /// By head.
    families: Row<FAMILY>,
    /// The spellings with a `*`, in order.
    wild: Numbers,
    /// Where the spellings of several tokens stand, by the hash of their [beginning](Beginning).
    runs: Runs,
    /// Words that terms begin with: every other word of a text is one.
    firsts: WordSet,
    /// The beginnings of terms: of all words of a text one in seven begins a term.
    beginnings: WordSet,
    /// A term ends inside its first word, with a `*`, so that any word may begin one.
    partial: bool,
}

/// Bits of the sets of words for each spelling, about: with 30,000 spellings both stay near the processor.
const FIRST_BITS: usize = 2;
const BEGINNING_BITS: usize = 8;
/// What the sets hold at least and at most, in bits.
const SET_BITS: (usize, usize) = (1 << 12, 1 << 24);

impl Matcher {
    /// Gets those surfaces of a lexicon ready that are `wanted` by their numbers.
    pub(crate) fn new(lexicon: &Lexicon, wanted: impl Fn(usize) -> bool) -> Self {
        let numbered = lexicon.surfaces().iter().enumerate().filter(|(number, _)| wanted(*number));
        let (surfaces, texts): (Vec<[u8; 4]>, Vec<&str>) = numbered
            .map(|(number, surface)| {
                (
                    u32::try_from(number).expect("surfaces are fewer than 2^32").to_le_bytes(),
                    surface.text.as_str(),
                )
            })
            .unzip();
        let bits =
            |each: usize| (each * texts.len()).next_power_of_two().clamp(SET_BITS.0, SET_BITS.1);
        let mut heads: Vec<(&str, Option<WordHash>)> = Vec::new();
        let mut families: Vec<Family> = Vec::new();
        let mut wild = Vec::new();
        let mut runs: Vec<Run> = Vec::new();
        let mut firsts = WordSet::new(bits(FIRST_BITS));
        let mut beginnings = WordSet::new(bits(BEGINNING_BITS));
        let mut partial = false;
        let spellings = Spellings::new(&texts);
        // Hashes are made of eight bytes at once: at the end of a text of its own it takes longer.
        let all = spellings.in_one();
        let mut end = 0;
        for (at, text) in texts.iter().copied().enumerate() {
            let span = Span::new(end, end + text.len());
            end = span.end;
            let head = head(text);
            let known = heads.last().filter(|(last, _)| *last == head).map(|(_, first)| *first);
            // Spellings of one head begin with the same token, seldom with two.
            let beginning = Beginning::of(all, span, head, known.flatten());
            if known.is_none() {
                heads.push((head, beginning.as_ref().map(|beginning| beginning.first)));
                let first = u32::try_from(at).expect("surfaces are fewer than 2^32");
                families.push(Family { first, count: 0, alone: false, wild: false });
            }
            let is_wild = text.contains('*');
            wild.extend(is_wild.then(|| u32::try_from(at).unwrap_or(u32::MAX)));
            if let Some(last) = families.last_mut() {
                last.count += u32::from(text.as_bytes().get(head.len()) != Some(&b'*'));
                last.alone |= text.len() == head.len();
                last.wild |= is_wild;
            }
            let Some(beginning) = beginning else {
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
        Self {
            spellings,
            surfaces: Numbers(surfaces.into()),
            heads: Heads::new(&heads),
            families: families.into_iter().map(Family::to_bytes).collect(),
            wild: wild.into_iter().collect(),
            runs: Runs::new(runs),
            firsts,
            beginnings,
            partial,
        }
    }

    /// Takes one from the front of a generated file, of spellings that these bytes begin with. `sets` are those of
    /// [`Self::write_sets`], which say what is looked for.
    pub(crate) fn read(
        spellings: &'static [u8],
        file: &mut &'static [u8],
        sets: &mut &'static [u8],
    ) -> Option<Self> {
        Some(Self {
            spellings: Spellings::read(spellings, file)?,
            surfaces: Numbers(Row::read(file)?),
            heads: Heads::read(file)?,
            families: Row::read(file)?,
            wild: Numbers(Row::read(file)?),
            runs: Runs::read(file)?,
            firsts: WordSet::read(sets)?,
            beginnings: WordSet::read(sets)?,
            partial: read_bytes(file)? != [0],
        })
    }

    /// Puts all but the sets behind what is there, and returns the bytes of the spellings.
    #[cfg(test)]
    pub(crate) fn write(&self, file: &mut Vec<u8>) -> &[u8] {
        let spellings = self.spellings.write(file);
        self.surfaces.0.write(file);
        self.heads.write(file);
        self.families.write(file);
        self.wild.0.write(file);
        self.runs.write(file);
        write_bytes(&[u8::from(self.partial)], file);
        spellings
    }

    /// Puts the sets of words that terms begin with behind what is there.
    #[cfg(test)]
    pub(crate) fn write_sets(&self, file: &mut Vec<u8>) {
        self.firsts.write(file);
        self.beginnings.write(file);
    }

    /// Whether a surface may begin with a word.
    #[inline]
    pub(crate) fn may_begin(&self, word: WordHash) -> bool {
        self.partial || self.firsts.may_hold(word)
    }

    /// Collects the surfaces that begin at token `first` of a sentence, with which one [may](Self::may_begin)
    /// begin, and end with one of its words. Longest first.
    pub(crate) fn at(&self, text: &str, words: &Words, first: usize, found: &mut Vec<Match>) {
        found.clear();
        let hashes = words.hashes().get(first..).unwrap_or(&[]);
        let rest = words.tokens().get(first..).unwrap_or(&[]);
        let longer = match self.beginnings_of(hashes) {
            Some(longer) => longer,
            None if self.partial => [None; 2],
            None => return,
        };
        let Some(hash) = hashes.first() else { return };
        let end = words.end();
        self.heads.find(text, rest, *hash, (end, self.partial), |Found { head, at, length }| {
            let place = Place { text, rest, end, head: length, longer, at };
            self.collect(head, &place, found);
        });
        if found.len() > 1 {
            found.sort_unstable_by(|a, b| b.end.cmp(&a.end).then(a.surface.cmp(&b.surface)));
        }
    }

    /// The hashes of the first two and of the first three of these tokens, as far as longer surfaces may
    /// begin so; `None` where no surface may begin with them at all.
    fn beginnings_of(&self, hashes: &[WordHash]) -> Option<[Option<WordHash>; 2]> {
        let first = *hashes.first()?;
        let two = hashes.get(1).map(|next| first.then(*next));
        let three = two.and_then(|two| Some(two.then(*hashes.get(2)?)));
        let longer = [two, three].map(|all| all.filter(|all| self.beginnings.may_hold(*all)));
        let begins = self.beginnings.may_hold(first) || longer.iter().any(Option::is_some);
        begins.then_some(longer)
    }

    /// Collects the surfaces that have this head, which ends at a place.
    fn collect(&self, head: usize, place: &Place<'_>, found: &mut Vec<Match>) {
        let Some(family) = self.family(head) else { return };
        let first = family.first as usize;
        let spellings = first..first + family.count as usize;
        if place.ends_word(place.at) {
            if family.alone {
                found.extend(self.surface(first, place.at));
            }
            if spellings.len() > usize::from(family.alone) {
                self.collect_phrases(spellings, place, found);
            }
        }
        if family.wild {
            self.collect_wild(head, place, found);
        }
    }

    /// The family of a head.
    fn family(&self, head: usize) -> Option<Family> {
        self.families.get(head).map(|family| Family::of(*family))
    }

    /// The match of a spelling that ends there.
    fn surface(&self, spelling: usize, end: usize) -> Option<Match> {
        let surface = self.surfaces.get(spelling)? as usize;
        Some(Match { surface, end })
    }

    /// Collects those of these spellings that go on behind a blank and begin as the text does at a place.
    fn collect_phrases(&self, family: Range<usize>, place: &Place<'_>, found: &mut Vec<Match>) {
        let runs = place.longer.iter().flatten().flat_map(|all| self.runs.of(*all));
        let mut runs = runs.peekable();
        if runs.peek().is_none() {
            return;
        }
        let Some(next) = place.blank_behind() else { return };
        for run in runs {
            let alike = run.start.max(family.start)..run.end.min(family.end);
            place.phrases(&self.spellings, alike, next, |spelling, end| {
                found.extend(self.surface(spelling, end));
            });
        }
    }

    /// Collects the surfaces with a `*` that have this head.
    fn collect_wild(&self, head: usize, place: &Place<'_>, found: &mut Vec<Match>) {
        let first = |head: usize| self.family(head).map(|family| family.first);
        let (start, end) = (first(head).unwrap_or(0), first(head + 1).unwrap_or(u32::MAX));
        for spelling in self.wild.between(start..end) {
            let spelling = spelling as usize;
            let wild = self.spellings.get(spelling).get(place.head..).unwrap_or(&[]);
            let end = place.wild_end(wild);
            found.extend(end.and_then(|end| self.surface(spelling, end)));
        }
    }
}

/// The first word of a surface, or what stands before its first `*`.
fn head(text: &str) -> &str {
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
    /// `None` where the first token has a `*`. `first` is that of another surface with the same head, if it is
    /// known.
    fn of(text: &str, surface: Span, head: &str, first: Option<WordHash>) -> Option<Self> {
        let behind_head = surface.start + head.len();
        let is_word = head.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let first = first.filter(|_| is_word && text.as_bytes().get(behind_head) != Some(&b'*'));
        let start = if first.is_some() { behind_head } else { surface.start };
        let mut tokens = Tokens::new(text, Span::new(start, surface.end));
        let mut next = || {
            let (token, hash) = tokens.next_hashed()?;
            let starred =
                token.span.end < surface.end && text.as_bytes().get(token.span.end) == Some(&b'*');
            (!starred).then_some(hash)
        };
        let first = first.or_else(&mut next)?;
        let two = next().map(|second| first.then(second));
        let three = two.and_then(|two| Some(two.then(next()?)));
        Some(Self { first, all: three.or(two).unwrap_or(first) })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::lexicon::LexiconLoader;
    use crate::text::fold::fold;

    fn found(terms: &str, text: &str) -> String {
        let rows: String = terms.split(',').flat_map(|term| [term, ",hedge.modal\n"]).collect();
        let mut loader = LexiconLoader::new();
        loader.without_builtin().add("t.csv", &format!("term,in\n{rows}"));
        let lexicon = loader.load().unwrap();
        let matcher = Matcher::new(&lexicon, |_| true);
        let mut all = Vec::new();
        let mut words = Words::default();
        words.read(text, Span::new(0, text.len()));
        let mut at_word = Vec::new();
        for (at, token) in words.tokens().iter().enumerate() {
            matcher.at(text, &words, at, &mut at_word);
            assert!(at_word.is_empty() || matcher.may_begin(words.hashes()[at]));
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

    /// The texts of the demonstration corpus, folded as the matcher folds them, so that places agree.
    fn folded_corpus() -> Vec<String> {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let folders = fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path());
        let files =
            folders.filter(|path| path.is_dir()).flat_map(|path| fs::read_dir(path).unwrap());
        let texts = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
        texts.map(|text| fold(&text)).collect()
    }

    #[test]
    fn a_plain_automaton_over_the_whole_text_finds_the_same() {
        let lexicon = Lexicon::builtin();
        let matcher = Matcher::new(&lexicon, |_| true);
        let surfaces: Vec<&str> = lexicon.surfaces().iter().map(|s| s.text.as_str()).collect();
        let oracle = aho_corasick::AhoCorasick::new(&surfaces).unwrap();
        let mut seen = 0;
        for text in folded_corpus() {
            let mut words = Words::default();
            words.read(&text, Span::new(0, text.len()));
            let mut found = BTreeSet::new();
            let mut at_word = Vec::new();
            for (at, token) in words.tokens().iter().enumerate() {
                matcher.at(&text, &words, at, &mut at_word);
                let wild = |m: &&Match| surfaces[m.surface].contains('*');
                let plain = at_word.iter().filter(|m| !wild(m));
                found.extend(plain.map(|m| (token.span.start, m.end, m.surface)));
            }
            let starts: BTreeSet<usize> = words.tokens().iter().map(|t| t.span.start).collect();
            let ends: BTreeSet<usize> = words.tokens().iter().map(|t| t.span.end).collect();
            let all = oracle.find_overlapping_iter(&text);
            let all = all.map(|m| (m.start(), m.end(), m.pattern().as_usize()));
            let whole: BTreeSet<_> = all
                .filter(|(start, end, _)| starts.contains(start) && ends.contains(end))
                .collect();
            assert_eq!(found, whole);
            seen += whole.len();
        }
        assert!(seen > 1_500, "{seen}");
    }
}
