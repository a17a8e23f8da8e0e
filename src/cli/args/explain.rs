//! The arguments of `hedgerow explain`.

use clap::{Args, ValueEnum};

use crate::cli::args::input::InputArgs;
use crate::cli::args::rules::RuleArgs;

/// The heading of what says which cues are shown, and how.
const SHOWN: &str = "What is shown";

const EXAMPLES: &str = "Examples:
  hedgerow explain article.txt
  hedgerow explain article.txt --sentence 4          one sentence
  hedgerow explain article.txt --term about          one word or phrase, wherever it stands
  hedgerow explain article.txt --off                 also what would count if its category were on
  hedgerow explain article.txt --format json";

/// Show every cue, counted or not, with its entry, guard, weight and voice
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct ExplainArgs {
    #[command(flatten)]
    pub(in crate::cli) inputs: InputArgs,
    /// Only cues spelt so, or of the entry of this name or term
    #[arg(long, value_name = "TERM", help_heading = SHOWN)]
    pub(in crate::cli) term: Option<String>,
    /// Only this sentence, counted from 1
    #[arg(long, value_name = "N", help_heading = SHOWN)]
    pub(in crate::cli) sentence: Option<usize>,
    /// Also cues that do not count because their category is off
    #[arg(long, help_heading = SHOWN)]
    pub(in crate::cli) off: bool,
    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = SHOWN)]
    pub(in crate::cli) format: ExplainFormat,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
}

/// How `explain` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ExplainFormat {
    /// For people
    Text,
    /// An object a document, one a line
    Jsonl,
    /// An array of objects
    Json,
}
