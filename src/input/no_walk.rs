//! Stands in for the walk through folders where the feature `cli` is off.

use std::path::Path;

use super::error::SourceError;
use super::found::Finds;
use super::name;
use super::options::SourceOptions;

/// Refuses the folder.
pub(super) fn walk(root: &Path, _options: &SourceOptions) -> Result<Finds, SourceError> {
    Err(SourceError::new(format!(
        "{}: is a folder, and folders are read with the feature `cli` only; name its files",
        name::of_path(root)
    )))
}
