//! Sums over documents, and the same sums over bootstrap resamples of them.
//!
//! In a resample every document occurs a Poisson(1) number of times, drawn from a stream that depends
//! on the seed, the document's id and nothing else. So a document weighs the same in every group and
//! stratum that it is part of, whatever other documents there are; sums of groups are sums of their
//! resamples; and no order and no number of threads can matter.

use rand::{Rng as _, SeedableRng as _};
use rand_pcg::Pcg64;

use crate::compare::corpus::Document;
use crate::compare::measure::{Measure, Quantity, VoiceChoice};

/// Draws that are made at a time: their sums stay in the fastest memory.
const BLOCK: usize = 64;

/// Whole numbers as floating point: exact below 2^53, and a product with small ones is fast.
pub(super) const COLUMNS: usize = 9;

/// What is summed for one topic: hits of the author and of quotes, sentences hit, weighted scores,
/// hits in the headline; words of the author and of quotes, sentences, words of the headline.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Sums(pub(super) [f64; COLUMNS]);

impl Sums {
    /// The counts of a document.
    #[expect(clippy::cast_precision_loss, reason = "counts of a document are far below 2^52")]
    pub(super) fn of(document: &Document, topic: u32) -> Self {
        let counts = document.topic(topic);
        let [author, quote] = counts.hits;
        let [author_words, quote_words] = document.words;
        let counts = [
            author,
            quote,
            counts.sentences_hit,
            counts.weighted,
            counts.headline,
            author_words,
            quote_words,
            document.sentences,
            document.headline_words,
        ];
        Self(counts.map(|count| count as f64))
    }

    /// Numerator and denominator of a quantity.
    pub(super) const fn pair(&self, quantity: Quantity) -> (f64, f64) {
        let [author, quote, hit, weighted, headline, words, quote_words, sentences, head_words] =
            self.0;
        match (quantity.measure, quantity.voice) {
            (Measure::Rate, VoiceChoice::Author) => (author, words),
            (Measure::Rate, VoiceChoice::Quote) => (quote, quote_words),
            (Measure::Rate, VoiceChoice::All) => (author + quote, words + quote_words),
            (Measure::Share, _) => (hit, sentences),
            (Measure::Index, _) => (weighted, words),
            (Measure::Headline, _) => (headline, head_words),
            (Measure::Body, _) => (author - headline, words - head_words),
        }
    }

    /// Words that a quantity is about.
    pub(super) const fn words(&self, quantity: Quantity) -> f64 {
        let [.., words, quote_words, _, head_words] = self.0;
        match (quantity.measure, quantity.voice) {
            (Measure::Headline, _) => head_words,
            (Measure::Body, _) => words - head_words,
            (_, VoiceChoice::Author) => words,
            (_, VoiceChoice::Quote) => quote_words,
            (_, VoiceChoice::All) => words + quote_words,
        }
    }

    /// The sums over documents.
    pub(super) fn total<'s>(documents: impl Iterator<Item = &'s Self>) -> Self {
        documents.fold(Self::default(), |mut sums, document| {
            sums.add(document);
            sums
        })
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.add_times(other, 1.0);
    }

    fn add_times(&mut self, other: &Self, times: f64) {
        for (sum, value) in self.0.iter_mut().zip(other.0) {
            *sum += value * times;
        }
    }

    /// These sums less a part of them.
    pub(super) fn less(&self, part: &Self) -> Self {
        let mut rest = *self;
        rest.add_times(part, -1.0);
        rest
    }
}

/// The key of a document's stream: FNV-1a of its id and of its number among those of that id.
pub(super) fn key(id: &str, occurrence: u64) -> u64 {
    let bytes = id.bytes().chain(occurrence.to_le_bytes());
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

/// The sums over documents in each draw of block `number`, for every topic. `topics` holds the counts of
/// all documents by topic, `documents` says which of them are summed.
pub(super) fn replicate_block(
    documents: &[(usize, u64)],
    topics: &[Vec<Sums>],
    seed: u64,
    number: usize,
) -> Vec<Vec<Sums>> {
    let mut sums = vec![vec![Sums::default(); BLOCK]; topics.len()];
    for (document, key) in documents {
        let times = times(seed, *key, number as u64);
        for (sums, topic) in sums.iter_mut().zip(topics) {
            let Some(counts) = topic.get(*document) else { continue };
            for (sum, times) in sums.iter_mut().zip(&times) {
                sum.add_times(counts, *times);
            }
        }
    }
    sums
}

/// How often a document occurs in each draw of a block.
fn times(seed: u64, key: u64, number: u64) -> [f64; BLOCK] {
    let start = mixed(mixed(seed ^ 0x9E37_79B9_7F4A_7C15).wrapping_add(key)).wrapping_add(number);
    let mut random = Pcg64::seed_from_u64(mixed(start));
    let mut times = [0.0; BLOCK];
    for four in times.chunks_mut(4) {
        let mut bits = random.next_u64();
        for times in four {
            *times = poisson(bits & 0xFFFF);
            bits >>= 16;
        }
    }
    times
}

/// The Poisson(1) number that belongs to a uniform one of 16 bits: mean and variance are 1 within
/// 0.0001.
fn poisson(uniform: u64) -> f64 {
    /// 65,536 times the chance of at most 0, 1, 2, … occurrences.
    const UP_TO: [u64; 8] = [24_109, 48_219, 60_273, 64_292, 65_296, 65_497, 65_531, 65_535];
    let [none, one, two, more @ ..] = UP_TO;
    let above = [none, one, two].map(|limit| u32::from(uniform >= limit)).iter().sum::<u32>();
    // Four or more are rare: one document in fifty.
    if above < 3 {
        return f64::from(above);
    }
    let above = above + more.iter().map(|limit| u32::from(uniform >= *limit)).sum::<u32>();
    f64::from(above)
}

/// Spreads neighbouring numbers far apart (the finisher of `SplitMix64`).
const fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

/// How many blocks so many draws take.
pub(super) const fn blocks(draws: usize) -> usize {
    draws.div_ceil(BLOCK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn occurrences_are_poisson() {
        let drawn: Vec<f64> = (0..65_536).map(poisson).collect();
        let (mut mean, mut square, mut expected) = (0.0, 0.0, 65_536.0 / std::f64::consts::E);
        for n in (0..9).map(f64::from) {
            let times = drawn.iter().filter(|times| (**times - n).abs() < 0.5).count();
            let count = f64::from(u32::try_from(times).unwrap());
            mean += n * count / 65_536.0;
            square += n * n * count / 65_536.0;
            assert!((count - expected).abs() < 1.0, "{n}: {count} {expected}");
            expected /= n + 1.0;
        }
        assert!((mean - 1.0).abs() < 1e-4, "{mean}");
        assert!((square - mean * mean - 1.0).abs() < 1e-3, "{square}");
    }

    #[test]
    fn a_document_weighs_the_same_in_every_company() {
        let topic = vec![Sums([3.0; COLUMNS]), Sums([7.0; COLUMNS])];
        let (a, b) = ((0, key("a", 0)), (1, key("b", 0)));
        let draw = |documents: &[(usize, u64)], seed| {
            let sums = replicate_block(documents, std::slice::from_ref(&topic), seed, 2);
            sums.into_iter().next().unwrap()
        };
        for ((both, a), b) in draw(&[b, a], 5).iter().zip(draw(&[a], 5)).zip(draw(&[b], 5)) {
            assert_eq!(both.less(&a), b);
        }
        assert_ne!(draw(&[a], 5), draw(&[a], 6));
        assert_ne!(key("a", 0), key("a", 1));
        let mean = draw(&[a], 5).iter().map(|sums| sums.0[0]).sum::<f64>() / 64.0;
        assert!((1.8..4.2).contains(&mean), "{mean}");
    }
}
