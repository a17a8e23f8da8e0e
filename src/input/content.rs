//! From the bytes of one document to its text.

use std::io::{Cursor, Read};

use super::decode::Decoded;
use super::error::{Code, InputError};
use super::formats;
use super::formats::archive::Store;
use super::kind::{Format, Kind, Packing};
use super::options::SourceOptions;
use super::read;
use super::sniff::{self, Start};
use super::stream::Bytes;

/// What the bytes of a document hold.
pub(super) struct Content {
    /// The text.
    pub(super) decoded: Decoded,
    /// The length of the headline that it starts with, where that is known.
    pub(super) headline: Option<usize>,
    /// Where it stands.
    pub(super) origin: Origin,
}

/// Where a text stands.
#[cfg_attr(not(feature = "formats"), expect(dead_code, reason = "texts alone are read"))]
pub(super) enum Origin {
    /// In the file as it is.
    File,
    /// Between marks, in this source.
    Markup(String),
    /// In parts that nobody reads as a file.
    Package,
}

/// Reads a document from a stream to its end, up to [`SourceOptions::max_bytes`] unpacked bytes.
pub(super) fn of_stream(
    stream: impl Read + Send + 'static,
    format: Format,
    options: &SourceOptions,
) -> Result<Content, InputError> {
    let bytes = match format.packing {
        Packing::Plain | Packing::Zip => read::to_end(stream, options.max_bytes),
        packing => unpacked(packing, Box::new(stream), options),
    }?;
    of_bytes(bytes, format, options)
}

/// Reads a document, given its bytes and what its name says of them; `format.packing` is what they
/// were unpacked from.
pub(super) fn of_bytes(
    bytes: Vec<u8>,
    format: Format,
    options: &SourceOptions,
) -> Result<Content, InputError> {
    let kind = match format.kind {
        Some(kind) => kind,
        None => match sniff::start(&bytes) {
            Some(Start::Kind(kind)) => kind,
            None => Kind::Text,
            Some(Start::Packed(Packing::Zip)) => return of_zip(bytes, format, options),
            Some(Start::Packed(_)) if format.packing != Packing::Plain => return Err(nested()),
            Some(Start::Packed(packing)) => {
                let bytes = unpacked(packing, Box::new(Cursor::new(bytes)), options)?;
                return of_bytes(bytes, Format { packing, kind: None }, options);
            }
        },
    };
    match kind {
        Kind::Pdf if options.binary_as_text => formats::read(Kind::Text, bytes, options),
        Kind::Pdf => Err(refused(kind)),
        kind if kind.is_table() => Err(InputError::new(
            Code::Parse,
            format!("is a table: name it with its ending, or with --type {}", kind.name()),
        )),
        kind => formats::read(kind, bytes, options),
    }
}

/// A kind of file that is never read, and what to do.
pub(super) fn refused(kind: Kind) -> InputError {
    let detail = match kind {
        Kind::Pdf => "is a PDF; turn it into a text with pdftotext",
        _ => "is a workbook of Excel before 2007; save it as .xlsx or .csv",
    };
    InputError::new(Code::Binary, detail)
}

/// Something packed inside something packed.
pub(super) fn nested() -> InputError {
    InputError::new(
        Code::ArchiveUnsafe,
        "is packed inside an archive; only one wrapping is taken off, so unpack it first",
    )
}

fn of_zip(bytes: Vec<u8>, format: Format, options: &SourceOptions) -> Result<Content, InputError> {
    let store = Store::Memory(Cursor::new(bytes.clone().into()));
    match formats::kind_of_zip(store) {
        Some(kind) => of_bytes(bytes, Format { kind: Some(kind), ..format }, options),
        None if format.packing != Packing::Plain => Err(nested()),
        None => {
            let detail = "is a zip archive; name it with the ending .zip to read its members";
            Err(InputError::new(Code::Binary, detail))
        }
    }
}

fn unpacked(
    packing: Packing,
    bytes: Bytes,
    options: &SourceOptions,
) -> Result<Vec<u8>, InputError> {
    read::to_end(formats::pack::unpacked(packing, bytes)?, options.max_bytes)
}
