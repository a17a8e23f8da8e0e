//! Parquet: typed columns, in groups of rows.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use crate::output::cell::Cell;
use crate::output::column::{Column, ColumnKind, Layout};
use crate::output::write::packed::Cells;
use crate::output::write::{Sink, TableWriter};

/// With so many rows, or so many bytes of texts, a group is written.
const GROUP_ROWS: usize = 1 << 16;
const GROUP_BYTES: usize = 16 << 20;

/// A file of typed columns, each of which may have missing values.
pub(super) struct Columnar {
    writer: SerializedFileWriter<Bytes>,
    made: Bytes,
    columns: Vec<Values>,
    rows: usize,
    bytes: usize,
}

impl Columnar {
    /// A file without rows.
    pub(super) fn begin(layout: &Layout) -> io::Result<Self> {
        let made = Bytes::default();
        let fields: Result<Vec<_>, _> =
            layout.columns.iter().map(|column| field(column).map(Arc::new)).collect();
        let schema = Type::group_type_builder(layout.name)
            .with_fields(fields.map_err(failed)?)
            .build()
            .map_err(failed)?;
        let properties = WriterProperties::builder()
            .set_created_by(concat!("hedgerow version ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .build();
        let writer =
            SerializedFileWriter::new(made.clone(), Arc::new(schema), Arc::new(properties))
                .map_err(failed)?;
        let columns = layout.columns.iter().map(|column| Values::new(column.kind)).collect();
        Ok(Self { writer, made, columns, rows: 0, bytes: 0 })
    }

    fn write_group(&mut self, out: Sink<'_>) -> io::Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.writer.next_row_group().map_err(failed)?;
        for values in &mut self.columns {
            let column = group.next_column().map_err(failed)?;
            let column = column.ok_or(io::ErrorKind::InvalidData)?;
            values.write(column).map_err(failed)?;
            self.made.move_to(out)?;
        }
        group.close().map_err(failed)?;
        (self.rows, self.bytes) = (0, 0);
        self.made.move_to(out)
    }
}

impl TableWriter for Columnar {
    fn rows(&mut self, rows: &[u8], out: Sink<'_>) -> io::Result<()> {
        let mut cells = Cells(rows);
        while !cells.is_empty() {
            for values in &mut self.columns {
                self.bytes += values.push(cells.next()?)?;
            }
            self.rows += 1;
            if self.rows >= GROUP_ROWS || self.bytes >= GROUP_BYTES {
                self.write_group(out)?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, out: Sink<'_>) -> io::Result<()> {
        self.write_group(out)?;
        self.writer.finish().map_err(failed)?;
        self.made.move_to(out)
    }
}

fn field(column: &Column) -> Result<Type, ParquetError> {
    let (physical, logical) = match column.kind {
        ColumnKind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        ColumnKind::Count => (Physical::INT64, None),
        ColumnKind::Number => (Physical::DOUBLE, None),
        ColumnKind::Flag => (Physical::BOOLEAN, None),
    };
    Type::primitive_type_builder(&column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
}

fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}

/// The values of one column in one group: those that are there, and for each row whether it has one.
struct Values {
    there: Vec<i16>,
    values: Typed,
}

enum Typed {
    Text(Vec<ByteArray>),
    Count(Vec<i64>),
    Number(Vec<f64>),
    Flag(Vec<bool>),
}

impl Values {
    fn new(kind: ColumnKind) -> Self {
        let values = match kind {
            ColumnKind::Text => Typed::Text(Vec::new()),
            ColumnKind::Count => Typed::Count(Vec::new()),
            ColumnKind::Number => Typed::Number(Vec::new()),
            ColumnKind::Flag => Typed::Flag(Vec::new()),
        };
        Self { there: Vec::new(), values }
    }

    /// Takes a cell and says how many bytes of text it holds.
    fn push(&mut self, cell: Cell<'_>) -> io::Result<usize> {
        let mut bytes = 0;
        match (&mut self.values, cell) {
            (_, Cell::Missing) => {
                self.there.push(0);
                return Ok(0);
            }
            (Typed::Text(texts), Cell::Text(text)) => {
                bytes = text.len();
                texts.push(ByteArray::from(text.into_owned().into_bytes()));
            }
            (Typed::Count(counts), Cell::Count(count)) => {
                counts.push(i64::try_from(count).map_err(|_| {
                    let what = format!("{count} is larger than a whole number of Parquet can be");
                    io::Error::new(io::ErrorKind::InvalidData, what)
                })?);
            }
            (Typed::Number(numbers), Cell::Number(number)) => numbers.push(number),
            (Typed::Flag(flags), Cell::Flag(flag)) => flags.push(flag),
            (_, cell) => {
                let what = format!("{cell:?} in a column of another kind");
                return Err(io::Error::new(io::ErrorKind::InvalidData, what));
            }
        }
        self.there.push(1);
        Ok(bytes)
    }

    /// Writes the values and forgets them.
    fn write(&mut self, mut column: SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        match &mut self.values {
            Typed::Text(texts) => write::<ByteArrayType>(&mut column, texts, &self.there)?,
            Typed::Count(counts) => write::<Int64Type>(&mut column, counts, &self.there)?,
            Typed::Number(numbers) => write::<DoubleType>(&mut column, numbers, &self.there)?,
            Typed::Flag(flags) => write::<BoolType>(&mut column, flags, &self.there)?,
        }
        self.there.clear();
        column.close()
    }
}

fn write<T: DataType>(
    column: &mut SerializedColumnWriter<'_>,
    values: &mut Vec<T::T>,
    there: &[i16],
) -> Result<(), ParquetError> {
    column.typed::<T>().write_batch(values, Some(there), None)?;
    values.clear();
    Ok(())
}

/// What the crate has made and nobody has taken yet.
#[derive(Clone, Default)]
struct Bytes(Arc<Mutex<Vec<u8>>>);

impl Bytes {
    fn move_to(&self, out: Sink<'_>) -> io::Result<()> {
        let mut bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        out.write_all(&bytes)?;
        bytes.clear();
        Ok(())
    }
}

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
