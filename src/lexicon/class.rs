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

    /// Whether the class lists this folded word or phrase, or is PART and it is a participle in
    /// *-ed*. Of a compound, PART looks at the last part.
    #[must_use]
    pub fn lists(self, words: &str) -> bool {
        if self == Self::Part {
            let last = words.rsplit('-').next().unwrap_or(words);
            return TABLE.has(last, self)
                || (is_regular_participle(last) && !TABLE.bars(last, self));
        }
        TABLE.has(words, self)
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

/// Words with their classes.
type Words = HashMap<String, Vec<Class>>;

/// The class file.
#[derive(Debug)]
struct ClassTable {
    listed: Words,
    /// Words that have the shape of a class and do not belong to it.
    barred: Words,
}

impl ClassTable {
    fn has(&self, words: &str, class: Class) -> bool {
        self.listed.get(words).is_some_and(|classes| classes.contains(&class))
    }

    fn bars(&self, word: &str, class: Class) -> bool {
        self.barred.get(word).is_some_and(|classes| classes.contains(&class))
    }
}

static TABLE: LazyLock<ClassTable> = LazyLock::new(|| {
    let [listed, barred] =
        toml::from_str::<BTreeMap<String, BTreeMap<String, Vec<String>>>>(CLASS_FILE)
            .map(|mut tables| ["words", "not"].map(|name| tables.remove(name).unwrap_or_default()))
            .expect("classes.toml is TOML of word lists");
    ClassTable { listed: by_word(listed), barred: by_word(barred) }
});

fn by_word(lists: BTreeMap<String, Vec<String>>) -> Words {
    let mut classes = Words::new();
    for (name, words) in lists {
        let class = Class::from_name(&name).expect("classes.toml names known classes");
        for word in words {
            classes.entry(word).or_default().push(class);
        }
    }
    classes
}

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
