//! Tables in Parquet: a document a record, one group of rows after the other.

mod compact;
mod shape;
mod value;

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};

use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::reader::{ReaderIter, TreeBuilder};
use parquet::schema::types::SchemaDescPtr;

use crate::input::error::{Code, InputError};
use crate::input::object::Value;

/// Rows that are decoded at once: enough for speed, and few enough for texts of a megabyte.
const BATCH: usize = 256;
/// Rows and bytes that may come of any file, and of each of its bytes: a few bytes can say that one
/// text stands in a million rows.
const ALWAYS: u64 = 1 << 20;
const RATIO: u64 = 100;

/// A table at its first record.
pub(crate) struct ParquetTable {
    reader: Box<dyn FileReader + Send>,
    /// Looks for what no page may claim, in the group of this number.
    check: Box<dyn Fn(usize) -> Result<(), InputError> + Send>,
    schema: SchemaDescPtr,
    columns: Vec<String>,
    group: usize,
    rows: Option<ReaderIter>,
    /// Rows given so far, and those before the group that comes next.
    given: u64,
    behind: u64,
    /// What may still come.
    left: u64,
}

impl ParquetTable {
    /// A table in a file, of which only what is needed is in memory; a page has at most `most` bytes.
    pub(crate) fn of_file(file: File, most: u64) -> Result<Self, InputError> {
        let again = file.try_clone().map_err(|error| InputError::from_io(&error))?;
        Self::open(file, again, most)
    }

    /// A table in memory.
    pub(crate) fn of_bytes(bytes: Vec<u8>, most: u64) -> Result<Self, InputError> {
        let bytes = bytes::Bytes::from(bytes);
        Self::open(bytes.clone(), bytes, most)
    }

    fn open<R: ChunkReader + 'static>(bytes: R, again: R, most: u64) -> Result<Self, InputError> {
        shape::check_nesting(&again)?;
        let left = again.len().saturating_mul(RATIO).saturating_add(ALWAYS);
        let reader = guarded(|| SerializedFileReader::new(bytes).map_err(|error| damaged(&error)))?;
        let metadata = reader.metadata().clone();
        let schema = metadata.file_metadata().schema_descr_ptr();
        let fields = schema.root_schema().get_fields();
        if schema.num_columns() == 0 {
            return Err(InputError::new(Code::Parse, "is Parquet without columns"));
        }
        let columns = fields.iter().map(|field| field.name().to_owned()).collect();
        let check = Box::new(move |group: usize| match metadata.row_groups().get(group) {
            Some(group) => shape::check_pages(&again, group.columns(), most),
            None => Ok(()),
        });
        let reader: Box<dyn FileReader + Send> = Box::new(reader);
        Ok(Self { reader, check, schema, columns, group: 0, rows: None, given: 0, behind: 0, left })
    }

    /// The names of its columns.
    pub(crate) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The next record with its number, from 1, or what is wrong with those up to the end of their
    /// group: behind a damaged one no other of the group can be found.
    pub(crate) fn next(&mut self) -> Option<(u64, Result<Vec<Value>, InputError>)> {
        loop {
            let Some(rows) = &mut self.rows else {
                if self.group == self.reader.num_row_groups() {
                    return None;
                }
                if let Err(error) = self.begin_group() {
                    return Some(self.lost(&error));
                }
                continue;
            };
            match guarded(|| rows.next().transpose().map_err(|error| damaged(&error))) {
                Ok(Some(row)) => {
                    let values = row.into_columns().into_iter().map(|(_, field)| value::of(field));
                    return Some(self.record(values.collect()));
                }
                // The crate gives as many as the group has, or an error.
                Ok(None) => self.rows = None,
                Err(error) => return Some(self.lost(&error)),
            }
        }
    }

    fn begin_group(&mut self) -> Result<(), InputError> {
        let number = self.group;
        self.group += 1;
        let (reader, schema) = (&self.reader, &self.schema);
        let metadata = reader.metadata().row_group(number);
        self.behind = self.given.saturating_add(u64::try_from(metadata.num_rows()).unwrap_or(0));
        (self.check)(number)?;
        let rows = guarded(|| {
            let group = reader.get_row_group(number).map_err(|error| damaged(&error))?;
            let rows = TreeBuilder::new().with_batch_size(BATCH).as_iter(schema.clone(), &*group);
            rows.map_err(|error| damaged(&error))
        })?;
        self.rows = Some(rows);
        Ok(())
    }

    fn record(&mut self, values: Vec<Value>) -> (u64, Result<Vec<Value>, InputError>) {
        let bytes: u64 = values.iter().map(|value| value.bytes() + 1).sum();
        if let Some(left) = self.left.checked_sub(bytes) {
            self.left = left;
            self.given += 1;
            return (self.given, Ok(values));
        }
        self.group = self.reader.num_row_groups();
        let detail = format!("more than {RATIO} bytes come of each of its bytes");
        self.lost(&InputError::new(Code::ArchiveTooBig, detail))
    }

    /// Gives up the rest of a group.
    fn lost(&mut self, error: &InputError) -> (u64, Result<Vec<Value>, InputError>) {
        let first = self.given + 1;
        self.given = self.behind.max(first);
        self.rows = None;
        let rows = match self.given - first {
            0 => format!("row {first}"),
            _ => format!("rows {first} to {}", self.given),
        };
        (first, Err(InputError::new(error.code, format!("{rows}: {}", error.detail))))
    }
}

/// Does what the crate may do by panicking, as it did before on bytes that nobody wrote.
fn guarded<T>(work: impl FnOnce() -> Result<T, InputError>) -> Result<T, InputError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(InputError::new(Code::Parse, "is no Parquet that can be read: it is damaged"))
    })
}

fn damaged(error: &parquet::errors::ParquetError) -> InputError {
    InputError::new(Code::Parse, format!("is no Parquet that can be read: {error}"))
}
