//! The word classes that guards may name.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::lexicon::guard::WordList;
use crate::lexicon::prepared;

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
    Part,
}

impl Class {
    /// Every class, in the order of the format's description.
    pub const ALL: [Self; 20] = [
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
        Self::Part,
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
            Self::Part => "PART",
        }
    }

    /// The class of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }

    /// Whether the class speaks of the edges of a sentence, not of a token.
    #[must_use]
    pub const fn is_edge(self) -> bool {
        matches!(self, Self::Start | Self::End)
    }

    /// The words and phrases of the class; empty for those that are told by their form.
    #[must_use]
    pub fn list(self) -> &'static WordList {
        let list = TABLE.listed.get(self as usize);
        list.expect("there is a list for every class")
    }

    /// Whether a folded word is PART by its ending in *-ed*. Of a compound the last part is looked at.
    #[must_use]
    pub fn is_participle(word: &str) -> bool {
        let last = word.rsplit('-').next().unwrap_or(word);
        let part = Self::Part as usize;
        let [listed, barred] = [&TABLE.listed, &TABLE.barred]
            .map(|lists| lists.get(part).is_some_and(|list| list.has(last)));
        listed || (is_regular_participle(last) && !barred)
    }

    /// Whether a folded word is of the class by what it is, not by its shape or place.
    #[must_use]
    pub fn lists(self, word: &str) -> bool {
        self.list().has(word) || (self == Self::Part && Self::is_participle(word))
    }
}

/// At least a letter before *-ed* and one that sounds; *-eed* is part of the stem, and such
/// participles as *agreed* are listed.
fn is_regular_participle(word: &str) -> bool {
    let stem = word.strip_suffix("ed").filter(|stem| stem.len() > 1 && !stem.ends_with('e'));
    stem.is_some_and(|stem| stem.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// The text of the class file; a change of it changes what a lexicon matches.
pub(crate) const CLASS_FILE: &str = include_str!("data/classes.toml");

/// Words by class, in the order of [`Class::ALL`].
type Lists = [WordList; Class::ALL.len()];

/// The class file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ClassTable {
    pub(super) listed: Lists,
    /// Words that have the shape of a class and do not belong to it.
    pub(super) barred: Lists,
}

static TABLE: LazyLock<ClassTable> =
    LazyLock::new(|| prepared::classes().unwrap_or_else(ClassTable::written));

impl ClassTable {
    /// The file as it is written.
    pub(super) fn written() -> Self {
        let mut tables: BTreeMap<String, BTreeMap<String, Vec<String>>> =
            toml::from_str(CLASS_FILE).expect("classes.toml is TOML of word lists");
        let [listed, barred] = ["words", "not"].map(|name| by_class(tables.remove(name)));
        Self { listed, barred }
    }
}

fn by_class(words: Option<BTreeMap<String, Vec<String>>>) -> Lists {
    let mut words = words.unwrap_or_default();
    let lists = Class::ALL.map(|class| {
        let mut list = WordList::default();
        for word in words.remove(class.name()).into_iter().flatten() {
            // A clitic alone would be read as an apostrophe and a letter.
            if word.contains(' ') { list.add(&word) } else { list.add_word(word.into()) }
        }
        list
    });
    assert!(words.is_empty(), "classes.toml names known classes");
    lists
}

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
            (Class::Part, "blamed", true),
            (Class::Part, "used", true),
            (Class::Part, "over-stretched", true),
            (Class::Part, "written", true),
            (Class::Part, "re-written", true),
            (Class::Part, "put", true),
            (Class::Part, "agreed", true),
            (Class::Part, "wrote", false),
            (Class::Part, "indeed", false),
            (Class::Part, "hundred", false),
            (Class::Part, "bed", false),
            (Class::Part, "happen", false),
            (Class::Num, "blamed", false),
        ] {
            assert_eq!(class.lists(word), listed, "{} {word}", class.name());
        }
    }
}
