//! What a walk through a folder comes upon.

use std::path::PathBuf;

use super::error::InputError;

/// Everything in a folder, one after the other, in a fixed order.
pub(super) type Finds = Box<dyn Iterator<Item = Found> + Send>;

/// One thing in a folder.
#[derive(Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "cli"), expect(dead_code, reason = "only the walk makes them"))]
pub(super) enum Found {
    /// A text of this many bytes, or what will become one.
    Text(PathBuf, u64),
    /// A zip archive.
    Archive(PathBuf),
    /// A table.
    Table(PathBuf),
    /// Something that should have been read and cannot be.
    Failure(PathBuf, InputError),
    /// A file that nobody asked for, by its extension.
    Other(String),
}
