//! Workbooks.

use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use serde_json::Value;

use crate::hostile::{READ, RECORDS, TEXTS, place};
use crate::{Place, corpus, objects};

type Book = Xlsx<BufReader<File>>;

fn opened(path: &Path) -> Book {
    open_workbook(path).unwrap()
}

/// The cells of a sheet, its header the first row.
fn rows(book: &mut Book, sheet: &str) -> Vec<Vec<Data>> {
    book.worksheet_range(sheet).unwrap().rows().map(<[Data]>::to_vec).collect()
}

/// How many cells of all sheets are formulas.
fn formulas(book: &mut Book) -> usize {
    let sheets = book.sheet_names();
    let formulas = |sheet: &String| {
        let range = book.worksheet_formula(sheet).unwrap();
        range.cells().filter(|(_, _, formula)| !formula.is_empty()).count()
    };
    sheets.iter().map(formulas).sum()
}

/// The text of a part of the archive.
fn part(path: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn no_text_becomes_a_formula_and_every_id_stays() {
    let place = place();
    let mut args = READ.to_vec();
    args.extend(["-O", "out", "--format", "xlsx"]);
    assert_eq!(place.run(&args).code, 1);
    assert_eq!(place.names("out"), ["tables.xlsx"]);
    let mut book = opened(&place.path("out/tables.xlsx"));
    let sheets = ["document", "sentence", "hit", "term", "source", "error", "columns"];
    assert_eq!(book.sheet_names(), sheets);
    assert_eq!(formulas(&mut book), 0);
    let documents = rows(&mut book, "document");
    assert_eq!(documents.len(), 1 + RECORDS);
    let names: Vec<String> = documents[0].iter().take(4).map(ToString::to_string).collect();
    assert_eq!(names, ["id", "=note;,", "doc_id", "source"]);
    for ((text, cell), row) in TEXTS.iter().zip(&documents[1..]) {
        let cell = Data::String(cell.unwrap_or(text).to_owned());
        assert_eq!(row[..3], [cell.clone(), cell.clone(), cell], "{text:?}");
    }
    let long = documents[RECORDS - 1][1].to_string();
    assert_eq!((long.chars().count(), long.ends_with("é…")), (32_767, true));
    assert_eq!(documents[RECORDS][4], Data::String("parse".to_owned()));
    assert_eq!(documents[RECORDS][6..10], vec![Data::Empty; 4]);
    assert_eq!(rows(&mut book, "error").len(), 2);
}

#[test]
fn every_number_and_text_is_that_of_the_exact_format() {
    let place = Place::new(&[]);
    let corpus = corpus();
    place.done(&["score", &corpus, "-O", "exact", "--format", "jsonl"]);
    place.done(&["score", &corpus, "-O", "out", "--format", "xlsx"]);
    let mut book = opened(&place.path("out/tables.xlsx"));
    for table in ["document", "sentence", "hit", "term", "source"] {
        let exact = objects(&place.text(&format!("exact/{table}.jsonl")));
        let sheet = rows(&mut book, table);
        let names: Vec<String> = sheet[0].iter().map(ToString::to_string).collect();
        assert!(exact[0].keys().eq(&names), "{table}: {names:?}");
        assert_eq!(sheet.len(), exact.len() + 1, "{table}");
        for (row, object) in sheet[1..].iter().zip(exact) {
            let cells = object.values().map(|value| match value {
                Value::Null => Data::Empty,
                Value::Bool(flag) => Data::String(flag.to_string()),
                Value::Number(number) => Data::Float(number.as_f64().unwrap()),
                // Line ends of wrapped texts, one behind the other, are one blank.
                Value::String(text) if text.is_empty() => Data::Empty,
                Value::String(text) => Data::String(flat(text)),
                other => panic!("{other}"),
            });
            let cells: Vec<Data> = cells.collect();
            assert_eq!(row.len(), cells.len(), "{table}");
            assert!(row.iter().zip(&cells).all(is_same), "{table}: {row:?} {cells:?}");
        }
    }
}

/// The reader of JSON gives the last digit of a number as it comes.
fn is_same((cell, exact): (&Data, &Data)) -> bool {
    match (cell, exact) {
        (Data::Float(a), Data::Float(b)) => (a - b).abs() <= f64::EPSILON * a.abs(),
        _ => cell == exact,
    }
}

fn flat(text: &str) -> String {
    let mut flat = String::new();
    let mut in_controls = false;
    for c in text.chars() {
        if !c.is_control() {
            flat.push(c);
        } else if !in_controls {
            flat.push(' ');
        }
        in_controls = c.is_control();
    }
    flat
}

#[test]
fn the_sheet_of_columns_explains_each_one_of_the_others() {
    let place = Place::new(&[("t.csv", b"outlet,status,text\nLamp,old,It may rain.\n")]);
    place.done(&["score", "t.csv", "--text-col", "text", "-o", "t.xlsx"]);
    let mut book = opened(&place.path("t.xlsx"));
    assert_eq!(book.sheet_names(), ["document", "columns"]);
    let text = |row: &Vec<Data>| row.iter().map(ToString::to_string).collect::<Vec<_>>();
    let header = text(&rows(&mut book, "document")[0]);
    let columns: Vec<Vec<String>> = rows(&mut book, "columns").iter().map(text).collect();
    assert_eq!(columns[0], ["table", "column", "meaning", "unit"]);
    assert_eq!(columns[1], ["document", "outlet", "as the input has it", "text"]);
    let named: Vec<&str> = columns[1..].iter().map(|row| row[1].as_str()).collect();
    assert_eq!(named, header);
    assert!(columns.iter().all(|row| !row[2].is_empty()));
    let ours = columns.iter().find(|row| row[1] == "hr_status").unwrap();
    assert!(ours[2].starts_with("ok; empty without any word"), "{ours:?}");
}

#[test]
fn the_header_stays_in_sight_and_numbers_are_shown_in_their_kind() {
    let place = Place::new(&[("a.txt", b"It may rain.")]);
    place.done(&["score", "a.txt", "-o", "a.xlsx"]);
    let path = place.path("a.xlsx");
    let sheet = part(&path, "xl/worksheets/sheet1.xml");
    for piece in [
        r#"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>"#,
        r#"<autoFilter ref="A1:"#,
        r#"<cols><col min="1" max="2" width="32.7"#,
    ] {
        assert!(sheet.contains(piece), "{piece}");
    }
    let styles = part(&path, "xl/styles.xml");
    // The formats `#,##0` and `@` are known by their numbers.
    for format in ["numFmtId=\"3\"", "numFmtId=\"49\"", "Code=\"0.0000\"", "Code=\"0.0\""] {
        assert!(styles.contains(format), "{format}: {styles}");
    }
    assert!(part(&path, "docProps/core.xml").contains("2000-01-01T00:00:00Z"));
}

#[test]
fn the_same_bytes_at_any_time_and_with_any_number_of_threads() {
    let place = Place::new(&[]);
    let corpus = corpus();
    for (folder, threads) in [("a", "1"), ("b", "3")] {
        place.done(&["score", &corpus, "-O", folder, "--format", "xlsx", "-j", threads]);
        std::thread::sleep(std::time::Duration::from_millis(1100));
    }
    assert!(place.read("a/tables.xlsx") == place.read("b/tables.xlsx"));
    let streamed = place.done(&["score", &corpus, "--table", "hit", "--format", "xlsx"]);
    place.done(&["score", &corpus, "--table", "hit", "-o", "hit.xlsx"]);
    assert!(streamed.out == place.read("hit.xlsx"), "a pipe gets other bytes than a file");
}

#[test]
fn a_run_that_was_kept_in_shards_gives_the_same_workbook() {
    let place = Place::new(&[]);
    let corpus = corpus();
    place.done(&["score", &corpus, "-O", "a", "--format", "xlsx"]);
    place.done(&["score", &corpus, "-O", "b", "--format", "xlsx", "--state", "state"]);
    assert!(place.read("a/tables.xlsx") == place.read("b/tables.xlsx"));
}

#[test]
fn more_rows_than_a_sheet_takes_go_to_another_one() {
    let place = Place::new(&[("t.csv", b"id,text\na,It may.\nb,So.\nc,It may.\nd,So.\ne,So.\n")]);
    let read = ["score", "t.csv", "--text-col", "text", "--id-col", "id"];
    let mut args = read.to_vec();
    args.extend(["-O", "out", "--format", "xlsx", "--split-rows=2"]);
    place.done(&args);
    let mut book = opened(&place.path("out/tables.xlsx"));
    let sheets = ["document", "document 2", "document 3", "sentence", "sentence 2", "sentence 3"];
    assert_eq!(book.sheet_names()[..6], sheets);
    let ids: Vec<Vec<String>> = sheets[..3]
        .iter()
        .map(|sheet| rows(&mut book, sheet).iter().map(|row| row[1].to_string()).collect())
        .collect();
    assert_eq!(ids, [vec!["doc_id", "a", "b"], vec!["doc_id", "c", "d"], vec!["doc_id", "e"]]);
}

#[test]
fn a_comparison_is_one_workbook_too() {
    let place = Place::new(&[]);
    let corpus = corpus();
    let compare = ["compare", &corpus, "--by", "dir", "--bootstrap", "100"];
    let with = |options: &[&str]| {
        let mut args = compare.to_vec();
        args.extend(options);
        place.done(&args);
    };
    with(&["-O", "out", "--format", "xlsx", "--ablate", "term"]);
    with(&["-O", "exact", "--format", "jsonl", "--ablate", "term"]);
    let mut book = opened(&place.path("out/tables.xlsx"));
    assert_eq!(book.sheet_names(), ["group", "ablation", "document", "term", "columns"]);
    assert_eq!(formulas(&mut book), 0);
    for table in ["group", "ablation", "document", "term"] {
        let exact = objects(&place.text(&format!("exact/{table}.jsonl")));
        assert_eq!(rows(&mut book, table).len(), exact.len() + 1, "{table}");
    }
    assert!(place.names("out").contains(&"group.svg".to_owned()));
}

#[test]
fn what_is_read_is_not_written_over_and_an_earlier_result_is() {
    let place = Place::new(&[("a.txt", b"It may rain.")]);
    let write = ["score", ".", "-o", "x.xlsx"];
    place.done(&write);
    let first = place.read("x.xlsx");
    place.done(&write);
    assert!(place.read("x.xlsx") == first);
    std::fs::write(place.path("x.xlsx"), b"PK\x03\x04 mine").unwrap();
    let refused = place.run(&write);
    assert_eq!(refused.code, 2);
    assert!(refused.said.contains("is not a table that hedgerow wrote"), "{}", refused.said);
    assert_eq!(place.read("x.xlsx"), b"PK\x03\x04 mine");
}
