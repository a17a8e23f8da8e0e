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

/// The bytes and 256 KiB more that follow from them. Behind its end a generator that passes bytes on gives zeros, and
/// distinct entries are drawn for ever of those.
fn drawn_out(bytes: &[u8]) -> Vec<u8> {
    let mut drawn = bytes.to_vec();
    let mut state = bytes.iter().fold(1_u64, |state, byte| {
        (state ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3).wrapping_add(1)
    });
    for _ in 0..(256 << 10) / 8 {
        // PCG's multiplier; the upper half of the state is random enough to choose words.
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        drawn.extend_from_slice(&(state ^ (state >> 32)).to_le_bytes());
    }
    drawn
}

fuzz_target!(|bytes: &[u8]| {
    let rng = TestRng::from_seed(RngAlgorithm::PassThrough, &drawn_out(bytes));
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let strategy = (common::senses(), prop::collection::vec(common::pieces(), 3));
    if let Ok(chosen) = strategy.new_tree(&mut runner) {
        let (senses, texts) = chosen.current();
        matching::holds(&senses, &texts);
    }
});
