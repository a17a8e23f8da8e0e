//! Guards: tests on the tokens beside a match, as a lexicon states them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::lexicon::class::Class;
use crate::lexicon::text::Text;
use crate::text::fold::fold;
use crate::text::span::Span;
use crate::text::token::Tokens;
use crate::text::word_hash::WordHash;

/// The farthest a guard may look, in tokens.
pub const MAX_DISTANCE: u8 = 20;

/// One place of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhraseWord {
    /// This folded token.
    Word(Text),
    /// Any token of this class.
    Class(Class),
}

impl PhraseWord {
    /// The hash of a word; a class has none.
    fn hash(&self) -> Option<WordHash> {
        match self {
            Self::Word(word) => Some(WordHash::of(word)),
            Self::Class(_) => None,
        }
    }
}

/// Words and phrases, each folded and cut into tokens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordList {
    /// The hashes of the single words, in order: nearly every token asked for is in no list, which a number
    /// tells at once.
    hashes: Vec<WordHash>,
    /// The single words, in the order of their hashes.
    words: Vec<Text>,
    /// Those of the single words.
    mask: WordMask,
    /// Phrases of two tokens and more, in file order.
    phrases: Vec<Phrase>,
}

/// Bits by the hashes of words: it tells of nearly every other word that it is none of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct WordMask([u64; 4]);

impl WordMask {
    pub(crate) fn insert(&mut self, hash: WordHash) {
        let (part, bit) = Self::place(hash);
        if let Some(bits) = self.0.get_mut(part) {
            *bits |= bit;
        }
    }

    /// Adds the words of another.
    pub(crate) fn add(&mut self, other: Self) {
        for (bits, others) in self.0.iter_mut().zip(other.0) {
            *bits |= others;
        }
    }

    /// `false` only if the word was never inserted.
    pub(crate) fn may_hold(&self, hash: WordHash) -> bool {
        let (part, bit) = Self::place(hash);
        self.0.get(part).is_some_and(|bits| bits & bit != 0)
    }

    const fn place(hash: WordHash) -> (usize, u64) {
        let number = hash.number();
        ((number >> 62) as usize, 1 << (number >> 56 & 63))
    }
}

/// A phrase of two tokens and more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Its words.
    pub parts: Vec<PhraseWord>,
    /// The hash of the first one; a class has none.
    pub first: Option<WordHash>,
    /// The hash of the last one.
    pub last: Option<WordHash>,
}

impl WordList {
    /// Adds a word or phrase; one without any token is ignored. In a phrase, the name of a class of
    /// tokens stands for each of them: `to DET`.
    pub fn add(&mut self, text: &str) {
        let mut parts: Vec<PhraseWord> = Vec::new();
        let phrase = text.split_whitespace().nth(1).is_some();
        for part in text.split_whitespace() {
            if let Some(class) = Class::from_name(part).filter(|class| phrase && !class.is_edge()) {
                parts.push(PhraseWord::Class(class));
                continue;
            }
            let folded = fold(part);
            let tokens = Tokens::new(&folded, Span::new(0, folded.len()));
            parts.extend(
                tokens.map(|token| PhraseWord::Word(token.span.of(&folded).to_owned().into())),
            );
        }
        match parts.as_slice() {
            [PhraseWord::Word(word)] => self.add_word(word.clone()),
            [_, .., _] => self.add_phrase(parts),
            // A class alone is no phrase, and is read as a class before this.
            [] | [PhraseWord::Class(_)] => {}
        }
    }

    /// Adds a phrase of two folded tokens or more.
    pub(crate) fn add_phrase(&mut self, parts: Vec<PhraseWord>) {
        let [first, last] = [parts.first(), parts.last()].map(|part| part?.hash());
        self.phrases.push(Phrase { parts, first, last });
    }

    /// Adds a folded token.
    pub(crate) fn add_word(&mut self, word: Text) {
        let hash = WordHash::of(&word);
        self.mask.insert(hash);
        let place = self.hashes.partition_point(|other| *other < hash);
        if !self.with(hash, place).any(|other| *other == word) {
            self.hashes.insert(place, hash);
            self.words.insert(place, word);
        }
    }

    /// The words with a hash, the first of which stands at a place.
    fn with(&self, hash: WordHash, place: usize) -> impl Iterator<Item = &Text> {
        let hashes = self.hashes.iter().skip(place).take_while(move |other| **other == hash);
        hashes.zip(self.words.iter().skip(place)).map(|(_, word)| word)
    }

    /// Whether the list holds a token with this hash, which `is` then compares.
    #[must_use]
    pub fn has_word(&self, hash: WordHash, is: impl Fn(&str) -> bool) -> bool {
        if !self.mask.may_hold(hash) {
            return false;
        }
        let place = self.hashes.partition_point(|other| *other < hash);
        self.with(hash, place).any(|word| is(word))
    }

    /// Whether the list holds this one folded token.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.has_word(WordHash::of(word), |other| other == word)
    }

    /// The single words, in the order of their hashes.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(Text::as_str)
    }

    /// The bits of the single words.
    pub(crate) const fn mask(&self) -> WordMask {
        self.mask
    }

    /// The phrases of two tokens and more.
    #[must_use]
    pub fn phrases(&self) -> &[Phrase] {
        &self.phrases
    }
}

/// What a guard item asks of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// To be one of these words, or to begin or end one of these phrases.
    Words(Arc<WordList>),
    /// To be a word with this ending.
    Suffix(String),
    /// To belong to a class.
    Class(Class),
}

/// One item of a guard: a test and how far it looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardItem {
    /// What is asked.
    pub test: Test,
    /// How many tokens of the clause may be asked, nearest first; at least 1.
    pub within: u8,
    /// The item as the lexicon writes it.
    pub written: Text,
}

impl GuardItem {
    /// Reads an item: a word, a phrase, `@list`, `-suffix` or a class, with or without `~N`.
    ///
    /// The error says in words what is wrong with the item.
    pub fn parse(written: &str, lists: &BTreeMap<String, Arc<WordList>>) -> Result<Self, String> {
        let (what, within) = match written.rsplit_once('~') {
            None => (written, 1),
            Some((what, distance)) => {
                let within = distance.parse().ok().filter(|n| (1..=MAX_DISTANCE).contains(n));
                let mistake =
                    || format!("`~{distance}` is not a distance from 1 to {MAX_DISTANCE}");
                (what, within.ok_or_else(mistake)?)
            }
        };
        let test = Self::parse_test(what.trim(), lists)?;
        Ok(Self { test, within, written: written.to_owned().into() })
    }

    fn parse_test(what: &str, lists: &BTreeMap<String, Arc<WordList>>) -> Result<Test, String> {
        if let Some(name) = what.strip_prefix('@') {
            return match lists.get(name) {
                Some(list) => Ok(Test::Words(Arc::clone(list))),
                None => Err(format!(
                    "there is no list `{name}` in this file{}",
                    nearest(name, lists.keys())
                )),
            };
        }
        if let Some(suffix) = what.strip_prefix('-') {
            let suffix = fold(suffix);
            if suffix.is_empty() || suffix.contains(' ') {
                return Err(format!("`{what}` is not an ending such as `-ly`"));
            }
            return Ok(Test::Suffix(suffix));
        }
        if what.len() > 1 && what.bytes().all(|byte| byte.is_ascii_uppercase()) {
            let names = Class::ALL.map(Class::name);
            return Class::from_name(what).map(Test::Class).ok_or_else(|| {
                format!("there is no class `{what}`{}", nearest(what, names.iter()))
            });
        }
        let edge = |part: &&str| Class::from_name(part).is_some_and(Class::is_edge);
        if let Some(name) = what.split_whitespace().find(edge) {
            return Err(format!("`{name}` is no word of a phrase: it must stand alone"));
        }
        let mut words = WordList::default();
        words.add(what);
        if words == WordList::default() {
            return Err(format!("`{what}` holds no word"));
        }
        Ok(Test::Words(Arc::new(words)))
    }
}

/// The four guards of an entry. Of each that is not empty: one `if` item must hold, and no
/// `unless` item may.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guards {
    /// At least one must hold before the match.
    pub if_prev: Vec<GuardItem>,
    /// None may hold before the match.
    pub unless_prev: Vec<GuardItem>,
    /// At least one must hold behind the match.
    pub if_next: Vec<GuardItem>,
    /// None may hold behind the match.
    pub unless_next: Vec<GuardItem>,
}

impl Guards {
    /// Whether there is no guard at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.if_prev.is_empty()
            && self.unless_prev.is_empty()
            && self.if_next.is_empty()
            && self.unless_next.is_empty()
    }
}

/// `; did you mean "x"?` for the known name closest to a mistyped one, or nothing.
pub(crate) fn nearest<S: AsRef<str>>(name: &str, known: impl Iterator<Item = S>) -> String {
    let similar = known
        .map(|known| (strsim::jaro_winkler(name, known.as_ref()), known))
        .filter(|(similarity, _)| *similarity > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    similar.map_or_else(String::new, |(_, known)| format!("; did you mean `{}`?", known.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(written: &str) -> Result<GuardItem, String> {
        let mut evidence = WordList::default();
        evidence.add("study");
        let lists = BTreeMap::from([("evidence".to_owned(), Arc::new(evidence))]);
        GuardItem::parse(written, &lists)
    }

    fn parts(list: &WordList) -> impl Iterator<Item = &Vec<PhraseWord>> {
        list.phrases().iter().map(|phrase| &phrase.parts)
    }

    #[test]
    fn items() {
        assert_eq!(parse("NUM~3").unwrap().test, Test::Class(Class::Num));
        assert_eq!(parse("NUM~3").unwrap().within, 3);
        assert_eq!(parse("-ly").unwrap().test, Test::Suffix("ly".to_owned()));
        assert!(matches!(parse("@evidence").unwrap().test, Test::Words(list) if list.has("study")));
        let word = |word: &str| PhraseWord::Word(word.to_owned().into());
        assert!(matches!(parse("the fact~4").unwrap().test, Test::Words(list)
            if parts(&list).eq([&vec![word("the"), word("fact")]])));
        assert!(matches!(parse("to DET US").unwrap().test, Test::Words(list)
            if parts(&list)
                .eq([&vec![word("to"), PhraseWord::Class(Class::Det), word("us")]])));
        assert!(matches!(parse("I").unwrap().test, Test::Words(list) if list.has("i")));
    }

    #[test]
    fn mistakes_are_named() {
        for (written, mistake) in [
            ("NUMB", "there is no class `NUMB`; did you mean `NUM`?"),
            ("@evidense", "there is no list `evidense` in this file; did you mean `evidence`?"),
            ("x~0", "`~0` is not a distance from 1 to 20"),
            ("x~many", "`~many` is not a distance from 1 to 20"),
            ("-", "`-` is not an ending such as `-ly`"),
            (" ", "`` holds no word"),
            ("the END", "`END` is no word of a phrase: it must stand alone"),
        ] {
            assert_eq!(parse(written).unwrap_err(), mistake);
        }
    }
}
