//! The word classes that guards may name.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::lexicon::guard::WordList;
use crate::text::word_hash::WordHash;

/// A class of tokens, named in capitals in a guard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is described by its name and in docs/LEXICON.md")]
pub enum Class {
    Num,
    Money,
    Cap,
    Start,
    End,
    Punct,
    Comma,
    Det,
    Poss,
    Pron,
    Be,
    Have,
    Do,
    Modal,
    Neg,
    Prep,
    Conj,
    To,
    Month,
}

impl Class {
    /// Every class, in the order of the format's description.
    pub const ALL: [Self; 19] = [
        Self::Num,
        Self::Money,
        Self::Cap,
        Self::Start,
        Self::End,
        Self::Punct,
        Self::Comma,
        Self::Det,
        Self::Poss,
        Self::Pron,
        Self::Be,
        Self::Have,
        Self::Do,
        Self::Modal,
        Self::Neg,
        Self::Prep,
        Self::Conj,
        Self::To,
        Self::Month,
    ];

    /// The name in lexicon files, such as `NUM`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Num => "NUM",
            Self::Money => "MONEY",
            Self::Cap => "CAP",
            Self::Start => "START",
            Self::End => "END",
            Self::Punct => "PUNCT",
            Self::Comma => "COMMA",
            Self::Det => "DET",
            Self::Poss => "POSS",
            Self::Pron => "PRON",
            Self::Be => "BE",
            Self::Have => "HAVE",
            Self::Do => "DO",
            Self::Modal => "MODAL",
            Self::Neg => "NEG",
            Self::Prep => "PREP",
            Self::Conj => "CONJ",
            Self::To => "TO",
            Self::Month => "MONTH",
        }
    }

    /// The class of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }

    /// Whether the class lists a token with this hash, which `is` then compares.
    #[must_use]
    pub fn lists(self, hash: WordHash, is: impl Fn(&str) -> bool) -> bool {
        self.list().has_word(hash, is)
    }

    /// The words and phrases of the class; empty for those that are told by their form.
    #[must_use]
    pub fn list(self) -> &'static WordList {
        &LISTS[self as usize]
    }
}

/// The text of the class file; a change of it changes what a lexicon matches.
pub(crate) const CLASS_FILE: &str = include_str!("data/classes.toml");

/// The words of every class, in the order of [`Class::ALL`].
static LISTS: LazyLock<[WordList; Class::ALL.len()]> = LazyLock::new(|| {
    let mut lists: BTreeMap<String, Vec<String>> =
        toml::from_str(CLASS_FILE).expect("classes.toml is TOML of word lists");
    let all = Class::ALL.map(|class| {
        let mut list = WordList::default();
        for word in lists.remove(class.name()).into_iter().flatten() {
            // A clitic alone would be read as an apostrophe and a letter.
            if word.contains(' ') { list.add(&word) } else { list.add_word(word) }
        }
        list
    });
    assert!(lists.is_empty(), "classes.toml names known classes");
    all
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_classes() {
        for (class, word, listed) in [
            (Class::Poss, "her", true),
            (Class::Pron, "her", true),
            (Class::Num, "twelve", true),
            (Class::Num, "table", false),
            (Class::Be, "'s", true),
        ] {
            let found = class.lists(WordHash::of(word), |other| other == word);
            assert_eq!(found, listed, "{} {word}", class.name());
        }
    }
}
