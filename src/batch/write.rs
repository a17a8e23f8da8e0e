//! Packed rows as the columns of a batch.

use std::io;
use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, StringBuilder};

use crate::output::cell::Cell;
use crate::output::column::ColumnKind;
use crate::output::write::packed::Cells;

/// Columns that grow row by row.
pub(super) struct Columns {
    columns: Vec<Typed>,
    passed: usize,
}

enum Typed {
    Text(StringBuilder),
    Count(Int64Builder),
    Number(Float64Builder),
    Flag(BooleanBuilder),
}

impl Columns {
    /// Columns of these kinds, before which rows have `passed` cells that are left out.
    pub(super) fn new(kinds: &[ColumnKind], passed: usize) -> Self {
        let columns = kinds.iter().map(|kind| match kind {
            ColumnKind::Text => Typed::Text(StringBuilder::new()),
            ColumnKind::Count => Typed::Count(Int64Builder::new()),
            ColumnKind::Number => Typed::Number(Float64Builder::new()),
            ColumnKind::Flag => Typed::Flag(BooleanBuilder::new()),
        });
        Self { columns: columns.collect(), passed }
    }

    /// Takes rows.
    pub(super) fn push(&mut self, rows: &[u8]) -> io::Result<()> {
        let mut cells = Cells(rows);
        while !cells.is_empty() {
            for _ in 0..self.passed {
                cells.next()?;
            }
            for column in &mut self.columns {
                column.push(cells.next()?)?;
            }
        }
        Ok(())
    }

    /// The columns.
    pub(super) fn finish(self) -> impl Iterator<Item = ArrayRef> {
        self.columns.into_iter().map(|column| match column {
            Typed::Text(mut texts) => Arc::new(texts.finish()) as ArrayRef,
            Typed::Count(mut counts) => Arc::new(counts.finish()),
            Typed::Number(mut numbers) => Arc::new(numbers.finish()),
            Typed::Flag(mut flags) => Arc::new(flags.finish()),
        })
    }
}

impl Typed {
    fn push(&mut self, cell: Cell<'_>) -> io::Result<()> {
        match (self, cell) {
            (Self::Text(texts), Cell::Text(text)) => {
                let held = texts.values_slice().len();
                if i32::try_from(held.saturating_add(text.len())).is_err() {
                    let what =
                        "a column of texts has more than 2 GiB; give fewer documents at once";
                    return Err(io::Error::new(io::ErrorKind::InvalidData, what));
                }
                texts.append_value(text);
            }
            (Self::Count(counts), Cell::Count(count)) => {
                counts.append_value(i64::try_from(count).map_err(|_| {
                    let what = format!("{count} is larger than a whole number of Arrow can be");
                    io::Error::new(io::ErrorKind::InvalidData, what)
                })?);
            }
            (Self::Number(numbers), Cell::Number(number)) => numbers.append_value(number),
            (Self::Flag(flags), Cell::Flag(flag)) => flags.append_value(flag),
            (Self::Text(texts), Cell::Missing) => texts.append_null(),
            (Self::Count(counts), Cell::Missing) => counts.append_null(),
            (Self::Number(numbers), Cell::Missing) => numbers.append_null(),
            (Self::Flag(flags), Cell::Missing) => flags.append_null(),
            (_, cell) => {
                let what = format!("{cell:?} in a column of another kind");
                return Err(io::Error::new(io::ErrorKind::InvalidData, what));
            }
        }
        Ok(())
    }
}
