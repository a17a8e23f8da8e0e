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

/// A document with the key of its stream.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighed {
    /// From its id, and from how many documents before it have the same.
    pub(super) key: u64,
    /// Its counts.
    pub(super) sums: Sums,
}

/// The key of a document's stream: FNV-1a of its id and of its number among those of that id.
pub(super) fn key(id: &str, occurrence: u64) -> u64 {
    let bytes = id.bytes().chain(occurrence.to_le_bytes());
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

/// The sums over documents in each of the draws from `first` on, at most [`BLOCK`] of them.
fn block(documents: &[Weighed], seed: u64, number: u64) -> [Sums; BLOCK] {
    let mut sums = [Sums::default(); BLOCK];
    for document in documents {
        for (sum, times) in sums.iter_mut().zip(times(seed, document.key, number)) {
            sum.add_times(&document.sums, times);
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
    let above = UP_TO.iter().map(|limit| u32::from(uniform >= *limit)).sum::<u32>();
    f64::from(above)
}

/// Spreads neighbouring numbers far apart (the finisher of `SplitMix64`).
const fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

/// The sums over documents in `draws` resamples.
pub(super) fn replicates(documents: &[Weighed], seed: u64, draws: usize) -> Vec<Sums> {
    let mut sums = Vec::with_capacity(draws.next_multiple_of(BLOCK));
    for number in (0..).take(draws.div_ceil(BLOCK)) {
        sums.extend(block(documents, seed, number));
    }
    sums.truncate(draws);
    sums
}

/// The sums over documents in block `number` of the resamples: [`replicates`] in parts.
pub(super) fn replicate_block(documents: &[Weighed], seed: u64, number: usize) -> Vec<Sums> {
    block(documents, seed, number as u64).to_vec()
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
        let mut counts = [0_u32; 9];
        for uniform in 0..65_536 {
            let number = (0_u8..9).find(|number| f64::from(*number) >= poisson(uniform));
            counts[usize::from(number.unwrap())] += 1;
        }
        let (mut mean, mut square, mut expected) = (0.0, 0.0, 65_536.0 / std::f64::consts::E);
        for (n, count) in (0..).map(f64::from).zip(counts.map(f64::from)) {
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
        let weighed =
            |id: &str, size: f64| Weighed { key: key(id, 0), sums: Sums([size; COLUMNS]) };
        let (a, b) = (weighed("a", 3.0), weighed("b", 7.0));
        let (alone, other) = (replicates(&[a], 5, 200), replicates(&[b], 5, 200));
        for ((both, a), b) in replicates(&[b, a], 5, 200).iter().zip(&alone).zip(&other) {
            assert_eq!(both.less(a), *b);
        }
        assert_ne!(alone, replicates(&[a], 6, 200));
        assert_ne!(key("a", 0), key("a", 1));
        let mean = alone.iter().map(|sums| sums.0[0]).sum::<f64>() / 200.0;
        assert!((2.2..3.8).contains(&mean), "{mean}");
    }
}
