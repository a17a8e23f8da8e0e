//! Writers: from rows, as [`Format::row`](crate::output::format::Format::row) has them, to the bytes
//! of a file.
//!
//! A row is made where its document is scored; what a format needs beyond that, such as a header,
//! row groups or sheets, is done here, one table after the other in the order of the rows.

#[cfg(feature = "xlsx")]
pub mod book;
#[cfg(not(feature = "xlsx"))]
#[path = "no_book.rs"]
pub mod book;
#[cfg(feature = "parquet")]
mod columnar;
#[cfg(not(feature = "parquet"))]
#[path = "no_columnar.rs"]
mod columnar;
pub(crate) mod json_lines;
#[cfg_attr(
    not(any(feature = "parquet", feature = "xlsx")),
    expect(dead_code, reason = "this build has no format that is read from it")
)]
pub(crate) mod packed;
pub(crate) mod plain;
pub(crate) mod safe;

use std::io::{self, Write};

use crate::output::column::Layout;
use crate::output::format::Format;
use crate::output::write::columnar::Columnar;

/// Where the bytes go.
pub type Sink<'a> = &'a mut (dyn Write + Send);

/// Writes one table into a file of its own. After an error it is of no use.
pub trait TableWriter: Send {
    /// Takes the next rows; some of their bytes may come later.
    fn rows(&mut self, rows: &[u8], out: Sink<'_>) -> io::Result<()>;

    /// Writes what is left.
    fn finish(self: Box<Self>, out: Sink<'_>) -> io::Result<()>;
}

/// Begins a table in a file, or where `is_file` is not set in a stream.
///
/// # Errors
/// Of `out`; `Unsupported` for a format that has no file for one table alone, or that this build does
/// not write.
pub fn table_writer(
    format: Format,
    layout: &Layout,
    is_file: bool,
    out: Sink<'_>,
) -> io::Result<Box<dyn TableWriter>> {
    match format {
        Format::Xlsx => Err(io::ErrorKind::Unsupported.into()),
        Format::Parquet => Ok(Box::new(Columnar::begin(layout)?)),
        _ => {
            let mut start = if is_file { format.file_start().to_vec() } else { Vec::new() };
            let names: Vec<String> = layout.names().map(str::to_owned).collect();
            format.header(&names, &mut start);
            out.write_all(&start)?;
            Ok(Box::new(Lines))
        }
    }
}

/// Formats whose rows are what the file has.
struct Lines;

impl TableWriter for Lines {
    fn rows(&mut self, rows: &[u8], out: Sink<'_>) -> io::Result<()> {
        out.write_all(rows)
    }

    fn finish(self: Box<Self>, _: Sink<'_>) -> io::Result<()> {
        Ok(())
    }
}
