//! The whole analysis of any text, with a small lexicon.
#![no_main]

use std::sync::{Arc, LazyLock};

use hedgerow::analyzer::Analyzer;
use libfuzzer_sys::fuzz_target;

#[path = "../../properties/analysis.rs"]
mod analysis;

static ANALYZER: LazyLock<Analyzer> =
    LazyLock::new(|| Analyzer::new(Arc::new(analysis::small_lexicon())));

fuzz_target!(|text: &str| analysis::holds(&ANALYZER, text));
