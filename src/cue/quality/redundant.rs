//! Phrases that could be left out: a shorter term inside them counts alike.

use std::collections::{BTreeMap, HashMap};

use crate::cue::quality::{among, listed};
use crate::lexicon::Lexicon;
use crate::lexicon::entry::{Entry, EntryId, Surface};
use crate::lexicon::finding::{Finding, Rule};

/// Names an entry if in each of its spellings exactly one shorter term stands, one that always counts
/// for the same category with the same weight.
pub(super) fn findings(lexicon: &Lexicon, entries: usize) -> Vec<Finding> {
    let surfaces: HashMap<&str, &Surface> =
        lexicon.surfaces().iter().map(|surface| (surface.text.as_str(), surface)).collect();
    let mut spellings: BTreeMap<EntryId, Vec<(&str, Option<&str>)>> = BTreeMap::new();
    for surface in lexicon.surfaces() {
        let Some(sense) = surface.senses.first() else { continue };
        if among(sense.entry, entries) {
            let alike = alike(lexicon, &surfaces, surface);
            spellings.entry(sense.entry).or_default().push((&surface.text, alike));
        }
    }
    let redundant = spellings.into_iter().filter_map(|(id, spellings)| {
        let shorter = spellings.first()?.1?;
        spellings.iter().all(|(_, shorter)| shorter.is_some()).then_some(())?;
        let spellings: Vec<&str> = spellings.into_iter().map(|(text, _)| text).collect();
        let message =
            format!("{}: `{shorter}` inside counts to the same effect", listed(&spellings));
        let at = &lexicon.entry(id).at;
        Some(Finding::new(Rule::Redundant, at, message, "delete it, or give it its own weight"))
    });
    redundant.collect()
}

/// The shorter term that would count in place of this spelling. Where a first sense always counts, those
/// behind it do not matter.
fn alike<'a>(
    lexicon: &Lexicon,
    surfaces: &HashMap<&str, &'a Surface>,
    surface: &Surface,
) -> Option<&'a str> {
    let whole = lexicon.entry(surface.senses.first()?.entry);
    let mut inside = inside(surfaces, &surface.text).into_iter();
    let (Some(shorter), None) = (inside.next(), inside.next()) else { return None };
    let sense = shorter.senses.first()?;
    same_effect(whole, lexicon.entry(sense.entry)).then_some(shorter.text.as_str())
}

/// The longest shorter terms in a spelling, from left to right.
fn inside<'a>(surfaces: &HashMap<&str, &'a Surface>, text: &str) -> Vec<&'a Surface> {
    let words: Vec<&str> = text.split(' ').collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let mut ends = (at + 1..=words.len()).rev().filter(|end| end - at < words.len());
        let longest = ends
            .find_map(|end| Some((end, *surfaces.get(words.get(at..end)?.join(" ").as_str())?)));
        at = longest.map_or(at + 1, |(end, _)| end);
        found.extend(longest.map(|(_, surface)| surface));
    }
    found
}

fn same_effect(one: &Entry, other: &Entry) -> bool {
    one.is_unguarded()
        && other.is_unguarded()
        && one.category == other.category
        && one.weight.to_bits() == other.weight.to_bits()
        && one.negated == other.negated
}

#[cfg(test)]
mod tests {
    use crate::cue::quality::tests::found;

    #[test]
    fn a_phrase_around_one_term_that_counts_alike_is_named() {
        let short = "term,in,weight,if_next\nperhaps,hedge.modal,0.5,\nmaybe,hedge.modal,0.5,\n\
            about,hedge.modal,0.5,NUM\n";
        for (phrase, said) in [
            ("perhaps so,hedge.modal,0.5,", Some("`perhaps so`: `perhaps` inside")),
            (
                "[perhaps|maybe] so,hedge.modal,0.5,",
                Some("`maybe so`, `perhaps so`: `maybe` inside"),
            ),
            ("[perhaps|quite] so,hedge.modal,0.5,", None),
            ("perhaps so,hedge.modal,0.6,", None),
            ("perhaps so,hedge.condition,0.5,", None),
            ("perhaps so,hedge.modal,0.5,NUM", None),
            ("perhaps maybe,hedge.modal,0.5,", None),
            ("just about,hedge.modal,0.5,", None),
        ] {
            let found: Vec<String> = found(&format!("{short}{phrase}\n"), "")
                .into_iter()
                .filter_map(|found| Some(found.strip_prefix("a.csv:5: redundant: ")?.to_owned()))
                .collect();
            let said = said.map(|said| format!("{said} counts to the same effect"));
            assert_eq!(found, said.into_iter().collect::<Vec<_>>(), "{phrase}");
        }
    }
}
