//! Rows with a sign between the fields, as RFC 4180 has it: every text as it is.

use std::borrow::Cow;

use crate::output::cell::Cell;
use crate::output::digits::four_decimals;

/// Appends the names of the columns.
pub(crate) fn header(columns: &[String], delimiter: u8, out: &mut Vec<u8>) {
    separated(columns.iter().map(String::as_str), delimiter, out);
}

/// Appends a row.
pub(crate) fn row(cells: &[Cell<'_>], delimiter: u8, out: &mut Vec<u8>) {
    let texts: Vec<Cow<'_, str>> = cells
        .iter()
        .map(|cell| match cell {
            Cell::Text(text) => text.as_ref().into(),
            Cell::Count(count) => count.to_string().into(),
            Cell::Number(number) => four_decimals(*number).into(),
            Cell::Flag(flag) => flag.to_string().into(),
            Cell::Missing => "".into(),
        })
        .collect();
    separated(texts.iter().map(AsRef::as_ref), delimiter, out);
}

fn separated<'a>(fields: impl Iterator<Item = &'a str>, delimiter: u8, out: &mut Vec<u8>) {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    let written = writer.write_record(fields).and_then(|()| writer.flush().map_err(Into::into));
    written.expect("a vector takes every row");
}
