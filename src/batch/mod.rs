//! Record batches of Arrow: documents in, rows of a table out. No files, and no command line.
//!
//! Whoever holds texts in memory calls this: other languages, and engines that hand a batch at a time to many
//! machines. The rows are made by the same code as those of files.

mod read;
mod write;

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};

use crate::analyzer::Analyzer;
use crate::batch::read::Wanted;
use crate::batch::write::Columns;
use crate::input::records::Records;
use crate::input::{SourceError, SourceOptions};
use crate::output::column::{Column, ColumnKind, Layout};
use crate::output::fingerprint::Fingerprint;
use crate::output::format::Format;
use crate::output::rows::Rows;
use crate::output::table::Table;
use crate::pipeline::run::Job;
use crate::pipeline::threads::Threads;

/// Makes rows of one table of the documents of record batches.
///
/// [`SourceOptions::text_col`] names the column of the texts and must be given, `id_col` and `title_col` may be.
/// The document table has all other columns of the batch in front, unchanged; the other tables have none
/// of them.
#[derive(Debug, Clone)]
pub struct BatchScorer {
    job: Job,
    table: Table,
}

/// Why a batch has no rows.
#[derive(Debug)]
pub enum BatchError {
    /// The batch has not the columns that the options name, or they hold no texts.
    Columns(String),
    /// Arrow refused what was made.
    Arrow(ArrowError),
}

impl fmt::Display for BatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Columns(what) => f.write_str(what),
            Self::Arrow(error) => write!(f, "Arrow: {error}"),
        }
    }
}

impl std::error::Error for BatchError {}

impl From<ArrowError> for BatchError {
    fn from(error: ArrowError) -> Self {
        Self::Arrow(error)
    }
}

impl From<SourceError> for BatchError {
    fn from(error: SourceError) -> Self {
        Self::Columns(error.to_string())
    }
}

impl BatchScorer {
    /// A scorer for one table. The term table is no table of rows by document, so it is not made here.
    ///
    /// # Errors
    /// `table` is the term table.
    pub fn new(
        analyzer: Analyzer,
        fingerprint: Fingerprint,
        input: SourceOptions,
        table: Table,
    ) -> Result<Self, BatchError> {
        if table == Table::Term {
            let what = "the term table counts over all documents; count the rows of the hit table";
            return Err(BatchError::Columns(what.to_owned()));
        }
        let tables = vec![(table, Format::Parquet)];
        Ok(Self { job: Job { analyzer, input, fingerprint, tables, observe: None }, table })
    }

    /// The columns of the rows, for batches with these columns.
    ///
    /// # Errors
    /// As for [`BatchScorer::score`].
    pub fn schema(&self, batch: &Schema) -> Result<SchemaRef, BatchError> {
        Wanted::of(batch, &self.job.input)?;
        Ok(Arc::new(Schema::new(self.fields(batch))))
    }

    /// The rows of a batch, in the order of its documents. A document that cannot be scored is a row with its
    /// code as status in the document table, a row of the error table, and none in the others.
    ///
    /// `name` stands in the column `source`, and with the number of the document, counted from `first`, for the
    /// id of one that has none.
    ///
    /// # Errors
    /// A column that the options name is missing, or holds neither texts nor, for ids, whole numbers.
    pub fn score(
        &self,
        batch: &RecordBatch,
        name: &str,
        first: u64,
        threads: &Threads,
    ) -> Result<RecordBatch, BatchError> {
        let wanted = Wanted::of(batch.schema_ref(), &self.job.input)?;
        let records = Records::new(name, wanted.names(), &self.job.input)?;
        let cells = wanted.cells(batch);
        let items =
            (0..batch.num_rows()).map(|row| records.item(first + row as u64, cells.record(row)));
        let own = self.layout(batch.schema_ref());
        // The document table of the job begins with the id and the title, which the batch has itself.
        let passed = if self.table == Table::Document { records.columns().len() } else { 0 };
        let mut columns = Columns::new(own.columns.iter().map(|column| column.kind), passed);
        let mut broken = None;
        let scored = self.job.run_items(threads, records.columns(), items, |scored| {
            if broken.is_none() {
                let rows = scored.rows.first().map_or(&[][..], Rows::bytes);
                broken = columns.push(rows).err();
            }
            Ok::<_, Infallible>(())
        });
        match scored {
            Ok(_) => {}
            Err(never) => match never {},
        }
        if let Some(error) = broken {
            return Err(ArrowError::from_external_error(Box::new(error)).into());
        }
        let mut arrays: Vec<_> =
            self.users(batch.schema_ref()).map(|at| batch.column(at).clone()).collect();
        arrays.extend(columns.finish());
        let schema = Arc::new(Schema::new(self.fields(batch.schema_ref())));
        Ok(RecordBatch::try_new(schema, arrays)?)
    }

    /// Which columns of a batch go into the rows as they are.
    fn users<'a>(&'a self, batch: &'a Schema) -> impl Iterator<Item = usize> + 'a {
        let is_passed = |field: &Field| {
            self.table == Table::Document && self.job.input.text_col.as_ref() != Some(field.name())
        };
        let fields = batch.fields().iter().enumerate();
        fields.filter(move |(_, field)| is_passed(field)).map(|(at, _)| at)
    }

    /// The table's own columns, with the names they have beside those of the batch.
    fn layout(&self, batch: &Schema) -> Layout {
        let users: Vec<String> =
            self.users(batch).map(|at| batch.field(at).name().clone()).collect();
        let names = self.table.columns(&users);
        let own = names.get(users.len()..).unwrap_or_default();
        Layout::new(self.table.name(), own, 0)
    }

    fn fields(&self, batch: &Schema) -> Vec<Arc<Field>> {
        let users = self.users(batch).filter_map(|at| batch.fields().get(at).cloned());
        let own = self.layout(batch).columns;
        users.chain(own.iter().map(|column| Arc::new(field(column)))).collect()
    }
}

fn field(column: &Column) -> Field {
    let kind = match column.kind {
        ColumnKind::Text => DataType::Utf8,
        ColumnKind::Count => DataType::Int64,
        ColumnKind::Number => DataType::Float64,
        ColumnKind::Flag => DataType::Boolean,
    };
    Field::new(&column.name, kind, true)
}

#[cfg(test)]
mod tests;
