//! Parquet, written and read.

use std::fs::File;

use parquet::basic::Type;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use serde_json::{Map, Value};

use crate::{Place, corpus, objects};

fn opened(place: &Place, name: &str) -> SerializedFileReader<File> {
    SerializedFileReader::new(File::open(place.path(name)).unwrap()).unwrap()
}

/// The rows as the exact format has them.
fn rows(place: &Place, name: &str) -> Vec<Map<String, Value>> {
    let value = |field: &Field| match field {
        Field::Null => Value::Null,
        Field::Bool(flag) => (*flag).into(),
        Field::Long(number) => (*number).into(),
        Field::Double(number) => (*number).into(),
        Field::Str(text) => text.as_str().into(),
        other => panic!("{other:?}"),
    };
    let reader = opened(place, name);
    let rows = reader.get_row_iter(None).unwrap();
    let row = |row: parquet::record::Row| {
        row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect()
    };
    rows.map(|found| row(found.unwrap())).collect()
}

/// The reader of JSON gives the last digit of a number as it comes.
fn is_same((cell, exact): (&Value, &Value)) -> bool {
    match (cell.as_f64(), exact.as_f64()) {
        (Some(a), Some(b)) => (a - b).abs() <= f64::EPSILON * a.abs(),
        _ => cell == exact,
    }
}

#[test]
fn every_cell_is_that_of_the_exact_format() {
    let place = Place::new(&[]);
    let corpus = corpus();
    place.done(&["score", &corpus, "-O", "exact", "--format", "jsonl"]);
    for (folder, threads) in [("a", "1"), ("b", "3")] {
        place.done(&["score", &corpus, "-O", folder, "--format", "parquet", "-j", threads]);
    }
    for table in ["document", "sentence", "hit", "term", "source", "error"] {
        let exact = objects(&place.text(&format!("exact/{table}.jsonl")));
        let name = format!("a/{table}.parquet");
        let typed = rows(&place, &name);
        assert_eq!(typed.len(), exact.len(), "{table}");
        for (typed, exact) in typed.iter().zip(&exact) {
            assert!(typed.keys().eq(exact.keys()), "{table}");
            assert!(
                typed.values().zip(exact.values()).all(is_same),
                "{table}: {typed:?} {exact:?}"
            );
        }
        assert!(place.read(&name) == place.read(&format!("b/{table}.parquet")), "{table}");
    }
}

#[test]
fn columns_have_types_and_may_be_empty() {
    let place = Place::new(&[("t.csv", b"hits,text\n7,It may rain.\n")]);
    place.done(&["score", "t.csv", "--text-col", "text", "-o", "t.parquet"]);
    let reader = opened(&place, "t.parquet");
    let schema = reader.metadata().file_metadata().schema_descr();
    let kind = |name: &str| {
        let column = schema.columns().iter().find(|column| column.name() == name).unwrap();
        assert!(column.self_type().is_optional(), "{name}");
        column.physical_type()
    };
    for (name, expected) in [
        ("hits", Type::BYTE_ARRAY),
        ("doc_id", Type::BYTE_ARRAY),
        ("words", Type::INT64),
        ("hedge_per_1k", Type::DOUBLE),
        ("hedge_index", Type::DOUBLE),
        ("flag", Type::BYTE_ARRAY),
    ] {
        assert_eq!(kind(name), expected, "{name}");
    }
    place.done(&["score", "t.csv", "--text-col", "text", "--table", "hit", "-o", "hit.parquet"]);
    let reader = opened(&place, "hit.parquet");
    let columns = reader.metadata().file_metadata().schema_descr().columns().to_vec();
    let counted = columns.iter().find(|column| column.name() == "counted").unwrap();
    assert_eq!(counted.physical_type(), Type::BOOLEAN);
    let streamed = place.done(&[
        "score",
        "t.csv",
        "--text-col",
        "text",
        "--table",
        "hit",
        "--format",
        "parquet",
    ]);
    assert!(streamed.out == place.read("hit.parquet"));
}

#[test]
fn rows_are_in_groups_of_no_more_than_65536() {
    let mut table = b"text\n".to_vec();
    table.extend(b"So.\n".repeat(70_000));
    let place = Place::new(&[("t.csv", &table)]);
    place.done(&["score", "t.csv", "--text-col", "text", "--table", "source", "-o", "t.parquet"]);
    let reader = opened(&place, "t.parquet");
    let groups = reader.metadata().row_groups().iter().map(RowGroupMetaData::num_rows);
    assert_eq!(groups.collect::<Vec<_>>(), [65_536, 4_464]);
    // Read back, they are 70,000 documents.
    let read = ["score", "t.parquet", "--text-col", "speaker", "--id-col", "doc_id"];
    let mut args = read.to_vec();
    args.extend(["-o", "again.jsonl"]);
    place.done(&args);
    let again = objects(&place.text("again.jsonl"));
    assert_eq!(again.len(), 70_000);
    assert_eq!(again[69_999]["doc_id"], "t.csv:70000");
}

#[test]
fn a_table_is_read_by_the_names_of_its_columns_and_keeps_the_users() {
    let place = Place::new(&[]);
    let corpus = corpus();
    for format in ["parquet", "jsonl"] {
        let file = format!("s.{format}");
        place.done(&["score", &corpus, "--table", "sentence", "-o", &file]);
        place.done(&[
            "score",
            &file,
            "--text-col",
            "text",
            "--id-col",
            "doc_id",
            "--format",
            "jsonl",
            "-O",
            format,
        ]);
    }
    let documents = |format: &str| {
        let mut rows = objects(&place.text(&format!("{format}/document.jsonl")));
        for row in &mut rows {
            assert_eq!(row.shift_remove("source"), Some(format!("s.{format}").into()));
        }
        rows
    };
    // A number of JSON is `1.0` or `1`, as its writer had it; the cell says the same.
    let (typed, json) = (documents("parquet"), documents("jsonl"));
    assert_eq!(typed.len(), json.len());
    for (typed, json) in typed.iter().zip(&json) {
        for (name, value) in json {
            let same = typed[name] == *value
                || match (typed[name].as_str(), value.as_str()) {
                    (Some(a), Some(b)) => a.parse::<f64>().ok() == b.parse::<f64>().ok(),
                    _ => false,
                };
            assert!(same, "{name}: {} {value}", typed[name]);
        }
    }
    assert_eq!(place.read("parquet/sentence.jsonl"), place.read("jsonl/sentence.jsonl"));
}

#[test]
fn a_damaged_group_is_named_and_those_behind_it_are_read() {
    let mut table = b"text\n".to_vec();
    for n in 0..70_000 {
        table.extend(format!("So it may be {n}.\n").bytes());
    }
    let place = Place::new(&[("t.csv", &table)]);
    place.done(&["score", "t.csv", "--text-col", "text", "--table", "sentence", "-o", "t.parquet"]);
    let mut bytes = place.read("t.parquet");
    let first = opened(&place, "t.parquet");
    let text = first.metadata().row_group(0).columns().last().unwrap().clone();
    let start = usize::try_from(text.byte_range().0).unwrap();
    bytes[start + 40..start + 80].fill(0xff);
    std::fs::write(place.path("broken.parquet"), &bytes).unwrap();
    let read = ["score", "broken.parquet", "--text-col", "text", "--id-col", "doc_id"];
    let mut args = read.to_vec();
    args.extend(["-O", "out", "--format", "jsonl"]);
    let ended = place.run(&args);
    assert_eq!(ended.code, 1, "{}", ended.said);
    let errors = objects(&place.text("out/error.jsonl"));
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0]["code"], "parse");
    let message = errors[0]["message"].as_str().unwrap();
    assert!(message.contains("to 65536: is no Parquet that can be read"), "{message}");
    let documents = objects(&place.text("out/document.jsonl"));
    assert_eq!(documents.last().unwrap()["doc_id"], "t.csv:70000");
    assert!(documents.len() > 70_000 - 65_536, "{}", documents.len());
}

#[test]
fn what_is_no_parquet_is_a_named_failure() {
    let place = Place::new(&[("t.csv", b"text\nIt may rain.\n")]);
    place.done(&["score", "t.csv", "--text-col", "text", "--table", "sentence", "-o", "t.parquet"]);
    let whole = place.read("t.parquet");
    std::fs::write(place.path("cut.parquet"), &whole[..whole.len() - 20]).unwrap();
    std::fs::write(place.path("text.parquet"), b"no table at all").unwrap();
    std::fs::write(place.path("empty.parquet"), b"").unwrap();
    for file in ["cut.parquet", "text.parquet", "empty.parquet"] {
        let ended = place.run(&["score", file, "--text-col", "text", "--table", "error"]);
        let out = String::from_utf8(ended.out).unwrap();
        assert_eq!(ended.code, 1, "{file}: {}", ended.said);
        assert!(out.contains("\"parse\",\"is no Parquet that can be read: "), "{file}: {out}");
    }
    let ended = place.run(&["score", "t.parquet", "--text-col", "txt"]);
    assert_eq!(ended.code, 2);
    assert!(ended.said.contains("t.parquet: no column `txt` for --text-col; did you mean `text`?"));
}

#[test]
fn a_comparison_of_earlier_tables_says_the_same_in_every_format() {
    let place = Place::new(&[]);
    let corpus = corpus();
    let mut results = Vec::new();
    for (format, ending) in [("jsonl", "jsonl"), ("parquet", "parquet"), ("csv", "csv")] {
        place.done(&["score", &corpus, "-O", format, "--format", format]);
        results.push(compared(&place, format, ending));
    }
    place.done(&["score", &corpus, "-O", "eu", "--csv-dialect", "excel-eu"]);
    results.push(compared(&place, "eu", "csv"));
    assert!(results[0].len() > 20);
    assert!(results.iter().all(|result| *result == results[0]));
}

fn compared(place: &Place, folder: &str, ending: &str) -> Vec<Map<String, Value>> {
    let [documents, hits] = ["document", "hit"].map(|table| format!("{folder}/{table}.{ending}"));
    let out = format!("{folder}.groups.parquet");
    let options = ["--by", "dir", "--bootstrap", "100", "-q", "-o", &out];
    place.done(&[&["compare", documents.as_str(), hits.as_str()], &options[..]].concat());
    rows(place, &out)
}
