//! The arguments of `hedgerow report`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::cli::args::input::InputArgs;
use crate::cli::args::rules::RuleArgs;
use crate::cli::args::{OUTPUT, UNGROUPED};
use crate::report::order::SortKey;

const GROUPS: &str = "Groups";

const EXAMPLES: &str = "Examples:
  hedgerow report article.txt -o article.html
  hedgerow report press --by dir --sort loaded -o press.html
  hedgerow report news.csv --text-col body --title-col title --by outlet -o news.html";

const WORDS: &str = "The file holds everything it shows, loads nothing and works offline and printed. Of one \
article it shows the text with every cue marked; of many an index, and each article behind it. With --by, \
groups are held side by side as `hedgerow compare` does it with its own defaults; that command has more to \
ask for.

Texts of articles take at most four fifths of --max-size and the lines of the index one fifth, in the order \
read. What does not fit is named in the index, or counted there, and said on standard error; sums and groups \
hold it all the same.";

/// Write a report for a browser: the article with its cues marked, or many behind an index
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, after_long_help = format!("{WORDS}\n\n{EXAMPLES}"))]
pub(in crate::cli) struct ReportArgs {
    #[command(flatten)]
    pub(in crate::cli) inputs: InputArgs,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    /// Hold groups side by side: a column, `dir` for the folder, `source` for the file
    #[arg(long, value_name = "COLUMN|dir|source", help_heading = GROUPS)]
    pub(super) by: Option<String>,
    /// The group that all others are held beside [default: for each group all others]
    #[arg(long, value_name = "GROUP", requires = "by", help_heading = GROUPS)]
    pub(super) reference: Option<String>,
    /// The file to write, HTML
    #[arg(help_heading = OUTPUT, short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: PathBuf,
    /// Order of the index at first [default: as read]
    #[arg(help_heading = OUTPUT, long, value_name = "KEY")]
    pub(super) sort: Option<SortKey>,
    /// About how large the file may become, in megabytes
    #[arg(help_heading = OUTPUT, long, value_name = "MB", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    pub(super) max_size: u32,
    /// Exit with 0 also when documents failed; they are named and counted all the same
    #[arg(long, help_heading = UNGROUPED, hide_short_help = true)]
    pub(super) allow_failures: bool,
    /// Threads [default: one a processor]
    #[arg(short = 'j', long, value_name = "N", help_heading = UNGROUPED, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,
    /// Say nothing on standard error but errors
    #[arg(short, long, help_heading = UNGROUPED)]
    pub(in crate::cli) quiet: bool,
}
