//! Which sentence became which, where both were worded anew.

use std::collections::BTreeMap;
use std::ops::Range;

/// A sentence that has no partner yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Loose<'v> {
    /// The stretch between two sentences that stayed in which it stands.
    pub(super) hunk: usize,
    /// Its number.
    pub(super) sentence: usize,
    /// Its words.
    pub(super) words: &'v [String],
}

/// The least share of words that two sentences have in common (Dice's coefficient) if one is the other
/// worded anew.
const LEAST: f64 = 0.5;
/// Two that stand in different places must have more in common.
const LEAST_ELSEWHERE: f64 = 0.7;
/// Most pairs that are looked at: with more, two texts have little to do with each other, and a sentence is
/// compared with the nearest of its stretch alone.
const MOST: usize = 1_000_000;
/// How many of them on each side.
const NEAR: usize = 50;

/// The pairs of sentences that are alike, the most alike first served; those of one stretch before others.
pub(super) fn pairs(old: &[Loose<'_>], new: &[Loose<'_>]) -> Vec<(usize, usize)> {
    let everywhere = old.len().saturating_mul(new.len()) <= MOST;
    let mut candidates = Vec::new();
    for (from, one) in old.iter().enumerate() {
        let looked_at = if everywhere { 0..new.len() } else { near(old, new, from, one.hunk) };
        for (to, other) in new.iter().enumerate().take(looked_at.end).skip(looked_at.start) {
            let here = one.hunk == other.hunk;
            let common = common(one.words, other.words);
            if common >= if here { LEAST } else { LEAST_ELSEWHERE } {
                candidates.push((!here, common, from, to));
            }
        }
    }
    candidates
        .sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then((a.2, a.3).cmp(&(b.2, b.3))));
    let (mut old_taken, mut new_taken) = (vec![false; old.len()], vec![false; new.len()]);
    let mut pairs = Vec::new();
    for (_, _, from, to) in candidates {
        let (Some(old_taken @ false), Some(new_taken @ false)) =
            (old_taken.get_mut(from), new_taken.get_mut(to))
        else {
            continue;
        };
        (*old_taken, *new_taken) = (true, true);
        pairs.extend(old.get(from).zip(new.get(to)).map(|(a, b)| (a.sentence, b.sentence)));
    }
    pairs
}

/// The sentences of the same stretch that stand about as far into it.
fn near(old: &[Loose<'_>], new: &[Loose<'_>], from: usize, hunk: usize) -> Range<usize> {
    let range = |all: &[Loose<'_>]| {
        all.partition_point(|one| one.hunk < hunk)..all.partition_point(|one| one.hunk <= hunk)
    };
    let (old, new) = (range(old), range(new));
    let about = new.start + (from - old.start) * new.len() / old.len().max(1);
    about.saturating_sub(NEAR).max(new.start)..(about + NEAR).min(new.end)
}

/// Twice the words in common for all words of both; 0 without words.
fn common(one: &[String], other: &[String]) -> f64 {
    let both = one.len() + other.len();
    let fewer = one.len().min(other.len());
    #[expect(clippy::cast_precision_loss, reason = "sentences have fewer than 2^52 words")]
    let share = |common: usize| 2.0 * common as f64 / both as f64;
    // Cheap, and rules most pairs out.
    if both == 0 || share(fewer) < LEAST {
        return 0.0;
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in one {
        *counts.entry(word).or_default() += 1;
    }
    let mut found = 0;
    for word in other {
        if let Some(left) = counts.get_mut(word.as_str()).filter(|left| **left > 0) {
            *left -= 1;
            found += 1;
        }
    }
    share(found)
}
