//! Documents collected in any order and from any number of parts, then put in one.

use std::collections::HashMap;
use std::hash::Hash;

use crate::compare::observation::{Observation, TermCounts, TermKey, TopicCounts};

/// Collects observations. The corpus that comes of it does not depend on their order, nor on how they
/// were split over builders that were merged.
#[derive(Debug, Clone, Default)]
pub struct CorpusBuilder {
    groups: Names<String>,
    strata: Names<String>,
    periods: Names<String>,
    topics: Names<String>,
    terms: Names<TermKey>,
    documents: Vec<Document>,
}

/// Observations in a fixed order, ready for tables.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Corpus {
    pub(super) groups: Vec<String>,
    pub(super) strata: Vec<String>,
    pub(super) periods: Vec<String>,
    pub(super) topics: Vec<String>,
    pub(super) terms: Vec<TermKey>,
    pub(super) documents: Vec<Document>,
    /// Whether terms were dropped, so that what is counted by sentences no longer holds.
    pub(super) is_ablated: bool,
}

/// A document whose names are numbers: positions in the lists of its corpus.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Document {
    pub(super) group: u32,
    pub(super) id: String,
    pub(super) stratum: u32,
    pub(super) period: Option<u32>,
    pub(super) sentences: u64,
    pub(super) words: [u64; 2],
    pub(super) headline_words: u64,
    /// In order, without those that are all 0.
    pub(super) topics: Vec<(u32, TopicCounts)>,
    /// In order, without those that are all 0.
    pub(super) terms: Vec<(u32, TermCounts)>,
}

impl CorpusBuilder {
    /// Adds a document.
    pub fn add(&mut self, observation: Observation) {
        let Observation { id, group, stratum, period, counts } = observation;
        let topics = counts.topics.into_iter();
        let terms = counts.terms.into_iter();
        let document = Document {
            group: self.groups.number(group),
            id,
            stratum: self.strata.number(stratum),
            period: period.map(|period| self.periods.number(period)),
            sentences: counts.sentences,
            words: counts.words,
            headline_words: counts.headline_words,
            topics: topics.map(|(name, counts)| (self.topics.number(name), counts)).collect(),
            terms: terms.map(|(term, counts)| (self.terms.number(term), counts)).collect(),
        };
        self.documents.push(document);
    }

    /// Adds the documents of another builder.
    pub fn merge(&mut self, other: Self) {
        let numbers = Numbers {
            groups: self.groups.take_in(other.groups),
            strata: self.strata.take_in(other.strata),
            periods: self.periods.take_in(other.periods),
            topics: self.topics.take_in(other.topics),
            terms: self.terms.take_in(other.terms),
        };
        self.documents.extend(other.documents.into_iter().map(|document| numbers.of(document)));
    }

    /// How many documents there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// The corpus.
    #[must_use]
    pub fn finish(self) -> Corpus {
        let (groups, group_numbers) = self.groups.sorted();
        let (strata, stratum_numbers) = self.strata.sorted();
        let (periods, period_numbers) = self.periods.sorted();
        let (topics, topic_numbers) = self.topics.sorted();
        let (terms, term_numbers) = self.terms.sorted();
        let numbers = Numbers {
            groups: group_numbers,
            strata: stratum_numbers,
            periods: period_numbers,
            topics: topic_numbers,
            terms: term_numbers,
        };
        let mut documents: Vec<Document> =
            self.documents.into_iter().map(|document| numbers.of(document)).collect();
        documents.sort_unstable();
        Corpus { groups, strata, periods, topics, terms, documents, is_ablated: false }
    }
}

impl Corpus {
    /// The groups in order.
    #[must_use]
    pub fn groups(&self) -> &[String] {
        &self.groups
    }

    /// The strata in order; one where nothing is stratified.
    #[must_use]
    pub fn strata(&self) -> &[String] {
        &self.strata
    }

    /// The periods in order.
    #[must_use]
    pub fn periods(&self) -> &[String] {
        &self.periods
    }

    /// The topics in order, those without a hit too.
    #[must_use]
    pub fn topics(&self) -> &[String] {
        &self.topics
    }

    /// How many documents there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }
}

impl Document {
    /// The counts of a topic.
    pub(super) fn topic(&self, topic: u32) -> TopicCounts {
        let found = self.topics.binary_search_by_key(&topic, |(topic, _)| *topic).ok();
        found.and_then(|at| self.topics.get(at)).map(|(_, counts)| *counts).unwrap_or_default()
    }
}

/// Names by number, in the order in which they came.
#[derive(Debug, Clone)]
struct Names<T>(HashMap<T, u32>);

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Hash + Eq + Ord> Names<T> {
    fn number(&mut self, name: T) -> u32 {
        let next = u32::try_from(self.0.len()).expect("there are fewer names than documents");
        *self.0.entry(name).or_insert(next)
    }

    /// Adds the names of others and returns the new numbers by their old ones.
    fn take_in(&mut self, others: Self) -> Vec<u32> {
        let mut by_number: Vec<(u32, T)> = others.0.into_iter().map(|(t, n)| (n, t)).collect();
        by_number.sort_unstable();
        by_number.into_iter().map(|(_, name)| self.number(name)).collect()
    }

    /// The names in order, and their places in it by their numbers.
    fn sorted(self) -> (Vec<T>, Vec<u32>) {
        let mut names: Vec<(T, u32)> = self.0.into_iter().collect();
        names.sort_unstable();
        let mut places = vec![0; names.len()];
        for ((_, number), place) in names.iter().zip(0..) {
            if let Some(slot) = places.get_mut(*number as usize) {
                *slot = place;
            }
        }
        (names.into_iter().map(|(name, _)| name).collect(), places)
    }
}

/// New numbers by old ones.
struct Numbers {
    groups: Vec<u32>,
    strata: Vec<u32>,
    periods: Vec<u32>,
    topics: Vec<u32>,
    terms: Vec<u32>,
}

impl Numbers {
    fn of(&self, document: Document) -> Document {
        let new = |numbers: &[u32], old: u32| numbers.get(old as usize).copied().unwrap_or(old);
        let mut topics = document.topics;
        for (topic, _) in &mut topics {
            *topic = new(&self.topics, *topic);
        }
        topics.retain(|(_, counts)| *counts != TopicCounts::default());
        topics.sort_unstable();
        let mut terms = document.terms;
        for (term, _) in &mut terms {
            *term = new(&self.terms, *term);
        }
        terms.retain(|(_, counts)| *counts != TermCounts::default());
        terms.sort_unstable();
        Document {
            group: new(&self.groups, document.group),
            stratum: new(&self.strata, document.stratum),
            period: document.period.map(|period| new(&self.periods, period)),
            topics,
            terms,
            ..document
        }
    }
}
