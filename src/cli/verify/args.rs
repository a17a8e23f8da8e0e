//! The arguments of `hedgerow verify`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::cli::args::UNGROUPED;
use crate::cli::args::input::InputArgs;
use crate::cli::args::rules::RuleArgs;
use crate::output::format::Format;

const EXAMPLES: &str = "Examples:
  hedgerow verify scores.csv                     the same program, lexicon and options?
  hedgerow verify scores.csv corpus              also the same texts and numbers?
  hedgerow verify out/document.csv corpus        out/hit.csv tells which weights changed
  hedgerow verify scores.jsonl news.csv --text-col body --id-col id --profile news";

const WORDS: &str = "The result is a document table that `score` or `compare` wrote, as csv, csv-raw, tsv or jsonl. \
Give the options that it was made with. Where its options were others, they are found out by trying all there are; \
where its lexicon was another, the built-in profiles are tried, and the weights of a hit table beside it \
(`hit.csv` beside `document.csv`) are compared.

Exit status: 0 all is as it was, 3 something differs, 2 an error.";

/// Tell whether a result still holds
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, after_long_help = format!("{WORDS}\n\n{EXAMPLES}"))]
pub(in crate::cli) struct VerifyArgs {
    /// The document table
    #[arg(value_name = "RESULT", value_hint = ValueHint::FilePath)]
    pub(super) result: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) inputs: InputArgs,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    /// Format of the result [default: by its ending, else csv]
    #[arg(long, value_name = "FORMAT", help_heading = UNGROUPED)]
    pub(super) format: Option<Format>,
    /// Say nothing on standard error but errors
    #[arg(short, long, help_heading = UNGROUPED)]
    pub(in crate::cli) quiet: bool,
}
