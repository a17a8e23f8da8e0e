//! The error table: documents that failed, each with a stable code word.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::output::cell::Cell;

const COLUMNS: [&str; 5] = ["doc_id", "source", "code", "message", "bytes"];

/// The names of the columns.
#[must_use]
pub fn columns() -> Vec<String> {
    COLUMNS.map(str::to_owned).to_vec()
}

/// A document that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Its id.
    pub id: String,
    /// Where it came from.
    pub source: String,
    /// The code word.
    pub code: Cow<'static, str>,
    /// What happened.
    pub message: String,
    /// Its size in bytes, where that is known.
    pub bytes: Option<u64>,
}

impl Failure {
    /// The cells of its row.
    #[must_use]
    pub fn cells(&self) -> Vec<Cell<'_>> {
        vec![
            Cell::text(self.id.as_str()),
            Cell::text(self.source.as_str()),
            Cell::text(self.code.as_ref()),
            Cell::text(self.message.as_str()),
            self.bytes.map_or(Cell::Missing, Cell::Count),
        ]
    }
}
