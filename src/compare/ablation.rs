//! What is left without some terms.

use std::collections::BTreeSet;

use crate::compare::corpus::Corpus;
use crate::compare::observation::{TermCounts, TermKey, TopicCounts};

impl Corpus {
    /// The corpus with the hits of these terms uncounted: what a lexicon gives in which these entries
    /// are seen but do not count. Sentence shares and indices cannot be told without the texts; tables
    /// of this corpus leave them out.
    #[must_use]
    pub fn without_terms(&self, dropped: &BTreeSet<TermKey>) -> Self {
        let gone: Vec<bool> = self.terms.iter().map(|term| dropped.contains(term)).collect();
        let is_gone = |term: u32| gone.get(term as usize).copied().unwrap_or_default();
        let mut corpus = Self { is_ablated: true, ..self.clone() };
        for document in &mut corpus.documents {
            for (term, counts) in document.terms.iter().filter(|(term, _)| is_gone(*term)) {
                let Some(key) = self.terms.get(*term as usize) else { continue };
                for (topic, sums) in &mut document.topics {
                    if self.topics.get(*topic as usize).is_some_and(|topic| key.is_of(topic)) {
                        subtract(sums, counts);
                    }
                }
            }
            document.terms.retain(|(term, _)| !is_gone(*term));
        }
        corpus
    }
}

fn subtract(sums: &mut TopicCounts, counts: &TermCounts) {
    for (sum, hits) in sums.hits.iter_mut().zip(counts.hits) {
        *sum = sum.saturating_sub(hits);
    }
    sums.headline = sums.headline.saturating_sub(counts.headline);
}
