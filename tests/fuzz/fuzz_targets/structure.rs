//! Sentences and quotations of any text, in every mode.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../properties/structure.rs"]
mod structure;

fuzz_target!(|text: &str| structure::holds(text));
