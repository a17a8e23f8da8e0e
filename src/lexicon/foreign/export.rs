//! From a lexicon to a file: our TOML and CSV, quanteda's YAML, LIWC's `.dic`.
//!
//! quanteda and LIWC hold spellings and categories and nothing else. What counts only under a
//! condition is left out of them rather than written as if it always counted.

mod lists;
mod own;
mod spellings;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::lexicon::Lexicon;
use crate::lexicon::entry::{Case, Category, Entry, Negated, Quoted};
use crate::lexicon::foreign::export::spellings::Spellings;
use crate::lexicon::foreign::toml_text;

/// A form that a lexicon is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Our own form; it holds everything.
    Toml,
    /// Our own form as a table; it holds no categories.
    Csv,
    /// quanteda's YAML.
    Quanteda,
    /// LIWC's `.dic`.
    Liwc,
}

impl Target {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Toml, Self::Csv, Self::Quanteda, Self::Liwc];

    /// The name that the command line knows it by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Toml => "toml",
            Self::Csv => "csv",
            Self::Quanteda => "quanteda",
            Self::Liwc => "liwc",
        }
    }
}

/// A lexicon as a file, and what that file does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The file's content.
    pub text: String,
    /// Entries that are in it.
    pub entries: usize,
    /// What is not, in the order in which a reader would miss it.
    pub losses: Vec<Loss>,
}

/// Something that a form cannot hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// What, and whether the entries themselves are left out.
    pub what: &'static str,
    /// The entries that it concerns, by name.
    pub entries: Vec<String>,
}

/// Writes a lexicon in a form.
#[must_use]
pub fn export(lexicon: &Lexicon, target: Target) -> Exported {
    match target {
        Target::Toml => own::toml(lexicon),
        Target::Csv => own::csv(lexicon),
        Target::Quanteda => flat(lexicon, quanteda),
        Target::Liwc => flat(lexicon, liwc),
    }
}

/// Losses by what they are, in the order of [`REASONS`].
#[derive(Debug, Default)]
struct Losses(BTreeMap<usize, Vec<String>>);

const BELOW: &str = "below --min-precision: left out";
const OFF: &str = "categories that are off: left out";
const QUOTATION: &str = "the term “…” for short quotations: left out";
const GUARDS: &str = "guards: left out";
const CASE: &str = "case: left out";
const NEGATED: &str = "what a negation does: left out";
const QUOTED: &str = "what quotation marks do: left out";
const SHADOWED: &str = "spellings that a guarded sense may take first: left out";
const LISTS: &str = "guards with lists that cannot be written out: left out";
const WEIGHTS: &str = "weights: written without";
const OWN_CATEGORIES: &str =
    "categories that the built-in lexicons lack, with their titles: declare them in TOML";
const BARS: &str = "examples with `|` in them: written without";
const SWITCHED: &str = "switches of categories: written without";

const REASONS: [&str; 13] = [
    BELOW,
    OFF,
    QUOTATION,
    GUARDS,
    CASE,
    NEGATED,
    QUOTED,
    SHADOWED,
    LISTS,
    WEIGHTS,
    OWN_CATEGORIES,
    BARS,
    SWITCHED,
];

impl Losses {
    fn add(&mut self, what: &str, entry: &Entry) {
        let at = REASONS.iter().position(|reason| *reason == what).unwrap_or(0);
        self.0.entry(at).or_default().push(entry.name.as_str().to_owned());
    }

    fn finish(self) -> Vec<Loss> {
        let loss = |(at, entries)| {
            let what = REASONS.get(at).copied().unwrap_or_default();
            Loss { what, entries }
        };
        self.0.into_iter().map(loss).collect()
    }
}

/// Why an entry cannot be written as spellings alone.
fn condition(lexicon: &Lexicon, entry: &Entry) -> Option<&'static str> {
    if entry.below.is_some() {
        Some(BELOW)
    } else if lexicon.category(entry.category).off {
        Some(OFF)
    } else if entry.term == crate::lexicon::pattern::QUOTATION {
        Some(QUOTATION)
    } else if !entry.guards.is_empty() {
        Some(GUARDS)
    } else if entry.case != Case::Any {
        Some(CASE)
    } else if entry.negated != Negated::Keep {
        Some(NEGATED)
    } else if entry.quoted != Quoted::Keep {
        Some(QUOTED)
    } else {
        None
    }
}

/// Spellings under the path of their category.
type Flat<'l> = BTreeMap<&'l str, Vec<&'l str>>;

fn flat(lexicon: &Lexicon, write: fn(&Flat<'_>) -> String) -> Exported {
    let spellings = Spellings::of(lexicon);
    let mut losses = Losses::default();
    let mut flat = Flat::new();
    let mut entries = 0;
    for (at, entry) in lexicon.entries().iter().enumerate() {
        if let Some(why) = condition(lexicon, entry) {
            losses.add(why, entry);
            continue;
        }
        let category = lexicon.category(entry.category);
        let all = spellings.of_entry(at);
        // Only where the entry is the first to be tried does its spelling always count for it.
        let first: Vec<&str> = all.iter().filter(|s| s.first).map(|s| s.text).collect();
        if first.len() < all.len() {
            losses.add(SHADOWED, entry);
        }
        if differs(entry, category) {
            losses.add(WEIGHTS, entry);
        }
        entries += usize::from(!first.is_empty());
        flat.entry(category.path.as_str()).or_default().extend(first);
    }
    flat.retain(|_, spellings| !spellings.is_empty());
    Exported { text: write(&flat), entries, losses: losses.finish() }
}

fn differs(entry: &Entry, category: &Category) -> bool {
    (entry.weight - category.weight).abs() > f64::EPSILON
}

fn quanteda(flat: &Flat<'_>) -> String {
    let mut text = String::new();
    for (path, spellings) in flat {
        // A string of TOML in quotation marks is one of YAML.
        let _ = writeln!(text, "{}:", toml_text::quoted(path));
        for spelling in spellings {
            let _ = writeln!(text, "  - {}", toml_text::quoted(spelling));
        }
    }
    text
}

fn liwc(flat: &Flat<'_>) -> String {
    let mut text = "%\n".to_owned();
    for (at, path) in flat.keys().enumerate() {
        let _ = writeln!(text, "{}\t{path}", at + 1);
    }
    text.push_str("%\n");
    let ids = flat.values().enumerate();
    let mut terms: Vec<(&str, usize)> =
        ids.flat_map(|(at, terms)| terms.iter().map(move |term| (*term, at + 1))).collect();
    terms.sort_unstable();
    for (term, id) in terms {
        let _ = writeln!(text, "{term}\t{id}");
    }
    text
}
