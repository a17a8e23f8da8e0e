//! What a check of lexicon files finds: which rule is broken, where, and how to mend it.

use crate::lexicon::mistake::{Location, Mistake};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The lexicon does something other than it says.
    Error,
    /// It does what it says, but something is superfluous or missing.
    Warning,
}

impl Severity {
    /// The name in the output of a check.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// What is asked of a lexicon. Each is described in `docs/LEXICON.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// The file can be read as a lexicon.
    Mistake,
    /// Each example comes out as its entry says.
    Example,
    /// No sentence is an example both for and against an entry.
    Contradiction,
    /// Each surface is found in a text that consists of it.
    Unreachable,
    /// No sense stands behind one that counts wherever it would.
    Shadowed,
    /// What a pair names exists, in the same category and with the same weight.
    Pair,
    /// No spelling is given twice to the same effect.
    Duplicate,
    /// No sense counts only where a longer term counts in its place.
    Swallowed,
    /// No phrase holds a shorter term that counts to the same effect.
    Redundant,
    /// A guarded entry has examples for and against.
    NoExample,
    /// The lexicon says under which licence it may be used.
    Licence,
    /// The lexicon names its sources.
    Sources,
    /// Each category has a title.
    Title,
    /// Each category that is declared has a term.
    UnusedCategory,
    /// Each list is named in a guard.
    UnusedList,
}

impl Rule {
    /// Every rule, errors first.
    pub const ALL: [Self; 15] = [
        Self::Mistake,
        Self::Example,
        Self::Contradiction,
        Self::Unreachable,
        Self::Shadowed,
        Self::Pair,
        Self::Duplicate,
        Self::Swallowed,
        Self::Redundant,
        Self::NoExample,
        Self::Licence,
        Self::Sources,
        Self::Title,
        Self::UnusedCategory,
        Self::UnusedList,
    ];

    /// The name in the output of a check.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mistake => "mistake",
            Self::Example => "example",
            Self::Contradiction => "contradiction",
            Self::Unreachable => "unreachable",
            Self::Shadowed => "shadowed",
            Self::Pair => "pair",
            Self::Duplicate => "duplicate",
            Self::Swallowed => "swallowed",
            Self::Redundant => "redundant",
            Self::NoExample => "no-example",
            Self::Licence => "licence",
            Self::Sources => "sources",
            Self::Title => "title",
            Self::UnusedCategory => "unused-category",
            Self::UnusedList => "unused-list",
        }
    }

    /// How much a breach matters.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::Mistake
            | Self::Example
            | Self::Contradiction
            | Self::Unreachable
            | Self::Shadowed
            | Self::Pair => Severity::Error,
            Self::Duplicate
            | Self::Swallowed
            | Self::Redundant
            | Self::NoExample
            | Self::Licence
            | Self::Sources
            | Self::Title
            | Self::UnusedCategory
            | Self::UnusedList => Severity::Warning,
        }
    }
}

/// A breach of a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Where it is to be mended.
    pub at: Location,
    /// What is broken.
    pub rule: Rule,
    /// How it is broken, in words.
    pub message: String,
    /// What to do about it; empty if the message says it.
    pub fix: String,
}

impl Finding {
    pub(crate) fn new(
        rule: Rule,
        at: &Location,
        message: impl Into<String>,
        fix: impl Into<String>,
    ) -> Self {
        Self { at: at.clone(), rule, message: message.into(), fix: fix.into() }
    }
}

impl From<&Mistake> for Finding {
    fn from(mistake: &Mistake) -> Self {
        Self::new(Rule::Mistake, mistake.at(), mistake.message(), "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The list of keys and what they mean is for people; it must not leave a rule out.
    #[test]
    fn the_format_describes_every_rule_with_its_severity() {
        let described: Vec<(&str, &str)> = include_str!("../../docs/LEXICON.md")
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
            .filter_map(|(name, rest)| Some((name, rest.split_once(" | ")?.0)))
            .filter(|(_, severity)| ["error", "warning"].contains(severity))
            .collect();
        let rules = Rule::ALL.map(|rule| (rule.name(), rule.severity().name()));
        assert_eq!(described, rules);
    }
}
