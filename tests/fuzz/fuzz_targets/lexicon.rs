//! Any bytes as a lexicon file.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../properties/lexicon.rs"]
mod lexicon;

fuzz_target!(|bytes: &[u8]| lexicon::holds(bytes));
