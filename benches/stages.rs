//! One benchmark a stage, over the demonstration corpus, in bytes per second; each checks its count.
#![allow(clippy::unwrap_used, reason = "a benchmark may stop at what it did not expect")]

mod common;

use std::cell::RefCell;
use std::sync::{Arc, LazyLock};

use divan::Bencher;
use divan::counter::BytesCount;
use hedgerow::analyzer::{Analysis, Analyzer};
use hedgerow::cue::finder::Scratch;
use hedgerow::input::{Document, Item, Request, Source, SourceOptions};
use hedgerow::lexicon::Lexicon;
use hedgerow::output::cell::Cell;
use hedgerow::output::fingerprint::Fingerprint;
use hedgerow::output::format::Format;
use hedgerow::output::table::Table;
use hedgerow::output::{document, sentence};
use hedgerow::text::span::Span;
use hedgerow::text::structure::{PageMode, StructureOptions, structure};
use hedgerow::text::token::Tokens;
use hedgerow::text::voices::VoiceCursor;

fn main() {
    divan::main();
}

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(Arc::new(Lexicon::builtin())));

fn over_corpus(bencher: Bencher<'_, '_>, count: impl Fn(&str) -> usize + Sync) {
    let all = || common::TEXTS.iter().map(|text| count(text)).sum::<usize>();
    let expected = all();
    assert!(expected > 0);
    bencher.counter(common::bytes(1)).bench(|| assert_eq!(all(), expected));
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
fn sentences_voices(bencher: Bencher<'_, '_>) {
    let options = StructureOptions { page: PageMode::Prose, ..StructureOptions::default() };
    over_corpus(bencher, |text| structure(text, &options).sentences.len());
}

#[divan::bench]
fn sections_sentences_voices(bencher: Bencher<'_, '_>) {
    over_corpus(bencher, |text| structure(text, &StructureOptions::default()).sentences.len());
}

/// The matcher and the guards alone: sentences and quotations are known beforehand.
#[divan::bench]
fn cues_of_known_sentences(bencher: Bencher<'_, '_>) {
    let parts: Vec<_> = common::TEXTS
        .iter()
        .map(|text| {
            let parts = structure(text, &StructureOptions::default());
            let quotes: Vec<Span> = parts.quotes.iter().map(|quote| quote.span).collect();
            (text, parts.sentences, quotes)
        })
        .collect();
    let mut scratch = Scratch::default();
    let mut cues = Vec::new();
    let mut all = || {
        let mut count = 0;
        for (text, sentences, quotes) in &parts {
            let mut voices = VoiceCursor::new(quotes);
            cues.clear();
            for sentence in sentences {
                ANALYZER.finder().find(text, sentence.span, &mut voices, &mut scratch, &mut cues);
            }
            count += cues.len();
        }
        count
    };
    let expected = all();
    assert!(expected > 1_000);
    bencher.counter(common::bytes(1)).bench_local(|| assert_eq!(all(), expected));
}

#[divan::bench]
fn analysis(bencher: Bencher<'_, '_>) {
    over_corpus(bencher, |text| ANALYZER.analyze(text, None).cues.len());
}

#[divan::bench]
fn lexicon_and_automaton() -> usize {
    Analyzer::new(Arc::new(Lexicon::builtin())).lexicon().entries().len()
}

/// The articles as documents, analysed.
static ANALYSED: LazyLock<Vec<(Document, Analysis)>> = LazyLock::new(|| {
    let options = SourceOptions::default();
    let source = Source::open(vec![Request::Path(common::corpus())], &options).unwrap();
    let document = |item: Item| item.load(&options).unwrap();
    let analysed = |document: Document| {
        let analysis = ANALYZER.analyze(&document.text, document.headline);
        (document, analysis)
    };
    source.map(document).map(analysed).collect()
});

/// Renders a table in CSV, over and over, and checks its lines.
fn rows(
    bencher: Bencher<'_, '_>,
    table: Table,
    lines: usize,
    render: impl Fn(&Document, &Analysis, &mut dyn FnMut(&[Cell<'_>])),
) {
    let columns = table.columns(&[]);
    let out = RefCell::new(Vec::new());
    let all = || {
        let mut out = out.borrow_mut();
        out.clear();
        let mut count = 0;
        for (document, analysis) in ANALYSED.iter() {
            render(document, analysis, &mut |cells| {
                count += 1;
                Format::Csv.row(&columns, cells, &mut out);
            });
        }
        (count, out.len())
    };
    let (count, bytes) = all();
    assert_eq!(count, lines);
    bencher.counter(BytesCount::new(bytes)).bench_local(|| assert_eq!(all(), (count, bytes)));
}

#[divan::bench]
fn document_rows(bencher: Bencher<'_, '_>) {
    let fingerprint = Fingerprint::new(ANALYZER.lexicon(), &[]);
    rows(bencher, Table::Document, ANALYSED.len(), |document, analysis, row| {
        row(&document::cells(document, analysis, &fingerprint));
    });
}

#[divan::bench]
fn sentence_rows(bencher: Bencher<'_, '_>) {
    let sentences = ANALYSED.iter().map(|(_, analysis)| analysis.sentences.len()).sum();
    rows(bencher, Table::Sentence, sentences, |document, analysis, row| {
        sentence::rows(&document.id, &document.text, analysis, row);
    });
}
