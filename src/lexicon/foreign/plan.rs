//! Which of our categories a key of a dictionary becomes.

use std::collections::{HashMap, HashSet};
use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::lexicon::axis::Axis;
use crate::lexicon::foreign::Format;

/// What the user asks of an import.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The category under which keys go that are not mapped.
    pub under: Option<String>,
    /// Keys, as shown, and what they become; also all that is nested in them.
    pub map: Vec<(String, Target)>,
    /// The weight of categories that have none yet.
    pub weight: f64,
}

impl Plan {
    /// The weight where nobody names one: as likely right as wrong.
    pub const WEIGHT: f64 = 0.5;
}

impl Default for Plan {
    fn default() -> Self {
        Self { under: None, map: Vec::new(), weight: Self::WEIGHT }
    }
}

/// What a key becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A category.
    Category(String),
    /// Nothing: its terms are left out.
    Drop,
}

impl Target {
    /// Reads a category, or `drop`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        if text == "drop" { Self::Drop } else { Self::Category(text.to_owned()) }
    }
}

/// Why a plan does not fit a dictionary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// A category of the plan is none, with the reason.
    NoCategory(String),
    /// The dictionary has no such key; these it has.
    NoKey(String, Vec<String>),
    /// These keys have no place; empty if the terms have no key.
    Unplaced(Vec<String>),
    /// More categories than a lexicon may have.
    TooMany(usize),
}

/// The most keys that are named in a message.
const SHOWN: usize = 12;

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCategory(why) => f.write_str(why),
            Self::NoKey(key, keys) => write!(f, "there is no key `{key}`; {}", listed(keys)),
            Self::Unplaced(keys) if keys.is_empty() => {
                f.write_str("its terms have no key, so a category must be named for them")
            }
            Self::Unplaced(keys) => {
                write!(f, "no category is named for its keys; {}", listed(keys))
            }
            Self::TooMany(most) => write!(f, "has more than {most} keys"),
        }
    }
}

impl std::error::Error for Misfit {}

fn listed(keys: &[String]) -> String {
    let shown: Vec<String> = keys.iter().take(SHOWN).map(|key| format!("`{key}`")).collect();
    let more = keys.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("found {}{more}", shown.join(", "))
}

/// Where the terms of one key go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) target: Target,
    /// Named by the user, and so before all that is not.
    pub(crate) mapped: bool,
}

/// Finds places for keys, and gives each key a name of its own.
pub(crate) struct Placer<'p> {
    plan: &'p Plan,
    format: Format,
    /// How often each category was made of a key.
    taken: HashMap<String, usize>,
    used: HashSet<usize>,
}

impl<'p> Placer<'p> {
    pub(crate) fn new(plan: &'p Plan, format: Format) -> Result<Self, Misfit> {
        let targets = plan.map.iter().filter_map(|(_, target)| match target {
            Target::Category(path) => Some(path),
            Target::Drop => None,
        });
        for path in targets {
            check(path)?;
        }
        if let Some(under) = &plan.under
            && Axis::of_path(under).is_none_or(|axis| axis.name() != under)
        {
            check(under)?;
        }
        Ok(Self { plan, format, taken: HashMap::new(), used: HashSet::new() })
    }

    /// The place of a key; `None` if the plan has none.
    pub(crate) fn place(&mut self, key: &[String]) -> Result<Option<Place>, Misfit> {
        let shown = key.join(".");
        let mapped = self.plan.map.iter().enumerate().filter_map(|(at, (name, target))| {
            let rest = strip_key(&shown, name)?;
            Some((name.len(), at, target, rest))
        });
        if let Some((_, at, target, rest)) = mapped.max_by_key(|(length, at, ..)| (*length, *at)) {
            self.used.insert(at);
            let target = match target {
                Target::Drop => Target::Drop,
                // A key that is mapped itself needs no name of its own, as two may become one.
                Target::Category(path) if rest.is_empty() => Target::Category(path.clone()),
                Target::Category(path) => Target::Category(self.below(path, rest)),
            };
            return Ok(Some(Place { target, mapped: true }));
        }
        let target = match &self.plan.under {
            Some(under) if key.is_empty() => {
                check(under)?;
                Some(Target::Category(under.clone()))
            }
            Some(under) => Some(Target::Category(self.below(under, &shown))),
            None if is_category(&shown) => Some(Target::Category(shown)),
            None => default_target(self.format, key),
        };
        Ok(target.map(|target| Place { target, mapped: false }))
    }

    /// The first key of the plan that was asked for by no [`Self::place`].
    pub(crate) fn unused(&self) -> Option<&str> {
        let mut keys = self.plan.map.iter().enumerate();
        keys.find(|(at, _)| !self.used.contains(at)).map(|(_, (key, _))| key.as_str())
    }

    /// The category of a key under another. Keys whose names become alike are numbered.
    fn below(&mut self, path: &str, rest: &str) -> String {
        let parts: Vec<String> =
            rest.split('.').filter(|part| !part.trim().is_empty()).map(slug).collect();
        let name = if parts.is_empty() { "key".to_owned() } else { parts.join(".") };
        let wanted = format!("{path}.{name}");
        let mut number = self.taken.get(&wanted).map_or(1, |number| number + 1);
        let mut free = wanted.clone();
        while number > 1 {
            free = format!("{wanted}_{number}");
            if !self.taken.contains_key(&free) {
                break;
            }
            number += 1;
        }
        self.taken.insert(wanted, number);
        self.taken.entry(free.clone()).or_insert(1);
        free
    }
}

/// What follows a key in a nested one; empty for the key itself.
fn strip_key<'k>(shown: &'k str, name: &str) -> Option<&'k str> {
    let rest = shown.strip_prefix(name)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('.') }
}

/// A part of a category path made of a name: letters without accents, digits and `_`.
fn slug(name: &str) -> String {
    let plain = name.nfd().filter(|c| !is_combining_mark(*c)).collect::<String>().to_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("_");
    if slug.is_empty() { "key".to_owned() } else { slug }
}

fn is_category(path: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    Axis::of_path(path).is_some() && path.contains('.') && path.split('.').all(part)
}

fn check(path: &str) -> Result<(), Misfit> {
    if is_category(path) {
        return Ok(());
    }
    Err(Misfit::NoCategory(if Axis::of_path(path).is_some_and(|axis| axis.name() == path) {
        format!("`{path}` is an axis; name a category below it, such as `{path}.mine`")
    } else {
        format!(
            "`{path}` is no category; expected a path in lower case under hedge, weasel, \
             certainty or loaded, such as `loaded.mine`"
        )
    }))
}

/// Where a key goes that nobody has named a category for.
///
/// Only the strong MPQA clues have a place: annotators found them subjective in most of their uses,
/// and with a polarity, which is what `loaded.pejorative` and `loaded.laudatory` are for. Weak clues
/// are subjective in some uses only. NRC asks what a word is associated with, and so calls topics
/// such as *war* negative; VADER rates plain appraisal (*good*, *bad*): neither is loaded wording
/// as such, so there the user has to say what is meant.
fn default_target(format: Format, key: &[String]) -> Option<Target> {
    if format != Format::Mpqa {
        return None;
    }
    let [strength, polarity] = key else { return None };
    Some(match (strength.as_str(), polarity.as_str()) {
        ("strongsubj", "negative") => Target::Category("loaded.pejorative".to_owned()),
        ("strongsubj", "positive") => Target::Category("loaded.laudatory".to_owned()),
        _ => Target::Drop,
    })
}
