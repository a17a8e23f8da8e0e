//! One benchmark a stage, over the demonstration corpus, in bytes per second; each checks its count.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark may stop at what it did not expect"
)]

use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use divan::Bencher;
use divan::counter::BytesCount;
use hedgerow::analyzer::Analyzer;
use hedgerow::lexicon::Lexicon;
use hedgerow::text::span::Span;
use hedgerow::text::structure::{StructureOptions, structure};
use hedgerow::text::token::Tokens;

fn main() {
    divan::main();
}

/// All articles of the corpus in the order of their paths.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut texts = Vec::new();
    for outlet in ["klaxon", "tern", "wendle"] {
        let folder = fs::read_dir(corpus.join(outlet)).unwrap();
        let mut paths: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        texts.extend(paths.iter().map(|path| fs::read_to_string(path).unwrap()));
    }
    assert_eq!(texts.len(), 36);
    texts
});

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(Arc::new(Lexicon::builtin())));

fn over_corpus(bencher: Bencher<'_, '_>, count: impl Fn(&str) -> usize + Sync) {
    let bytes: usize = TEXTS.iter().map(String::len).sum();
    let all = || TEXTS.iter().map(|text| count(text)).sum::<usize>();
    let expected = all();
    assert!(expected > 0);
    bencher.counter(BytesCount::new(bytes)).bench(|| assert_eq!(all(), expected));
}

/// The pace of memory, as a reference: every byte is looked at once.
#[divan::bench]
fn memory(bencher: Bencher<'_, '_>) {
    over_corpus(bencher, |text| text.bytes().filter(|byte| *byte == b'e').count());
}

#[divan::bench]
fn tokens(bencher: Bencher<'_, '_>) {
    over_corpus(bencher, |text| Tokens::new(text, Span::new(0, text.len())).count());
}

#[divan::bench]
fn sections_sentences_voices(bencher: Bencher<'_, '_>) {
    over_corpus(bencher, |text| structure(text, &StructureOptions::default()).sentences.len());
}

#[divan::bench]
fn analysis(bencher: Bencher<'_, '_>) {
    over_corpus(bencher, |text| ANALYZER.analyze(text, None).cues.len());
}

#[divan::bench]
fn lexicon_and_automaton() -> usize {
    Analyzer::new(Arc::new(Lexicon::builtin())).lexicon().entries().len()
}
