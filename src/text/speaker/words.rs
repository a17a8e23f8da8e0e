//! What is known of single words, read from `data/speaking.txt`.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

macro_rules! classes {
    ($($(#[$doc:meta])* $class:ident = $heading:literal,)*) => {
        /// A heading of the word list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Class { $($(#[$doc])* $class,)* }

        impl Class {
            fn from_heading(heading: &str) -> Option<Self> {
                match heading {
                    $($heading => Some(Self::$class),)*
                    _ => None,
                }
            }
        }
    };
}

classes! {
    Say = "[say]",
    Quoting = "[quoting]",
    Calling = "[calling]",
    Thinking = "[thinking]",
    Showing = "[showing]",
    ClaimsTo = "[claims-to]",
    Tells = "[tells]",
    PassiveTo = "[passive-to]",
    Passive = "[passive]",
    NounToo = "[noun-too]",
    EmptyObject = "[empty-object]",
    Person = "[person]",
    People = "[people]",
    Body = "[body]",
    BodyName = "[body-name]",
    PlaceName = "[place-name]",
    Title = "[title]",
    He = "[he]",
    She = "[she]",
    Particle = "[particle]",
    Suffix = "[suffix]",
    Determiner = "[determiner]",
    Article = "[article]",
    Nobody = "[nobody]",
    FirstPerson = "[first-person]",
    Relative = "[relative]",
    Joins = "[joins]",
    Locates = "[locates]",
    Preposition = "[preposition]",
    Occasion = "[occasion]",
    Time = "[time]",
    Adverb = "[adverb]",
    Auxiliary = "[auxiliary]",
    Being = "[being]",
    Unsure = "[unsure]",
    Negation = "[negation]",
    Condition = "[condition]",
    Boundary = "[boundary]",
    Opener = "[opener]",
    NoSource = "[no-source]",
    Evidence = "[evidence]",
    Finite = "[finite]",
    Stop = "[stop]",
    SurnameToo = "[surname-too]",
    Titled = "[titled]",
    Denial = "[denial]",
    ClaimsOf = "[claims-of]",
    AsVerdict = "[as-verdict]",
    Account = "[account]",
    Judging = "[judging]",
    Verdict = "[verdict]",
}

/// The headings under which a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Classes(u64);

impl Classes {
    pub(super) const fn has(self, class: Class) -> bool {
        self.0 >> class as u32 & 1 == 1
    }

    pub(super) fn any(self, classes: &[Class]) -> bool {
        classes.iter().any(|class| self.has(*class))
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// The longest word of the list.
const LONGEST: usize = 24;

/// The classes of a word in any case, curly apostrophes as straight ones.
pub(super) fn classes(word: &str) -> Classes {
    if word.len() > LONGEST + 2 {
        return Classes::default();
    }
    if !word.is_ascii() {
        let plain = word.to_lowercase().replace('’', "'");
        return WORDS.get(plain.as_bytes()).copied().unwrap_or_default();
    }
    let mut lower = [0; LONGEST + 2];
    let Some(lower) = lower.get_mut(..word.len()) else { return Classes::default() };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    WORDS.get(&*lower).copied().unwrap_or_default()
}

/// Whether a word, in any case, may attribute a claim.
pub(super) fn is_trigger(word: &str) -> bool {
    let known = classes(word);
    known.any(&TRIGGERING) || TRIGGER_NOUNS.iter().any(|noun| word.eq_ignore_ascii_case(noun))
}

/// Hashes short words (Fowler, Noll and Vo): the list is ours, so nobody can make them collide.
#[derive(Clone, Copy)]
struct WordHasher(u64);

impl Default for WordHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// The length of the word, which comes before its bytes.
    fn write_usize(&mut self, length: usize) {
        self.0 = (self.0 ^ length as u64).wrapping_mul(0x0100_0000_01b3);
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}

type Words = HashMap<&'static [u8], Classes, BuildHasherDefault<WordHasher>>;

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    let mut class = None;
    for line in include_str!("../data/speaking.txt").lines() {
        if line.starts_with('[') {
            class = Class::from_heading(line);
            assert!(class.is_some(), "speaking.txt: {line} is no heading");
        } else if let Some(class) = class.filter(|_| !line.starts_with('#')) {
            for word in line.split_whitespace() {
                words.entry(word.as_bytes()).or_default().0 |= 1 << class as u32;
            }
        }
    }
    words
});

/// A filter over the verbs and phrases that may attribute a claim: cheap to ask for every word of
/// a text. It may say yes to other words, never no to one of these.
pub(super) struct Triggers {
    bits: Box<[u64; 1 << 8]>,
}

impl Triggers {
    /// The hash that [`Self::may_hold`] takes: begin with this, and [`Self::step`] for each byte.
    pub(super) const SEED: u32 = 0x811c_9dc5;

    pub(super) const fn step(hash: u32, byte: u8) -> u32 {
        (hash ^ (byte | 0x20) as u32).wrapping_mul(0x0100_0193)
    }

    pub(super) fn may_hold(&self, hash: u32) -> bool {
        let (cell, bit) = Self::place(hash);
        self.bits.get(cell).is_some_and(|bits| bits >> bit & 1 == 1)
    }

    const fn place(hash: u32) -> (usize, u32) {
        let folded = hash ^ hash >> 15;
        ((folded >> 6 & 0xff) as usize, folded & 63)
    }
}

/// Classes of the words that may attribute a claim.
const TRIGGERING: [Class; 6] =
    [Class::Say, Class::Thinking, Class::Calling, Class::Passive, Class::PassiveTo, Class::Account];

/// Further words with which an attribution may begin.
const TRIGGER_NOUNS: [&str; 6] = ["according", "words", "view", "opinion", "put", "puts"];

pub(super) static TRIGGERS: LazyLock<Triggers> = LazyLock::new(|| {
    let mut triggers = Triggers { bits: Box::new([0; 1 << 8]) };
    let listed = WORDS.iter().filter(|(_, classes)| classes.any(&TRIGGERING));
    let words = listed.map(|(word, _)| *word).chain(TRIGGER_NOUNS.map(str::as_bytes));
    for word in words {
        let hash = word.iter().fold(Triggers::SEED, |hash, byte| Triggers::step(hash, *byte));
        let (cell, bit) = Triggers::place(hash);
        if let Some(bits) = triggers.bits.get_mut(cell) {
            *bits |= 1 << bit;
        }
    }
    triggers
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_lower_case_and_each_line_has_a_heading() {
        assert!(Class::from_heading("[nothing]").is_none());
        for word in WORDS.keys() {
            let word = std::str::from_utf8(word).unwrap();
            assert_eq!(word, word.to_lowercase());
            assert!(word.len() <= LONGEST, "{word}");
        }
        assert!(classes("Said").has(Class::Say));
        assert!(classes("didn’t").has(Class::Negation));
        assert!(classes("zebra").is_empty());
    }

    #[test]
    fn the_filter_holds_every_trigger_and_few_others() {
        let hash = |word: &str| word.bytes().fold(Triggers::SEED, Triggers::step);
        for word in ["said", "Says", "believed", "according"] {
            assert!(TRIGGERS.may_hold(hash(word)), "{word}");
        }
        let set: u32 = TRIGGERS.bits.iter().map(|bits| bits.count_ones()).sum();
        assert!(set < 600, "{set} of 16,384 bits are set");
    }
}
