//! End to end: documents of a JSON Lines file into the bytes of the sentence table.
#![allow(clippy::unwrap_used, reason = "a benchmark may stop at what it did not expect")]

mod common;

use std::convert::Infallible;
use std::fs;
use std::sync::{Arc, LazyLock};

use divan::Bencher;
use hedgerow::analyzer::Analyzer;
use hedgerow::input::{Request, Source, SourceOptions};
use hedgerow::lexicon::Lexicon;
use hedgerow::output::fingerprint::Fingerprint;
use hedgerow::output::format::Format;
use hedgerow::output::table::Table;
use hedgerow::pipeline::run::Job;
use hedgerow::pipeline::threads::Threads;

/// How often each article stands in the file.
const COPIES: usize = 20;

fn main() {
    divan::main();
}

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(Arc::new(Lexicon::builtin())));

/// Scores the corpus on some threads; every article has as many bytes of rows each time.
#[divan::bench(args = [1, 2, 4], sample_count = 20)]
fn sentence_table(bencher: Bencher<'_, '_>, threads: usize) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("corpus.jsonl");
    let records: String = common::TEXTS
        .iter()
        .map(|text| serde_json::json!({ "text": text }).to_string() + "\n")
        .collect();
    fs::write(&file, records.repeat(COPIES)).unwrap();
    let input = SourceOptions { text_col: Some("text".to_owned()), ..SourceOptions::default() };
    let fingerprint = Fingerprint::new(ANALYZER.lexicon(), &[]);
    let tables = vec![(Table::Sentence, Format::Csv)];
    let job = Job { analyzer: ANALYZER.clone(), input, fingerprint, tables, observe: None };
    let threads = Threads::start(threads);
    let all = || {
        let mut source = Source::open(vec![Request::Path(file.clone())], &job.input).unwrap();
        let (mut documents, mut bytes) = (0, 0);
        let counted = job.run(&threads, &mut source, |scored| {
            documents += 1;
            bytes += scored.rows.iter().map(|rows| rows.bytes().len()).sum::<usize>();
            Ok::<(), Infallible>(())
        });
        counted.unwrap();
        (documents, bytes)
    };
    let expected = all();
    assert_eq!(expected.0, common::TEXTS.len() * COPIES);
    bencher.counter(common::bytes(COPIES)).bench(|| assert_eq!(all(), expected));
}
