//! A table as a stream of items, one a record.

use std::collections::VecDeque;
use std::fs::File;
use std::sync::Arc;
use std::vec;

use csv::ByteRecord;

use super::columns::{self, Columns};
use super::content;
use super::cut::{Cut, Cutter, Ends};
use super::delimited::{self, Splitter};
use super::error::{Code, InputError, SourceError};
use super::evidence::refuse_nul;
use super::formats;
use super::item::Item;
use super::jsonl;
use super::kind::Kind;
use super::options::SourceOptions;
use super::parquet::ParquetTable;
use super::read;
use super::row::{Record, Row, Shape, place};
use super::stream::{Bytes, Stream};

/// Most records of JSON Lines that are looked at for their keys.
const AHEAD_RECORDS: usize = 1000;
/// Bytes after which no further record is looked at.
const AHEAD_BYTES: usize = 8 << 20;

/// Where a table is read from.
pub(super) enum Handle {
    /// A file, any part of which can be read.
    File(File),
    /// Bytes that come once.
    Stream(Bytes),
}

impl Handle {
    fn into_bytes(self) -> Bytes {
        match self {
            Self::File(file) => Box::new(file),
            Self::Stream(bytes) => bytes,
        }
    }

    /// What comes of the bytes.
    pub(super) fn unpacked(
        self,
        unpack: impl FnOnce(Bytes) -> Result<Bytes, InputError>,
    ) -> Result<Self, InputError> {
        unpack(self.into_bytes()).map(Self::Stream)
    }
}

/// A table at its first record.
pub(super) struct Table {
    name: String,
    label: Option<String>,
    columns: Vec<String>,
    records: Records,
}

/// The records of a table as they come.
enum Records {
    /// Cut from a stream; rows are split into their fields, the lines of JSON are not.
    Cut {
        /// Those that have been looked at for their keys.
        ahead: VecDeque<Cut>,
        cutter: Cutter,
        splitter: Option<Box<Splitter>>,
    },
    /// Rows of a spreadsheet, with their numbers.
    Rows(vec::IntoIter<(u64, ByteRecord)>),
    /// Rows of typed columns.
    Typed(Box<ParquetTable>),
}

impl Records {
    /// The next record and the line it begins on.
    fn next(&mut self) -> Option<(u64, Result<Record, InputError>)> {
        match self {
            Self::Cut { ahead, cutter, splitter } => {
                let cut = ahead.pop_front().or_else(|| cutter.next())?;
                let record = cut.bytes.and_then(|bytes| match splitter {
                    Some(splitter) => splitter.split(bytes).map(Record::Delimited),
                    None => Ok(Record::Json(bytes)),
                });
                Some((cut.line, record))
            }
            Self::Rows(rows) => {
                let (number, row) = rows.next()?;
                Some((number, Ok(Record::Delimited(row))))
            }
            Self::Typed(table) => {
                let (number, values) = table.next()?;
                Some((number, values.map(Record::Typed)))
            }
        }
    }
}

/// Why a table cannot be begun.
#[derive(Debug)]
pub(super) enum Fault {
    /// Its bytes cannot be had.
    Unreadable(InputError),
    /// It is not the table the user described.
    Misfit(SourceError),
}

impl Fault {
    /// The fault as that of one document, for tables that nobody named.
    pub(super) fn into_error(self) -> InputError {
        match self {
            Self::Unreadable(error) => error,
            Self::Misfit(error) => InputError::new(Code::Parse, error.to_string()),
        }
    }
}

impl Table {
    /// Reads as much as is needed to know the columns, and holds them against the options.
    ///
    /// JSON Lines without a single well-formed record at the start have no columns; each record
    /// fails on its own then.
    pub(super) fn open(
        name: &str,
        kind: Kind,
        handle: Handle,
        options: &SourceOptions,
    ) -> Result<Self, Fault> {
        let mut table =
            Self { name: name.to_owned(), label: None, columns: Vec::new(), records: empty() };
        let bytes = match (kind, handle) {
            (Kind::Parquet, handle) => {
                table.begin_typed(handle, options)?;
                return table.fitting(options);
            }
            (_, handle) => handle.into_bytes(),
        };
        match kind {
            Kind::Csv => table.begin_rows(b',', bytes, options)?,
            Kind::Tsv => table.begin_rows(b'\t', bytes, options)?,
            Kind::Json => table.begin_objects(Ends::Value, bytes, options)?,
            Kind::Xlsx | Kind::Ods => table.begin_sheet(kind, bytes, options)?,
            Kind::Xls => return Err(Fault::Unreadable(content::refused(kind))),
            _ => table.begin_objects(Ends::Line, bytes, options)?,
        }
        table.fitting(options)
    }

    /// The table, if it has the columns of the options.
    fn fitting(self, options: &SourceOptions) -> Result<Self, Fault> {
        let Self { name, columns, .. } = &self;
        if options.text_col.is_none() {
            return Err(Fault::Misfit(columns::no_text_column(name, columns)));
        }
        if !columns.is_empty() {
            columns::check(name, columns, options).map_err(Fault::Misfit)?;
        }
        Ok(self)
    }

    /// Its name, as the user gave it.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Its columns, the text column among them.
    pub(super) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Its records as items, given the columns of all tables.
    ///
    /// A header that holds a column unknown to them has changed since it was first read.
    pub(super) fn into_items(
        self,
        all: Arc<Columns>,
        options: &SourceOptions,
    ) -> Result<TableItems, InputError> {
        let is_text = |name: &String| options.text_col.as_ref() == Some(name);
        let header = if self.has_header() { self.columns } else { Vec::new() };
        if header.iter().any(|name| !is_text(name) && all.slot(name).is_none()) {
            let detail = "the header changed between being looked at and being read";
            return Err(InputError::new(Code::Changed, detail));
        }
        let shape = Shape { name: self.name, label: self.label, header, columns: all };
        Ok(TableItems { shape: Arc::new(shape), records: self.records, number: 0 })
    }

    /// Whether all records have the same columns.
    fn has_header(&self) -> bool {
        !matches!(self.records, Records::Cut { splitter: None, .. })
    }

    fn cutter(
        &mut self,
        ends: Ends,
        bytes: Bytes,
        options: &SourceOptions,
    ) -> Result<Cutter, Fault> {
        let stream = Stream::open(bytes, options).map_err(Fault::Unreadable)?;
        self.label = stream.label;
        Ok(Cutter::new(stream.bytes, ends, options.max_bytes))
    }

    fn begin_rows(
        &mut self,
        delimiter: u8,
        bytes: Bytes,
        options: &SourceOptions,
    ) -> Result<(), Fault> {
        let mut cutter = self.cutter(Ends::Row(delimiter), bytes, options)?;
        let Some(cut) = cutter.next() else { return Err(self.is_empty()) };
        let mut splitter = Splitter::new(delimiter);
        self.columns = cut
            .bytes
            .and_then(|row| refuse_wide(row, options))
            .and_then(|row| splitter.split(row))
            .and_then(|record| delimited::header(&record, self.label.as_deref(), options))
            .map_err(Fault::Unreadable)?;
        self.records =
            Records::Cut { ahead: VecDeque::new(), cutter, splitter: Some(Box::new(splitter)) };
        Ok(())
    }

    fn begin_objects(
        &mut self,
        ends: Ends,
        bytes: Bytes,
        options: &SourceOptions,
    ) -> Result<(), Fault> {
        let mut cutter = self.cutter(ends, bytes, options)?;
        let mut ahead = VecDeque::new();
        let mut bytes = 0_usize;
        while ahead.len() < AHEAD_RECORDS && bytes < AHEAD_BYTES {
            let Some(cut) = cutter.next() else { break };
            bytes = bytes.saturating_add(cut.bytes.as_ref().map_or(0, Vec::len));
            ahead.push_back(cut);
        }
        self.columns = jsonl::keys(&ahead, self.label.as_deref(), options);
        self.records = Records::Cut { ahead, cutter, splitter: None };
        Ok(())
    }

    fn begin_sheet(
        &mut self,
        kind: Kind,
        bytes: Bytes,
        options: &SourceOptions,
    ) -> Result<(), Fault> {
        let bytes = read::to_end(bytes, options.max_bytes).map_err(Fault::Unreadable)?;
        let rows = formats::rows(kind, bytes, options).map_err(Fault::Unreadable)?;
        let mut rows = rows.into_iter();
        let Some((_, header)) = rows.next() else { return Err(self.is_empty()) };
        self.columns = delimited::header(&header, None, options).map_err(Fault::Unreadable)?;
        self.records = Records::Rows(rows);
        Ok(())
    }

    fn begin_typed(&mut self, handle: Handle, options: &SourceOptions) -> Result<(), Fault> {
        let most = options.max_bytes;
        let table = match handle {
            Handle::File(file) => ParquetTable::of_file(file, most),
            Handle::Stream(bytes) => {
                read::to_end(bytes, most).and_then(|bytes| ParquetTable::of_bytes(bytes, most))
            }
        };
        let table = table.map_err(Fault::Unreadable)?;
        self.columns = table.columns().to_vec();
        self.records = Records::Typed(Box::new(table));
        Ok(())
    }

    fn is_empty(&self) -> Fault {
        Fault::Misfit(SourceError::new(format!(
            "{}: is empty; a table begins with a line of column names",
            self.name
        )))
    }
}

/// No records.
fn empty() -> Records {
    Records::Rows(Vec::new().into_iter())
}

/// Refuses a header in UTF-16 without a mark while its NULs still lie as they were written: once
/// it is split, the pattern is lost.
fn refuse_wide(row: Vec<u8>, options: &SourceOptions) -> Result<Vec<u8>, InputError> {
    if options.binary_as_text { Ok(row) } else { refuse_nul(&row).map(|()| row) }
}

/// The records of a table.
pub(super) struct TableItems {
    shape: Arc<Shape>,
    records: Records,
    number: u64,
}

impl Iterator for TableItems {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let (line, record) = self.records.next()?;
        self.number += 1;
        let id = place(&self.shape.name, self.number);
        let shape = Arc::clone(&self.shape);
        Some(match record {
            Ok(record) => Item::row(id, Row { shape, number: self.number, line, record }),
            Err(error) => {
                let width = shape.columns.names().len();
                Item::failure(id, shape.name.clone(), width, error)
            }
        })
    }
}
