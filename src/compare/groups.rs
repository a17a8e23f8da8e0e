//! Groups side by side: rates, differences, ratios, effect sizes and tests.

use std::collections::HashMap;
use std::ops::Range;

use crate::compare::corpus::Corpus;
use crate::compare::job::{Drawn, GroupJob};
use crate::compare::measure::{Measure, Quantity};
use crate::compare::options::{CompareError, MAX_STRATA, Options, Reference};
use crate::compare::replicate::{Sums, Weighed, blocks, key, replicate_block};
use crate::compare::row::GroupRow;
use crate::stats::adjust::benjamini_hochberg;
use crate::stats::workers::Workers;

/// Memory that the resamples of the references may take, in bytes.
const MEMORY: usize = 256 << 20;

/// The group table: by topic, then quantity, the groups in order; behind each group's line of the
/// author's rate the one against its quoted words, and behind that of headlines the one against
/// bodies, where both are shown.
///
/// # Errors
/// The reference is no group, or there are too many strata.
///
/// ```
/// use hedgerow::compare::corpus::CorpusBuilder;
/// use hedgerow::compare::groups::group_table;
/// use hedgerow::compare::observation::{Counts, Observation, TopicCounts};
/// use hedgerow::compare::options::Options;
/// use hedgerow::stats::workers::Alone;
///
/// let mut builder = CorpusBuilder::default();
/// for n in 0..20 {
///     let hits = TopicCounts { hits: [n % 4 + n / 10 * 3, 0], ..TopicCounts::default() };
///     let counts = Counts {
///         words: [400, 0],
///         sentences: 20,
///         topics: [("loaded".to_owned(), hits)].into(),
///         ..Counts::default()
///     };
///     let group = if n < 10 { "Daily Lamp" } else { "Morning Kite" }.to_owned();
///     builder.add(Observation { id: n.to_string(), group, counts, ..Observation::default() });
/// }
/// let rows = group_table(&builder.finish(), &Options::default(), &Alone).unwrap();
/// let kite = rows.iter().find(|row| row.group == "Morning Kite").unwrap();
/// let contrast = kite.contrast.as_ref().unwrap();
/// assert_eq!(kite.estimate, Some(11.75));
/// assert!(contrast.difference_interval.unwrap().lo > 0.0 && contrast.p.unwrap() < 0.01);
/// ```
pub fn group_table(
    corpus: &Corpus,
    options: &Options,
    workers: &impl Workers,
) -> Result<Vec<GroupRow>, CompareError> {
    let plan = Plan::new(corpus, options)?;
    let mut rows = Vec::new();
    for topics in plan.topics.chunks(plan.at_once()) {
        rows.extend(plan.rows(topics, workers));
    }
    adjust(&mut rows);
    Ok(rows)
}

/// Gives every p its adjusted one.
fn adjust(rows: &mut [GroupRow]) {
    let p: Vec<Option<f64>> =
        rows.iter().map(|row| row.contrast.as_ref().and_then(|contrast| contrast.p)).collect();
    let tests = p.iter().flatten().count();
    for (row, adjusted) in rows.iter_mut().zip(benjamini_hochberg(&p)) {
        if let Some(contrast) = &mut row.contrast {
            contrast.p_adjusted = adjusted;
            contrast.tests_n = tests;
        }
    }
}

/// What is the same for all topics.
pub(super) struct Plan<'c> {
    pub(super) corpus: &'c Corpus,
    pub(super) options: &'c Options,
    pub(super) quantities: Vec<Quantity>,
    /// The documents of each group.
    pub(super) groups: Vec<Range<usize>>,
    pub(super) reference: Option<usize>,
    /// The key of each document's stream.
    keys: Vec<u64>,
    topics: Vec<u32>,
}

impl<'c> Plan<'c> {
    fn new(corpus: &'c Corpus, options: &'c Options) -> Result<Self, CompareError> {
        if corpus.strata.len() > MAX_STRATA {
            return Err(CompareError::TooManyStrata(corpus.strata.len()));
        }
        let reference = reference(corpus, &options.reference)?;
        let shown = |topic: &String| match &options.topics {
            Some(topics) => topics.contains(topic),
            None => true,
        };
        let topics = corpus.topics.iter().zip(0..).filter(|(topic, _)| shown(topic));
        // Without the texts nobody can say which sentences are still hit.
        let is_known = |quantity: &Quantity| {
            !corpus.is_ablated || !matches!(quantity.measure, Measure::Share | Measure::Index)
        };
        let quantities = Quantity::ALL.into_iter().filter(|q| options.shows(*q));
        Ok(Self {
            corpus,
            options,
            quantities: quantities.filter(is_known).collect(),
            groups: ranges(corpus),
            reference,
            keys: keys(corpus),
            topics: topics.map(|(_, topic)| topic).collect(),
        })
    }

    pub(super) fn draws(&self) -> usize {
        self.options.draws as usize
    }

    /// How many topics are computed at a time.
    fn at_once(&self) -> usize {
        let one = self.corpus.strata.len() * self.draws() * size_of::<Sums>();
        (MEMORY / one.max(1)).max(1)
    }

    fn rows(&self, topics: &[u32], workers: &impl Workers) -> Vec<GroupRow> {
        let sums = workers.map(topics.len(), |at| self.sums(topics.get(at).copied()));
        let references = self.references(&sums, workers);
        let groups = self.groups.len();
        let mut by_job = workers.map(topics.len() * groups, |number| {
            let (at, group) = (number / groups.max(1), number % groups.max(1));
            let (topic, sums, drawn) = (topics.get(at)?, sums.get(at)?, references.get(at)?);
            Some(GroupJob { plan: self, group, topic: *topic, sums, reference: drawn }.rows())
        });
        let mut rows = Vec::new();
        for of_topic in by_job.chunks_mut(groups.max(1)) {
            for quantity in &self.quantities {
                for of_group in of_topic.iter_mut().flatten() {
                    rows.extend(of_group.remove(quantity).unwrap_or_default());
                }
            }
        }
        rows
    }

    /// The counts of every document.
    fn sums(&self, topic: Option<u32>) -> Vec<Sums> {
        let topic = topic.unwrap_or(u32::MAX);
        self.corpus.documents.iter().map(|document| Sums::of(document, topic)).collect()
    }

    /// The resamples of the reference of each topic by stratum: of one group, or of all documents.
    fn references(&self, sums: &[Vec<Sums>], workers: &impl Workers) -> Vec<Drawn> {
        let documents = match self.reference.and_then(|group| self.groups.get(group)) {
            Some(range) => range.clone(),
            None => 0..self.corpus.documents.len(),
        };
        let blocks = if self.groups.len() > 1 { blocks(self.draws()) } else { 0 };
        let strata: Vec<Vec<Vec<Weighed>>> =
            sums.iter().map(|sums| self.by_stratum(sums, documents.clone())).collect();
        let drawn = workers.map(sums.len() * blocks, |job| {
            let strata = strata.get(job / blocks).map(Vec::as_slice).unwrap_or_default();
            let block = |documents: &Vec<Weighed>| {
                replicate_block(documents, self.options.seed, job % blocks)
            };
            strata.iter().map(block).collect::<Vec<_>>()
        });
        let mut drawn = drawn.into_iter();
        let gather = |strata: Vec<Vec<Weighed>>| {
            let mut of_strata = vec![Vec::with_capacity(self.draws()); strata.len()];
            for block in drawn.by_ref().take(blocks) {
                for (all, sums) in of_strata.iter_mut().zip(block) {
                    all.extend(sums);
                }
            }
            of_strata
        };
        strata.into_iter().map(gather).collect()
    }

    /// Documents with their keys, by stratum.
    pub(super) fn by_stratum(&self, sums: &[Sums], documents: Range<usize>) -> Vec<Vec<Weighed>> {
        let mut strata = vec![Vec::new(); self.corpus.strata.len()];
        let (from, n) = (documents.start, documents.len());
        let keyed = self.corpus.documents.iter().zip(self.keys.iter().zip(sums));
        for (document, (key, sums)) in keyed.skip(from).take(n) {
            if let Some(stratum) = strata.get_mut(document.stratum as usize) {
                stratum.push(Weighed { key: *key, sums: *sums });
            }
        }
        strata
    }
}

/// The number of the group that all others are compared with.
pub(super) fn reference(
    corpus: &Corpus,
    reference: &Reference,
) -> Result<Option<usize>, CompareError> {
    let Reference::Group(name) = reference else { return Ok(None) };
    if let Ok(group) = corpus.groups.binary_search(name) {
        Ok(Some(group))
    } else {
        let groups = corpus.groups.clone();
        Err(CompareError::UnknownReference { name: name.clone(), groups })
    }
}

/// The documents of each group: they are in order of groups.
pub(super) fn ranges(corpus: &Corpus) -> Vec<Range<usize>> {
    let start = |group: u32| corpus.documents.partition_point(|document| document.group < group);
    let groups = (0..).take(corpus.groups.len());
    groups.map(|group| start(group)..start(group + 1)).collect()
}

fn keys(corpus: &Corpus) -> Vec<u64> {
    let mut seen: HashMap<&str, u64> = HashMap::new();
    let key_of = |id: &'_ str, seen: u64| key(id, seen);
    let mut keys = Vec::with_capacity(corpus.documents.len());
    for document in &corpus.documents {
        let occurrence = seen.entry(&document.id).or_default();
        keys.push(key_of(&document.id, *occurrence));
        *occurrence += 1;
    }
    keys
}
