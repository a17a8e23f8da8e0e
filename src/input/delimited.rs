//! Rows of comma- and tab-separated tables.

use std::io::Cursor;

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::decode::record_reading;
use super::error::{Code, InputError};
use super::object::Value;
use super::options::SourceOptions;
use super::row::{Cells, Shape};

/// Splits rows that are already cut into their fields, by the rules of the `csv` crate.
///
/// One reader serves all rows, since building one takes 15 µs. It is fed a whole row with its
/// line end at a time, so it never has to look for more.
pub(super) struct Splitter {
    reader: Reader<Cursor<Vec<u8>>>,
}

impl Splitter {
    /// For rows with this delimiter.
    pub(super) fn new(delimiter: u8) -> Self {
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(Cursor::new(Vec::new()));
        Self { reader }
    }

    /// The fields of one row, without their quotation marks.
    pub(super) fn split(&mut self, mut row: Vec<u8>) -> Result<ByteRecord, InputError> {
        if !row.ends_with(b"\n") {
            row.push(b'\n');
        }
        let mut record = ByteRecord::with_capacity(row.len(), 16);
        *self.reader.get_mut() = Cursor::new(row);
        match self.reader.read_byte_record(&mut record) {
            Ok(true) => Ok(record),
            Ok(false) => Err(InputError::new(Code::Internal, "a row was cut and not found again")),
            Err(error) => Err(InputError::new(Code::Parse, error.to_string())),
        }
    }
}

/// The names in a header row.
pub(super) fn header(
    record: &ByteRecord,
    label: Option<&str>,
    options: &SourceOptions,
) -> Result<Vec<String>, InputError> {
    let (reading, _) = record_reading(record.as_slice(), label, options)?;
    Ok(record.iter().map(|name| reading.text(name).0.into_owned()).collect())
}

/// The cells of a row; it must have as many fields as the header.
pub(super) fn cells(
    record: &ByteRecord,
    shape: &Shape,
    options: &SourceOptions,
) -> Result<Cells, InputError> {
    let (fields, wanted) = (record.len(), shape.header.len());
    if fields != wanted {
        let detail = format!("expected {wanted} fields as in the header, found {fields}");
        return Err(InputError::new(Code::Parse, detail));
    }
    // All fields alike: a single one is too short to guess from.
    let (reading, _) = record_reading(record.as_slice(), shape.label.as_deref(), options)?;
    let mut errors = false;
    let mut pairs = Vec::with_capacity(fields);
    for (name, field) in shape.header.iter().zip(record) {
        let (text, replaced) = reading.text(field);
        errors |= replaced;
        pairs.push((name.clone(), Value::Text(text.into_owned())));
    }
    Ok(Cells { pairs, encoding: reading.label(), errors })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::cut::{Cutter, Ends};
    use proptest::prelude::*;
    use std::io::BufReader;

    /// The rows by cutting and splitting, or `None` where a mark is left open.
    fn ours(bytes: &[u8]) -> Option<Vec<ByteRecord>> {
        let stream = Box::new(Cursor::new(bytes.to_vec()));
        let cutter = Cutter::new(BufReader::with_capacity(4, stream), Ends::Row(b','), 1 << 20);
        let mut splitter = Splitter::new(b',');
        cutter.map(|cut| Some(splitter.split(cut.bytes.ok()?).unwrap())).collect()
    }

    fn theirs(bytes: &[u8]) -> Vec<ByteRecord> {
        let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        reader.byte_records().map(Result::unwrap).collect()
    }

    proptest! {
        #[test]
        fn cutting_first_changes_no_row(text in "[a,\"\r\n\t é]{0,60}") {
            if let Some(rows) = ours(text.as_bytes()) {
                prop_assert_eq!(rows, theirs(text.as_bytes()));
            }
        }
    }
}
