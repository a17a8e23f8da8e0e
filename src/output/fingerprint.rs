//! The fingerprint at the end of every document row: which program, lexicon, options and text.

use sha2::{Digest, Sha256};

use crate::input::HtmlMode;
use crate::lexicon::{Lexicon, hex16};
use crate::output::cell::Cell;
use crate::output::table::SCHEMA;
use crate::text::structure::{PageMode, SentenceMode};

/// What scores depend on besides the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    lexicon: String,
    options: String,
}

impl Fingerprint {
    /// Names of the columns, behind all others of the document table.
    pub const COLUMNS: [&'static str; 5] =
        ["tool_version", "schema", "lexicon_sha", "options_sha", "text_sha"];

    /// The fingerprint of a lexicon and of the options that change a score, each as `key=value`.
    #[must_use]
    pub fn new(lexicon: &Lexicon, options: &[String]) -> Self {
        Self { lexicon: lexicon.sha().to_owned(), options: Self::options_of(options) }
    }

    /// The options that scores depend on, each as `key=value`; `title` tells whether headlines come from a
    /// column of their own.
    #[must_use]
    pub fn options(
        sentences: SentenceMode,
        text: PageMode,
        title: bool,
        html: HtmlMode,
    ) -> Vec<String> {
        let mut options = vec![
            format!("sentences={}", sentences.name()),
            format!("text={}", text.name()),
            format!("title={title}"),
        ];
        if html != HtmlMode::default() {
            options.push(format!("html={}", html.name()));
        }
        options
    }

    /// The digest of options, each as `key=value`.
    #[must_use]
    pub fn options_of(options: &[String]) -> String {
        short_sha(options.join("\n").as_bytes())
    }

    /// That of the lexicon.
    #[must_use]
    pub fn lexicon_sha(&self) -> &str {
        &self.lexicon
    }

    /// That of the options.
    #[must_use]
    pub fn options_sha(&self) -> &str {
        &self.options
    }

    /// All but the text, by the names of the columns.
    #[must_use]
    pub fn notes(&self) -> [(&'static str, String); 4] {
        let [version, schema, lexicon, options, _] = Self::COLUMNS;
        [
            (version, env!("CARGO_PKG_VERSION").to_owned()),
            (schema, SCHEMA.to_string()),
            (lexicon, self.lexicon.clone()),
            (options, self.options.clone()),
        ]
    }

    /// The cells of a row. A document that failed has no text.
    #[must_use]
    pub fn cells(&self, text: Option<&str>) -> [Cell<'_>; 5] {
        [
            Cell::text(env!("CARGO_PKG_VERSION")),
            Cell::Count(u64::from(SCHEMA)),
            Cell::text(self.lexicon.as_str()),
            Cell::text(self.options.as_str()),
            text.map_or(Cell::Missing, |text| Cell::text(short_sha(text.as_bytes()))),
        ]
    }
}

/// The first 16 hexadecimal digits of the SHA-256.
#[must_use]
pub fn short_sha(bytes: &[u8]) -> String {
    hex16(&Sha256::digest(bytes))
}
