//! What every comparison keeps to: shards, order and threads change nothing, and nothing is NaN.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at what it did not expect"
)]

use std::collections::BTreeSet;

use hedgerow::compare::corpus::{Corpus, CorpusBuilder};
use hedgerow::compare::groups::group_table;
use hedgerow::compare::measure::Measure;
use hedgerow::compare::observation::{Counts, Observation, TermCounts, TermKey, TopicCounts};
use hedgerow::compare::options::{Ends, Options, Reference};
use hedgerow::compare::row::{Flag, GroupRow};
use hedgerow::compare::terms::{Strength, TermOptions, strongest, term_table};
use hedgerow::compare::trend::trend_table;
use hedgerow::pipeline::comparing::Comparing;
use hedgerow::stats::workers::Alone;
use proptest::prelude::*;
use proptest::sample::Index;

const TERMS: [(&str, &str); 4] = [
    ("hedge.modal", "might"),
    ("hedge.shield.plausibility", "perhaps"),
    ("loaded.label", "regime"),
    ("loaded.pejorative", "botched"),
];

/// A document from its hits by term: of the author, of these in the headline, and of quotes.
fn observation(id: usize, group: u8, stratum: u8, hits: [[u64; 3]; 4], size: u64) -> Observation {
    let mut counts = Counts {
        sentences: 3 + size / 20,
        words: [20 + size, size / 3],
        headline_words: 8,
        ..Counts::default()
    };
    for ((category, entry), [author, headline, quote]) in TERMS.into_iter().zip(hits) {
        let key = TermKey { category: category.to_owned(), entry: entry.to_owned() };
        let of_term = TermCounts { hits: [author + headline, quote], headline };
        counts.terms.insert(key, of_term);
        let axis = category.split('.').next().unwrap();
        let topic: &mut TopicCounts = counts.topics.entry(axis.to_owned()).or_default();
        topic.hits = [topic.hits[0] + author + headline, topic.hits[1] + quote];
        topic.headline += headline;
        topic.sentences_hit = topic.hits[0].min(counts.sentences);
        topic.weighted = topic.hits[0] * 3_000_000;
    }
    Observation {
        id: (id / 2).to_string(),
        group: format!("group {group}"),
        stratum: format!("topic {stratum}"),
        period: (!size.is_multiple_of(5)).then(|| format!("2024-{:02}", size % 5)),
        counts,
    }
}

/// Documents in up to `groups` groups and `strata` strata.
fn documents(groups: u8, strata: u8) -> impl Strategy<Value = Vec<Observation>> {
    let hits = prop::array::uniform4([0..6_u64, 0..2_u64, 0..3_u64]);
    let one = (0..groups, 0..strata, hits, 0..900_u64);
    prop::collection::vec(one, 1..40).prop_map(|documents| {
        let one = |(id, (group, stratum, hits, size))| observation(id, group, stratum, hits, size);
        documents.into_iter().enumerate().map(one).collect()
    })
}

fn corpus(observations: &[Observation]) -> Corpus {
    let mut builder = CorpusBuilder::default();
    observations.iter().cloned().for_each(|observation| builder.add(observation));
    builder.finish()
}

fn options() -> Options {
    Options { draws: 100, permutations: 99, ..Options::default() }
}

fn rows(corpus: &Corpus, options: &Options) -> Vec<GroupRow> {
    group_table(corpus, options, &Alone).unwrap()
}

/// Every number of a line that may be missing.
fn numbers(row: &GroupRow) -> Vec<f64> {
    let mut numbers = vec![row.estimate, row.design_effect];
    let mut interval = row.interval;
    if let Some(contrast) = &row.contrast {
        numbers.extend([contrast.estimate, contrast.difference, contrast.ratio]);
        numbers.extend([contrast.ratio_lo, contrast.ratio_hi, contrast.delta]);
        numbers.extend([contrast.p, contrast.p_adjusted]);
        for ends in [contrast.difference_interval, contrast.delta_interval, interval.take()] {
            numbers.extend([ends.map(|ends| ends.lo), ends.map(|ends| ends.hi)]);
        }
    }
    numbers.into_iter().flatten().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn shards_merge_exactly(
        documents in documents(4, 3),
        shards in prop::collection::vec(any::<Index>(), 40),
        order in prop::collection::vec(any::<u64>(), 40),
    ) {
        let whole = corpus(&documents);
        let mut shuffled: Vec<_> = order.iter().zip(shards.iter().zip(&documents)).collect();
        shuffled.sort_by_key(|(order, _)| **order);
        let mut parts = vec![CorpusBuilder::default(); 3];
        for (_, (shard, document)) in shuffled {
            shard.get_mut(&mut parts[..]).add(document.clone());
        }
        let mut merged = CorpusBuilder::default();
        parts.into_iter().rev().for_each(|part| merged.merge(part));
        let merged = merged.finish();
        prop_assert_eq!(&whole, &merged);
        prop_assert_eq!(rows(&whole, &options()), rows(&merged, &options()));
    }

    #[test]
    fn numbers_are_finite_and_in_order(
        documents in documents(5, 2),
        reference in any::<Index>(),
        is_named in any::<bool>(),
        is_bca in any::<bool>(),
    ) {
        let corpus = corpus(&documents);
        let named = || Reference::Group(reference.get(corpus.groups()).clone());
        let reference = if is_named { named() } else { Reference::Others };
        let ends = if is_bca { Ends::Bca } else { Ends::Percentile };
        let options = Options { ends, reference: reference.clone(), ..options() };
        for row in rows(&corpus, &options) {
            prop_assert!(numbers(&row).iter().all(|number| number.is_finite()), "{:?}", row);
            if let (Some(estimate), Some(interval)) = (row.estimate, row.interval) {
                let holds = interval.lo <= interval.hi
                    && (row.measure == Measure::Index
                        || (interval.lo <= estimate && estimate <= interval.hi));
                prop_assert!(holds, "{:?}", row);
            }
            let Some(contrast) = &row.contrast else { continue };
            if row.flags.contains(&Flag::Few) {
                prop_assert_eq!(contrast.p, None);
                prop_assert_eq!(contrast.difference_interval, None);
            }
            prop_assert!(contrast.p.is_none_or(|p| p > 0.0 && p <= 1.0), "{:?}", row);
            prop_assert!(contrast.p_adjusted >= contrast.p, "{:?}", row);
            prop_assert!(contrast.delta.is_none_or(|delta| delta.abs() <= 1.0), "{:?}", row);
        }
        let terms = TermOptions { reference, ..TermOptions::default() };
        for row in term_table(&corpus, &terms, &Alone).unwrap() {
            let numbers = [row.per_1m, row.dispersion, row.log_ratio, row.log_ratio_lo, row.log_ratio_hi];
            let more = [row.log_odds, row.z, row.g2, row.dispersion_normalised];
            let mut all = numbers.into_iter().chain(more).flatten();
            prop_assert!(all.all(f64::is_finite), "{:?}", row);
        }
        prop_assert_eq!(trend_table(&corpus, &options).iter().filter(|row| {
            row.estimate.is_some_and(f64::is_nan)
        }).count(), 0);
    }

    #[test]
    fn without_terms_is_a_fresh_count(documents in documents(3, 2), top in 0..4_usize) {
        let whole = corpus(&documents);
        let terms = term_table(&whole, &TermOptions::default(), &Alone).unwrap();
        let dropped = strongest(&terms, Strength::Z, top);
        let rates = Options {
            measures: vec![Measure::Rate, Measure::Headline, Measure::Body],
            ..options()
        };
        let ablated = rows(&whole.without_terms(&dropped), &rates);
        prop_assert_eq!(ablated, rows(&corpus(&fresh(&documents, &dropped)), &rates));
    }
}

/// The documents counted anew without some terms.
fn fresh(documents: &[Observation], dropped: &BTreeSet<TermKey>) -> Vec<Observation> {
    let mut documents = documents.to_vec();
    for Observation { counts, .. } in &mut documents {
        counts.terms.retain(|term, _| !dropped.contains(term));
        for (topic, sums) in &mut counts.topics {
            let left = || counts.terms.iter().filter(|(term, _)| term.is_of(topic));
            let voices = [0, 1].map(|voice| {
                left().map(|(_, term)| term.hits.get(voice).copied().unwrap_or_default()).sum()
            });
            *sums = TopicCounts {
                hits: voices,
                headline: left().map(|(_, term)| term.headline).sum(),
                ..TopicCounts::default()
            };
        }
    }
    documents
}

/// 60 documents of three groups.
fn sixty() -> Vec<Observation> {
    let hits = |n: u64| [0, 1, 2, 3].map(|term| [(n * 7 + term) % 5, n % 2, (n + term) % 3]);
    let one = |n: u64| {
        let (group, stratum) = (u8::try_from(n % 3).unwrap(), u8::try_from(n % 2).unwrap());
        observation(usize::try_from(n).unwrap(), group, stratum, hits(n), n * 37 % 800)
    };
    (0..60).map(one).collect()
}

#[test]
fn threads_change_nothing() {
    let corpus = corpus(&sixty());
    let alone = rows(&corpus, &options());
    for threads in [1, 3] {
        let workers = Comparing::new(threads, || ()).unwrap();
        assert_eq!(group_table(&corpus, &options(), &workers).unwrap(), alone, "{threads}");
    }
    assert_ne!(rows(&corpus, &Options { seed: 2, ..options() }), alone);
}

/// What a document weighs in a resample depends on itself: other groups leave a group's own numbers
/// as they are.
#[test]
fn a_group_keeps_its_intervals_in_other_company() {
    let named = Options { reference: Reference::Group("group 0".to_owned()), ..options() };
    let without = |left_out: &str| {
        let kept: Vec<_> = sixty().into_iter().filter(|d| d.group != left_out).collect();
        let rows = rows(&corpus(&kept), &named);
        let of_group = rows.into_iter().filter(|row| row.group == "group 1");
        of_group.map(|row| row.contrast.unwrap().difference_interval).collect::<Vec<_>>()
    };
    // Ids that occur twice are told apart by their number, so each must stay in its place.
    assert_eq!(without("group 2"), without(""));
}

#[test]
fn edges() {
    assert_eq!(rows(&corpus(&[]), &options()), []);
    let one = rows(&corpus(&sixty()[..1]), &options());
    assert!(one.iter().all(|row| row.contrast.as_ref().is_none_or(|c| c.p.is_none())));
    assert!(one.iter().all(|row| row.flags.contains(&Flag::Few)));
    let zero = |n: usize| observation(n, u8::from(n > 9), 0, [[0; 3]; 4], 300);
    for row in rows(&corpus(&(0..20).map(zero).collect::<Vec<_>>()), &options()) {
        let contrast = row.contrast.as_ref().unwrap();
        assert_eq!((row.estimate, contrast.ratio, contrast.p), (Some(0.0), None, None), "{row:?}");
        assert_eq!(contrast.difference, Some(0.0), "{row:?}");
        assert!(row.flags.contains(&Flag::Zero), "{row:?}");
    }
    let unknown = Options { reference: Reference::Group("x".to_owned()), ..options() };
    let error = group_table(&corpus(&sixty()), &unknown, &Alone).unwrap_err();
    assert_eq!(error.to_string(), "no group is named `x`: there are group 0, group 1, group 2");
}
