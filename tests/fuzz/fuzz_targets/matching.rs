//! The matcher against the naive definition: the bytes choose lexicon and texts.
#![no_main]

use libfuzzer_sys::fuzz_target;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

#[path = "../../common/mod.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod common;
#[path = "../../properties/matching.rs"]
mod matching;

/// A seed in which every byte counts. To pass the bytes on themselves would not do: behind their end come zeros, and of
/// those distinct entries are drawn nearly for ever.
fn seed(bytes: &[u8]) -> [u8; 32] {
    let mut seed = [0_u8; 32];
    for (at, byte) in bytes.iter().enumerate() {
        let place = &mut seed[at % 32];
        *place = place.wrapping_mul(31).wrapping_add(*byte);
    }
    seed
}

fuzz_target!(|bytes: &[u8]| {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed(bytes));
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let strategy = (common::senses(), prop::collection::vec(common::pieces(), 3));
    if let Ok(chosen) = strategy.new_tree(&mut runner) {
        let (senses, texts) = chosen.current();
        matching::holds(&senses, &texts);
    }
});
