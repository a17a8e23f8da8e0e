//! Weights of entries from observations, by either method.

use std::collections::BTreeMap;

use crate::evaluate::calibrate::noisy_or::{Pattern, Prior, add, most_likely, occurrences};
use crate::evaluate::calibrate::observed::{Observation, seen};
use crate::lexicon::Lexicon;
use crate::lexicon::entry::EntryId;
use crate::score::sentence::combined;

/// How a weight is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// The share of right ones among the sentences in which the entry counts, drawn towards its
    /// weight in the lexicon.
    Shrunk,
    /// Most likely together with all others, drawn towards its weight in the lexicon as the entries
    /// of its category have proved stronger or weaker than theirs.
    NoisyOr,
}

/// How many sentences the prior of a whole category is worth.
const CATEGORY_STRENGTH: f64 = 5.0;
/// A prior is no certainty: data must be able to move it.
const PRIORS: (f64, f64) = (0.005, 0.95);

/// A weight for every entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights(Vec<f64>);

impl Weights {
    /// The weight of an entry.
    #[must_use]
    pub fn of(&self, entry: EntryId) -> f64 {
        self.0.get(entry.index()).copied().unwrap_or_default()
    }

    /// The score of a sentence in millionths.
    #[must_use]
    pub fn score(&self, observation: &Observation) -> u64 {
        combined(observation.entries.iter().map(|entry| self.of(*entry)))
    }
}

impl Method {
    /// The name on the command line and in profiles.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shrunk => "shrunk",
            Self::NoisyOr => "noisy-or",
        }
    }

    /// Fits weights, the prior being worth `strength` sentences. An entry that was not seen, or that
    /// is rated already, keeps the weight it has in the lexicon.
    #[must_use]
    pub fn fit(self, lexicon: &Lexicon, observed: &[&Observation], strength: f64) -> Weights {
        let mut weights = match self {
            Self::Shrunk => shrunk(lexicon, observed, strength),
            Self::NoisyOr => noisy_or(lexicon, observed, strength),
        };
        // As a profile keeps them.
        for weight in &mut weights {
            *weight = (*weight * 10_000.0).round() / 10_000.0;
        }
        Weights(weights)
    }
}

fn own_weights(lexicon: &Lexicon) -> Vec<f64> {
    lexicon.entries().iter().map(|entry| entry.weight).collect()
}

fn shrunk(lexicon: &Lexicon, observed: &[&Observation], strength: f64) -> Vec<f64> {
    let mut weights = own_weights(lexicon);
    for (entry, seen) in seen(observed) {
        let Some(weight) = weights.get_mut(entry.index()) else { continue };
        if lexicon.entry(entry).rating.is_none() {
            #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
            let (judged, right) = (seen.judged as f64, seen.right as f64);
            *weight = (right + strength * *weight) / (judged + strength);
        }
    }
    weights
}

fn noisy_or(lexicon: &Lexicon, observed: &[&Observation], strength: f64) -> Vec<f64> {
    let fixed: Vec<bool> = lexicon.entries().iter().map(|entry| entry.rating.is_some()).collect();
    let patterns = patterns(observed, EntryId::index);
    let priors = scaled(lexicon, observed);
    let mut weights = own_weights(lexicon);
    let fitted = most_likely(&patterns, Prior { weights: &priors, fixed: &fixed, strength });
    let occurrences = occurrences(&patterns, weights.len());
    for (weight, (fitted, occurrences)) in
        weights.iter_mut().zip(fitted.into_iter().zip(occurrences))
    {
        if occurrences > 0.0 {
            *weight = fitted;
        }
    }
    weights
}

/// The weights of the lexicon, times what the entries of each category have proved to weigh in place
/// of their mean. Those of strict and of loose senses are two kinds; what is rated stays.
fn scaled(lexicon: &Lexicon, observed: &[&Observation]) -> Vec<f64> {
    let entries = lexicon.entries();
    let kinds = 2 * lexicon.categories().len();
    let kind = |id: EntryId| {
        let entry = lexicon.entry(id);
        if entry.rating.is_some() {
            kinds + id.index()
        } else {
            2 * entry.category.index() + usize::from(entry.is_loose())
        }
    };
    let mut sums = vec![0.0; kinds + entries.len()];
    let mut counts = sums.clone();
    for id in observed.iter().flat_map(|observation| &observation.entries) {
        add(&mut sums, kind(*id), lexicon.entry(*id).weight);
        add(&mut counts, kind(*id), 1.0);
    }
    let of_sums = sums.iter().zip(&counts);
    let means: Vec<f64> =
        of_sums.map(|(sum, count)| if *count > 0.0 { sum / count } else { 0.0 }).collect();
    let fixed: Vec<bool> = (0..means.len()).map(|at| at >= kinds).collect();
    let prior = Prior { weights: &means, fixed: &fixed, strength: CATEGORY_STRENGTH };
    let proved = most_likely(&patterns(observed, kind), prior);
    let ids = (0..).map(EntryId);
    let scaled = |(id, entry): (EntryId, &crate::lexicon::entry::Entry)| {
        let at = kind(id);
        match (means.get(at), proved.get(at)) {
            (Some(mean), Some(proved)) if *mean > 0.0 && entry.rating.is_none() => {
                (entry.weight * proved / mean).clamp(PRIORS.0, PRIORS.1)
            }
            _ => entry.weight,
        }
    };
    ids.zip(entries).map(scaled).collect()
}

/// Equal sentences together, in a fixed order.
fn patterns(observed: &[&Observation], cue: impl Fn(EntryId) -> usize) -> Vec<(Pattern, u32)> {
    let mut patterns: BTreeMap<Pattern, u32> = BTreeMap::new();
    for observation in observed {
        let cues = observation.entries.iter().map(|entry| cue(*entry)).collect();
        let pattern = Pattern { source: observation.source, label: observation.label, cues };
        *patterns.entry(pattern).or_default() += 1;
    }
    patterns.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::LexiconLoader;
    use crate::lexicon::profile::{Profile, Rating};

    const CSV: &str = "term,in,weight\nmay,hedge.modal,0.6\nperhaps,hedge.modal,0.4\n\
        so-called,loaded.doubt,0.5\nregime,loaded.label,0.3\n";

    fn lexicon() -> Lexicon {
        LexiconLoader::new().without_builtin().add("t.csv", CSV).load().unwrap()
    }

    /// Label, entries, and how many such sentences.
    fn observed(rows: &[(u8, &[u32], usize)]) -> Vec<Observation> {
        let sentences =
            rows.iter().flat_map(|(label, entries, times)| vec![(*label, *entries); *times]);
        let numbered = (0..).zip(sentences);
        numbered.map(|(n, (label, entries))| Observation::of(0, label == 1, entries, n)).collect()
    }

    fn fitted(method: Method, lexicon: &Lexicon, rows: &[(u8, &[u32], usize)]) -> Vec<f64> {
        let observed = observed(rows);
        let Weights(weights) = method.fit(lexicon, &observed.iter().collect::<Vec<_>>(), 10.0);
        weights
    }

    const ROWS: [(u8, &[u32], usize); 6] =
        [(1, &[0], 24), (0, &[0, 0], 6), (1, &[1], 2), (0, &[1, 2], 8), (1, &[], 10), (0, &[], 90)];

    #[test]
    fn shrunken_shares_by_hand() {
        // (24 + 6) / (30 + 10), (2 + 4) / (10 + 10), (0 + 5) / (8 + 10); `regime` was not seen.
        let weights = fitted(Method::Shrunk, &lexicon(), &ROWS);
        assert_eq!(weights, [0.75, 0.3, 0.2778, 0.3]);
    }

    #[test]
    fn what_is_rated_stays() {
        let may = Rating { judged: 5, right: 1, weight: 0.2 };
        let ratings = [("t:may".to_owned(), may)].into();
        let rated = lexicon().rated(&Profile { ratings, ..Profile::default() }, None);
        assert_eq!(fitted(Method::Shrunk, &rated, &ROWS), [0.2, 0.3, 0.2778, 0.3]);
        assert_eq!(fitted(Method::NoisyOr, &rated, &ROWS).first(), Some(&0.2));
    }

    #[test]
    fn an_entry_seen_once_follows_its_category() {
        let rows: [(u8, &[u32], usize); 5] =
            [(1, &[0], 20), (0, &[0], 80), (0, &[1], 1), (1, &[], 10), (0, &[], 400)];
        let weights = fitted(Method::NoisyOr, &lexicon(), &rows);
        let [may, perhaps, so_called, regime] = weights.as_slice() else { panic!("{weights:?}") };
        // `may` proved to weigh a third of its 0.6, so `perhaps` is expected at a third of its 0.4.
        assert!((0.17..0.21).contains(may), "{may}");
        assert!((0.10..0.16).contains(perhaps), "{perhaps}");
        assert_eq!((*so_called, *regime), (0.5, 0.3));
    }

    #[test]
    fn the_order_of_sentences_changes_nothing() {
        let mut observed = observed(&ROWS);
        let weights = |observed: &[Observation]| {
            Method::NoisyOr.fit(&lexicon(), &observed.iter().collect::<Vec<_>>(), 10.0)
        };
        let one = weights(&observed);
        observed.reverse();
        assert_eq!(weights(&observed), one);
    }
}
