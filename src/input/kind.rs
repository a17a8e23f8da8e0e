//! What a name's extension says of its content.

use std::path::Path;

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One text.
    Text,
    /// Rows of fields, divided by this byte.
    Delimited(u8),
    /// A JSON object a line.
    JsonLines,
}

impl Kind {
    /// What this name says; a text where it says nothing.
    pub(super) fn of(path: &Path) -> Self {
        match extension(path).as_str() {
            "csv" => Self::Delimited(b','),
            "tsv" => Self::Delimited(b'\t'),
            "jsonl" | "ndjson" => Self::JsonLines,
            _ => Self::Text,
        }
    }

    /// Whether its records are the documents.
    pub(super) fn is_table(self) -> bool {
        self != Self::Text
    }
}

/// The extension in lower case, without the dot; empty where there is none.
pub(super) fn extension(path: &Path) -> String {
    path.extension().map(|end| end.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}
