//! One record of a table, cut but not yet read, and the document it becomes.

use std::sync::Arc;

use super::columns::Columns;
use super::delimited;
use super::document::{Document, Identity, LateKeys};
use super::error::{Code, InputError};
use super::jsonl;
use super::object::Value;
use super::options::SourceOptions;

/// What all rows of one table share.
#[derive(Debug)]
pub(super) struct Shape {
    /// The table, as the user named it.
    pub(super) name: String,
    /// The encoding the stream was turned from.
    pub(super) label: Option<String>,
    /// The columns of a delimited table.
    pub(super) header: Vec<String>,
    /// The columns of all tables.
    pub(super) columns: Arc<Columns>,
}

/// A record and its place.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) shape: Arc<Shape>,
    /// From 1, the header not counted.
    pub(super) number: u64,
    /// The line it begins on, from 1.
    pub(super) line: u64,
    pub(super) record: Record,
}

/// The bytes of a record.
#[derive(Debug)]
pub(super) enum Record {
    Delimited(csv::ByteRecord),
    Json(Vec<u8>),
    /// The cells themselves, of a table that is no text.
    Typed(Vec<Value>),
}

impl Record {
    /// About how many bytes it holds.
    pub(super) fn bytes(&self) -> u64 {
        match self {
            Self::Delimited(record) => record.as_slice().len() as u64,
            Self::Json(bytes) => bytes.len() as u64,
            Self::Typed(values) => values.iter().map(Value::bytes).sum(),
        }
    }
}

/// The cells of a record, decoded.
pub(super) struct Cells {
    /// Column and value, in the record's order; a key of JSON may come twice, then the last holds.
    pub(super) pairs: Vec<(String, Value)>,
    pub(super) encoding: String,
    pub(super) errors: bool,
}

/// The cells by what they are for.
struct Sorted {
    text: Result<String, InputError>,
    columns: Vec<Option<String>>,
    late_keys: Option<LateKeys>,
    encoding: String,
    errors: bool,
}

impl Row {
    /// Reads the record.
    pub(super) fn document(&self, options: &SourceOptions) -> Result<Document, InputError> {
        let sorted = self.sorted(options)?;
        let title = self.cell(options.title_col.as_deref(), &sorted.columns);
        let (text, headline) = with_headline(title, sorted.text?);
        Ok(Document {
            id: self.id(options, &sorted.columns),
            source: self.shape.name.clone(),
            text,
            headline,
            encoding: sorted.encoding,
            decode_errors: sorted.errors,
            columns: sorted.columns,
            late_keys: sorted.late_keys,
            written: None,
            has_lines: false,
        })
    }

    /// What is known of a record without a text; bytes that are refused are left unread.
    pub(super) fn identity(&self, options: &SourceOptions) -> Identity {
        let columns = match self.sorted(options) {
            Ok(sorted) => sorted.columns,
            Err(_) => vec![None; self.shape.columns.names().len()],
        };
        let id = self.id(options, &columns);
        Identity { id, source: self.shape.name.clone(), columns }
    }

    fn sorted(&self, options: &SourceOptions) -> Result<Sorted, InputError> {
        let cells = match &self.record {
            Record::Delimited(record) => delimited::cells(record, &self.shape, options),
            Record::Json(bytes) => jsonl::cells(bytes, self.shape.label.as_deref(), options),
            Record::Typed(values) => Ok(typed(values, &self.shape)),
        };
        let cells = cells.map_err(|error| self.at_line(&error))?;
        let text_col = options.text_col.as_deref().unwrap_or_default();
        let mut text = Value::Null;
        let mut columns = vec![None; self.shape.columns.names().len()];
        let mut late_keys = None;
        for (key, value) in cells.pairs {
            if key == text_col {
                text = value;
                continue;
            }
            let slot = self.shape.columns.slot(&key).and_then(|slot| columns.get_mut(slot));
            match slot {
                Some(cell) => *cell = value.into_cell(),
                None => self.count_late(&mut late_keys, key),
            }
        }
        let text = text_of(text, text_col).map_err(|error| self.at_line(&error));
        Ok(Sorted { text, columns, late_keys, encoding: cells.encoding, errors: cells.errors })
    }

    fn count_late(&self, late_keys: &mut Option<LateKeys>, key: String) {
        if let Some(keys) = late_keys {
            keys.count += 1;
        } else {
            let source = self.shape.name.clone();
            *late_keys = Some(LateKeys { count: 1, first: key, source, line: self.line });
        }
    }

    /// The id column's value; the place where there is none or it is blank.
    fn id(&self, options: &SourceOptions, columns: &[Option<String>]) -> String {
        match self.cell(options.id_col.as_deref(), columns) {
            Some(id) if !id.trim().is_empty() => id.to_owned(),
            _ => place(&self.shape.name, self.number),
        }
    }

    fn cell<'a>(&self, name: Option<&str>, columns: &'a [Option<String>]) -> Option<&'a str> {
        columns.get(self.shape.columns.slot(name?)?)?.as_deref()
    }

    fn at_line(&self, error: &InputError) -> InputError {
        InputError::new(error.code, format!("line {}: {}", self.line, error.detail))
    }
}

fn typed(values: &[Value], shape: &Shape) -> Cells {
    let pairs = shape.header.iter().cloned().zip(values.iter().cloned()).collect();
    Cells { pairs, encoding: "utf-8".to_owned(), errors: false }
}

/// The id of a record that has no other: `table:record`.
pub(super) fn place(table: &str, number: u64) -> String {
    format!("{table}:{number}")
}

fn text_of(value: Value, column: &str) -> Result<String, InputError> {
    let detail = match value {
        Value::Text(text) => return Ok(text),
        Value::Null => format!("no text: `{column}` is missing or null"),
        Value::Other(_) => format!("the text in `{column}` is not a string"),
    };
    Err(InputError::new(Code::Parse, detail))
}

/// The headline, a blank line and the body; the body alone where the headline is blank.
fn with_headline(title: Option<&str>, body: String) -> (String, Option<usize>) {
    match title.map(str::trim).filter(|title| !title.is_empty()) {
        Some(title) => (format!("{title}\n\n{body}"), Some(title.len())),
        None => (body, None),
    }
}
