//! Dictionaries of other programs: read into our form, and written from it.
//!
//! [`Format::guess`] tells by name and content what a file is, [`read`] takes it apart into
//! [`Imported`] terms, [`convert`](convert::convert) makes a lexicon of them with a ledger of what
//! became of each, and [`export`](export::export) goes the other way. All of it is pure: files are
//! read and written by the caller.

pub mod convert;
pub mod export;
pub mod imported;
pub mod ledger;
pub mod plan;

mod glob;
mod lexicoder;
mod lines;
mod liwc;
mod made;
mod mpqa;
mod nrc;
mod path;
mod plain;
mod quanteda;
mod table;
mod toml_text;
mod vader;
mod wide;
mod wordstat;
mod yoshikoder;

use crate::lexicon::foreign::imported::Imported;
use crate::lexicon::mistake::{LexiconFile, Mistake};

/// The deepest that keys may be nested.
pub(crate) const MAX_DEPTH: usize = 64;

/// A form that dictionaries come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// LIWC up to 2015: categories between two `%` lines, then terms with the ids of theirs.
    Liwc,
    /// LIWC-22: a CSV with a column for each category.
    Dicx,
    /// quanteda's YAML.
    Quanteda,
    /// Lexicoder 3: `+key` lines and the terms below them.
    Lexicoder,
    /// Yoshikoder, and Lexicoder 2: XML with `cnode` and `pnode`.
    Yoshikoder,
    /// `WordStat`: keys by indentation, terms with `(1)` behind them.
    Wordstat,
    /// The MPQA subjectivity clues.
    Mpqa,
    /// The NRC word lists, one row a pair of term and category, or one a term.
    Nrc,
    /// The VADER lexicon.
    Vader,
    /// One term a line.
    List,
    /// CSV or TSV with term, weight and category.
    Table,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 11] = [
        Self::Liwc,
        Self::Dicx,
        Self::Quanteda,
        Self::Lexicoder,
        Self::Yoshikoder,
        Self::Wordstat,
        Self::Mpqa,
        Self::Nrc,
        Self::Vader,
        Self::List,
        Self::Table,
    ];

    /// The name that the command line knows it by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Liwc => "liwc",
            Self::Dicx => "dicx",
            Self::Quanteda => "quanteda",
            Self::Lexicoder => "lexicoder",
            Self::Yoshikoder => "yoshikoder",
            Self::Wordstat => "wordstat",
            Self::Mpqa => "mpqa",
            Self::Nrc => "nrc",
            Self::Vader => "vader",
            Self::List => "list",
            Self::Table => "table",
        }
    }

    /// What a file is, by its ending, or where that says little by its first lines.
    #[must_use]
    pub fn guess(name: &str, text: &str) -> Self {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        match ending.as_str() {
            "dic" => Self::Liwc,
            "dicx" => Self::Dicx,
            "yml" | "yaml" => Self::Quanteda,
            "lc3" => Self::Lexicoder,
            "ykd" | "lcd" => Self::Yoshikoder,
            "cat" => Self::Wordstat,
            "tff" => Self::Mpqa,
            _ => Self::by_content(text, matches!(ending.as_str(), "csv" | "tsv" | "tab")),
        }
    }

    fn by_content(text: &str, table: bool) -> Self {
        let mut lines = lines::lines(text).map(|line| line.text).filter(|l| !l.trim().is_empty());
        let (first, second) = (lines.next().unwrap_or(""), lines.next().unwrap_or(""));
        if first.trim_end() == "%" {
            Self::Liwc
        } else if first.starts_with("type=") {
            Self::Mpqa
        } else if first.trim_start().starts_with("<?xml") || first.starts_with("<dictionary") {
            Self::Yoshikoder
        } else if vader::is_row(first) && vader::is_row(second) {
            Self::Vader
        } else if !table && nrc::is_row(first) && (nrc::is_row(second) || second.is_empty()) {
            Self::Nrc
        } else if wide::is_wide(first, second) {
            if wide::has_crosses(second) { Self::Dicx } else { Self::Nrc }
        } else if table || first.contains('\t') {
            Self::Table
        } else {
            Self::List
        }
    }

    /// Whether `*` stands for the rest of a word; elsewhere it is a character like any other.
    #[must_use]
    pub const fn has_wildcards(self) -> bool {
        !matches!(self, Self::Mpqa | Self::Nrc | Self::Vader)
    }

    /// Whether `?` stands for one character.
    #[must_use]
    pub const fn has_single_wildcards(self) -> bool {
        matches!(self, Self::Quanteda | Self::Wordstat)
    }
}

/// Takes a dictionary apart.
///
/// # Errors
/// What makes the file as a whole unreadable in this format, each with its place. A single term
/// that cannot be taken over is no error: it is among [`Imported::refused`].
pub fn read(name: &str, text: &str, format: Format) -> Result<Imported, Vec<Mistake>> {
    // Line ends of every kind become one, so that places are counted alike.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    };
    let file = LexiconFile::new(name, &text);
    let read = match format {
        Format::Liwc => liwc::read,
        Format::Dicx => wide::read,
        Format::Quanteda => quanteda::read,
        Format::Lexicoder => lexicoder::read,
        Format::Yoshikoder => yoshikoder::read,
        Format::Wordstat => wordstat::read,
        Format::Mpqa => mpqa::read,
        Format::Nrc => nrc::read,
        Format::Vader => vader::read,
        Format::List => plain::read,
        Format::Table => table::read,
    };
    let mut imported = read(&file).map_err(|mut mistakes| {
        Mistake::sort(&mut mistakes);
        mistakes
    })?;
    imported.format = format;
    if imported.terms.is_empty() && imported.refused.is_empty() {
        return Err(vec![file.mistake(0..0, format!("holds no term, read as {}", format.name()))]);
    }
    Ok(imported)
}
