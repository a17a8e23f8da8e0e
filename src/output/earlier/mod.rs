//! Tables that an earlier run wrote, read back for a comparison: nothing is scored again.
//!
//! [`opened`] recognises one by its columns, in any format; [`document`], [`sentence`] and [`hit`]
//! read their rows; [`merge`] makes documents of the rows of any number of tables.

pub mod document;
pub mod hit;
pub mod merge;
pub mod opened;
mod pending;
pub mod sentence;

use std::fmt;

use crate::output::format::Format;

/// Why a table cannot be used.
#[derive(Debug)]
pub struct EarlierError(pub String);

impl fmt::Display for EarlierError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for EarlierError {}

/// A row of a table with its place.
#[derive(Debug)]
pub struct EarlierRow<'t> {
    place: &'t str,
    line: u64,
    columns: &'t [String],
    cells: Vec<Option<String>>,
}

impl EarlierRow<'_> {
    /// The text of a cell; `None` where it is empty.
    fn text(&self, at: usize) -> Option<&str> {
        self.cells.get(at)?.as_deref().filter(|text| !text.is_empty())
    }

    fn owned(&self, at: usize) -> String {
        self.text(at).unwrap_or_default().to_owned()
    }

    /// A whole number; 0 where the cell is empty.
    fn count(&self, at: usize) -> Result<u64, EarlierError> {
        let Some(text) = self.text(at) else { return Ok(0) };
        text.parse().map_err(|_| {
            let column = self.columns.get(at).map_or("", String::as_str);
            self.error(&format!("`{text}` in `{column}` is no whole number"))
        })
    }

    /// Every column with its value; `""` where it is empty.
    pub fn values(&self) -> impl Iterator<Item = (&str, &str)> {
        let values = self.cells.iter().map(|cell| cell.as_deref().unwrap_or_default());
        self.columns.iter().map(String::as_str).zip(values)
    }

    fn error(&self, what: &str) -> EarlierError {
        EarlierError(format!("{}:{}: {what}", self.place, self.line))
    }
}

/// What a format is called when a table is read.
const fn delimiter(format: Format) -> Option<u8> {
    match format {
        Format::Csv | Format::CsvRaw => Some(b','),
        Format::CsvExcelEu => Some(b';'),
        Format::Tsv => Some(b'\t'),
        Format::JsonLines | Format::Xlsx | Format::Parquet => None,
    }
}
