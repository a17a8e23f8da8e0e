//! Rates over time.

use crate::compare::corpus::{Corpus, Document};
use crate::compare::estimate::Estimate;
use crate::compare::groups::ranges;
use crate::compare::measure::{Measure, Quantity};
use crate::compare::options::Options;
use crate::compare::replicate::Sums;
use crate::stats::interval::Interval;

/// A quantity of a group in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendRow {
    /// The period key.
    pub period: String,
    /// The group, or `None` for all groups together.
    pub group: Option<String>,
    /// Documents that have what is measured.
    pub docs_n: usize,
    /// Words of the voice, in the part that is measured.
    pub words: u64,
    /// The axis or category.
    pub category: String,
    /// What is measured, in whose words.
    pub quantity: Quantity,
    /// Hits; with a share sentences hit.
    pub hits: Option<u64>,
    /// The quantity over the documents pooled; `None` without any.
    pub estimate: Option<f64>,
    /// Its 95 % interval with documents as the unit, by the same methods as in the group table.
    pub interval: Option<Interval>,
}

/// The trend table: by topic, quantity and group, all groups together first, the periods in order.
/// Every group has a line for every period, so that gaps show. Documents without a period are left
/// out. An index has no lines, for it would need resamples of each period.
#[must_use]
pub fn trend_table(corpus: &Corpus, options: &Options) -> Vec<TrendRow> {
    let mut rows = Vec::new();
    for (category, topic) in corpus.topics.iter().zip(0..) {
        if options.topics.as_ref().is_some_and(|topics| !topics.contains(category)) {
            continue;
        }
        let is_shown = |quantity: &Quantity| {
            options.shows(*quantity)
                && quantity.measure != Measure::Index
                && !(corpus.is_ablated && quantity.measure == Measure::Share)
        };
        for quantity in Quantity::ALL.into_iter().filter(is_shown) {
            let line = Line { category, topic, quantity };
            rows.extend(line.rows(corpus, None, &corpus.documents));
            for (group, range) in corpus.groups.iter().zip(ranges(corpus)) {
                let documents = corpus.documents.get(range).unwrap_or_default();
                rows.extend(line.rows(corpus, Some(group), documents));
            }
        }
    }
    rows
}

/// What one line of a picture shows.
struct Line<'c> {
    category: &'c str,
    topic: u32,
    quantity: Quantity,
}

impl Line<'_> {
    fn rows(
        &self,
        corpus: &Corpus,
        group: Option<&String>,
        documents: &[Document],
    ) -> Vec<TrendRow> {
        let mut by_period = vec![Vec::new(); corpus.periods.len()];
        for document in documents {
            let period = document.period.and_then(|period| by_period.get_mut(period as usize));
            if let Some(period) = period {
                period.push(Sums::of(document, self.topic));
            }
        }
        let row = |(period, sums): (&String, Vec<Sums>)| {
            let estimate = Estimate::new(sums.iter(), self.quantity);
            TrendRow {
                period: period.clone(),
                group: group.cloned(),
                docs_n: estimate.docs_n,
                words: estimate.words,
                category: self.category.to_owned(),
                quantity: self.quantity,
                hits: estimate.hits(self.quantity),
                estimate: estimate.value,
                interval: estimate.interval,
            }
        };
        corpus.periods.iter().zip(by_period).map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::corpus::CorpusBuilder;
    use crate::compare::measure::VoiceChoice;
    use crate::compare::observation::{Counts, Observation, TopicCounts};

    #[test]
    fn every_group_has_every_period() {
        let mut builder = CorpusBuilder::default();
        for (group, period, hits) in
            [("b", Some("2024"), 3), ("a", Some("2023"), 1), ("a", None, 9), ("a", Some("2023"), 0)]
        {
            let topic = TopicCounts { hits: [hits, 0], ..TopicCounts::default() };
            let topics = [("hedge".to_owned(), topic)].into();
            builder.add(Observation {
                group: group.to_owned(),
                period: period.map(str::to_owned),
                counts: Counts { words: [500, 0], topics, ..Counts::default() },
                ..Observation::default()
            });
        }
        let options = Options {
            measures: vec![Measure::Rate],
            voices: vec![VoiceChoice::Author],
            ..Options::default()
        };
        let rows = trend_table(&builder.finish(), &options);
        let found: Vec<_> = rows
            .iter()
            .map(|r| (r.group.as_deref(), r.period.as_str(), r.docs_n, r.estimate))
            .collect();
        let expected = [
            (None, "2023", 2, Some(1.0)),
            (None, "2024", 1, Some(6.0)),
            (Some("a"), "2023", 2, Some(1.0)),
            (Some("a"), "2024", 0, None),
            (Some("b"), "2023", 0, None),
            (Some("b"), "2024", 1, Some(6.0)),
        ];
        assert_eq!(found, expected);
        assert_eq!(rows.iter().filter(|row| row.interval.is_some()).count(), 4);
    }
}
