//! Workbooks of Excel: the rows of the first sheet.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};
use csv::ByteRecord;

use crate::input::error::{Code, InputError};
use crate::input::formats::archive::Archive;

/// The rows of the first sheet, blank ones left out, with the number of each; `most` bytes of them
/// at most. All have as many cells as the first.
pub(super) fn rows(bytes: Vec<u8>, most: u64) -> Result<Vec<(u64, ByteRecord)>, InputError> {
    // The crate unpacks without a cap, so all is unpacked once beforehand.
    let archive = Archive::of_bytes(bytes.clone(), most)?;
    for member in &archive.members {
        std::io::copy(&mut archive.stream(member)?, &mut std::io::sink())
            .map_err(|error| InputError::from_io(&error))?;
    }
    let fault = |error: calamine::XlsxError| {
        InputError::new(Code::Parse, format!("is no workbook that can be read: {error}"))
    };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(fault)?;
    let Some(sheet) = book.sheet_names().first().cloned() else { return Ok(Vec::new()) };
    let mut cells = book.worksheet_cells_reader(&sheet).map_err(fault)?;
    let mut rows = Rows::new(most);
    while let Some(cell) = cells.next_cell().map_err(fault)? {
        let (row, column) = cell.get_position();
        rows.cell(row.into(), column as usize, &shown(cell.get_value()))?;
    }
    Ok(rows.finish())
}

/// A cell as a text; dates as ISO 8601 writes them, numbers as short as they can be.
fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(time) => date(time),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn date(time: &ExcelDateTime) -> String {
    if !time.is_datetime() {
        return time.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second) {
        (0, 0, 0) => day,
        _ => format!("{day}T{hour:02}:{minute:02}:{second:02}"),
    }
}

/// Rows put together from cells that come in order.
pub(super) struct Rows {
    done: Vec<(u64, ByteRecord)>,
    /// The cells of the present row.
    cells: Vec<String>,
    /// Its number, from 0.
    number: u64,
    left: u64,
}

impl Rows {
    /// For at most so many bytes.
    pub(super) fn new(most: u64) -> Self {
        Self { done: Vec::new(), cells: Vec::new(), number: 0, left: most }
    }

    /// Adds a cell; empty ones may be left out, and those behind the last named column are dropped
    /// where they are empty.
    pub(super) fn cell(&mut self, row: u64, column: usize, text: &str) -> Result<(), InputError> {
        if row != self.number {
            self.end_row();
            self.number = row;
        }
        if text.is_empty() {
            return Ok(());
        }
        // A row has room for what its first cells skip, which costs no bytes of the file.
        let skipped = column.saturating_sub(self.cells.len());
        self.left = self.left.checked_sub(text.len() as u64 + skipped as u64 + 8).ok_or_else(|| {
            let detail = "its rows have more bytes than a table that is held whole may have; save it \
                          as CSV";
            InputError::new(Code::ArchiveTooBig, detail)
        })?;
        if column >= self.cells.len() {
            self.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = self.cells.get_mut(column) {
            text.clone_into(cell);
        }
        Ok(())
    }

    fn end_row(&mut self) {
        let mut cells = std::mem::take(&mut self.cells);
        if cells.is_empty() {
            return;
        }
        if let Some((_, header)) = self.done.first() {
            cells.resize(cells.len().max(header.len()), String::new());
        }
        self.done.push((self.number + 1, ByteRecord::from(cells)));
    }

    /// The rows.
    pub(super) fn finish(mut self) -> Vec<(u64, ByteRecord)> {
        self.end_row();
        self.done
    }
}
