//! A document that is put together from the rows of several tables.

use std::collections::{BTreeMap, HashMap};

use crate::compare::observation::{TermCounts, TermKey, TopicCounts};
use crate::lexicon::axis::Axis;
use crate::output::earlier::EarlierError;
use crate::output::earlier::document::EarlierDocument;

/// A document as it is put together.
#[derive(Debug)]
pub(super) struct Pending {
    pub(super) document: EarlierDocument,
    pub(super) terms: Vec<(usize, TermCounts)>,
    /// By category, with the last sentence that was hit.
    pub(super) categories: BTreeMap<String, (TopicCounts, u64)>,
}

impl Pending {
    /// Hits add up to what the document's own row counts.
    pub(super) fn check_hits(&self, keys: &[TermKey]) -> Result<(), EarlierError> {
        for axis in Axis::ALL {
            let of_axis = |term: &usize| keys.get(*term).is_some_and(|key| key.is_of(axis.name()));
            let mut sums = [0; 2];
            for (_, counts) in self.terms.iter().filter(|(term, _)| of_axis(term)) {
                for (sum, hits) in sums.iter_mut().zip(counts.hits) {
                    *sum += hits;
                }
            }
            let topic = self.document.counts.topics.get(axis.name()).copied().unwrap_or_default();
            if topic.hits != sums {
                return Err(EarlierError(format!(
                    "the hits of `{}` do not add up to its {axis} cues ({} of the author and {} \
                     quoted in the hit tables, {} and {} in its own row): the tables are of \
                     different runs, or one of them is missing",
                    self.document.id,
                    sums[0],
                    sums[1],
                    topic.hits[0],
                    topic.hits[1],
                    axis = axis.name(),
                )));
            }
        }
        Ok(())
    }
}

/// Which documents repeat others.
pub(super) fn repeats(documents: &[Pending]) -> Vec<bool> {
    let key = |pending: &Pending| {
        let document = &pending.document;
        (document.id.clone(), document.source.clone(), document.columns.clone())
    };
    let mut kept: HashMap<&str, usize> = HashMap::new();
    let mut repeats = vec![false; documents.len()];
    for (at, pending) in documents.iter().enumerate() {
        let sha = pending.document.text_sha.as_str();
        let mut lost = pending.document.dup_of.is_some().then_some(at);
        if lost.is_none() && !sha.is_empty() {
            let first = *kept.entry(sha).or_insert(at);
            let comes_first = documents.get(first).is_some_and(|kept| key(kept) <= key(pending));
            if first != at {
                lost = Some(if comes_first { at } else { first });
                if !comes_first {
                    kept.insert(sha, at);
                }
            }
        }
        if let Some(repeats) = lost.and_then(|lost| repeats.get_mut(lost)) {
            *repeats = true;
        }
    }
    repeats
}
