//! One document found and not yet read.

use std::io;
use std::path::PathBuf;

use super::decode::decode;
use super::document::{Document, Identity};
use super::error::{Code, InputError};
use super::options::SourceOptions;
use super::read;
use super::row::Row;

/// One document found, not yet read: cheap to make in order, expensive to load, loadable on any
/// thread.
#[derive(Debug)]
pub struct Item {
    /// The path as the user named it, or `table:record`. A record's own id is known once it is
    /// loaded: [`Document::id`] or [`Item::identity`].
    pub id: String,
    /// Where it comes from: the path, the table, or the name of standard input.
    pub source: String,
    /// Bytes of the text as far as they are known; for a stream, the most it may have.
    pub bytes: u64,
    /// How many columns the user's tables have together.
    width: usize,
    payload: Payload,
}

#[derive(Debug)]
enum Payload {
    /// A regular file, and whether it was found in a folder.
    File(PathBuf, Origin),
    /// A pipe or a device given by name.
    Stream(PathBuf),
    Stdin,
    Row(Box<Row>),
    Failure(InputError),
}

/// How a file came to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The user named it.
    Named,
    /// It was seen in a folder a moment ago.
    Folder,
}

impl Item {
    /// Reads and decodes the document.
    ///
    /// May block on the disk or on a pipe; holds at most [`SourceOptions::max_bytes`] and what
    /// decoding makes of them. Never panics on any content. A stream can be loaded once only.
    pub fn load(&self, options: &SourceOptions) -> Result<Document, InputError> {
        let bytes = match &self.payload {
            Payload::Row(row) => return row.document(options),
            Payload::Failure(error) => return Err(error.clone()),
            Payload::File(path, origin) => read::whole_file(path, options.max_bytes)
                .map_err(|error| after_finding(error, *origin)),
            Payload::Stream(path) => {
                read::open_stream(path).and_then(|stream| read::to_end(stream, options.max_bytes))
            }
            Payload::Stdin => read::to_end(io::stdin(), options.max_bytes),
        }?;
        let decoded = decode(bytes, options)?;
        Ok(Document {
            id: self.id.clone(),
            source: self.source.clone(),
            text: decoded.text,
            headline: None,
            encoding: decoded.encoding,
            decode_errors: decoded.errors,
            columns: vec![None; self.width],
            late_keys: None,
        })
    }

    /// What can be said of the document without its text, for the row of one that failed.
    ///
    /// Reads a record once more, so ask only on failure.
    #[must_use]
    pub fn identity(&self, options: &SourceOptions) -> Identity {
        match &self.payload {
            Payload::Row(row) => row.identity(options),
            _ => Identity {
                id: self.id.clone(),
                source: self.source.clone(),
                columns: vec![None; self.width],
            },
        }
    }

    pub(super) fn file(name: String, path: PathBuf, bytes: u64, origin: Origin) -> Self {
        Self::new(name.clone(), name, bytes, Payload::File(path, origin))
    }

    pub(super) fn stream(name: String, path: PathBuf, most: u64) -> Self {
        Self::new(name.clone(), name, most, Payload::Stream(path))
    }

    pub(super) fn stdin(name: String, most: u64) -> Self {
        Self::new(name.clone(), name, most, Payload::Stdin)
    }

    pub(super) fn row(id: String, row: Row) -> Self {
        let source = row.shape.name.clone();
        let bytes = row.record.bytes();
        Self::new(id, source, bytes, Payload::Row(Box::new(row)))
    }

    pub(super) fn failure(id: String, source: String, width: usize, error: InputError) -> Self {
        Self::new(id, source, 0, Payload::Failure(error)).with_width(width)
    }

    /// Whether it is already known that it cannot be read.
    pub(super) fn is_failure(&self) -> bool {
        matches!(self.payload, Payload::Failure(_))
    }

    /// The same item where the user's tables have this many columns.
    pub(super) fn with_width(self, width: usize) -> Self {
        Self { width, ..self }
    }

    fn new(id: String, source: String, bytes: u64, payload: Payload) -> Self {
        Self { id, source, bytes, width: 0, payload }
    }
}

/// A file that was seen in a folder and is gone has changed; one that was named is not there.
fn after_finding(error: InputError, origin: Origin) -> InputError {
    if origin == Origin::Folder && error.code == Code::NotFound {
        return InputError::new(Code::Changed, "the file vanished after it was found");
    }
    error
}
