//! Whether one sense counts wherever another would.

use crate::lexicon::Lexicon;
use crate::lexicon::class::Class;
use crate::lexicon::entry::{Case, Entry, Negated, Quoted, Sense};
use crate::lexicon::guard::{GuardItem, Guards, Phrase, Test, WordList};

/// Whether `one` counts wherever `other`, a sense of the same spelling, would. `false` where that
/// cannot be told from their keys.
pub(super) fn covers(lexicon: &Lexicon, one: &Sense, other: &Sense) -> bool {
    let (entry, narrow) = (lexicon.entry(one.entry), lexicon.entry(other.entry));
    // While a category is off, the senses behind its own are tried.
    let on = !lexicon.category(entry.category).off || entry.category == narrow.category;
    let dropped = |entry: &Entry| match entry.negated {
        Negated::Keep => false,
        Negated::Drop => true,
        Negated::Route(category) => lexicon.category(category).off,
    };
    on && (!dropped(entry) || dropped(narrow))
        && (entry.quoted == Quoted::Keep || entry.quoted == narrow.quoted)
        && case_covers((entry.case, one), (narrow.case, other))
        && guards_cover(&entry.guards, &narrow.guards)
}

fn case_covers(one: (Case, &Sense), other: (Case, &Sense)) -> bool {
    let lower = |sense: &Sense| {
        sense.exact.as_ref().is_some_and(|exact| !exact.chars().any(char::is_uppercase))
    };
    match (one.0, other.0) {
        (Case::Any, _) | (Case::Lower, Case::Lower) => true,
        (Case::Lower, Case::Exact) => lower(other.1),
        (Case::Exact, Case::Exact) => one.1.exact == other.1.exact,
        (Case::Lower | Case::Exact, _) => false,
    }
}

fn guards_cover(one: &Guards, other: &Guards) -> bool {
    let wanted = |wide: &[GuardItem], narrow: &[GuardItem]| {
        wide.is_empty() || (!narrow.is_empty() && items_cover(wide, narrow))
    };
    wanted(&one.if_prev, &other.if_prev)
        && wanted(&one.if_next, &other.if_next)
        && items_cover(&other.unless_prev, &one.unless_prev)
        && items_cover(&other.unless_next, &one.unless_next)
}

/// Whether one of the items `wide` holds wherever one of `narrow` does.
fn items_cover(wide: &[GuardItem], narrow: &[GuardItem]) -> bool {
    narrow.iter().all(|item| match &item.test {
        Test::Words(list) => {
            let word = |word: &str| wide.iter().any(|wide| holds_word(wide, item.within, word));
            let phrase =
                |phrase: &Phrase| wide.iter().any(|wide| holds_phrase(wide, item.within, phrase));
            list.words().all(word) && list.phrases().iter().all(phrase)
        }
        test => wide.iter().any(|wide| {
            wide.within >= item.within
                && match (&wide.test, test) {
                    (Test::Suffix(wide), Test::Suffix(narrow)) => narrow.ends_with(wide.as_str()),
                    (wide, narrow) => wide == narrow,
                }
        }),
    })
}

fn holds_word(item: &GuardItem, within: u8, word: &str) -> bool {
    item.within >= within
        && match &item.test {
            Test::Words(list) => list.has(word),
            Test::Suffix(suffix) => word.len() > suffix.len() && word.ends_with(suffix.as_str()),
            Test::Class(Class::Start | Class::End | Class::Cap) => false,
            Test::Class(class) => class.lists(word),
        }
}

fn holds_phrase(item: &GuardItem, within: u8, phrase: &Phrase) -> bool {
    let listed = |list: &WordList| list.phrases().contains(phrase);
    item.within >= within && matches!(&item.test, Test::Words(list) if listed(list))
}
