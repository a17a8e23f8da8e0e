//! A table as a stream of items, one a record.

use std::collections::VecDeque;
use std::sync::Arc;

use super::columns::{self, Columns};
use super::cut::{Cut, Cutter, Ends};
use super::delimited::{self, Splitter};
use super::error::{Code, InputError, SourceError};
use super::evidence::refuse_nul;
use super::item::Item;
use super::jsonl;
use super::kind::Kind;
use super::options::SourceOptions;
use super::row::{Record, Row, Shape, place};
use super::stream::{Bytes, Stream};

/// Most records of JSON Lines that are looked at for their keys.
const AHEAD_RECORDS: usize = 1000;
/// Bytes after which no further record is looked at.
const AHEAD_BYTES: usize = 8 << 20;

/// A table at its first record.
pub(super) struct Table {
    name: String,
    label: Option<String>,
    columns: Vec<String>,
    cutter: Cutter,
    ahead: VecDeque<Cut>,
    splitter: Option<Splitter>,
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
        bytes: Bytes,
        options: &SourceOptions,
    ) -> Result<Self, Fault> {
        let stream = Stream::open(bytes, options).map_err(Fault::Unreadable)?;
        let ends = match kind {
            Kind::Delimited(delimiter) => Ends::Row(delimiter),
            Kind::Text | Kind::JsonLines => Ends::Line,
        };
        let mut table = Self {
            name: name.to_owned(),
            label: stream.label,
            columns: Vec::new(),
            cutter: Cutter::new(stream.bytes, ends, options.max_bytes),
            ahead: VecDeque::new(),
            splitter: None,
        };
        table.columns = match kind {
            Kind::Delimited(delimiter) => table.read_header(delimiter, options)?,
            Kind::Text | Kind::JsonLines => table.look_ahead(options),
        };
        if options.text_col.is_none() {
            return Err(Fault::Misfit(columns::no_text_column(name, &table.columns)));
        }
        if !table.columns.is_empty() {
            columns::check(name, &table.columns, options).map_err(Fault::Misfit)?;
        }
        Ok(table)
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
        let header = if self.splitter.is_some() { self.columns } else { Vec::new() };
        if header.iter().any(|name| !is_text(name) && all.slot(name).is_none()) {
            let detail = "the header changed between being looked at and being read";
            return Err(InputError::new(Code::Changed, detail));
        }
        let shape = Shape { name: self.name, label: self.label, header, columns: all };
        Ok(TableItems {
            shape: Arc::new(shape),
            cuts: self.ahead.into_iter().chain(self.cutter),
            splitter: self.splitter,
            number: 0,
        })
    }

    fn read_header(
        &mut self,
        delimiter: u8,
        options: &SourceOptions,
    ) -> Result<Vec<String>, Fault> {
        let Some(cut) = self.cutter.next() else {
            return Err(Fault::Misfit(SourceError::new(format!(
                "{}: is empty; a table begins with a line of column names",
                self.name
            ))));
        };
        let mut splitter = Splitter::new(delimiter);
        let names = cut
            .bytes
            .and_then(|row| refuse_wide(row, options))
            .and_then(|row| splitter.split(row))
            .and_then(|record| delimited::header(&record, self.label.as_deref(), options))
            .map_err(Fault::Unreadable)?;
        self.splitter = Some(splitter);
        Ok(names)
    }

    fn look_ahead(&mut self, options: &SourceOptions) -> Vec<String> {
        let mut bytes = 0_usize;
        while self.ahead.len() < AHEAD_RECORDS && bytes < AHEAD_BYTES {
            let Some(cut) = self.cutter.next() else { break };
            bytes = bytes.saturating_add(cut.bytes.as_ref().map_or(0, Vec::len));
            self.ahead.push_back(cut);
        }
        jsonl::keys(&self.ahead, self.label.as_deref(), options)
    }
}

/// Refuses a header in UTF-16 without a mark while its NULs still lie as they were written: once
/// it is split, the pattern is lost.
fn refuse_wide(row: Vec<u8>, options: &SourceOptions) -> Result<Vec<u8>, InputError> {
    if options.binary_as_text { Ok(row) } else { refuse_nul(&row).map(|()| row) }
}

/// The records of a table.
pub(super) struct TableItems {
    shape: Arc<Shape>,
    cuts: std::iter::Chain<std::collections::vec_deque::IntoIter<Cut>, Cutter>,
    splitter: Option<Splitter>,
    number: u64,
}

impl Iterator for TableItems {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let cut = self.cuts.next()?;
        self.number += 1;
        let record = cut.bytes.and_then(|bytes| match &mut self.splitter {
            Some(splitter) => splitter.split(bytes).map(Record::Delimited),
            None => Ok(Record::Json(bytes)),
        });
        let id = place(&self.shape.name, self.number);
        let shape = Arc::clone(&self.shape);
        Some(match record {
            Ok(record) => Item::row(id, Row { shape, number: self.number, line: cut.line, record }),
            Err(error) => {
                let width = shape.columns.names().len();
                Item::failure(id, shape.name.clone(), width, error)
            }
        })
    }
}
