//! A table in a workbook: a sheet, and another for each million of rows.

use std::borrow::Cow;
use std::io;

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use crate::output::cell::Cell;
use crate::output::column::{Column, Layout};
use crate::output::spreadsheet::Flattened;
use crate::output::write::book::{failed, look};
use crate::output::write::packed::Cells;

/// The longest text in a cell, in the 16-bit units in which Excel counts.
const CELL_UNITS: usize = 32_767;
/// Whole numbers above this one have no exact form in a cell, and are written as texts.
const LARGEST_COUNT: u64 = 1 << 53;

/// The sheets of one table.
pub(super) struct Sheets {
    layout: Layout,
    /// Those that are full, then the one that is written.
    pages: Vec<Worksheet>,
    /// Rows of the last sheet, the header not counted.
    rows: u64,
    most: u64,
    kept_text: Format,
}

impl Sheets {
    /// The first sheet with its header; `most` rows go below each header.
    pub(super) fn begin(workbook: &mut Workbook, layout: Layout, most: u64) -> io::Result<Self> {
        let kept_text = look::kept_text();
        let mut table = Self { layout, pages: Vec::new(), rows: 0, most, kept_text };
        table.add_sheet(workbook)?;
        Ok(table)
    }

    /// The name of the table.
    pub(super) const fn name(&self) -> &'static str {
        self.layout.name
    }

    /// Its columns.
    pub(super) fn columns(&self) -> &[Column] {
        &self.layout.columns
    }

    /// Writes the next row, taken from `cells`.
    pub(super) fn row(&mut self, workbook: &mut Workbook, cells: &mut Cells<'_>) -> io::Result<()> {
        if self.rows == self.most {
            self.end_sheet()?;
            self.add_sheet(workbook)?;
        }
        self.rows += 1;
        let row = u32::try_from(self.rows).unwrap_or(u32::MAX);
        let Some(sheet) = self.pages.last_mut() else { return Ok(()) };
        for (column, at) in self.layout.columns.iter().zip(0_u16..) {
            let kept = look::is_kept_text(column).then_some(&self.kept_text);
            write(sheet, row, at, &cells.next()?, kept)?;
        }
        Ok(())
    }

    /// Ends the last sheet and gives all of them.
    pub(super) fn finish(mut self) -> io::Result<Vec<Worksheet>> {
        self.end_sheet()?;
        Ok(self.pages)
    }

    fn add_sheet(&mut self, workbook: &mut Workbook) -> io::Result<()> {
        let mut sheet = workbook.new_worksheet_with_constant_memory().map_err(failed)?;
        let number = self.pages.len() + 1;
        let name = self.layout.name;
        let name = if number == 1 { name.to_owned() } else { format!("{name} {number}") };
        sheet.set_name(name).map_err(failed)?;
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        let header = look::header();
        for (column, at) in self.layout.columns.iter().zip(0_u16..) {
            sheet.set_column_width(at, look::width(column)).map_err(failed)?;
            if let Some(format) = look::number(column) {
                sheet.set_column_format(at, &format).map_err(failed)?;
            }
            sheet
                .write_string_with_format(0, at, fitting(&column.name), &header)
                .map_err(failed)?;
        }
        self.pages.push(sheet);
        self.rows = 0;
        Ok(())
    }

    /// Filters need to know how many rows there are.
    fn end_sheet(&mut self) -> io::Result<()> {
        let last = u16::try_from(self.layout.columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
        let rows = u32::try_from(self.rows).unwrap_or(u32::MAX);
        if let Some(sheet) = self.pages.last_mut() {
            sheet.autofilter(0, 0, rows, last).map_err(failed)?;
        }
        Ok(())
    }
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell<'_>,
    kept: Option<&Format>,
) -> io::Result<()> {
    #[expect(clippy::cast_precision_loss, reason = "larger counts are written as texts")]
    let written = match cell {
        Cell::Missing => return Ok(()),
        Cell::Text(text) => match kept {
            Some(format) => sheet.write_string_with_format(row, column, fitting(text), format),
            None => sheet.write_string(row, column, fitting(text)),
        },
        Cell::Count(count) if *count > LARGEST_COUNT => {
            sheet.write_string(row, column, count.to_string())
        }
        Cell::Count(count) => sheet.write_number(row, column, *count as f64),
        Cell::Number(number) => sheet.write_number(row, column, *number),
        // LibreOffice opens a truth value as the formula `=TRUE()`.
        Cell::Flag(flag) => sheet.write_string(row, column, flag.to_string()),
    };
    written.map(|_| ()).map_err(failed)
}

/// The text as a cell can hold it: in one line, and where it is too long, cut with `…`.
fn fitting(text: &str) -> Cow<'_, str> {
    let flattened = Flattened::new(text);
    let text: Cow<'_, str> =
        if flattened.clone().eq(text.chars()) { text.into() } else { flattened.collect() };
    if text.len() <= CELL_UNITS || text.encode_utf16().count() <= CELL_UNITS {
        return text;
    }
    let mut units = 1;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= CELL_UNITS
    };
    let mut cut: String = text.chars().take_while(fits).collect();
    cut.push('…');
    cut.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fit_into_a_cell() {
        for text in ["=1+1", "0012", " a ", "_x0041_", "a\u{feff}b"] {
            assert_eq!(fitting(text), text);
        }
        assert_eq!(fitting("a\0\r\n\tb\u{2028}c\u{ffff}"), "a b c ");
        let most = "é".repeat(CELL_UNITS);
        assert_eq!(fitting(&most), most);
        let cut = fitting(&format!("{most}é")).into_owned();
        assert_eq!((cut.chars().count(), cut.ends_with("é…")), (CELL_UNITS, true));
        // A character outside the basic plane counts twice.
        let wide = "😀".repeat(20_000);
        assert_eq!(fitting(&wide).encode_utf16().count(), CELL_UNITS);
    }
}
