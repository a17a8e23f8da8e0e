//! Stands in for Parquet where the feature `parquet` is off.

use std::io;

use crate::output::column::Layout;
use crate::output::write::{Sink, TableWriter};

/// A file of typed columns, of which there is none.
pub(super) struct Columnar;

impl Columnar {
    /// Refuses the table.
    pub(super) fn begin(_: &Layout) -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

impl TableWriter for Columnar {
    fn rows(&mut self, _: &[u8], _: Sink<'_>) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn finish(self: Box<Self>, _: Sink<'_>) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
