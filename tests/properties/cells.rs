//! What the cells of every table keep to, whatever text is in them.

use hedgerow::output::cell::Cell;
use hedgerow::output::format::Format;

/// What makes a spreadsheet take a text for a formula.
const TRIGGERS: [char; 10] = ['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠'];

/// Those of them that begin a formula in a cell that a wrong separator makes.
const FORMULAS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// The most characters of a text that a spreadsheet-safe cell has.
const MOST: usize = 1_000;

/// A table of one row, whose first cell is an id as in every table of ours.
fn row(format: Format, texts: &[&str]) -> Vec<u8> {
    let columns: Vec<String> = (0..=texts.len()).map(|number| format!("c{number}")).collect();
    let cells: Vec<Cell<'_>> =
        std::iter::once(&"id").chain(texts).map(|text| Cell::text(*text)).collect();
    let mut out = Vec::new();
    format.header(&columns, &mut out);
    format.row(&columns, &cells, &mut out);
    out
}

fn read(delimiter: u8, bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(bytes);
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| row.iter().map(str::to_owned).collect()).collect()
}

/// The texts of the one row behind the header.
fn only_row(delimiter: u8, bytes: &[u8]) -> Vec<String> {
    let mut rows = read(delimiter, bytes);
    assert_eq!(rows.len(), 2, "rows");
    rows.pop().expect("a row").split_off(1)
}

/// Checks that a spreadsheet shows each text of a row of the default format as text, in a cell of
/// its own.
pub(crate) fn are_safe(texts: &[&str]) {
    let row = row(Format::Csv, texts);
    let cells = only_row(b',', &row);
    assert_eq!(cells.len(), texts.len(), "cells of {texts:?}");
    for (cell, text) in cells.iter().zip(texts) {
        is_safe(cell, text);
    }
    // A spreadsheet that is told another separator sees other cells, and no formula in them either.
    for cell in read(b';', &row).concat() {
        let begin = cell.trim_start_matches(is_unseen);
        assert!(!begin.starts_with(FORMULAS), "{cell:?} of {texts:?}, wrong separator");
    }
}

fn is_safe(cell: &str, text: &str) {
    assert!(!cell.chars().any(is_flattened), "{cell:?}");
    assert!(!begins_a_formula(cell), "{cell:?} of {text:?}");
    let flat: Vec<char> = flattened(text).chars().collect();
    let kept = undone(cell, &flat);
    if flat.len() <= MOST {
        assert_eq!(kept, (flat.len(), ""), "{cell:?} of {text:?}");
    } else {
        assert_eq!(kept, (MOST, "…"), "{cell:?} of {text:?}");
    }
}

/// How many characters of the text the cell has, and what of the cell is left behind them. Nothing is
/// added to them but a `'` in front of the cell, or of what would begin a formula.
fn undone<'a>(cell: &'a str, text: &[char]) -> (usize, &'a str) {
    let mut left = cell;
    let shifted = text.first() == Some(&'\'') || begins_a_formula(&String::from_iter(text));
    if shifted {
        left = left.strip_prefix('\'').expect("a sign in front");
    }
    for (at, c) in text.iter().take(MOST).enumerate() {
        if !left.starts_with(*c) && FORMULAS.contains(c) && at > 0 {
            left = left.strip_prefix('\'').expect("a sign in front of what would begin a formula");
        }
        let Some(behind) = left.strip_prefix(*c) else { return (at, left) };
        left = behind;
    }
    (text.len().min(MOST), left)
}

/// Whether the first sign that is seen begins a formula, or what a program takes for a command.
fn begins_a_formula(cell: &str) -> bool {
    cell.trim_start_matches(is_unseen).starts_with(TRIGGERS)
}

fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || is_flattened(c)
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}')
}

/// Control characters, line ends, and what XML cannot hold.
fn is_flattened(c: char) -> bool {
    c.is_control() || "\u{2028}\u{2029}\u{fffe}\u{ffff}".contains(c)
}

/// The text with one blank for each run of what is flattened.
fn flattened(text: &str) -> String {
    let mut flat = String::new();
    let mut in_run = false;
    for c in text.chars() {
        let control = is_flattened(c);
        if !control {
            flat.push(c);
        } else if !in_run {
            flat.push(' ');
        }
        in_run = control;
    }
    flat
}

/// Checks that the exact formats give back what went in.
pub(crate) fn come_back(texts: &[&str]) {
    assert_eq!(only_row(b',', &row(Format::CsvRaw, texts)), texts, "csv-raw");
    assert_eq!(only_row(b'\t', &row(Format::Tsv, texts)), texts, "tsv");
    let line = row(Format::JsonLines, texts);
    assert_eq!(line.split(|byte| *byte == b'\n').count(), 2, "a line and its end");
    let object: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(&line).expect("an object");
    let values: Vec<&str> = object.values().skip(1).filter_map(serde_json::Value::as_str).collect();
    assert_eq!(values, texts, "jsonl");
}
