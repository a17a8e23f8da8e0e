//! What a lexicon holds once it is checked: categories, entries and the surfaces that lead to them.

use std::sync::Arc;

use crate::lexicon::axis::Axis;
use crate::lexicon::guard::Guards;
use crate::lexicon::mistake::Location;
use crate::lexicon::profile::Rating;
use crate::lexicon::senses::Senses;
use crate::lexicon::text::Text;

/// Position of an entry in [`Lexicon::entries`](crate::lexicon::Lexicon::entries).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(pub(crate) u32);

impl EntryId {
    /// The position as an index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Position of a category in [`Lexicon::categories`](crate::lexicon::Lexicon::categories).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CategoryId(pub(crate) u16);

impl CategoryId {
    /// The position as an index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A category of an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Category {
    /// Dotted path, such as `hedge.approximator.rounder`.
    pub path: String,
    /// What belongs to it, for people.
    pub title: String,
    /// The axis at the top of the path.
    pub axis: Axis,
    /// The weight of an entry that states none, from 0 to 1.
    pub weight: f64,
    /// Seen and explained, but not counted.
    pub off: bool,
}

/// How the capitals of a match are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// They make no difference.
    Any,
    /// The match may hold no capital letter.
    Lower,
    /// The match is spelt as the term.
    Exact,
}

impl Case {
    /// Every way, in order.
    pub(crate) const ALL: [Self; 3] = [Self::Any, Self::Lower, Self::Exact];
}

/// What becomes of a cue behind a negation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Negated {
    /// It counts as ever.
    Keep,
    /// It does not count.
    Drop,
    /// It counts for another category.
    Route(CategoryId),
}

/// What becomes of a cue inside quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoted {
    /// It counts for the quoted voice.
    Keep,
    /// It does not count.
    Drop,
    /// It counts only there.
    Only,
}

impl Quoted {
    /// Each of them, in order.
    pub(crate) const ALL: [Self; 3] = [Self::Keep, Self::Drop, Self::Only];
}

/// One sense of one surface form, or of a family of forms.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// `lexicon:spelling`, the first spelling that the term expands to; `#2`, `#3` and so on, in
    /// file order, where a lexicon has several entries that begin with it.
    pub name: Text,
    /// The term as written, with its alternatives.
    pub term: Text,
    /// Where a hit counts.
    pub category: CategoryId,
    /// The chance that a counted cue is a true one: from 0 to 1, in steps of 0.0001.
    pub weight: f64,
    /// What the profile in use says of it.
    pub rating: Option<Rating>,
    /// The least share of right ones that is asked for, where the rating is below it; the entry
    /// then does not count.
    pub below: Option<f64>,
    /// How capitals are compared.
    pub case: Case,
    /// The tests on the neighbours; entries without any share one.
    pub guards: Arc<Guards>,
    /// What a negation does.
    pub negated: Negated,
    /// What quotation marks do.
    pub quoted: Quoted,
    /// Sentences in which the entry must count.
    pub yes: Vec<String>,
    /// Sentences in which it must not.
    pub no: Vec<String>,
    /// The work that inspired the entry.
    pub source: String,
    /// A remark for people.
    pub note: String,
    /// The term of the entry that it answers, which carries the same category and weight.
    pub pair: String,
    /// Where the term stands.
    pub at: Location,
}

impl Entry {
    /// Whether a match of the entry always counts outside of negation.
    #[must_use]
    pub fn is_unguarded(&self) -> bool {
        self.guards.is_empty() && self.case == Case::Any && self.quoted == Quoted::Keep
    }
}

/// A folded spelling and its senses in the order in which they are tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surface {
    /// Folded text; `*` stands for the rest of a word.
    pub text: Text,
    /// At least one.
    pub senses: Senses,
}

/// An entry that a surface leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sense {
    /// The entry.
    pub entry: EntryId,
    /// The spelling that `case = "exact"` asks for.
    pub exact: Option<Box<str>>,
}
