//! Tables with one row a term and one column a category: LIWC-22 `.dicx`, whose cells hold `X` or a
//! weight, and the wide form of the NRC lists, whose cells hold 0 or 1.

use std::sync::Arc;

use csv::{ByteRecord, ReaderBuilder};

use crate::lexicon::foreign::imported::{ForeignTerm, Imported, Key};
use crate::lexicon::foreign::table::Column;
use crate::lexicon::mistake::{LexiconFile, Mistake};
use crate::lexicon::pattern::MAX_BYTES;

/// What a cell says of its row's term.
enum Cell {
    /// Nothing, or that it does not belong there.
    Out,
    In(Option<f64>),
    /// Something else: the column is about another matter.
    Other,
}

impl Cell {
    fn of(text: &str) -> Self {
        match text {
            "" | "0" => Self::Out,
            "x" | "X" | "1" => Self::In(None),
            _ => match text.parse::<f64>() {
                Ok(0.0) => Self::Out,
                Ok(weight) if weight.is_finite() => Self::In(Some(weight)),
                _ => Self::Other,
            },
        }
    }
}

pub(super) fn read(file: &LexiconFile) -> Result<Imported, Vec<Mistake>> {
    let first = file.text.lines().next().unwrap_or("");
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(first))
        .from_reader(file.text.as_bytes());
    let mut record = ByteRecord::new();
    let mut keys: Vec<Key> = Vec::new();
    let mut told: Vec<bool> = Vec::new();
    let mut imported = Imported::new();
    while let Ok(true) = reader.read_byte_record(&mut record) {
        let line = line_of(file, &record);
        let mut cells = record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned());
        let term = cells.next().unwrap_or_default();
        if term.len() > MAX_BYTES {
            imported.add(ForeignTerm::new([].into(), &term, line));
            continue;
        }
        if keys.is_empty() {
            keys = cells.map(|key| [key].into()).collect();
            told = vec![false; keys.len()];
            if keys.is_empty() {
                let message = "has one column; a column for each category is expected behind it";
                return Err(vec![file.mistake(0..0, message)]);
            }
            continue;
        }
        for ((key, cell), told) in keys.iter().zip(cells).zip(&mut told) {
            match Cell::of(&cell) {
                Cell::Out => {}
                Cell::In(weight) => {
                    let mut term = ForeignTerm::new(Arc::clone(key), &term, line);
                    term.weight = weight;
                    imported.add(term);
                }
                Cell::Other if *told => {}
                Cell::Other => {
                    *told = true;
                    let why = format!(
                        "is neither X nor a number in column `{}`, whose texts are left out",
                        key.concat()
                    );
                    imported.refuse(line, &cell, why);
                }
            }
        }
    }
    Ok(imported)
}

/// The line of the file that a record begins on. The reader's own count may stand before blank
/// lines that it passed over.
pub(super) fn line_of(file: &LexiconFile, record: &ByteRecord) -> usize {
    let Some(position) = record.position() else { return 1 };
    let byte = usize::try_from(position.byte()).unwrap_or(0);
    let rest = file.text.get(byte..).unwrap_or("");
    let blank = rest.len() - rest.trim_start_matches('\n').len();
    usize::try_from(position.line()).unwrap_or(0) + blank
}

/// The mark that stands between the fields of a line.
pub(super) fn delimiter(line: &str) -> u8 {
    let count = |mark: char| line.matches(mark).count();
    if line.contains('\t') {
        b'\t'
    } else if count(';') > count(',') {
        b';'
    } else {
        b','
    }
}

/// Whether these are a head that names categories and a row of crosses or numbers below them.
pub(super) fn is_wide(head: &str, row: &str) -> bool {
    let mark = char::from(delimiter(head));
    let is_number = |cell: &str| cell.trim().parse::<f64>().is_ok();
    let is_other = |name: &str| matches!(Column::of(name), Some(Column::Weight | Column::Category));
    let cells = || row.split(mark).skip(1);
    let columns = head.split(mark).count();
    columns > 2
        && row.split(mark).count() == columns
        && !head.split(mark).any(|name| is_number(name) || is_other(name))
        && (cells().any(is_cross) || cells().filter(|cell| is_number(cell)).count() > 1)
}

/// Whether a row has an `X` in one of its cells.
pub(super) fn has_crosses(row: &str) -> bool {
    row.split(char::from(delimiter(row))).skip(1).any(is_cross)
}

fn is_cross(cell: &str) -> bool {
    matches!(cell.trim(), "x" | "X")
}
