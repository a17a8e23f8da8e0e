//! Threads, and the files that documents come in, change no byte of any table.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

use std::convert::Infallible;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use hedgerow::analyzer::Analyzer;
use hedgerow::input::{Request, Source, SourceOptions};
use hedgerow::lexicon::Lexicon;
use hedgerow::output::fingerprint::Fingerprint;
use hedgerow::output::format::Format;
use hedgerow::output::table::Table;
use hedgerow::output::term::TermTally;
use hedgerow::pipeline::run::Job;
use hedgerow::pipeline::threads::Threads;
use proptest::prelude::*;
use proptest::sample::select;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(Arc::new(Lexicon::builtin())));

/// A line of a JSON Lines file: most hold a text, some fail.
fn line() -> impl Strategy<Value = String> {
    let words = vec![
        "perhaps",
        "botched",
        "clearly",
        "critics say",
        "the council",
        "Ostrava",
        "about 300",
        "“we",
        "never”",
        "voted.",
        "It",
        "\\n\\n",
        "slammed",
        "may",
        "ÉTÉ",
        "\\u201cso\\u201d",
        "=1+1",
        "|",
    ];
    let words = |count| prop::collection::vec(select(words.clone()), count);
    let text =
        words(0..40).prop_map(|words| format!(r#"{{"by":"x","text":"{}"}}"#, words.join(" ")));
    // A text that takes much longer than those behind it comes out of order.
    let long = words(1..9)
        .prop_map(|words| format!(r#"{{"text":"{}","date":2}}"#, words.join(" ").repeat(400)));
    let failing = select(vec![r#"{"text":null}"#, r#"{"by":"y"}"#, "{", "7", ""]);
    prop_oneof![8 => text, 1 => long, 2 => failing.prop_map(str::to_owned)]
}

/// Every table of these files as bytes.
fn tables(files: &[PathBuf], threads: usize) -> Vec<(&'static str, String)> {
    let input = SourceOptions {
        text_col: Some("text".to_owned()),
        id_col: Some("id".to_owned()),
        ..SourceOptions::default()
    };
    let requests = files.iter().cloned().map(Request::Path).collect();
    let mut source = Source::open(requests, &input).unwrap();
    let columns = source.columns().to_vec();
    let tables = Table::ALL.map(|table| (table, Format::CsvRaw)).to_vec();
    let fingerprint = Fingerprint::new(ANALYZER.lexicon(), &[]);
    let job = Job { analyzer: ANALYZER.clone(), input, fingerprint, tables, observe: None };
    let mut bytes = vec![Vec::new(); job.tables.len()];
    let mut terms = TermTally::default();
    job.run(&Threads::start(threads), &mut source, |scored| {
        bytes
            .iter_mut()
            .zip(&scored.rows)
            .for_each(|(bytes, rows)| bytes.extend_from_slice(rows.bytes()));
        terms.merge(scored.terms.unwrap_or_default());
        Ok::<(), Infallible>(())
    })
    .unwrap();
    let named = job.tables.iter().zip(bytes).map(|((table, format), mut bytes)| {
        if *table == Table::Term {
            let columns = table.columns(&columns);
            terms.rows(ANALYZER.lexicon(), |cells| format.row(&columns, cells, &mut bytes));
        }
        (table.name(), String::from_utf8(bytes).unwrap())
    });
    named.collect()
}

/// The lines, each record with its number as its id.
fn numbered(lines: Vec<String>) -> Vec<String> {
    let number = |(n, line): (usize, String)| match line.strip_prefix("{\"") {
        Some(rest) => format!("{{\"id\":{n},\"{rest}"),
        None => line,
    };
    lines.into_iter().enumerate().map(number).collect()
}

/// The tables whose rows name documents by their ids alone, or not at all.
fn without_sources(tables: Vec<(&'static str, String)>) -> Vec<(&'static str, String)> {
    let kept = ["sentence", "hit", "term"];
    tables.into_iter().filter(|(name, _)| kept.contains(name)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn threads_and_files_change_no_byte(
        mut lines in prop::collection::vec(line(), 1..80),
        cut in any::<prop::sample::Index>(),
    ) {
        // A file none of whose records has the column is refused: each part begins with one that has.
        let cut = cut.index(lines.len());
        for first in [0, cut] {
            lines[first] = r#"{"text":"It may rain."}"#.to_owned();
        }
        let lines = numbered(lines);
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, lines: &[String]| {
            let path = folder.path().join(name);
            fs::write(&path, lines.join("\n")).unwrap();
            path
        };
        let whole = file("whole.jsonl", &lines);
        let one = tables(std::slice::from_ref(&whole), 1);
        for threads in [2, 5] {
            prop_assert_eq!(&one, &tables(std::slice::from_ref(&whole), threads));
        }
        let (first, second) = lines.split_at(cut);
        let parts = [file("a.jsonl", first), file("b.jsonl", second)];
        prop_assert_eq!(without_sources(one), without_sources(tables(&parts, 2)));
    }
}
