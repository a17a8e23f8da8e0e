//! The walk through a folder: what is taken, in which order, and what is named as unreadable.

use std::collections::VecDeque;
use std::env;
use std::fs::{self, FileType};
use std::path::{Path, PathBuf};

use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, WalkBuilder};

use super::error::{Code, InputError, SourceError};
use super::found::{Finds, Found};
use super::kind::{Format, Kind, extension};
use super::options::SourceOptions;

/// The file that lists what a folder's owner wants left out, as `.gitignore` writes it.
const IGNORE_FILE: &str = ".hedgerowignore";

/// Everything below one folder, sorted by the bytes of the names in each folder.
///
/// Hidden files and what [`IGNORE_FILE`] names are passed over; no other ignore file is heeded,
/// since texts that git does not track are data all the same. Links are not followed.
///
/// Only a malformed glob is a mistake; what cannot be read is found as a failure.
pub(super) fn walk(root: &Path, options: &SourceOptions) -> Result<Finds, SourceError> {
    Ok(Box::new(Walk::new(root, options)?))
}

/// A walk under way.
struct Walk {
    root: PathBuf,
    entries: ignore::Walk,
    rule: Rule,
    waiting: VecDeque<Found>,
    /// The user's word for the kind of everything.
    kind: Option<Kind>,
}

/// Which names are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Texts by extension.
    Texts,
    /// Texts and tables by extension.
    TextsAndTables,
    /// Whatever a glob has let through.
    Globs,
}

impl Walk {
    fn new(root: &Path, options: &SourceOptions) -> Result<Self, SourceError> {
        let exclude: Vec<PathBuf> = options.exclude.iter().filter_map(|path| real(path)).collect();
        let entries = WalkBuilder::new(root)
            .standard_filters(false)
            .add_custom_ignore_filename(IGNORE_FILE)
            .follow_links(false)
            .overrides(overrides(&options.globs)?)
            .sort_by_file_name(Ord::cmp)
            .filter_entry(move |entry| is_open(entry) && !is_excluded(entry, &exclude))
            .build();
        let rule = if options.globs.iter().any(|glob| !glob.starts_with('!')) {
            Rule::Globs
        } else if options.text_col.is_some() {
            Rule::TextsAndTables
        } else {
            Rule::Texts
        };
        Ok(Self {
            root: root.to_owned(),
            entries,
            rule,
            waiting: VecDeque::new(),
            kind: options.kind,
        })
    }

    /// Queues what an entry amounts to; a folder amounts to nothing.
    fn judge(&mut self, entry: &DirEntry) {
        if let Some(error) = entry.error() {
            let path = path_of(error).unwrap_or_else(|| entry.path()).to_owned();
            let detail = format!("not heeded: {error}");
            self.waiting.push_back(Found::Failure(path, InputError::new(Code::Parse, detail)));
        }
        let Some(file_type) = entry.file_type().filter(|_| entry.depth() > 0) else { return };
        let path = entry.path();
        if file_type.is_dir() {
            return;
        }
        let found = if file_type.is_file() {
            self.file(entry)
        } else if file_type.is_symlink() {
            self.link(path)
        } else {
            not_regular(path, special(file_type))
        };
        self.waiting.push_back(found);
    }

    fn file(&self, entry: &DirEntry) -> Found {
        let path = entry.path();
        if !self.takes(path) {
            return Found::Other(extension(path));
        }
        let format = Format::of(path, self.kind);
        if format.is_archive() {
            return Found::Archive(path.to_owned());
        }
        if format.is_table() {
            return Found::Table(path.to_owned());
        }
        match entry.metadata() {
            Ok(metadata) => Found::Text(path.to_owned(), metadata.len()),
            Err(error) => Found::Failure(path.to_owned(), words(&error)),
        }
    }

    /// A link to a folder, or one that stands for a document, would be missed and is named.
    fn link(&self, path: &Path) -> Found {
        if fs::metadata(path).is_ok_and(|target| target.is_dir()) {
            return not_regular(path, "is a link to a folder, and links are not followed; name it");
        }
        if self.takes(path) {
            return not_regular(path, "is a link, and links are not followed; name it to read it");
        }
        Found::Other(extension(path))
    }

    fn takes(&self, path: &Path) -> bool {
        let format = Format::of(path, None);
        let known = format.is_archive() || format.kind.is_some();
        match self.rule {
            Rule::Texts => known && !format.is_table(),
            Rule::TextsAndTables => known,
            Rule::Globs => true,
        }
    }
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(found) = self.waiting.pop_front() {
                return Some(found);
            }
            match self.entries.next()? {
                Ok(entry) => self.judge(&entry),
                Err(error) => {
                    // The error for the root itself carries no path.
                    let path = path_of(&error).unwrap_or(&self.root).to_owned();
                    return Some(Found::Failure(path, words(&error)));
                }
            }
        }
    }
}

/// The globs as ripgrep's `-g` takes them: relative to the current folder.
fn overrides(globs: &[String]) -> Result<Override, SourceError> {
    let here = env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let mut builder = OverrideBuilder::new(here);
    for glob in globs {
        builder.add(glob).map_err(|error| SourceError::new(format!("--glob: {error}")))?;
    }
    builder.build().map_err(|error| SourceError::new(format!("--glob: {error}")))
}

/// The one path of a file that may not exist yet.
fn real(path: &Path) -> Option<PathBuf> {
    if let Ok(path) = fs::canonicalize(path) {
        return Some(path);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?;
    Some(folder.join(path.file_name()?))
}

/// Whether an entry is not hidden. The crate's own rule would give way to globs, and `*` would take
/// our own unfinished output.
fn is_open(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// Whether an entry is the run's own output; the folder that was named never is.
///
/// Names are compared first: asking the system for the real path of every file is slow.
fn is_excluded(entry: &DirEntry, exclude: &[PathBuf]) -> bool {
    entry.depth() > 0
        && exclude.iter().any(|out| out.file_name() == Some(entry.file_name()))
        && real(entry.path()).is_some_and(|path| exclude.contains(&path))
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        ignore::Error::Partial(errors) => errors.iter().find_map(path_of),
        _ => None,
    }
}

fn words(error: &ignore::Error) -> InputError {
    match error.io_error() {
        Some(error) => InputError::from_io(error),
        None => InputError::new(Code::ReadError, error.to_string()),
    }
}

fn not_regular(path: &Path, detail: &str) -> Found {
    Found::Failure(path.to_owned(), InputError::new(Code::NotRegular, detail))
}

#[cfg(unix)]
fn special(file_type: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if file_type.is_fifo() {
        "is a pipe"
    } else if file_type.is_socket() {
        "is a socket"
    } else {
        "is a device"
    }
}

#[cfg(not(unix))]
fn special(_file_type: FileType) -> &'static str {
    "is not a file"
}
