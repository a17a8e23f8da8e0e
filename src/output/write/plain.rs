//! Rows with a sign between the fields, as RFC 4180 has it: every text as it is.

use crate::output::cell::Cell;
use crate::output::digits::{push_count, push_four_decimals};

/// Appends the names of the columns.
pub(crate) fn header(columns: &[String], delimiter: u8, out: &mut Vec<u8>) {
    let cells: Vec<Cell<'_>> = columns.iter().map(|name| Cell::text(name.as_str())).collect();
    row(&cells, delimiter, out);
}

/// Appends a row.
pub(crate) fn row(cells: &[Cell<'_>], delimiter: u8, out: &mut Vec<u8>) {
    let start = out.len();
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(delimiter);
        }
        match cell {
            Cell::Text(text) => field(text, delimiter, out),
            Cell::Count(count) => push_count(*count, out),
            Cell::Number(number) => push_four_decimals(*number, b'.', out),
            Cell::Flag(flag) => out.extend_from_slice(if *flag { b"true" } else { b"false" }),
            Cell::Missing => {}
        }
    }
    // An empty line would be no row.
    if out.len() == start {
        out.extend_from_slice(b"\"\"");
    }
    out.extend_from_slice(b"\r\n");
}

/// Appends a text, between quotation marks where it could be taken for something else.
fn field(text: &str, delimiter: u8, out: &mut Vec<u8>) {
    let is_special = |byte: u8| byte == delimiter || matches!(byte, b'"' | b'\r' | b'\n');
    if !text.bytes().any(is_special) {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    out.push(b'"');
    for (at, piece) in text.split('"').enumerate() {
        if at > 0 {
            out.extend_from_slice(b"\"\"");
        }
        out.extend_from_slice(piece.as_bytes());
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The row as the crate that reads such tables writes it.
    fn reference(texts: &[String], delimiter: u8) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        writer.write_record(texts).unwrap();
        writer.into_inner().unwrap()
    }

    proptest! {
        #[test]
        fn rows_are_those_of_the_crate_that_reads_them(
            texts in prop::collection::vec("[a\",;\t\r\n é#'\\\\]{0,12}", 1..5),
        ) {
            for delimiter in [b',', b'\t'] {
                let cells: Vec<Cell<'_>> = texts.iter().map(|text| Cell::text(text.as_str())).collect();
                let mut out = Vec::new();
                row(&cells, delimiter, &mut out);
                prop_assert_eq!(out, reference(&texts, delimiter));
            }
        }
    }
}
