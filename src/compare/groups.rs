//! Groups side by side: rates, differences, ratios, effect sizes and tests.

use std::collections::HashMap;
use std::ops::Range;

use crate::compare::corpus::Corpus;
use crate::compare::drawing::Drawing;
use crate::compare::job::GroupJob;
use crate::compare::measure::{Measure, Quantity};
use crate::compare::options::{CompareError, MAX_STRATA, Options, Reference};
use crate::compare::replicate::{Sums, key};
use crate::compare::row::GroupRow;
use crate::stats::adjust::benjamini_hochberg;
use crate::stats::workers::Workers;

/// Memory that the resamples of references, and those of a batch of groups, may take each, in bytes.
const MEMORY: usize = 128 << 20;

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
    table(corpus, options, workers, MEMORY)
}

/// The group table, computed in parts that keep to some memory, which changes nothing else.
fn table(
    corpus: &Corpus,
    options: &Options,
    workers: &impl Workers,
    memory: usize,
) -> Result<Vec<GroupRow>, CompareError> {
    let plan = Plan { memory, ..Plan::new(corpus, options)? };
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
    pub(super) keys: Vec<u64>,
    topics: Vec<u32>,
    memory: usize,
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
            memory: MEMORY,
        })
    }

    pub(super) fn draws(&self) -> usize {
        self.options.draws as usize
    }

    /// How many topics are computed at a time.
    fn at_once(&self) -> usize {
        let one = self.corpus.strata.len() * self.draws() * size_of::<Sums>();
        (self.memory / one.max(1)).max(1)
    }

    fn rows(&self, topics: &[u32], workers: &impl Workers) -> Vec<GroupRow> {
        let sums = workers.map(topics.len(), |at| self.sums(topics.get(at).copied()));
        let drawing = Drawing { plan: self, sums: &sums };
        let groups: Vec<usize> = (0..self.groups.len()).collect();
        let batches: Vec<&[usize]> = groups.chunks(self.batch(topics.len())).collect();
        // One batch is drawn once; of several only the sums over all groups are kept at first.
        let only = (batches.len() == 1).then(|| drawing.groups(&groups, workers));
        let references = match (self.reference, &only) {
            (Some(reference), _) => drawing.groups(&[reference], workers).pop().unwrap_or_default(),
            (None, Some(drawn)) => drawing.together(drawn),
            (None, None) => {
                let mut all = Vec::new();
                for batch in &batches {
                    all.push(drawing.together(&drawing.groups(batch, workers)));
                    all = vec![drawing.together(&all)];
                }
                all.pop().unwrap_or_default()
            }
        };
        let mut only = only;
        let mut by_group = Vec::with_capacity(groups.len());
        for batch in batches {
            let drawn = only.take().unwrap_or_else(|| drawing.groups(batch, workers));
            let jobs = workers.map(batch.len() * topics.len(), |number| {
                let (at, topic) = (number / topics.len(), number % topics.len());
                let job = GroupJob {
                    plan: self,
                    group: *batch.get(at)?,
                    topic: *topics.get(topic)?,
                    sums: sums.get(topic)?,
                    drawn: drawn.get(at)?.get(topic)?,
                    reference: references.get(topic)?,
                };
                Some(job.rows())
            });
            let mut jobs = jobs.into_iter();
            by_group
                .extend(batch.iter().map(|_| jobs.by_ref().take(topics.len()).collect::<Vec<_>>()));
        }
        let mut rows = Vec::new();
        for topic in 0..topics.len() {
            for quantity in &self.quantities {
                for of_group in &mut by_group {
                    let lines = of_group.get_mut(topic).and_then(Option::as_mut);
                    rows.extend(lines.and_then(|lines| lines.remove(quantity)).unwrap_or_default());
                }
            }
        }
        rows
    }

    /// How many groups are drawn at a time.
    fn batch(&self, topics: usize) -> usize {
        let one = topics * self.corpus.strata.len() * self.draws() * size_of::<Sums>();
        (self.memory / one.max(1)).max(1)
    }

    /// The counts of every document.
    fn sums(&self, topic: Option<u32>) -> Vec<Sums> {
        let topic = topic.unwrap_or(u32::MAX);
        self.corpus.documents.iter().map(|document| Sums::of(document, topic)).collect()
    }
}

/// The number of the group that all others are compared with.
pub(super) fn reference(
    corpus: &Corpus,
    reference: &Reference,
) -> Result<Option<usize>, CompareError> {
    let Reference::Group(name) = reference else { return Ok(None) };
    let found = corpus.groups.binary_search(name).map(Some);
    found.map_err(|_| CompareError::UnknownReference {
        name: name.clone(),
        groups: corpus.groups.clone(),
    })
}

/// The documents of each group: they are in order of groups.
pub(super) fn ranges(corpus: &Corpus) -> Vec<Range<usize>> {
    let start = |group: u32| corpus.documents.partition_point(|document| document.group < group);
    let groups = (0..).take(corpus.groups.len());
    groups.map(|group| start(group)..start(group + 1)).collect()
}

fn keys(corpus: &Corpus) -> Vec<u64> {
    let mut seen: HashMap<&str, u64> = HashMap::new();
    let mut keys = Vec::with_capacity(corpus.documents.len());
    for document in &corpus.documents {
        let occurrence = seen.entry(&document.id).or_default();
        keys.push(key(&document.id, *occurrence));
        *occurrence += 1;
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::corpus::CorpusBuilder;
    use crate::compare::observation::{Counts, Observation, TopicCounts};
    use crate::stats::workers::Alone;

    #[test]
    fn little_memory_changes_nothing() {
        let mut builder = CorpusBuilder::default();
        for n in 0..48_u64 {
            let hits = |hits| TopicCounts { hits: [hits, hits / 2], ..TopicCounts::default() };
            let topics = [("hedge".to_owned(), hits(n % 5)), ("loaded".to_owned(), hits(n % 3))];
            builder.add(Observation {
                id: n.to_string(),
                group: format!("group {}", n % 4),
                stratum: format!("topic {}", n % 3),
                counts: Counts { words: [300, 80], topics: topics.into(), ..Counts::default() },
                ..Observation::default()
            });
        }
        let corpus = builder.finish();
        for reference in [Reference::Others, Reference::Group("group 2".to_owned())] {
            let options = Options { reference, draws: 130, permutations: 99, ..Options::default() };
            let rows = |memory| table(&corpus, &options, &Alone, memory).unwrap();
            let most = rows(MEMORY);
            // One topic and one group at a time; and two topics with two groups.
            assert_eq!(most, rows(1));
            assert_eq!(most, rows(4 * 3 * 130 * size_of::<Sums>()));
            assert!(most.iter().any(|row| row.contrast.as_ref().is_some_and(|c| c.p.is_some())));
        }
    }
}
