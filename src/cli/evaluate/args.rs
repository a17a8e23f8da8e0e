//! The arguments of `hedgerow evaluate`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use crate::text::structure::SentenceMode;

#[derive(Debug, Args)]
pub(in crate::cli) struct EvaluateArgs {
    /// The labelled file; `-` is standard input
    #[arg(value_name = "GOLD", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) gold: PathBuf,
    /// What is judged
    #[arg(long, value_name = "TASK")]
    pub(in crate::cli) task: Task,
    /// Print the figures as JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
    #[command(flatten)]
    pub(in crate::cli) boundaries: BoundaryArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Task {
    /// Where sentences end
    Sentences,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Sentences (--task sentences)")]
pub(in crate::cli) struct BoundaryArgs {
    /// How sentences are found
    #[arg(long, value_name = "HOW", default_value = "auto")]
    pub(in crate::cli) sentences: SentenceMode,
    /// Wrap every paragraph at so many columns first
    #[arg(long, value_name = "COLUMNS", conflicts_with = "one_line")]
    pub(in crate::cli) wrap: Option<u16>,
    /// Make every paragraph one line first, without empty lines between them
    #[arg(long)]
    pub(in crate::cli) one_line: bool,
    /// Show the first N false and missed boundaries
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(in crate::cli) show_errors: usize,
}
