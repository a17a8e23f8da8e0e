//! A cue: a match that was judged, and why it counts or does not.

use std::fmt::Write as _;
use std::num::NonZero;

use crate::lexicon::Lexicon;
use crate::lexicon::entry::{Case, CategoryId, Entry, EntryId, Negated, Quoted};
use crate::lexicon::guard::GuardItem;
use crate::text::span::Span;
use crate::text::voices::Voice;

/// How many items of a guard an explanation names.
const NAMED_ITEMS: usize = 6;

/// A judged match. Only the finder makes one, so an unjudged match cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cue {
    /// The sense that was judged.
    pub entry: EntryId,
    /// Where it counts: the entry's category, or another one behind a negation.
    pub category: CategoryId,
    /// Bytes of the original text.
    pub span: Span,
    /// Whose words they are: the voice at the first byte.
    pub voice: Voice,
    /// Whether it counts.
    pub verdict: Verdict,
}

impl Cue {
    /// Whether the cue counts.
    #[must_use]
    pub const fn counts(&self) -> bool {
        matches!(self.verdict, Verdict::Counted(_))
    }
}

/// Whether a cue counts, with the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It counts.
    Counted(Grounds),
    /// It was seen and does not count.
    Discounted(Reason),
}

/// Number of an item of a guard, from 1. Cues are many, so that none takes no room of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemId(NonZero<u32>);

impl ItemId {
    /// That of the item at a place, from 0.
    pub(crate) fn at(place: usize) -> Self {
        let number =
            u32::try_from(place).ok().and_then(|place| NonZero::<u32>::MIN.checked_add(place));
        Self(number.expect("a guard has fewer than 2^32 items"))
    }

    /// The item among all of its guard, as the lexicon writes it.
    fn of(self, items: &[GuardItem]) -> &str {
        items.get(self.0.get() as usize - 1).map_or("", |item| item.written.as_str())
    }
}

/// What a counted cue rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Grounds {
    /// Which item of `if_prev` held, if there are any.
    pub prev: Option<ItemId>,
    /// Which item of `if_next` held, if there are any.
    pub next: Option<ItemId>,
    /// It stands behind a negation.
    pub negated: bool,
}

/// Why a cue does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// No item of `if_prev` holds.
    IfPrev,
    /// No item of `if_next` holds.
    IfNext,
    /// This item of `unless_prev` holds.
    UnlessPrev(ItemId),
    /// This item of `unless_next` holds.
    UnlessNext(ItemId),
    /// Its capitals are not those the entry asks for.
    Case,
    /// It stands behind a negation.
    Negated,
    /// It stands inside quotation marks, or outside, where the entry does not count.
    Quoted,
    /// Its category is off.
    Off,
    /// The profile in use says that it is right too seldom.
    Precision,
    /// It lies inside a longer cue that counts.
    Inside(EntryId),
}

impl Verdict {
    /// Why the cue counts or does not, in words and in the lexicon's own items.
    #[must_use]
    pub fn explain(&self, lexicon: &Lexicon, entry: &Entry) -> String {
        match self {
            Self::Counted(grounds) => grounds.explain(entry),
            Self::Discounted(reason) => reason.explain(lexicon, entry),
        }
    }
}

impl Grounds {
    fn explain(self, entry: &Entry) -> String {
        let mut text = String::new();
        for (place, items, item) in [
            ("before it", &entry.guards.if_prev, self.prev),
            ("behind it", &entry.guards.if_next, self.next),
        ] {
            if let Some(item) = item.map(|item| item.of(items)) {
                let _ = write!(text, "{}{place}: {item}", if text.is_empty() { "" } else { ", " });
            }
        }
        if self.negated && matches!(entry.negated, Negated::Route(_)) {
            let _ = write!(text, "{}negated", if text.is_empty() { "" } else { ", " });
        }
        if entry.is_loose() {
            text.push_str("counts in this profile although its guards fail");
        } else if text.is_empty() {
            let unguarded = entry.guards.is_empty();
            text.push_str(if unguarded { "no guard" } else { "no exception holds" });
        }
        text
    }
}

impl Reason {
    fn explain(self, lexicon: &Lexicon, entry: &Entry) -> String {
        let guards = &entry.guards;
        match self {
            Self::IfPrev => format!("needs before it: {}", listed(&guards.if_prev)),
            Self::IfNext => format!("needs behind it: {}", listed(&guards.if_next)),
            Self::UnlessPrev(item) => {
                format!("excluded by what is before it: {}", item.of(&guards.unless_prev))
            }
            Self::UnlessNext(item) => {
                format!("excluded by what is behind it: {}", item.of(&guards.unless_next))
            }
            Self::Case if entry.case == Case::Lower => "needs to be lower case".to_owned(),
            Self::Case => format!("needs to be spelt {}", entry.term),
            Self::Negated => "negated".to_owned(),
            Self::Quoted if entry.quoted == Quoted::Only => "not inside quotation marks".to_owned(),
            Self::Quoted => "inside quotation marks".to_owned(),
            Self::Off => "category is off".to_owned(),
            Self::Precision => match (entry.rating, entry.below) {
                (Some(rating), Some(least)) => {
                    format!("right in {} of {}, less than {least}", rating.right, rating.judged)
                }
                _ => "right too seldom".to_owned(),
            },
            Self::Inside(longer) => format!("inside {}", lexicon.entry(longer).name),
        }
    }
}

/// The first items in file order, and how many more there are.
fn listed(items: &[GuardItem]) -> String {
    let named: Vec<&str> =
        items.iter().take(NAMED_ITEMS).map(|item| item.written.as_str()).collect();
    let mut text = named.join(" | ");
    let more = items.len().saturating_sub(NAMED_ITEMS);
    if more > 0 {
        let _ = write!(text, " … and {more} more");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::LexiconLoader;

    /// The reason for an entry with these items in `if_next`.
    fn needs_behind(items: &str) -> String {
        let csv = format!("term,in,if_next\nabout,hedge.approximator.rounder,{items}\n");
        let lexicon = LexiconLoader::new().without_builtin().add("mine.csv", &csv).load().unwrap();
        Verdict::Discounted(Reason::IfNext).explain(&lexicon, &lexicon.entries()[0])
    }

    #[test]
    fn cues_are_small() {
        assert!(size_of::<Cue>() <= 40, "a text of 15 MB has 300,000");
    }

    #[test]
    fn a_long_guard_is_named_by_its_first_items() {
        assert_eq!(needs_behind("a|NUM~3"), "needs behind it: a | NUM~3");
        assert_eq!(needs_behind("a|b|c|d|e|f"), "needs behind it: a | b | c | d | e | f");
        assert_eq!(
            needs_behind("a|b|c|d|e|f|g"),
            "needs behind it: a | b | c | d | e | f … and 1 more"
        );
        let many = (0..70).map(|n| format!("w{n}")).collect::<Vec<_>>().join("|");
        assert_eq!(
            needs_behind(&many),
            "needs behind it: w0 | w1 | w2 | w3 | w4 | w5 … and 64 more"
        );
    }
}
