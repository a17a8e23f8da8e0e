//! Records that are in memory already, as items.

use std::sync::Arc;

use super::columns::{self, Columns};
use super::error::{InputError, SourceError};
use super::item::Item;
use super::object::Value;
use super::options::SourceOptions;
use super::row::{Record, Row, Shape, place};

/// The shape of records in memory: for them what [`Source`](super::source::Source) is for files.
#[derive(Debug, Clone)]
pub(crate) struct Records {
    shape: Arc<Shape>,
    options: SourceOptions,
}

impl Records {
    /// Records with these columns, of a table that goes by `name`.
    ///
    /// # Errors
    /// A column of the options is not among them, or none is said to hold the text.
    pub(crate) fn new(
        name: &str,
        header: Vec<String>,
        options: &SourceOptions,
    ) -> Result<Self, SourceError> {
        options.check()?;
        if options.text_col.is_none() {
            return Err(columns::no_text_column(name, &header));
        }
        columns::check(name, &header, options)?;
        let mut columns = Columns::default();
        columns.add(&header, options)?;
        let columns = Arc::new(columns);
        let shape = Shape { name: name.to_owned(), label: None, header, columns };
        Ok(Self { shape: Arc::new(shape), options: options.clone() })
    }

    /// The columns without that of the text.
    pub(crate) fn columns(&self) -> &[String] {
        self.shape.columns.names()
    }

    /// The record of this number, from 1, with a value for each column.
    pub(crate) fn item(&self, number: u64, values: Vec<Value>) -> Item {
        let shape = Arc::clone(&self.shape);
        let id = place(&shape.name, number);
        let row = Row { shape, number, line: number, record: Record::Typed(values) };
        let (bytes, most) = (row.record.bytes(), self.options.max_bytes);
        if bytes <= most {
            return Item::row(id, row);
        }
        let identity = row.identity(&self.options);
        let error = InputError::too_large(Some(bytes), most);
        Item::failure(identity.id, identity.source, identity.columns.len(), error)
    }
}
