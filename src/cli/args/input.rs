//! What is read, and how: the same for every command that reads documents.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum, ValueHint};

use crate::cli::args::UNGROUPED;
use crate::input::{HtmlMode, Kind};

#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(in crate::cli) struct InputArgs {
    /// Files, folders and tables to read; `-` is standard input
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath, help_heading = UNGROUPED)]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// Read more paths from a file, one a line; `-` is standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) files_from: Option<PathBuf>,
    /// As --files-from, each path ended by a NUL, as `find -print0` writes them
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) files0_from: Option<PathBuf>,
    /// Name of standard input; its ending says what it is
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) stdin_filename: Option<String>,
    /// What every input is, instead of going by its ending
    #[arg(long = "type", value_name = "NAME", hide_short_help = true)]
    pub(in crate::cli) kind: Option<Kind>,
    /// How much of a web page to read; offsets count in the text that was taken out
    #[arg(long, value_name = "HOW", default_value = "article", hide_short_help = true)]
    pub(in crate::cli) html: HtmlMode,
    /// Column of a table (CSV, TSV, JSON, JSON Lines, Parquet, Excel, ODS) that holds the text
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) text_col: Option<String>,
    /// Column that holds the document's id
    #[arg(long, value_name = "NAME", requires = "text_col")]
    pub(in crate::cli) id_col: Option<String>,
    /// Put this before every `doc_id`, so that a spreadsheet takes none for a number or date
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true,
        hide_short_help = true
    )]
    pub(in crate::cli) id_prefix: String,
    /// Column that holds the headline
    #[arg(long, value_name = "NAME", requires = "text_col")]
    pub(in crate::cli) title_col: Option<String>,
    /// Which files of folders to take, as in .gitignore; `!` in front leaves out
    #[arg(short, long, value_name = "GLOB")]
    pub(in crate::cli) glob: Vec<String>,
    /// Encoding of the inputs instead of finding it out
    #[arg(long, value_name = "LABEL", hide_short_help = true)]
    pub(in crate::cli) encoding: Option<String>,
    /// Fail documents that are not UTF-8
    #[arg(long, hide_short_help = true)]
    pub(in crate::cli) strict_utf8: bool,
    /// What to do with files that look binary
    #[arg(long, value_name = "HOW", default_value = "fail", hide_short_help = true)]
    pub(in crate::cli) binary: Binary,
    /// Largest document in bytes, unpacked
    #[arg(long, value_name = "N", default_value_t = crate::input::SourceOptions::MAX_BYTES, hide_short_help = true)]
    pub(in crate::cli) max_bytes: u64,
}

impl InputArgs {
    /// Whether no path and no list of paths is named.
    pub(in crate::cli) const fn is_empty(&self) -> bool {
        self.paths.is_empty() && self.files_from.is_none() && self.files0_from.is_none()
    }
}

impl ValueEnum for Kind {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::READ
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

impl ValueEnum for HtmlMode {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Article, Self::All]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Article => "The article, without menus and comments",
            Self::All => "Everything that is text",
        };
        Some(PossibleValue::new(self.name()).help(help))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Binary {
    /// They fail
    Fail,
    /// They are read as text
    Text,
}
