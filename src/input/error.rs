//! What can go wrong with one document, and with the input as a whole.

use std::fmt;
use std::io;

/// Why a document could not be read: a stable word for tables and scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// There is no such file.
    NotFound,
    /// The file or folder may not be read.
    Permission,
    /// A link, pipe, socket, device or folder where a file was expected.
    NotRegular,
    /// More bytes than the limit.
    TooLarge,
    /// Not a text.
    Binary,
    /// A text, but not in the encoding that was asked for.
    Encoding,
    /// The system failed to deliver the bytes.
    ReadError,
    /// The file vanished or shrank between being found and being read.
    Changed,
    /// A document or a record of a table is malformed.
    Parse,
    /// An archive that holds what none should.
    ArchiveUnsafe,
    /// An archive that holds far more than its size lets expect.
    ArchiveTooBig,
    /// A fault of this program.
    Internal,
}

impl Code {
    /// The word: `not-found`, `too-large`, …
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Permission => "permission",
            Self::NotRegular => "not-regular",
            Self::TooLarge => "too-large",
            Self::Binary => "binary",
            Self::Encoding => "encoding",
            Self::ReadError => "read-error",
            Self::Changed => "changed",
            Self::Parse => "parse",
            Self::ArchiveUnsafe => "archive-unsafe",
            Self::ArchiveTooBig => "archive-too-big",
            Self::Internal => "internal",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Why one document could not be read. Shown as its detail; where it lies is the item's to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError {
    /// The stable word.
    pub code: Code,
    /// What happened and what to do, in words; may quote the user's data unescaped.
    pub detail: String,
}

impl InputError {
    /// An error of this code.
    #[must_use]
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into() }
    }

    /// What the system said, in our words where they are plainer; an error of ours that has passed
    /// through a reader is itself.
    #[must_use]
    pub fn from_io(error: &io::Error) -> Self {
        use io::ErrorKind::{IsADirectory, NotADirectory, NotFound, PermissionDenied};
        if let Some(own) = error.get_ref().and_then(|inner| inner.downcast_ref::<Self>()) {
            return own.clone();
        }
        match error.kind() {
            NotFound | NotADirectory => Self::new(Code::NotFound, "there is no such file"),
            PermissionDenied => Self::new(Code::Permission, "permission denied"),
            IsADirectory => Self::new(Code::NotRegular, "is a folder"),
            _ => Self::new(Code::ReadError, system_words(error)),
        }
    }

    /// The error as one of a reader; [`InputError::from_io`] finds it again.
    #[cfg(feature = "formats")]
    pub(super) fn into_io(self) -> io::Error {
        io::Error::other(self)
    }

    /// More bytes than the limit allows; `size` where it is known.
    #[must_use]
    pub(super) fn too_large(size: Option<u64>, limit: u64) -> Self {
        let size = size.map_or(String::new(), |size| format!("{size} bytes, "));
        Self::new(
            Code::TooLarge,
            format!("{size}more than the limit of {limit} bytes; raise it with --max-bytes"),
        )
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail)
    }
}

impl std::error::Error for InputError {}

/// The system's message without its number.
fn system_words(error: &io::Error) -> String {
    let words = error.to_string();
    words.split(" (os error").next().unwrap_or_default().to_owned()
}

/// A mistake that concerns the whole input; nothing has been read. Shown as
/// `where: what; what to do`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceError {
    message: String,
}

impl SourceError {
    /// A mistake with this message.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for SourceError {}
