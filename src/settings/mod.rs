//! `hedgerow.toml`: what a folder of texts is scored and checked by, so that nobody has to repeat it.

mod reader;

use crate::input::HtmlMode;
use crate::lexicon::mistake::{LexiconFile, Location, Mistake};
use crate::limits::limit::Limit;
use crate::text::structure::{PageMode, SentenceMode};

/// The name of the file, looked for in the working folder and in those above it.
pub const FILE_NAME: &str = "hedgerow.toml";

/// What a file says. A key that it does not have is `None` or empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// Lexicons to add.
    pub lexicon: Vec<String>,
    /// Whether the built-in lexicons are used.
    pub builtin: Option<bool>,
    /// Categories to count.
    pub enable: Vec<String>,
    /// Categories not to count.
    pub disable: Vec<String>,
    /// A profile by name or path.
    pub profile: Option<String>,
    /// The least share of right ones an entry needs.
    pub min_precision: Option<f64>,
    /// How sentences are found.
    pub sentences: Option<SentenceMode>,
    /// What kind of text it is.
    pub text: Option<PageMode>,
    /// How much of a page of the web is read.
    pub html: Option<HtmlMode>,
    /// The limits of `[check.max]`, each with its key.
    pub max: Vec<Limit>,
    /// The baseline of `[check]`.
    pub baseline: Option<String>,
    /// Every key that is set, in file order.
    pub keys: Vec<SetKey>,
}

/// A key that a file sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetKey {
    /// Its name, with the names of its tables: `check.max.loaded`.
    pub name: String,
    /// Where it stands.
    pub at: Location,
}

impl Settings {
    /// Reads a file.
    ///
    /// # Errors
    /// All mistakes, by place: what is no TOML, unknown keys with the nearest known one, values of the
    /// wrong kind.
    pub fn parse(name: &str, text: &str) -> Result<Self, Vec<Mistake>> {
        reader::read(&LexiconFile::new(name, text))
    }

    /// Where a key is set, if it is.
    #[must_use]
    pub fn place(&self, key: &str) -> Option<&Location> {
        self.keys.iter().find(|set| set.name == key).map(|set| &set.at)
    }

    /// The keys that change scores, in file order.
    pub fn scoring(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|set| set.name.as_str()).filter(|name| !name.starts_with("check"))
    }
}
