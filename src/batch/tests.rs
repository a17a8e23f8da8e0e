//! Rows of batches are those of the same documents in a table that is read from a file.

use std::convert::Infallible;
use std::io::Write as _;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef, Int32Array, LargeStringArray, StringArray, StringViewArray};

use super::*;
use crate::input::{Request, Source};
use crate::lexicon::Lexicon;

const TEXTS: [&str; 5] = [
    "Harbour talks fail\n\nCritics say the plan was botched. Perhaps it may work, Mara Quill said.",
    "“It is a disaster,” said Ivo Saltmarsh. Some 30 boats reportedly left.",
    "",
    "=1+1 \u{202e}\0\u{feff} perhaps",
    "Nothing.",
];

fn scorer(table: Table, options: &SourceOptions) -> BatchScorer {
    let analyzer = Analyzer::new(Arc::new(Lexicon::builtin()));
    let fingerprint = Fingerprint::new(analyzer.lexicon(), &[]);
    BatchScorer::new(analyzer, fingerprint, options.clone(), &[table]).unwrap()
}

fn options() -> SourceOptions {
    let column = |name: &str| Some(name.to_owned());
    SourceOptions {
        text_col: column("body"),
        id_col: column("nr"),
        max_bytes: SourceOptions::MAX_BYTES,
        ..SourceOptions::default()
    }
}

fn batch(texts: ArrayRef) -> RecordBatch {
    let numbers: ArrayRef = Arc::new(Int32Array::from_iter_values((7..).take(texts.len())));
    RecordBatch::try_from_iter_with_nullable([("nr", numbers, true), ("body", texts, true)])
        .unwrap()
}

/// The cells as texts; the shortest decimals tell every two numbers apart.
fn cells(batch: &RecordBatch, skipped: &str) -> Vec<Vec<String>> {
    let rows = 0..batch.num_rows();
    rows.map(|row| {
        let columns = batch.schema_ref().fields().iter().zip(batch.columns());
        let columns = columns.filter(|(field, _)| field.name() != skipped);
        columns
            .map(|(_, column)| match column.data_type() {
                _ if column.is_null(row) => String::new(),
                DataType::Utf8 => column.as_string::<i32>().value(row).to_owned(),
                DataType::Int64 => column.as_primitive::<Int64Type>().value(row).to_string(),
                DataType::Float64 => column.as_primitive::<Float64Type>().value(row).to_string(),
                DataType::Boolean => column.as_boolean().value(row).to_string(),
                DataType::Int32 => {
                    column.as_primitive::<arrow_array::types::Int32Type>().value(row).to_string()
                }
                other => panic!("{other}"),
            })
            .collect()
    })
    .collect()
}

/// The same by way of a file.
fn by_file(table: Table, options: &SourceOptions) -> Vec<Vec<String>> {
    let mut file = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
    for (number, text) in TEXTS.iter().enumerate() {
        let record = serde_json::json!({ "nr": number + 7, "body": text });
        writeln!(file, "{record}").unwrap();
    }
    let options = SourceOptions { binary_as_text: true, ..options.clone() };
    let mut source = Source::open(vec![Request::Path(file.path().into())], &options).unwrap();
    let scorer = scorer(table, &options);
    let users = source.columns().to_vec();
    let job = Job { tables: vec![(table, Format::JsonLines)], ..scorer.job.clone() };
    let mut lines = Vec::new();
    let run = job.run(&Threads::start(1), &mut source, |scored| {
        lines.extend_from_slice(scored.rows[0].bytes());
        Ok::<_, Infallible>(())
    });
    run.unwrap();
    let columns = table.columns(&users);
    let text = String::from_utf8(lines).unwrap();
    text.lines()
        .map(|line| {
            let object: serde_json::Map<String, serde_json::Value> =
                serde_json::from_str(line).unwrap();
            let cell = |name: &String| match &object[name] {
                serde_json::Value::Null => String::new(),
                serde_json::Value::String(text) => text.clone(),
                serde_json::Value::Number(number) => number
                    .as_u64()
                    .map_or_else(|| number.as_f64().unwrap().to_string(), |n| n.to_string()),
                other => other.to_string(),
            };
            columns.iter().filter(|name| *name != "source").map(cell).collect()
        })
        .collect()
}

#[test]
fn rows_of_a_long_text_are_all_there() {
    let texts: ArrayRef = Arc::new(StringArray::from_iter_values([
        "Before.".to_owned(),
        "It may rain. ".repeat(30_000),
        "Behind.".to_owned(),
    ]));
    let scorer = scorer(Table::Sentence, &options());
    let rows = scorer.score(&batch(texts), "batch", 1, &Threads::start(2)).unwrap();
    let starts = rows[0].column_by_name("start").unwrap().as_primitive::<Int64Type>();
    let starts: Vec<i64> = starts.values().to_vec();
    let expected = [0].into_iter().chain((0..30_000).map(|number| number * 13)).chain([0]);
    assert_eq!(starts, expected.collect::<Vec<_>>());
}

#[test]
fn rows_are_those_of_a_file() {
    let options = options();
    let texts: [ArrayRef; 3] = [
        Arc::new(StringArray::from_iter_values(TEXTS)),
        Arc::new(LargeStringArray::from_iter_values(TEXTS)),
        Arc::new(StringViewArray::from_iter_values(TEXTS)),
    ];
    for table in [Table::Document, Table::Sentence, Table::Hit, Table::Source] {
        let expected = by_file(table, &options);
        assert!(expected.len() >= 2, "{table:?}");
        for texts in &texts {
            for threads in [1, 3] {
                let scored = scorer(table, &options)
                    .score(&batch(texts.clone()), "-", 1, &Threads::start(threads))
                    .unwrap()
                    .remove(0);
                assert_eq!(
                    scored.schema(),
                    scorer(table, &options)
                        .schemas(&batch(texts.clone()).schema())
                        .unwrap()
                        .remove(0)
                );
                assert_eq!(cells(&scored, "source"), expected, "{table:?}");
            }
        }
    }
}

#[test]
fn what_cannot_be_scored_keeps_its_row() {
    let options = SourceOptions { max_bytes: 60, ..options() };
    let texts: ArrayRef =
        Arc::new(StringArray::from(vec![Some(TEXTS[0]), None, Some("It may rain.")]));
    let scored = scorer(Table::Document, &options)
        .score(&batch(texts.clone()), "t", 1, &Threads::start(2))
        .unwrap()
        .remove(0);
    let told: Vec<Vec<String>> =
        cells(&scored, "source").into_iter().map(|row| row[..4].to_vec()).collect();
    let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
    assert_eq!(
        told,
        [
            row(["7", "7", "too-large", ""]),
            row(["8", "8", "parse", ""]),
            row(["9", "9", "ok", "utf-8"])
        ]
    );
    let errors =
        scorer(Table::Error, &options).score(&batch(texts), "t", 1, &Threads::start(1)).unwrap();
    assert_eq!(cells(&errors[0], "").len(), 2);
}

#[test]
fn an_id_that_is_not_there_is_a_place() {
    let texts: ArrayRef = Arc::new(StringArray::from_iter_values(["It may rain.", "Or snow."]));
    let batch = RecordBatch::try_from_iter([("body", texts)]).unwrap();
    let options = SourceOptions { id_col: None, ..options() };
    let scored =
        scorer(Table::Sentence, &options).score(&batch, "press", 11, &Threads::start(1)).unwrap();
    let ids: Vec<String> = cells(&scored[0], "").into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(ids, ["press:11", "press:12"]);
}

#[test]
fn columns_that_do_not_fit_are_named() {
    let wrong = |options: &SourceOptions, batch: &RecordBatch| {
        let scorer = scorer(Table::Document, options);
        let said = scorer.schemas(batch.schema_ref()).unwrap_err().to_string();
        let again = scorer.score(batch, "-", 1, &Threads::start(1)).unwrap_err().to_string();
        assert_eq!(said, again);
        said
    };
    let texts: ArrayRef = Arc::new(StringArray::from_iter_values(TEXTS));
    let batch = batch(texts);
    let with = |name: &str| SourceOptions { text_col: Some(name.to_owned()), ..options() };
    assert_eq!(wrong(&with("txt"), &batch), "no column `txt`; the columns are `nr`, `body`");
    assert_eq!(wrong(&with("nr"), &batch), "the column `nr` holds Int32; expected texts");
    let analyzer = Analyzer::new(Arc::new(Lexicon::builtin()));
    let fingerprint = Fingerprint::new(analyzer.lexicon(), &[]);
    assert!(BatchScorer::new(analyzer, fingerprint, options(), &[Table::Term]).is_err());
}
