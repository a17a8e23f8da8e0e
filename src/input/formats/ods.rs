//! Spreadsheets of Calc: the rows of the first sheet.

use csv::ByteRecord;

use crate::input::error::{Code, InputError};
use crate::input::formats::archive::Archive;
use crate::input::formats::sheet::Rows;
use crate::input::formats::xml::{Node, Tag, Xml, decoded};

/// The columns of the widest sheet.
const MAX_COLUMNS: usize = 16_384;
/// Most repetitions of a row that holds something.
const MAX_REPEATED: u64 = 1 << 20;

/// The rows of the first sheet, as those of a workbook of Excel.
pub(super) fn rows(bytes: Vec<u8>, most: u64) -> Result<Vec<(u64, ByteRecord)>, InputError> {
    let archive = Archive::of_bytes(bytes, most)?;
    let Some(content) = archive.bytes("content.xml")? else {
        return Err(InputError::new(Code::Parse, "is no ODS: it has no content.xml"));
    };
    drop(archive);
    let content = decoded(content)?;
    let mut sheet = Sheet::new(most);
    let mut xml = Xml::new(&content);
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(tag) if matches!(tag.name(), "annotation" | "tracked-changes") => {
                xml.skip()?;
            }
            Node::Start(tag) => sheet.start(&tag),
            // Sheets behind the first are not read.
            Node::End(name) if name == "table" => break,
            Node::End(name) => sheet.end(&name)?,
            Node::Text(text) => sheet.text(&text),
        }
    }
    Ok(sheet.rows.finish())
}

/// The sheet while it is read.
struct Sheet {
    rows: Rows,
    /// The number of the row, from 0.
    row: u64,
    row_repeated: u64,
    /// The cells of the row that are not empty, with their columns.
    cells: Vec<(usize, String)>,
    column: usize,
    repeated: usize,
    /// The text of the cell that is open; a value that is no text comes from its attributes.
    cell: Option<String>,
    value: Option<String>,
    paragraphs: usize,
}

impl Sheet {
    fn new(most: u64) -> Self {
        Self {
            rows: Rows::new(most),
            row: 0,
            row_repeated: 1,
            cells: Vec::new(),
            column: 0,
            repeated: 1,
            cell: None,
            value: None,
            paragraphs: 0,
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let number = |name: &str| tag.attribute(name).and_then(|number| number.parse::<u64>().ok());
        match tag.name() {
            "table-row" => {
                self.row_repeated = number("number-rows-repeated").unwrap_or(1);
                self.column = 0;
            }
            "table-cell" | "covered-table-cell" => {
                let repeated = number("number-columns-repeated").unwrap_or(1);
                self.repeated = usize::try_from(repeated).unwrap_or(usize::MAX);
                self.cell = Some(String::new());
                self.paragraphs = 0;
                self.value = ["date-value", "boolean-value", "time-value", "value"]
                    .iter()
                    .find_map(|name| tag.attribute(name));
                if tag.attribute("value-type").as_deref() == Some("string") {
                    self.value = tag.attribute("string-value");
                }
            }
            "p" => {
                if self.paragraphs > 0 {
                    self.text("\n");
                }
                self.paragraphs += 1;
            }
            "s" | "tab" => self.text(" "),
            "line-break" => self.text("\n"),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.paragraphs > 0
            && let Some(cell) = &mut self.cell
        {
            cell.push_str(text);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), InputError> {
        match name {
            "table-cell" | "covered-table-cell" => self.end_cell(),
            "table-row" => return self.end_row(),
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) {
        let text = self.cell.take().unwrap_or_default();
        let text = self.value.take().unwrap_or(text);
        let end = self.column.saturating_add(self.repeated).min(MAX_COLUMNS);
        if !text.is_empty() {
            self.cells.extend((self.column..end).map(|column| (column, text.clone())));
        }
        self.column = end;
    }

    fn end_row(&mut self) -> Result<(), InputError> {
        let cells = std::mem::take(&mut self.cells);
        let repeated = if cells.is_empty() { 0 } else { self.row_repeated.min(MAX_REPEATED) };
        for row in self.row..self.row.saturating_add(repeated) {
            for (column, text) in &cells {
                self.rows.cell(row, *column, text)?;
            }
        }
        self.row = self.row.saturating_add(self.row_repeated);
        Ok(())
    }
}
