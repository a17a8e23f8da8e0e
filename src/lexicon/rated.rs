//! A lexicon with measured weights in place of judged ones.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::lexicon::Lexicon;
use crate::lexicon::entry::{Entry, EntryId, Sense};
use crate::lexicon::profile::Profile;

/// What the name of a loose sense ends with.
pub const LOOSE: &str = "~loose";

/// The weight of a loose sense until it is measured.
const LOOSE_WEIGHT: f64 = 0.05;

impl Lexicon {
    /// The lexicon with a loose sense behind each guarded entry for which `wanted` holds, asked with
    /// the name that the sense would have.
    ///
    /// A loose sense is the same term without the tests on its neighbours. It is tried where those
    /// of all other senses fail; where a spelling has a sense without such tests, it needs none.
    #[must_use]
    pub fn loosened(&self, wanted: impl Fn(&str) -> bool) -> Self {
        let mut lexicon = self.clone();
        let mut loose: BTreeMap<EntryId, EntryId> = BTreeMap::new();
        let terms = lexicon.terms.all_mut();
        for surface in &mut terms.surfaces {
            let entry = |sense: &Sense| self.entries().get(sense.entry.index());
            let bare = |sense: &Sense| entry(sense).is_none_or(|entry| entry.guards.is_empty());
            if surface.senses.iter().any(bare) {
                continue;
            }
            let Some(first) = surface.senses.first().cloned() else { continue };
            let Some(strict) = entry(&first) else { continue };
            let name = format!("{}{LOOSE}", strict.name);
            if !wanted(&name) {
                continue;
            }
            let id = *loose.entry(first.entry).or_insert_with(|| {
                let id = EntryId(u32::try_from(terms.entries.len()).unwrap_or(u32::MAX));
                terms.entries.push(Entry { name: name.into(), ..loose_sense(strict) });
                id
            });
            surface.senses.push(Sense { entry: id, ..first });
        }
        lexicon
    }

    /// The lexicon with the ratings of a profile and its loose senses. An entry whose share of right ones is below `least` does not count; one that is
    /// not rated keeps its weight and counts.
    #[must_use]
    pub fn rated(&self, profile: &Profile, least: Option<f64>) -> Self {
        let mut lexicon = self.loosened(|name| profile.ratings.contains_key(name));
        for entry in &mut lexicon.terms.all_mut().entries {
            let Some(rating) = profile.ratings.get(entry.name.as_str()) else { continue };
            entry.weight = rating.weight;
            entry.rating = Some(*rating);
            let precision = rating.precision().unwrap_or(1.0);
            entry.below = least.filter(|least| precision < *least);
        }
        lexicon
    }

    /// The names that a profile rates and no entry has, in order.
    #[must_use]
    pub fn unknown_of<'p>(&self, profile: &'p Profile) -> Vec<&'p str> {
        let mut names: Vec<&str> = self.entries().iter().map(|entry| entry.name.as_str()).collect();
        names.sort_unstable();
        let unknown = |name: &&str| {
            let strict = name.strip_suffix(LOOSE).unwrap_or(name);
            names.binary_search(&strict).is_err()
        };
        profile.ratings.keys().map(String::as_str).filter(unknown).collect()
    }
}

impl Entry {
    /// Whether this is the loose sense of a guarded entry.
    #[must_use]
    pub fn is_loose(&self) -> bool {
        self.name.ends_with(LOOSE)
    }
}

fn loose_sense(strict: &Entry) -> Entry {
    Entry {
        guards: Arc::default(),
        weight: LOOSE_WEIGHT,
        rating: None,
        yes: Vec::new(),
        no: Vec::new(),
        ..strict.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::LexiconLoader;
    use crate::lexicon::profile::Rating;

    const CSV: &str = "term,in,weight,if_next\n[about|around],hedge.modal,0.4,NUM\n\
        about,hedge.modal,0.3,half\nmaybe,hedge.modal,0.6,\nif,hedge.condition,0.5,\n";

    fn lexicon() -> Lexicon {
        LexiconLoader::new().without_builtin().add("t.csv", CSV).load().unwrap()
    }

    fn senses(lexicon: &Lexicon) -> Vec<String> {
        let names = |surface: &crate::lexicon::entry::Surface| {
            let names = surface.senses.iter().map(|sense| lexicon.entry(sense.entry).name.as_str());
            format!("{}: {}", surface.text, names.collect::<Vec<_>>().join(" "))
        };
        lexicon.surfaces().iter().map(names).collect()
    }

    #[test]
    fn a_loose_sense_is_tried_last_and_only_where_all_are_guarded() {
        assert_eq!(
            senses(&lexicon().loosened(|_| true)),
            [
                "about: t:about t:about#2 t:about~loose",
                "around: t:about t:about~loose",
                "if: t:if",
                "maybe: t:maybe",
            ]
        );
        let twice = lexicon().loosened(|_| true).loosened(|_| true);
        assert_eq!(senses(&twice), senses(&lexicon().loosened(|_| true)));
        assert_eq!(senses(&lexicon().loosened(|_| false)), senses(&lexicon()));
    }

    #[test]
    fn ratings_replace_weights() {
        let rating = |judged, right, weight| Rating { judged, right, weight };
        let profile = Profile {
            ratings: [
                ("t:about~loose".to_owned(), rating(9, 3, 0.2)),
                ("t:maybe".to_owned(), rating(4, 1, 0.3)),
                ("t:perhaps".to_owned(), rating(4, 1, 0.3)),
            ]
            .into(),
            ..Profile::default()
        };
        let rated = lexicon().rated(&profile, Some(0.3));
        let found: Vec<_> =
            rated.entries().iter().map(|e| (e.name.as_str(), e.weight, e.below)).collect();
        assert_eq!(
            found,
            [
                ("t:about", 0.4, None),
                ("t:about#2", 0.3, None),
                ("t:maybe", 0.3, Some(0.3)),
                ("t:if", 0.5, None),
                ("t:about~loose", 0.2, None),
            ]
        );
        assert_eq!(lexicon().unknown_of(&profile), ["t:perhaps"]);
    }
}
