//! Record batches of Arrow: documents in, rows of a table out. No files, and no command line.
//!
//! Whoever holds texts in memory calls this: other languages, and engines that hand a batch at a time to many
//! machines. The rows are made by the same code as those of files.

mod read;
mod write;

use std::fmt;
use std::io;
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

/// Makes rows of tables of the documents of record batches.
///
/// [`SourceOptions::text_col`] names the column of the texts and must be given, `id_col` and `title_col` may be.
/// The document table has all other columns of the batch in front, unchanged; the other tables have none
/// of them.
#[derive(Debug, Clone)]
pub struct BatchScorer {
    job: Job,
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

impl From<io::Error> for BatchError {
    fn from(error: io::Error) -> Self {
        ArrowError::from_external_error(Box::new(error)).into()
    }
}

impl From<SourceError> for BatchError {
    fn from(error: SourceError) -> Self {
        Self::Columns(error.to_string())
    }
}

impl BatchScorer {
    /// A scorer for these tables. The term table counts over all documents, so it is not made here.
    ///
    /// # Errors
    /// The term table is among them.
    pub fn new(
        analyzer: Analyzer,
        fingerprint: Fingerprint,
        input: SourceOptions,
        tables: &[Table],
    ) -> Result<Self, BatchError> {
        if tables.contains(&Table::Term) {
            let what = "the term table counts over all documents; count the rows of the hit table";
            return Err(BatchError::Columns(what.to_owned()));
        }
        let tables = tables.iter().map(|table| (*table, Format::Parquet)).collect();
        Ok(Self { job: Job { analyzer, input, fingerprint, tables, observe: None } })
    }

    /// The columns of each table, for batches with these columns.
    ///
    /// # Errors
    /// As for [`BatchScorer::score`].
    pub fn schemas(&self, batch: &Schema) -> Result<Vec<SchemaRef>, BatchError> {
        Wanted::of(batch, &self.job.input)?;
        Ok(self.tables().map(|table| self.plan(table, batch).schema).collect())
    }

    /// The rows of each table for a batch, in the order of its documents. A document that cannot be scored is a
    /// row with its code as status in the document table, a row of the error table, and none in the others.
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
    ) -> Result<Vec<RecordBatch>, BatchError> {
        let wanted = Wanted::of(batch.schema_ref(), &self.job.input)?;
        let records = Records::new(name, wanted.names(), &self.job.input)?;
        let plans: Vec<Plan> =
            self.tables().map(|table| self.plan(table, batch.schema_ref())).collect();
        // Rows of the document table begin with the id and the title, which the batch has itself.
        let passed = |table| if table == Table::Document { records.columns().len() } else { 0 };
        let mut tables: Vec<Columns> = self
            .tables()
            .zip(&plans)
            .map(|(table, plan)| Columns::new(&plan.own, passed(table)))
            .collect();
        let cells = wanted.cells(batch);
        let numbered = (first..).zip(0..batch.num_rows());
        let items = numbered.map(|(number, row)| records.item(number, cells.record(row)));
        self.job.run_items(threads, records.columns(), items, |scored| {
            let mut rows = scored.rows.iter().map(Rows::bytes);
            tables.iter_mut().try_for_each(|table| table.push(rows.next().unwrap_or_default()))
        })?;
        plans
            .into_iter()
            .zip(tables)
            .map(|(plan, columns)| {
                let mut arrays: Vec<_> =
                    plan.users.iter().map(|at| Arc::clone(batch.column(*at))).collect();
                arrays.extend(columns.finish());
                Ok(RecordBatch::try_new(plan.schema, arrays)?)
            })
            .collect()
    }

    fn tables(&self) -> impl Iterator<Item = Table> {
        self.job.tables.iter().map(|(table, _)| *table)
    }

    fn plan(&self, table: Table, batch: &Schema) -> Plan {
        let text = self.job.input.text_col.as_ref();
        let is_passed = |field: &Field| table == Table::Document && text != Some(field.name());
        let fields = batch.fields();
        let users: Vec<usize> =
            (0..fields.len()).filter(|at| is_passed(batch.field(*at))).collect();
        let names: Vec<String> = users.iter().map(|at| batch.field(*at).name().clone()).collect();
        let layout = Layout::new(table.name(), &table.columns(&names), users.len());
        let own: Vec<&Column> = layout.columns.iter().filter(|column| !column.is_users).collect();
        let before = users.iter().filter_map(|at| fields.get(*at).cloned());
        let schema = before.chain(own.iter().map(|column| Arc::new(field(column))));
        Plan {
            schema: Arc::new(Schema::new(schema.collect::<Vec<_>>())),
            own: own.iter().map(|column| column.kind).collect(),
            users,
        }
    }
}

/// How the rows of a table are put together.
struct Plan {
    schema: SchemaRef,
    /// The columns of the batch that stand in front.
    users: Vec<usize>,
    /// The kinds of the table's own.
    own: Vec<ColumnKind>,
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
