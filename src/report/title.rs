//! What people are told a document is.

use crate::input::Document;
use crate::report::visible::one_line;

/// Where the document came from, in one line.
#[must_use]
pub fn source(document: &Document) -> String {
    if document.source == "-" { "standard input".to_owned() } else { one_line(&document.source) }
}
