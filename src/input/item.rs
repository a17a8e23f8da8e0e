//! One document found and not yet read.

use std::io;
use std::mem::replace;
use std::path::{Path, PathBuf};

use super::content::{self, Content};
use super::document::{Document, Identity};
use super::error::{Code, InputError};
use super::formats::pack::{ALWAYS, RATIO};
use super::kind::{Format, Kind, Packing};
use super::members::Entry;
use super::options::SourceOptions;
use super::read;
use super::row::Row;
use crate::text::comment::without_comments;

/// How many times its bytes a page or a document of a word processor takes, compared with a text.
const MARKED_UP: u64 = 8;

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
    File(PathBuf, Origin, Format),
    /// A pipe or a device given by name.
    Stream(PathBuf, Format),
    Stdin(Format),
    /// A member of an archive.
    Member(Box<Entry>),
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
        let mut document = self.loaded(options)?;
        document.id = options.prefixed(document.id);
        // In markup, comments are none of the text already.
        if document.written.is_none()
            && let Some(text) = without_comments(&document.text)
        {
            document.written = Some(replace(&mut document.text, text));
        }
        document.written = document.written.filter(|_| options.keep_written);
        Ok(document)
    }

    fn loaded(&self, options: &SourceOptions) -> Result<Document, InputError> {
        let Content { decoded, headline, origin } = match &self.payload {
            Payload::Row(row) => return row.document(options),
            Payload::Failure(error) => return Err(error.clone()),
            Payload::File(path, origin, format) => {
                file(path, *format, options).map_err(|error| after_finding(error, *origin))
            }
            Payload::Stream(path, format) => read::open_stream(path)
                .and_then(|stream| content::of_stream(stream, *format, options)),
            Payload::Stdin(format) => content::of_stream(io::stdin(), *format, options),
            Payload::Member(entry) => member(entry, options),
        }?;
        let has_lines = !matches!(origin, content::Origin::Package);
        let written = match origin {
            content::Origin::Markup(source) => Some(source),
            content::Origin::File | content::Origin::Package => None,
        };
        Ok(Document {
            id: self.id.clone(),
            source: self.source.clone(),
            text: decoded.text,
            headline,
            encoding: decoded.encoding,
            decode_errors: decoded.errors,
            columns: vec![None; self.width],
            late_keys: None,
            written,
            has_lines,
        })
    }

    /// What can be said of the document without its text, for the row of one that failed.
    ///
    /// Reads a record once more, so ask only on failure.
    #[must_use]
    pub fn identity(&self, options: &SourceOptions) -> Identity {
        let identity = match &self.payload {
            Payload::Row(row) => row.identity(options),
            _ => Identity {
                id: self.id.clone(),
                source: self.source.clone(),
                columns: vec![None; self.width],
            },
        };
        Identity { id: options.prefixed(identity.id), ..identity }
    }

    /// About how many bytes of memory the text takes while it is read, in terms of plain texts: what
    /// is packed or marked up takes more than its bytes.
    #[must_use]
    pub fn weight(&self, options: &SourceOptions) -> u64 {
        let format = match &self.payload {
            Payload::File(_, _, format) | Payload::Stream(_, format) | Payload::Stdin(format) => {
                *format
            }
            Payload::Member(entry) => entry.format,
            Payload::Row(_) | Payload::Failure(_) => return self.bytes,
        };
        let bytes = match format.packing {
            Packing::Gzip | Packing::Zstd => {
                self.bytes.saturating_mul(RATIO).max(ALWAYS).min(options.max_bytes)
            }
            Packing::Plain | Packing::Zip => self.bytes,
        };
        match format.kind {
            Some(Kind::Html | Kind::Docx | Kind::Odt | Kind::Epub) => {
                bytes.saturating_mul(MARKED_UP)
            }
            _ => bytes,
        }
    }

    pub(super) fn file(
        name: String,
        path: PathBuf,
        bytes: u64,
        origin: Origin,
        format: Format,
    ) -> Self {
        Self::new(name.clone(), name, bytes, Payload::File(path, origin, format))
    }

    pub(super) fn stream(name: String, path: PathBuf, most: u64, format: Format) -> Self {
        Self::new(name.clone(), name, most, Payload::Stream(path, format))
    }

    pub(super) fn stdin(name: String, most: u64, format: Format) -> Self {
        Self::new(name.clone(), name, most, Payload::Stdin(format))
    }

    pub(super) fn member(entry: Entry) -> Self {
        let member = entry.archive.members.get(entry.number);
        let bytes = member.map_or(0, |member| member.size);
        let name = entry.id.clone();
        Self::new(name.clone(), name, bytes, Payload::Member(Box::new(entry)))
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

/// The text of a regular file; what is packed may be larger than the limit, what comes of it may
/// not.
fn file(path: &Path, format: Format, options: &SourceOptions) -> Result<Content, InputError> {
    match format.kind {
        Some(Kind::Pdf) if !options.binary_as_text => {
            read::open_regular(path)?;
            return Err(content::refused(Kind::Pdf));
        }
        _ => {}
    }
    if matches!(format.packing, Packing::Gzip | Packing::Zstd) {
        return content::of_stream(read::open_regular(path)?, format, options);
    }
    content::of_bytes(read::whole_file(path, options.max_bytes)?, format, options)
}

fn member(entry: &Entry, options: &SourceOptions) -> Result<Content, InputError> {
    let Some(member) = entry.archive.members.get(entry.number) else {
        return Err(InputError::new(Code::Internal, "a member of an archive is gone"));
    };
    if member.size > options.max_bytes {
        return Err(InputError::too_large(Some(member.size), options.max_bytes));
    }
    let bytes = read::to_end(entry.archive.stream(member)?, options.max_bytes)?;
    content::of_bytes(bytes, Format { packing: Packing::Zip, ..entry.format }, options)
}

/// A file that was seen in a folder and is gone has changed; one that was named is not there.
fn after_finding(error: InputError, origin: Origin) -> InputError {
    if origin == Origin::Folder && error.code == Code::NotFound {
        return InputError::new(Code::Changed, "the file vanished after it was found");
    }
    error
}
