//! Stands in for Parquet where the feature `parquet` is off.

use std::fs::File;

use super::error::{Code, InputError};
use super::object::Value;

/// A table, of which there is none.
pub(crate) struct ParquetTable;

impl ParquetTable {
    /// Refuses the table.
    pub(crate) fn of_file(_: File, _: u64) -> Result<Self, InputError> {
        Err(refused())
    }

    /// Refuses the table.
    pub(crate) fn of_bytes(_: Vec<u8>, _: u64) -> Result<Self, InputError> {
        Err(refused())
    }

    /// No columns.
    #[expect(clippy::unused_self, reason = "stands in for a method")]
    pub(crate) fn columns(&self) -> &[String] {
        &[]
    }

    /// No record.
    #[expect(clippy::unused_self, clippy::type_complexity, reason = "stands in for a method")]
    pub(crate) fn next(&mut self) -> Option<(u64, Result<Vec<Value>, InputError>)> {
        None
    }
}

fn refused() -> InputError {
    InputError::new(Code::Binary, "is Parquet, which is read with the feature `parquet` only")
}
