//! What is known of single words, read from `data/speaking.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::word_hash::WordHash;

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
        let all = classes.iter().fold(0, |all, class| all | 1 << *class as u32);
        self.0 & all != 0
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// The classes of a word in any case, curly apostrophes as straight ones.
pub(super) fn classes(word: &str) -> Classes {
    classes_of(WordHash::of(word), word)
}

/// The same for a word whose hash is known.
pub(super) fn classes_of(hash: WordHash, word: &str) -> Classes {
    LISTED.find(hash, word)
}

/// Whether a word of these classes, in any case, may attribute a claim.
pub(super) fn is_trigger(known: Classes, word: &str) -> bool {
    known.any(&TRIGGERING) || TRIGGER_NOUNS.iter().any(|noun| word.eq_ignore_ascii_case(noun))
}

/// The words of the list by their hashes, each at the first free place from the one on that its hash stands
/// for. At least every third place is free.
struct Listed {
    /// That of no word where a place is free. They stand apart from the rest, of which a word that is not
    /// listed asks for nothing.
    hashes: Vec<WordHash>,
    words: Vec<(&'static str, Classes)>,
}

impl Listed {
    fn new(listed: &HashMap<&'static str, Classes>) -> Self {
        let places = (listed.len() * 3 / 2 + 1).next_power_of_two();
        let (hashes, words) =
            (vec![WordHash::EMPTY; places], vec![("", Classes::default()); places]);
        let mut all = Self { hashes, words };
        for (word, classes) in listed {
            let hash = WordHash::of(word);
            let mut place = all.first(hash);
            while all.hashes.get(place).is_some_and(|hash| *hash != WordHash::EMPTY) {
                place = all.behind(place);
            }
            if let (Some(free), Some(entry)) = (all.hashes.get_mut(place), all.words.get_mut(place))
            {
                (*free, *entry) = (hash, (*word, *classes));
            }
        }
        all
    }

    fn find(&self, hash: WordHash, word: &str) -> Classes {
        let mut place = self.first(hash);
        while let Some(found) = self.hashes.get(place).filter(|hash| **hash != WordHash::EMPTY) {
            if *found == hash {
                let listed = self.words.get(place).filter(|(listed, _)| is_same(word, listed));
                return listed.map_or_else(Classes::default, |(_, classes)| *classes);
            }
            place = self.behind(place);
        }
        Classes::default()
    }

    const fn first(&self, hash: WordHash) -> usize {
        (hash.number() >> 32) as usize & (self.hashes.len() - 1)
    }

    const fn behind(&self, place: usize) -> usize {
        (place + 1) & (self.hashes.len() - 1)
    }
}

/// Whether a word with the hash of a listed one is this: folding also takes away what nobody sees.
fn is_same(word: &str, listed: &str) -> bool {
    word.is_ascii() || word.to_lowercase().replace('’', "'") == listed
}

static LISTED: LazyLock<Listed> = LazyLock::new(|| {
    let mut words: HashMap<&str, Classes> = HashMap::new();
    let mut class = None;
    for line in include_str!("../data/speaking.txt").lines() {
        if line.starts_with('[') {
            class = Class::from_heading(line);
            assert!(class.is_some(), "speaking.txt: {line} is no heading");
        } else if let Some(class) = class.filter(|_| !line.starts_with('#')) {
            for word in line.split_whitespace() {
                words.entry(word).or_default().0 |= 1 << class as u32;
            }
        }
    }
    Listed::new(&words)
});

/// A filter over the words that may attribute a claim: cheap to ask for every word of a text. It may say
/// yes to other words, never no to one of these.
pub(super) struct Triggers {
    bits: Box<[u64; 1 << 8]>,
}

impl Triggers {
    pub(super) fn may_hold(&self, word: WordHash) -> bool {
        let (cell, bit) = Self::place(word);
        self.bits.get(cell).is_some_and(|bits| bits >> bit & 1 == 1)
    }

    const fn place(word: WordHash) -> (usize, u64) {
        ((word.number() >> 6 & 0xff) as usize, word.number() & 63)
    }
}

/// Classes of the words that may attribute a claim.
const TRIGGERING: [Class; 9] = [
    Class::Say,
    Class::Thinking,
    Class::Calling,
    Class::Passive,
    Class::PassiveTo,
    Class::Account,
    Class::Judging,
    Class::AsVerdict,
    Class::ClaimsOf,
];

/// Further words with which an attribution may begin.
const TRIGGER_NOUNS: [&str; 6] = ["according", "words", "view", "opinion", "put", "puts"];

pub(super) static TRIGGERS: LazyLock<Triggers> = LazyLock::new(|| {
    let mut triggers = Triggers { bits: Box::new([0; 1 << 8]) };
    let listed = LISTED.words.iter().filter(|(_, classes)| classes.any(&TRIGGERING));
    for word in listed.map(|(word, _)| *word).chain(TRIGGER_NOUNS) {
        let (cell, bit) = Triggers::place(WordHash::of(word));
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
        let words = || LISTED.words.iter().filter(|(word, _)| !word.is_empty());
        for (word, known) in words() {
            assert_eq!(*word, word.to_lowercase());
            assert_eq!((classes(word), classes(&word.to_uppercase())), (*known, *known));
        }
        assert!(words().count() > 1_500 && LISTED.hashes.contains(&WordHash::EMPTY));
        assert!(classes("Said").has(Class::Say));
        assert!(classes("didn’t").has(Class::Negation) && classes("DIDN'T").has(Class::Negation));
        assert!(classes("zebra").is_empty());
    }

    #[test]
    fn the_filter_holds_every_trigger_and_few_others() {
        for word in ["said", "Says", "believed", "according"] {
            assert!(TRIGGERS.may_hold(WordHash::of(word)), "{word}");
        }
        let set: u32 = TRIGGERS.bits.iter().map(|bits| bits.count_ones()).sum();
        assert!(set < 600, "{set} of 16,384 bits are set");
    }
}
