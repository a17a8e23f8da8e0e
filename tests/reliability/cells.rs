//! What a text does to a spreadsheet: nothing.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;

use crate::place::{Place, TEXT};

/// Sentences that would be formulas, breaks of rows, or too long.
const HOSTILE: [&str; 9] = [
    "=1+1 is clearly it.",
    "+1 clearly.",
    "-1 clearly.",
    "@SUM clearly.",
    "\u{a0}=1+1 clearly.",
    "\u{200b}＝1+1 clearly.",
    "It is \"clearly\",=1+1;=2;\t=3.",
    "'clearly' it is.",
    "It clearly\u{b}\u{c}\u{1b}[31m is.",
];

#[test]
fn no_sentence_of_a_text_is_a_formula_or_a_second_row() {
    let place = Place::with(&[("a.txt", &HOSTILE.join("\n\n"))]);
    let said = place.score(&["a.txt", "--table", "sentence", "--text", "prose", "-q"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let mut reader = csv::Reader::from_reader(said.out.as_bytes());
    let texts: Vec<String> =
        reader.records().map(|row| row.unwrap().iter().next_back().unwrap().to_owned()).collect();
    assert_eq!(texts.len(), HOSTILE.len(), "{texts:?}");
    for text in &texts {
        let begin = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{200b}');
        assert!(!begin.starts_with(['=', '+', '-', '@', '＝']), "{text:?}");
        assert!(!text.contains(char::is_control), "{text:?}");
    }
    assert_eq!(said.out.matches("\r\n").count(), HOSTILE.len() + 1);
    assert_eq!(said.out.matches('\n').count(), HOSTILE.len() + 1, "a line end inside a cell");
}

#[test]
fn a_cell_is_cut_where_spreadsheets_cut_and_says_so() {
    let place =
        Place::with(&[("a.txt", &format!("It clearly {} rained.", "very ".repeat(10_000)))]);
    let said = place.score(&["a.txt", "--table", "sentence", "-q"]);
    let mut reader = csv::Reader::from_reader(said.out.as_bytes());
    let row = reader.records().next().unwrap().unwrap();
    let text = row.iter().next_back().unwrap();
    assert_eq!(text.chars().count(), 1_001);
    assert!(text.ends_with('…'));
}

#[test]
fn a_file_begins_with_a_mark_and_a_pipe_does_not() {
    let place = Place::with(&[("a.txt", TEXT)]);
    assert_eq!(place.score(&["a.txt", "-o", "x.csv", "-q"]).code, Some(0));
    let (file, pipe) = (place.read("x.csv"), place.score(&["a.txt", "--format", "csv", "-q"]).out);
    assert_eq!(file, format!("\u{feff}{pipe}"));
    // `ID` at the start would be another format to a spreadsheet; a quoted name would keep its quotes.
    assert!(pipe.starts_with("doc_id,"), "{pipe}");
}

#[test]
fn names_of_files_that_break_rows_or_are_formulas_are_safe_and_told_apart() {
    let place = Place::new();
    let names: [&[u8]; 6] =
        [b"=1+1.txt", b"-rf.txt", b"a\nb.txt", b"a\"b.txt", b"a\xffb.txt", b"a,b;c.txt"];
    let paths = names.map(OsStr::from_bytes);
    for path in paths {
        std::fs::write(place.path().join(path), TEXT).unwrap();
    }
    let said = place.score(&[".", "--table", "document", "-q"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let bare =
        place.shell("printf '=1+1.txt\\0-rf.txt\\0' | score --files0-from - --table document -q");
    assert_eq!(bare.code, Some(0), "{}", bare.err);
    let starts: Vec<&str> = bare.out.lines().skip(1).map(|row| row.get(..11).unwrap()).collect();
    assert_eq!(starts, ["\"'=1+1.txt\"", "\"'-rf.txt\","]);
    let mut reader = csv::Reader::from_reader(said.out.as_bytes());
    let mut ids: Vec<String> = reader.records().map(|row| row.unwrap()[0].to_owned()).collect();
    ids.sort();
    let expected = ["-rf.txt", "=1+1.txt", "a b.txt", "a\"b.txt", "a,b;c.txt", "a\\xffb.txt"];
    let expected = expected.map(|name| format!("./{name}"));
    assert_eq!(ids, expected);
}

#[test]
fn numbers_below_zero_are_no_formulas_and_are_written_by_type() {
    let place = Place::with(&[("t.csv", "body,lean\nIt clearly rained.,-0.25\n")]);
    let said = place.score(&["t.csv", "--text-col", "body", "--table", "document", "-q"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let row = said.out.lines().nth(1).unwrap();
    // The user's own column is text to us; our numbers are plain, with four decimals.
    assert!(row.starts_with("\"'-0.25\",") || row.contains(",\"'-0.25\","), "{row}");
    assert!(row.contains(".0000"), "{row}");
    assert!(!row.contains("E+") && !row.contains("e-"), "{row}");
}
