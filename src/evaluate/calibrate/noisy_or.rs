//! Weights by maximum likelihood, where each cue of a sentence may give it label 1 on its own.

/// Rounds after which the weights are taken as they are.
const ROUNDS: usize = 200;
/// Weights that move less in a round have settled.
const SETTLED: f64 = 1e-6;
/// The share of label 1 without a cue before the first round.
const FIRST_LEAK: f64 = 0.1;

/// Sentences that look the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pattern {
    /// The set they are from.
    pub(super) source: usize,
    /// Whether their label is 1.
    pub(super) label: bool,
    /// Their cues, as positions among the weights.
    pub(super) cues: Vec<usize>,
}

/// What the weights are drawn towards.
#[derive(Debug, Clone, Copy)]
pub(super) struct Prior<'a> {
    /// A weight for each cue.
    pub(super) weights: &'a [f64],
    /// Those that stay as they are.
    pub(super) fixed: &'a [bool],
    /// How many sentences the prior is worth.
    pub(super) strength: f64,
}

/// The most likely weights if P(label 1) = 1 − (1 − leak)·Π(1 − weight), each drawn towards its
/// prior; every source has a leak of its own. Each pattern comes with how often it occurs.
///
/// Expectation maximisation: how likely did each cue give the sentence its label? A weight is the
/// share of its cues that did. A sentence with label 0 had none.
pub(super) fn most_likely(patterns: &[(Pattern, u32)], prior: Prior<'_>) -> Vec<f64> {
    let sources = patterns.iter().map(|(pattern, _)| pattern.source + 1).max().unwrap_or_default();
    let occurrences = occurrences(patterns, prior.weights.len());
    let mut sentences = vec![0.0; sources];
    for (pattern, times) in patterns {
        add(&mut sentences, pattern.source, f64::from(*times));
    }
    let mut weights = prior.weights.to_vec();
    let mut leaks = vec![FIRST_LEAK; sources];
    for _ in 0..ROUNDS {
        let (true_cues, leaked) = expected(patterns, &weights, &leaks);
        let mut moved: f64 = 0.0;
        let of_cues = occurrences.iter().zip(true_cues).zip(prior.weights).zip(prior.fixed);
        for (weight, (((occurrences, true_cues), prior_weight), fixed)) in
            weights.iter_mut().zip(of_cues)
        {
            if *fixed || *occurrences == 0.0 {
                continue;
            }
            let new = (true_cues + prior.strength * prior_weight) / (occurrences + prior.strength);
            moved = moved.max((new - *weight).abs());
            *weight = new;
        }
        for ((leak, leaked), sentences) in leaks.iter_mut().zip(leaked).zip(&sentences) {
            *leak = if *sentences > 0.0 { leaked / sentences } else { 0.0 };
        }
        if moved < SETTLED {
            break;
        }
    }
    weights
}

/// How many cues of each kind, and how many leaks of each source, gave a sentence its label.
fn expected(patterns: &[(Pattern, u32)], weights: &[f64], leaks: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let mut true_cues = vec![0.0; weights.len()];
    let mut leaked = vec![0.0; leaks.len()];
    for (pattern, times) in patterns.iter().filter(|(pattern, _)| pattern.label) {
        let weight = |cue: usize| weights.get(cue).copied().unwrap_or_default();
        let leak = leaks.get(pattern.source).copied().unwrap_or_default();
        let none: f64 = pattern.cues.iter().map(|cue| 1.0 - weight(*cue)).product();
        // Label 1 with nothing that could have given it: as good as impossible, but not divided by.
        let share = f64::from(*times) / (1.0 - (1.0 - leak) * none).max(1e-9);
        for &cue in &pattern.cues {
            add(&mut true_cues, cue, weight(cue) * share);
        }
        add(&mut leaked, pattern.source, leak * share);
    }
    (true_cues, leaked)
}

/// How often each cue occurs.
pub(super) fn occurrences(patterns: &[(Pattern, u32)], cues: usize) -> Vec<f64> {
    let mut occurrences = vec![0.0; cues];
    for (pattern, times) in patterns {
        for &cue in &pattern.cues {
            add(&mut occurrences, cue, f64::from(*times));
        }
    }
    occurrences
}

pub(super) fn add(sums: &mut [f64], at: usize, more: f64) {
    if let Some(sum) = sums.get_mut(at) {
        *sum += more;
    }
}

#[cfg(test)]
mod tests {
    use rand::{RngExt as _, SeedableRng as _};
    use rand_pcg::Pcg64;

    use super::*;

    fn patterns(rows: &[(usize, u8, &[usize], u32)]) -> Vec<(Pattern, u32)> {
        let pattern = |&(source, label, cues, times): &(usize, u8, &[usize], u32)| {
            (Pattern { source, label: label == 1, cues: cues.to_vec() }, times)
        };
        rows.iter().map(pattern).collect()
    }

    fn fitted(rows: &[(usize, u8, &[usize], u32)], prior: &[f64], strength: f64) -> Vec<f64> {
        let fixed = vec![false; prior.len()];
        most_likely(&patterns(rows), Prior { weights: prior, fixed: &fixed, strength })
    }

    fn near(found: &[f64], expected: &[f64], off: f64) -> bool {
        let pairs = found.iter().zip(expected);
        found.len() == expected.len() && pairs.map(|(a, b)| (a - b).abs()).all(|a| a < off)
    }

    #[test]
    fn without_leak_and_prior_a_lone_cue_weighs_its_share() {
        // No sentence without a cue has label 1, so nothing leaks.
        let rows: [(usize, u8, &[usize], u32); 3] =
            [(0, 1, &[0], 30), (0, 0, &[0], 10), (0, 0, &[], 1000)];
        assert!(near(&fitted(&rows, &[0.5], 0.0), &[0.75], 1e-3));
        // Ten sentences' worth of a prior of 0.25: (30 + 2.5) / (40 + 10).
        assert!(near(&fitted(&rows, &[0.25], 10.0), &[0.65], 1e-2));
    }

    #[test]
    fn a_cue_that_is_right_as_often_as_no_cue_weighs_nothing() {
        let rows: [(usize, u8, &[usize], u32); 4] =
            [(0, 1, &[0], 50), (0, 0, &[0], 50), (0, 1, &[], 500), (0, 0, &[], 500)];
        assert!(near(&fitted(&rows, &[0.5], 0.0), &[0.0], 0.02));
        // Beside another source that has less of label 1, each keeps its own share.
        let rows: [(usize, u8, &[usize], u32); 4] =
            [(0, 1, &[], 500), (0, 0, &[], 500), (1, 0, &[], 500), (1, 1, &[0], 100)];
        assert!(near(&fitted(&rows, &[0.5], 0.0), &[1.0], 1e-3));
    }

    #[test]
    fn a_cue_that_only_goes_along_is_told_from_the_one_that_gives_the_label() {
        let rows: [(usize, u8, &[usize], u32); 5] = [
            (0, 1, &[0, 1], 80),
            (0, 0, &[0, 1], 20),
            (0, 1, &[0], 80),
            (0, 0, &[0], 20),
            (0, 0, &[1], 100),
        ];
        assert!(near(&fitted(&rows, &[0.5, 0.5], 0.0), &[0.8, 0.0], 0.01));
    }

    #[test]
    fn a_fixed_weight_stays_and_takes_its_part() {
        let rows: [(usize, u8, &[usize], u32); 2] = [(0, 1, &[0, 1], 60), (0, 0, &[0, 1], 40)];
        let rows = [rows.as_slice(), &[(0, 0, &[], 100)]].concat();
        let prior = Prior { weights: &[0.5, 0.3], fixed: &[true, false], strength: 0.0 };
        let weights = most_likely(&patterns(&rows), prior);
        // 1 − 0.5·(1 − w) = 0.6.
        assert!(near(&weights, &[0.5, 0.2], 1e-3), "{weights:?}");
    }

    #[test]
    fn known_weights_are_found_again() {
        let truth = [0.9, 0.6, 0.3, 0.05, 0.0];
        let leak = 0.15;
        let mut random = Pcg64::seed_from_u64(4);
        let mut rows = Vec::new();
        for _ in 0..20_000 {
            let cues: Vec<usize> = (0..5).filter(|_| random.random_range(0..100) < 15).collect();
            let mut label = f64::from(random.random_range(0..10_000)) < leak * 10_000.0;
            for &cue in &cues {
                label |= f64::from(random.random_range(0..10_000)) < truth[cue] * 10_000.0;
            }
            rows.push((Pattern { source: 0, label, cues }, 1));
        }
        let fixed = [false; 5];
        let weights =
            most_likely(&rows, Prior { weights: &[0.5; 5], fixed: &fixed, strength: 2.0 });
        assert!(near(&weights, &truth, 0.03), "{weights:?}");
        // Their order makes no difference beyond rounding, and equal sentences may be counted.
        let mut sorted = rows.clone();
        sorted.sort();
        let again =
            most_likely(&sorted, Prior { weights: &[0.5; 5], fixed: &fixed, strength: 2.0 });
        assert!(near(&again, &weights, 1e-9));
    }
}
