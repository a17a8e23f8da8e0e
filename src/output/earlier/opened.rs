//! A table recognised by its columns, and its rows as cells.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};

use crate::input::InputError;
use crate::input::object::Value;
use crate::input::parquet::ParquetTable;
use crate::output::earlier::{EarlierError, EarlierRow, delimiter};
use crate::output::format::Format;
use crate::output::{document, hit, sentence};

/// How much of a file is looked at to tell the formats apart.
const AHEAD: u64 = 1 << 20;
/// How many columns a message lists.
const LISTED: usize = 20;

/// What a row of the table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EarlierKind {
    /// A document.
    Document,
    /// A sentence.
    Sentence,
    /// A cue.
    Hit,
}

/// A table that an earlier run wrote.
pub struct EarlierTable {
    /// What a row is.
    pub kind: EarlierKind,
    /// The user's columns; they come first.
    pub users: Vec<String>,
    name: String,
    columns: Vec<String>,
    rows: Rows,
    /// Whether texts are as the spreadsheet-safe format writes them.
    is_safe: bool,
    format: Format,
}

enum Rows {
    Separated(csv::Reader<Box<dyn Read>>),
    Json { lines: Box<dyn BufRead>, number: u64 },
    Typed(Box<ParquetTable>),
}

/// The largest page of a table in Parquet: ours have far less.
const PAGE: u64 = 64 << 20;

impl EarlierTable {
    /// Opens a table in a file.
    ///
    /// # Errors
    /// As [`EarlierTable::open`].
    pub fn open_file(name: &str, format: Format, file: File) -> Result<Self, EarlierError> {
        if format != Format::Parquet {
            return Self::open(name, format, file);
        }
        let table = ParquetTable::of_file(file, PAGE);
        let table = table.map_err(|error| EarlierError(format!("{name}: {}", error.detail)))?;
        let columns = table.columns().to_vec();
        let (kind, users) = recognised(name, &columns)?;
        let users = columns.iter().take(users).cloned().collect();
        let rows = Rows::Typed(Box::new(table));
        Ok(Self { kind, users, name: name.to_owned(), columns, rows, is_safe: false, format })
    }

    /// Opens a table by its name and bytes; the ending of the name says how it is written.
    ///
    /// # Errors
    /// It cannot be read, or its columns are not those of a table of documents, sentences or hits.
    pub fn open(
        name: &str,
        format: Format,
        bytes: impl Read + 'static,
    ) -> Result<Self, EarlierError> {
        let failed = |error: std::io::Error| EarlierError(format!("{name}: {error}"));
        let mut bytes = bytes;
        let mut ahead = Vec::new();
        bytes.by_ref().take(AHEAD).read_to_end(&mut ahead).map_err(failed)?;
        let marked = ahead.starts_with(b"\xef\xbb\xbf");
        let start = ahead.get(3..).filter(|_| marked).unwrap_or(&ahead).to_vec();
        let format = dialect(format, &start);
        let (columns, is_safe) = match delimiter(format) {
            Some(delimiter) => head(&start, delimiter),
            None => (keys(&start), false),
        };
        let (kind, users) = recognised(name, &columns)?;
        let whole: Box<dyn Read> = Box::new(Cursor::new(start).chain(bytes));
        let rows = match delimiter(format) {
            Some(delimiter) => {
                Rows::Separated(csv::ReaderBuilder::new().delimiter(delimiter).from_reader(whole))
            }
            None => Rows::Json { lines: Box::new(BufReader::new(whole)), number: 0 },
        };
        let is_safe = format.is_opened_as_csv() && (marked || is_safe);
        let users = columns.iter().take(users).cloned().collect();
        Ok(Self { kind, users, name: name.to_owned(), columns, rows, is_safe, format })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is written in: of files that end in `.csv` their texts tell whether they are spreadsheet-safe.
    #[must_use]
    pub const fn written_in(&self) -> Format {
        match self.format {
            Format::Csv if !self.is_safe => Format::CsvRaw,
            format => format,
        }
    }

    /// The next row, or `None` behind the last.
    ///
    /// # Errors
    /// The row cannot be read.
    pub fn next_row(&mut self) -> Result<Option<EarlierRow<'_>>, EarlierError> {
        let found = match &mut self.rows {
            Rows::Separated(reader) => separated_row(reader),
            Rows::Json { lines, number } => json_row(lines, number, &self.columns),
            Rows::Typed(table) => typed_row(table),
        };
        let found = found.map_err(|what| EarlierError(format!("{}: {what}", self.name)))?;
        let Some((line, mut cells)) = found else { return Ok(None) };
        if self.is_safe {
            for cell in cells.iter_mut().flatten().filter(|cell| cell.starts_with('\'')) {
                // One was put in front of what a spreadsheet would take for a formula.
                cell.remove(0);
            }
        }
        Ok(Some(EarlierRow { place: &self.name, line, columns: &self.columns, cells }))
    }
}

/// The dialect of a CSV: one with semicolons has no comma in its header, but where the user's names
/// have one.
fn dialect(format: Format, start: &[u8]) -> Format {
    let header = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |sign: u8| memchr::memchr_iter(sign, header).count();
    if format == Format::Csv && count(b';') > count(b',') { Format::CsvExcelEu } else { format }
}

/// The column names, and whether the first row is spreadsheet-safe: that format alone quotes every
/// text.
fn head(start: &[u8], delimiter: u8) -> (Vec<String>, bool) {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(start);
    let mut records = reader.byte_records();
    let names = |record: csv::ByteRecord| {
        record.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect()
    };
    let columns: Vec<String> = records.next().and_then(Result::ok).map(names).unwrap_or_default();
    let row = records.next().and_then(Result::ok).unwrap_or_default();
    // Columns of words that need no quotation marks in any other format.
    let words = ["hr_lexicon_sha", "lexicon_sha", "voice", "section"];
    let value = |word: &&str| {
        let at = columns.iter().rposition(|name| name == word)?;
        row.get(at).filter(|value| !value.is_empty())
    };
    let quoted = words.iter().find_map(value).is_some_and(|value| {
        let cell = [&[delimiter, b'"'][..], value, &[b'"', delimiter]].concat();
        start.windows(cell.len()).any(|window| window == cell)
    });
    (columns, quoted)
}

/// The keys of the first line.
fn keys(start: &[u8]) -> Vec<String> {
    let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let object = serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(line);
    object.map(|object| object.into_iter().map(|(key, _)| key).collect()).unwrap_or_default()
}

/// What table these columns are of, and how many of them are the user's.
fn recognised(name: &str, columns: &[String]) -> Result<(EarlierKind, usize), EarlierError> {
    let kinds = [
        (EarlierKind::Document, document::columns(&[])),
        (EarlierKind::Sentence, sentence::columns()),
        (EarlierKind::Hit, hit::columns()),
    ];
    for (kind, own) in &kinds {
        let Some(users) = columns.len().checked_sub(own.len()) else { continue };
        let behind = columns.iter().skip(users).zip(own);
        let is_own = |(found, own): (&String, &String)| {
            found == own || found.strip_prefix("hr_").is_some_and(|found| found == own)
        };
        if behind.into_iter().all(is_own) && (users == 0 || *kind == EarlierKind::Document) {
            return Ok((*kind, users));
        }
    }
    let has = |wanted: &str| columns.iter().any(|column| column == wanted);
    if has("lexicon_sha") || has("hedge_score") || (has("entry") && has("counted")) {
        return Err(EarlierError(format!(
            "{name}: its columns are those of another version of hedgerow; score the texts again"
        )));
    }
    let more = if columns.len() > LISTED { ", …" } else { "" };
    let listed: Vec<&str> = columns.iter().take(LISTED).map(String::as_str).collect();
    Err(EarlierError(format!(
        "{name} is a table: say which column holds the text with --text-col (columns: {}{more}); \
         without, only tables of documents, sentences and hits that hedgerow wrote are read",
        listed.join(", ")
    )))
}

type Cells = (u64, Vec<Option<String>>);

fn separated_row(reader: &mut csv::Reader<Box<dyn Read>>) -> Result<Option<Cells>, String> {
    let mut record = csv::StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(false) => Ok(None),
        Ok(true) => {
            let line = record.position().map_or(0, csv::Position::line);
            Ok(Some((line, record.iter().map(|cell| Some(cell.to_owned())).collect())))
        }
        Err(error) => Err(error.to_string()),
    }
}

fn typed_row(table: &mut ParquetTable) -> Result<Option<Cells>, String> {
    match table.next() {
        None => Ok(None),
        Some((number, Ok(values))) => {
            Ok(Some((number, values.into_iter().map(Value::into_cell).collect())))
        }
        Some((_, Err(InputError { detail, .. }))) => Err(detail),
    }
}

fn json_row(
    lines: &mut Box<dyn BufRead>,
    number: &mut u64,
    columns: &[String],
) -> Result<Option<Cells>, String> {
    let mut line = String::new();
    while line.trim().is_empty() {
        line.clear();
        *number += 1;
        if lines.read_line(&mut line).map_err(|error| error.to_string())? == 0 {
            return Ok(None);
        }
    }
    let object = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&line);
    let object = object.map_err(|error| format!("line {number}: {error}"))?;
    if !object.keys().eq(columns) {
        return Err(format!("line {number}: its keys are not those of the first line"));
    }
    let cell = |value: serde_json::Value| match value {
        serde_json::Value::Null => None,
        serde_json::Value::String(text) => Some(text),
        other => Some(other.to_string()),
    };
    Ok(Some((*number, object.into_iter().map(|(_, value)| cell(value)).collect())))
}
