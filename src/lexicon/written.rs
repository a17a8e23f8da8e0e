//! Files as they are read, before anything is made of them: those of users, and the built-in ones.

use std::sync::LazyLock;

use crate::lexicon::entry::Category;
use crate::lexicon::mistake::{LexiconFile, Mistake};
use crate::lexicon::prepared::Prepared;
use crate::lexicon::raw::RawLexicon;
use crate::lexicon::{builtin, csv_form, toml_form};

/// The built-in lexicons, in one of two forms that lead to the same.
pub(super) enum Own {
    Prepared(Prepared),
    Written(&'static [FileRead]),
}

impl Own {
    pub(super) fn written(&self) -> &'static [FileRead] {
        match self {
            Self::Prepared(_) => &[],
            Self::Written(files) => files,
        }
    }

    /// The categories that are known before any file is asked for them.
    pub(super) fn categories(&self) -> &[Category] {
        match self {
            Self::Prepared(own) => &own.categories,
            Self::Written(_) => &[],
        }
    }
}

/// A file as read, before it is checked.
#[derive(Debug)]
pub(super) struct FileRead {
    pub(super) file: LexiconFile,
    pub(super) raw: RawLexicon,
    pub(super) mistakes: Vec<Mistake>,
}

impl FileRead {
    pub(super) fn new(file: LexiconFile) -> Self {
        let mut mistakes = Vec::new();
        let csv = file.name.to_ascii_lowercase().ends_with(".csv");
        let read = if csv { csv_form::read } else { toml_form::read };
        let raw = read(&file, &mut mistakes);
        Self { file, raw, mistakes }
    }
}

/// The built-in files, read once however many lexicons are made: all of them know their categories.
pub(super) static BUILTIN: LazyLock<Vec<FileRead>> =
    LazyLock::new(|| builtin::files().into_iter().map(FileRead::new).collect());

/// The built-in files as they are read.
#[cfg(test)]
pub(super) fn builtin_files() -> Vec<(&'static LexiconFile, &'static RawLexicon)> {
    BUILTIN.iter().map(|read| (&read.file, &read.raw)).collect()
}
