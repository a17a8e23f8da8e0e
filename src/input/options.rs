//! What the user asked to be read, and how.

use std::ffi::OsString;
use std::path::PathBuf;

use super::decode::Charset;
use super::error::SourceError;
use super::kind::Kind;

/// One thing the user named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// A file, a folder, a table, or anything else that has a path.
    Path(PathBuf),
    /// Standard input.
    Stdin,
}

impl Request {
    /// What an argument of the command line means: `-` is standard input, all else a path.
    #[must_use]
    pub fn from_argument(argument: OsString) -> Self {
        if argument == "-" { Self::Stdin } else { Self::Path(argument.into()) }
    }
}

/// How much of a page of the web is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum HtmlMode {
    /// The article, without menus, comments and advertisements; all of it where none is found.
    #[default]
    Article,
    /// Everything that is text.
    All,
}

impl HtmlMode {
    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::All => "all",
        }
    }
}

/// How texts are found and read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceOptions {
    /// Column that holds the text of a table's records; tables are an error without it.
    pub text_col: Option<String>,
    /// Column that holds the id of a record.
    pub id_col: Option<String>,
    /// Stands before the id of every document.
    pub id_prefix: String,
    /// Column that holds the headline of a record, put in front of its text.
    pub title_col: Option<String>,
    /// Label of the encoding of every input, as in HTML, and `utf-32le`, `utf-32be`; a byte order
    /// mark is still believed before it. Without a label, the encoding is found out.
    pub encoding: Option<String>,
    /// Refuse every text that is not UTF-8.
    pub strict_utf8: bool,
    /// Read what looks binary as a text.
    pub binary_as_text: bool,
    /// What every input is, whatever its name says; `.gz`, `.zst` and `.zip` are unpacked first.
    pub kind: Option<Kind>,
    /// How much of a page of the web is read.
    pub html: HtmlMode,
    /// Keep what a text was taken out of, in [`Document::written`].
    ///
    /// [`Document::written`]: super::document::Document::written
    pub keep_written: bool,
    /// Most bytes of one text or one record of a table.
    pub max_bytes: u64,
    /// Name of standard input; its extension says whether it is a table.
    pub stdin_name: Option<String>,
    /// Which files of folders are taken, as `.gitignore` writes it; `!` excludes. A glob without
    /// `!` replaces the rule by extension.
    pub globs: Vec<String>,
    /// Files and folders never taken from a folder: the run's own output.
    pub exclude: Vec<PathBuf>,
}

impl SourceOptions {
    /// What [`SourceOptions::max_bytes`] is without a wish: 64 MiB.
    pub const MAX_BYTES: u64 = 64 << 20;

    /// The id of a document as the tables have it.
    pub(crate) fn prefixed(&self, id: String) -> String {
        if self.id_prefix.is_empty() { id } else { format!("{}{id}", self.id_prefix) }
    }

    /// Refuses an unknown label, and a label together with `strict_utf8`.
    pub(crate) fn check(&self) -> Result<(), SourceError> {
        let Some(label) = &self.encoding else { return Ok(()) };
        if self.strict_utf8 {
            return Err(SourceError::new("--encoding and --strict-utf8 exclude each other"));
        }
        match Charset::of_label(label) {
            Some(_) => Ok(()),
            None => Err(SourceError::new(format!(
                "unknown encoding `{label}`; names such as utf-8, utf-16le, windows-1252 or \
                 shift_jis are known"
            ))),
        }
    }
}

impl Default for SourceOptions {
    fn default() -> Self {
        Self {
            text_col: None,
            id_col: None,
            id_prefix: String::new(),
            title_col: None,
            encoding: None,
            strict_utf8: false,
            binary_as_text: false,
            kind: None,
            html: HtmlMode::Article,
            keep_written: false,
            max_bytes: Self::MAX_BYTES,
            stdin_name: None,
            globs: Vec::new(),
            exclude: Vec::new(),
        }
    }
}
