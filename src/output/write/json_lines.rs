//! Rows as JSON objects, one a line: every text and number exact.

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use crate::output::cell::Cell;

/// Appends a row.
pub(crate) fn row(columns: &[String], cells: &[Cell<'_>], out: &mut Vec<u8>) {
    serde_json::to_writer(&mut *out, &JsonRow { columns, cells })
        .expect("a row serializes and a vector takes it");
    out.push(b'\n');
}

/// A row as a JSON object in the order of its columns.
struct JsonRow<'a> {
    columns: &'a [String],
    cells: &'a [Cell<'a>],
}

impl Serialize for JsonRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for (column, cell) in self.columns.iter().zip(self.cells) {
            match cell {
                Cell::Text(text) => map.serialize_entry(column, text)?,
                Cell::Count(count) => map.serialize_entry(column, count)?,
                Cell::Number(number) => map.serialize_entry(column, number)?,
                Cell::Flag(flag) => map.serialize_entry(column, flag)?,
                Cell::Missing => map.serialize_entry(column, &())?,
            }
        }
        map.end()
    }
}
