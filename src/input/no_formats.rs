//! Stands in for the formats where the feature `formats` is off: texts, CSV, TSV and JSON are read,
//! and everything else is refused with a reason.

use csv::ByteRecord;

use super::content::{Content, Origin};
use super::decode::decode;
use super::error::{Code, InputError};
use super::kind::Kind;
use super::options::SourceOptions;

fn refused(what: &str) -> InputError {
    InputError::new(
        Code::Binary,
        format!("is {what}, which is read with the feature `formats` only"),
    )
}

/// Decodes a text; refuses other kinds.
pub(super) fn read(
    kind: Kind,
    bytes: Vec<u8>,
    options: &SourceOptions,
) -> Result<Content, InputError> {
    match kind {
        Kind::Text | Kind::Markdown => {
            let decoded = decode(bytes, options)?;
            Ok(Content { decoded, headline: None, origin: Origin::File })
        }
        kind => Err(refused(kind.name())),
    }
}

/// Refuses the spreadsheet.
pub(super) fn rows(
    kind: Kind,
    _bytes: Vec<u8>,
    _options: &SourceOptions,
) -> Result<Vec<(u64, ByteRecord)>, InputError> {
    Err(refused(kind.name()))
}

/// Refuses the archive.
pub(super) fn members(
    _store: archive::Store,
    _options: &SourceOptions,
) -> Result<archive::Archive, InputError> {
    Err(refused("a zip archive"))
}

/// Knows nothing of archives.
pub(super) fn kind_of_zip(_store: archive::Store) -> Option<Kind> {
    None
}

/// Streams packed with gzip or zstd.
pub(super) mod pack {
    use super::{InputError, refused};
    use crate::input::kind::Packing;
    use crate::input::stream::Bytes;

    /// Bytes that may come of any packed stream.
    pub(crate) const ALWAYS: u64 = 1 << 20;
    /// How many bytes may come of one that is packed.
    pub(crate) const RATIO: u64 = 1;

    /// Refuses what is packed.
    pub(crate) fn unpacked(packing: Packing, bytes: Bytes) -> Result<Bytes, InputError> {
        if packing == Packing::Plain { Ok(bytes) } else { Err(refused("packed")) }
    }
}

/// Zip archives.
pub(super) mod archive {
    use std::fs::File;
    use std::io::Cursor;
    use std::sync::Arc;

    use super::{InputError, refused};
    use crate::input::stream::Bytes;

    /// An archive, of which there is none.
    #[derive(Debug)]
    pub(crate) struct Archive {
        pub(crate) members: Vec<Member>,
    }

    /// A member of an archive, of which there is none.
    #[derive(Debug)]
    pub(crate) struct Member {
        pub(crate) name: String,
        pub(crate) size: u64,
    }

    impl Archive {
        /// Refuses the member.
        #[expect(clippy::unused_self, reason = "stands in for a method")]
        pub(crate) fn stream(&self, _member: &Member) -> Result<Bytes, InputError> {
            Err(refused("a zip archive"))
        }
    }

    /// The bytes of an archive.
    #[derive(Debug)]
    pub(crate) enum Store {
        Memory(#[expect(dead_code, reason = "nothing reads it")] Cursor<Arc<[u8]>>),
    }

    impl Store {
        /// Refuses the archive.
        pub(crate) fn of_file(_file: File) -> Result<Self, InputError> {
            Err(refused("a zip archive"))
        }
    }
}
