//! The matcher against a definition of matching that is as simple as it can be said, and slow.
#![allow(
    clippy::indexing_slicing,
    clippy::expect_used,
    reason = "a test may stop at what it did not expect"
)]

mod common;
#[path = "properties/matching.rs"]
mod matching;

use proptest::prelude::*;

use common::{pieces, senses};

proptest! {
    #[test]
    fn matching_is_what_its_definition_says(
        senses in senses(),
        texts in prop::collection::vec(pieces(), 24),
    ) {
        matching::holds(&senses, &texts);
    }
}
