//! A workbook of Excel: a sheet for each table, and one that explains the columns.
//!
//! Rows go to a file without a name as they come, so that a workbook of any size takes little memory;
//! its bytes are made at the end. The same tables give the same bytes.

mod look;
mod sheets;

use std::any::Any;
use std::fs::File;
use std::io::{self, Read as _, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use zip::ZipArchive;

use crate::output::cell::Cell;
use crate::output::column::{Column, ColumnKind, Layout};
use crate::output::spreadsheet::ROWS;
use crate::output::write::Sink;
use crate::output::write::book::sheets::Sheets;
use crate::output::write::packed::Cells;

/// Tables by their place among the sheets; others come behind these.
const ORDER: [&str; 9] =
    ["group", "trend", "ablation", "document", "sentence", "hit", "term", "source", "error"];

/// The title of every workbook, by which one is known again.
const TITLE: &str = "Tables of hedgerow";

/// A workbook while its tables are written.
pub struct Book {
    workbook: Workbook,
    tables: Vec<Sheets>,
    most: u64,
}

impl Book {
    /// A workbook without tables. What is on its way lies in `folder`, or where the system keeps such
    /// files; a sheet holds `most` rows below its header, or as many as Excel shows.
    pub fn new(folder: Option<&Path>, most: Option<u64>) -> io::Result<Self> {
        let mut workbook = Workbook::new();
        if let Some(folder) = folder {
            workbook.set_tempdir(folder).map_err(failed)?;
        }
        // The time of a run would make other bytes of each.
        let date = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
        workbook.set_properties(
            &DocProperties::new()
                .set_title(TITLE)
                .set_author("")
                .set_comment(concat!("hedgerow ", env!("CARGO_PKG_VERSION")))
                .set_creation_datetime(&date),
        );
        let most = most.map_or(ROWS, |most| most.clamp(1, ROWS));
        Ok(Self { workbook, tables: Vec::new(), most })
    }

    /// Whether the file is a workbook that was written here.
    #[must_use]
    pub fn is_ours(file: File) -> bool {
        let Ok(mut archive) = ZipArchive::new(file) else { return false };
        let Ok(core) = archive.by_name("docProps/core.xml") else { return false };
        let mut text = String::new();
        core.take(1 << 16).read_to_string(&mut text).is_ok() && text.contains(TITLE)
    }

    /// Begins a table and gives its number.
    pub fn table(&mut self, layout: Layout) -> io::Result<usize> {
        let Self { workbook, tables, most } = self;
        guarded(|| {
            tables.push(Sheets::begin(workbook, layout, *most)?);
            Ok(tables.len() - 1)
        })
    }

    /// Takes the next rows of a table.
    pub fn rows(&mut self, table: usize, rows: &[u8]) -> io::Result<()> {
        let Self { workbook, tables, .. } = self;
        let Some(table) = tables.get_mut(table) else { return Ok(()) };
        guarded(|| {
            let mut cells = Cells(rows);
            while !cells.is_empty() {
                table.row(workbook, &mut cells)?;
            }
            Ok(())
        })
    }

    /// Writes the workbook.
    pub fn finish(mut self, out: Sink<'_>) -> io::Result<()> {
        let mut noting = Noting { out, error: None };
        let saved = guarded(|| {
            self.explain()?;
            let place = |table: &Sheets| {
                let place = ORDER.iter().position(|name| *name == table.name());
                place.unwrap_or(ORDER.len())
            };
            let mut tables = std::mem::take(&mut self.tables);
            tables.sort_by_key(place);
            let mut sheets: Vec<Worksheet> = Vec::new();
            for table in tables {
                sheets.extend(table.finish()?);
            }
            if let Some(first) = sheets.first_mut() {
                first.set_active(true);
            }
            for sheet in sheets {
                self.workbook.push_worksheet(sheet);
            }
            self.workbook.save_to_writer(&mut noting).map_err(failed)
        });
        // The error of `out` says more than what became of it.
        noting.error.map_or(saved, Err)
    }

    /// Adds the sheet that explains the columns.
    fn explain(&mut self) -> io::Result<()> {
        let text = |name: &str| Column {
            name: name.to_owned(),
            kind: ColumnKind::Text,
            unit: "text".to_owned(),
            meaning: String::new(),
            is_users: false,
        };
        let columns = ["table", "column", "meaning", "unit"].map(text).to_vec();
        let layout = Layout { name: "columns", columns };
        let mut sheet = Sheets::begin(&mut self.workbook, layout, ROWS)?;
        for table in &self.tables {
            for column in table.columns() {
                let cells = [table.name(), &column.name, &column.meaning, &column.unit];
                let mut row = Vec::new();
                super::packed::row(&cells.map(Cell::text), &mut row);
                sheet.row(&mut self.workbook, &mut Cells(&row))?;
            }
        }
        self.tables.push(sheet);
        Ok(())
    }
}

/// Does what the crate does by panicking where a file cannot be written.
fn guarded<T>(work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| Err(unwritten(payload.as_ref())))
}

fn unwritten(payload: &(dyn Any + Send)) -> io::Error {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or_default();
    // What the system said stands in it as it is shown to programmers: `Os { code: 28, … }`.
    let number = text.split_once("code: ").and_then(|(_, rest)| rest.split(',').next());
    if let Some(code) = number.and_then(|number| number.parse().ok()) {
        return io::Error::from_raw_os_error(code);
    }
    io::Error::other(format!("a file for what is on its way to the workbook failed: {text}"))
}

fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => error,
        error => io::Error::other(error),
    }
}

/// Passes bytes on and keeps the first error, which the crate turns into a panic.
struct Noting<'a> {
    out: Sink<'a>,
    error: Option<io::Error>,
}

impl Noting<'_> {
    fn note<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        done.map_err(|error| {
            let kind = error.kind();
            self.error.get_or_insert(error);
            kind.into()
        })
    }
}

impl Write for Noting<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.out.write(bytes);
        self.note(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.out.flush();
        self.note(done)
    }
}
