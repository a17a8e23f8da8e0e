//! Stands in for workbooks where the feature `xlsx` is off.

use std::fs::File;
use std::io;
use std::path::Path;

use crate::output::column::Layout;
use crate::output::write::Sink;

/// A workbook, of which there is none.
pub struct Book;

impl Book {
    /// Refuses the workbook.
    pub fn new(_: Option<&Path>, _: Option<u64>) -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Knows no workbook.
    #[must_use]
    pub fn is_ours(_: File) -> bool {
        false
    }

    /// Refuses the table.
    pub fn table(&mut self, _: Layout) -> io::Result<usize> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Refuses the rows.
    pub fn rows(&mut self, _: usize, _: &[u8]) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Refuses the workbook.
    pub fn finish(self, _: Sink<'_>) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
