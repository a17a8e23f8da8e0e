//! The columns of a batch that a document is made of.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Schema};

use crate::batch::BatchError;
use crate::input::SourceOptions;
use crate::input::object::Value;

/// Which columns are read: those that the options name, each once.
pub(super) struct Wanted(Vec<(usize, String)>);

impl Wanted {
    /// Looks for the columns of the options.
    pub(super) fn of(batch: &Schema, options: &SourceOptions) -> Result<Self, BatchError> {
        let mut wanted: Vec<(usize, String)> = Vec::new();
        let columns =
            [(&options.text_col, false), (&options.id_col, true), (&options.title_col, false)];
        for (name, numbers) in columns {
            let Some(name) = name else { continue };
            let mut found =
                batch.fields().iter().enumerate().filter(|(_, field)| field.name() == name);
            let Some((at, field)) = found.next() else {
                let names: Vec<String> =
                    batch.fields().iter().map(|f| format!("`{}`", f.name())).collect();
                let what = format!("no column `{name}`; the columns are {}", names.join(", "));
                return Err(BatchError::Columns(what));
            };
            if found.next().is_some() {
                return Err(BatchError::Columns(format!("two columns are named `{name}`")));
            }
            let kind = field.data_type();
            if !(holds_texts(kind) || numbers && kind.is_integer()) {
                let expected = if numbers { "texts or whole numbers" } else { "texts" };
                let what = format!("the column `{name}` holds {kind}; expected {expected}");
                return Err(BatchError::Columns(what));
            }
            if wanted.iter().all(|(other, _)| *other != at) {
                wanted.push((at, name.clone()));
            }
        }
        Ok(Self(wanted))
    }

    /// Their names.
    pub(super) fn names(&self) -> Vec<String> {
        self.0.iter().map(|(_, name)| name.clone()).collect()
    }

    /// Their cells in a batch with the schema they were looked for in.
    pub(super) fn cells<'b>(&self, batch: &'b RecordBatch) -> Cells<'b> {
        Cells(self.0.iter().map(|(at, _)| batch.column(*at)).collect())
    }
}

/// The cells that documents are made of.
pub(super) struct Cells<'b>(Vec<&'b ArrayRef>);

impl Cells<'_> {
    /// Those of a row.
    pub(super) fn record(&self, row: usize) -> Vec<Value> {
        self.0.iter().map(|column| value(column, row)).collect()
    }
}

fn holds_texts(kind: &DataType) -> bool {
    matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null)
}

fn value(column: &ArrayRef, row: usize) -> Value {
    if column.is_null(row) {
        return Value::Null;
    }
    macro_rules! number {
        ($kind:ty) => {
            Value::Other(column.as_primitive::<$kind>().value(row).to_string())
        };
    }
    match column.data_type() {
        DataType::Utf8 => Value::Text(column.as_string::<i32>().value(row).to_owned()),
        DataType::LargeUtf8 => Value::Text(column.as_string::<i64>().value(row).to_owned()),
        DataType::Utf8View => Value::Text(column.as_string_view().value(row).to_owned()),
        DataType::Int8 => number!(Int8Type),
        DataType::Int16 => number!(Int16Type),
        DataType::Int32 => number!(Int32Type),
        DataType::Int64 => number!(Int64Type),
        DataType::UInt8 => number!(UInt8Type),
        DataType::UInt16 => number!(UInt16Type),
        DataType::UInt32 => number!(UInt32Type),
        DataType::UInt64 => number!(UInt64Type),
        // An array of this kind holds nothing but nulls, though it has no mask that says so.
        _ => Value::Null,
    }
}
