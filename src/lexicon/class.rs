//! The word classes that guards may name.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

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

    /// Whether the class lists this folded word or phrase.
    #[must_use]
    pub fn lists(self, words: &str) -> bool {
        WORDS.get(words).is_some_and(|classes| classes.contains(&self))
    }
}

/// The text of the class file; a change of it changes what a lexicon matches.
pub(crate) const CLASS_FILE: &str = include_str!("data/classes.toml");

/// Every listed word with its classes.
static WORDS: LazyLock<HashMap<String, Vec<Class>>> = LazyLock::new(|| {
    let lists: BTreeMap<String, Vec<String>> =
        toml::from_str(CLASS_FILE).expect("classes.toml is TOML of word lists");
    let mut classes: HashMap<String, Vec<Class>> = HashMap::new();
    for (name, words) in lists {
        let class = Class::from_name(&name).expect("classes.toml names known classes");
        for word in words {
            classes.entry(word).or_default().push(class);
        }
    }
    classes
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_classes() {
        for (class, word, listed) in [
            (Class::Poss, "her", true),
            (Class::Pron, "her", true),
            (Class::Neg, "far from", true),
            (Class::Num, "twelve", true),
            (Class::Num, "table", false),
            (Class::Be, "'s", true),
        ] {
            assert_eq!(class.lists(word), listed, "{} {word}", class.name());
        }
    }
}
