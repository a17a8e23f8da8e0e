//! The members of a zip archive as things found, as those of a folder are.

use std::path::Path;
use std::sync::Arc;

use super::content;
use super::error::InputError;
use super::formats::archive::Archive;
use super::kind::{Format, Packing, extension};
use super::options::SourceOptions;

/// A member that is to be read.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) archive: Arc<Archive>,
    /// Its number among the members.
    pub(super) number: usize,
    /// `archive.zip/member.txt`
    pub(super) id: String,
    pub(super) format: Format,
}

/// What a member amounts to.
#[derive(Debug)]
pub(super) enum Amount {
    /// A text or a table.
    Entry(Entry),
    /// Something that should have been read and cannot be.
    Failure(String, InputError),
    /// A file that nobody asked for, by its extension.
    Other(String),
}

/// The members of an archive, in its order.
#[derive(Debug)]
pub(super) struct Members {
    archive: Arc<Archive>,
    name: String,
    next: usize,
    /// The user's word for the kind of everything.
    options: SourceOptions,
}

impl Members {
    /// Those of the archive of this name.
    pub(super) fn new(name: String, archive: Archive, options: &SourceOptions) -> Self {
        Self { archive: Arc::new(archive), name, next: 0, options: options.clone() }
    }

    fn amount(&self, number: usize, name: &str) -> Option<Amount> {
        let is_folder = name.ends_with(['/', '\\']);
        let hidden = |part: &str| part.starts_with('.') && part != "." && part != "..";
        if is_folder || name.split(['/', '\\']).any(|part| hidden(part) || part == "__MACOSX") {
            return None;
        }
        let path = Path::new(name);
        let own = Format::of(path, None);
        let format = Format::of(path, self.options.kind);
        let taken = match own.kind {
            Some(kind) => !kind.is_table() || self.options.text_col.is_some(),
            None => false,
        };
        let id = format!("{}/{name}", self.name);
        Some(if own.packing != Packing::Plain {
            Amount::Failure(id, content::nested())
        } else if taken {
            let archive = Arc::clone(&self.archive);
            Amount::Entry(Entry { archive, number, id, format })
        } else {
            Amount::Other(extension(path))
        })
    }
}

impl Iterator for Members {
    type Item = Amount;

    fn next(&mut self) -> Option<Amount> {
        loop {
            let member = self.archive.members.get(self.next)?;
            let amount = self.amount(self.next, &member.name);
            self.next += 1;
            if amount.is_some() {
                return amount;
            }
        }
    }
}
