//! Numbers that scipy and statsmodels give too; `tests/reference/make.py` made them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at what it did not expect"
)]

use hedgerow::compare::corpus::CorpusBuilder;
use hedgerow::compare::groups::group_table;
use hedgerow::compare::observation::{Counts, Observation, TopicCounts};
use hedgerow::compare::options::Options;
use hedgerow::compare::row::PMethod;
use hedgerow::stats::adjust::benjamini_hochberg;
use hedgerow::stats::bca;
use hedgerow::stats::clustered::Ratio;
use hedgerow::stats::dispersion::dispersion;
use hedgerow::stats::dominance::cliff;
use hedgerow::stats::interval::{Interval, garwood, wilson};
use hedgerow::stats::keyness::{Share, g_squared, log_odds};
use hedgerow::stats::mantel_haenszel::{Cell, Sums};
use hedgerow::stats::workers::Alone;
use serde_json::Value;

fn values() -> Value {
    serde_json::from_str(include_str!("reference/values.json")).unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(number).collect()
}

fn whole(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

fn ends(interval: Interval) -> Vec<f64> {
    vec![interval.lo, interval.hi]
}

/// Holds every case of a name beside what `compute` makes of its input.
fn check(name: &str, compute: impl Fn(&Value) -> Vec<f64>) {
    let values = values();
    let cases = values[name].as_array().unwrap();
    assert!(!cases.is_empty());
    for case in cases {
        let (found, expected) = (compute(&case["input"]), numbers(&case["expected"]));
        assert_eq!(found.len(), expected.len(), "{name}: {case}");
        for (found, expected) in found.iter().zip(&expected) {
            let near = (found - expected).abs() <= 1e-6 * expected.abs().max(1.0);
            assert!(near, "{name}: {found} is not {expected} in {case}");
        }
    }
}

#[test]
fn intervals_of_counts_and_shares() {
    check("garwood", |input| ends(garwood(whole(&input[0]))));
    check("wilson", |input| ends(wilson(whole(&input[0]), whole(&input[1])).unwrap()));
    check("clustered", |input| {
        let (x, w) = (numbers(&input[0]), numbers(&input[1]));
        ends(Ratio::new(x.into_iter().zip(w)).unwrap().rate_interval())
    });
}

#[test]
fn keyness() {
    let share = |input: &Value, at: usize| Share {
        count: number(&input[at]),
        words: number(&input[at + 1]),
    };
    check("log_odds", |input| {
        let odds = log_odds(share(input, 0), share(input, 2), share(input, 4)).unwrap();
        vec![odds.delta, odds.z]
    });
    check("g_squared", |input| vec![g_squared(share(input, 0), share(input, 2)).unwrap()]);
    check("dispersion", |input| {
        let all: Vec<(u64, u64)> = input[0]
            .as_array()
            .unwrap()
            .iter()
            .map(whole)
            .zip(input[1].as_array().unwrap().iter().map(whole))
            .collect();
        let words = all.iter().map(|part| part.0);
        let hit: Vec<(u64, u64)> = all.iter().copied().filter(|part| part.1 > 0).collect();
        let found = dispersion(&hit, words.clone().sum(), words.min().unwrap()).unwrap();
        vec![found.dp, found.normalised.unwrap()]
    });
}

#[test]
fn effects_and_tests() {
    check("cliff", |input| {
        let found = cliff(&numbers(&input[0]), &numbers(&input[1])).unwrap();
        let interval = found.interval.unwrap();
        vec![found.delta, interval.lo, interval.hi]
    });
    check("benjamini_hochberg", |input| {
        let p: Vec<Option<f64>> = numbers(&input[0]).into_iter().map(Some).collect();
        benjamini_hochberg(&p).into_iter().flatten().collect()
    });
    check("mantel_haenszel", |input| {
        let mut sums = Sums::default();
        for cell in input[0].as_array().unwrap() {
            let [a, a_words, b, b_words] = numbers(cell).try_into().unwrap();
            sums.add(Cell { a, a_words, b, b_words });
        }
        vec![sums.ratio().unwrap(), sums.difference().unwrap()]
    });
}

/// scipy's bootstrap distributions, so that only the interval is ours.
#[test]
fn bias_corrected_and_accelerated() {
    for case in values()["bca"].as_array().unwrap() {
        let resamples = numbers(&case["resamples"]);
        let jackknife = case["jackknife"].as_array().unwrap().iter().map(numbers);
        let acceleration = bca::acceleration(&jackknife.collect::<Vec<_>>());
        let found =
            bca::interval(&resamples, number(&case["estimate"]), acceleration, 0.025).unwrap();
        for (found, expected) in ends(found).iter().zip(numbers(&case["expected"])) {
            assert!((found - expected).abs() < 1e-6, "{found} is not {expected}");
        }
    }
}

#[test]
fn permutations() {
    check("permutation", |input| {
        let mut builder = CorpusBuilder::default();
        for (group, documents) in ["a", "b"].into_iter().zip(input.as_array().unwrap()) {
            for (n, document) in documents.as_array().unwrap().iter().enumerate() {
                let hits = TopicCounts { hits: [whole(&document[0]), 0], ..TopicCounts::default() };
                builder.add(Observation {
                    id: format!("{group}{n}"),
                    group: group.to_owned(),
                    counts: Counts {
                        words: [whole(&document[1]), 0],
                        topics: [("loaded".to_owned(), hits)].into(),
                        ..Counts::default()
                    },
                    ..Observation::default()
                });
            }
        }
        let options = Options { min_docs: 3, ..Options::default() };
        let rows = group_table(&builder.finish(), &options, &Alone).unwrap();
        let contrast = rows[0].contrast.as_ref().unwrap();
        assert_eq!(contrast.p_method, Some(PMethod::Exact));
        vec![contrast.p.unwrap()]
    });
}
