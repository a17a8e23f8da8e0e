//! The arguments. Help, completions and the manual page are made from them.

pub(super) mod config;
pub(super) mod explain;
pub(super) mod input;
pub(super) mod lexicon;
pub(super) mod rules;
pub(super) mod score;

use std::path::PathBuf;

use clap::builder::{Resettable, Str};
use clap::{Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use crate::cli::args::config::ConfigArgs;
use crate::cli::args::explain::ExplainArgs;
use crate::cli::args::lexicon::LexiconArgs;
use crate::cli::args::score::ScoreArgs;
use crate::cli::calibrate::CalibrateArgs;
use crate::cli::check::args::CheckArgs;
use crate::cli::compare::args::CompareArgs;
use crate::cli::diff::args::DiffArgs;
use crate::cli::evaluate::args::EvaluateArgs;
use crate::cli::report::args::ReportArgs;
use crate::cli::verify::args::VerifyArgs;

const EXAMPLES: &str = "Examples:
  hedgerow article.txt                            a report on one article
  hedgerow score corpus --sort loaded             many, a line each
  hedgerow score corpus -o documents.csv          one row a document
  hedgerow score corpus -O out                    every table, one file each
  hedgerow score corpus -O out --format xlsx      every table, one workbook
  hedgerow score news.csv --text-col body --id-col id -o scores.csv
  hedgerow report article.txt -o article.html     the same for a browser
  hedgerow explain article.txt                    every cue, counted or not, and why
  hedgerow check drafts --max loaded=12           a gate: exit status 3 above the limit
  hedgerow diff old.txt new.txt                   what a revision added and removed";

const EXIT_STATUS: &str = "Exit status:
  0  done
  1  done, but documents failed or none was found
  2  an error, and nothing new was written
  3  a gate did not hold: `check`, `diff --fail-on`, `verify`
  130, 143  interrupted by Ctrl-C or a signal, and nothing new was written";

/// The heading of what says where results go.
pub(super) const OUTPUT: &str = "Output";

/// Under no heading of its own, but with `--help` among the options.
pub(super) const UNGROUPED: Resettable<Str> = Resettable::Reset;

/// Finds hedging and loaded wording in English text and scores every sentence
#[derive(Debug, Parser)]
#[command(
    name = "hedgerow",
    version,
    after_help = EXAMPLES,
    after_long_help = format!("{EXAMPLES}\n\n{EXIT_STATUS}"),
    args_conflicts_with_subcommands = true
)]
pub(super) struct Cli {
    /// When to use colours
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        global = true,
        hide_short_help = true
    )]
    pub(super) color: Color,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) score: ScoreArgs,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Score documents: a report on one article, tables for many (the default command)
    Score(Box<ScoreArgs>),
    /// Compare groups of documents: rates with intervals, differences that hold, terms, trends
    Compare(Box<CompareArgs>),
    /// Write a report for a browser: an article with its cues marked, or many behind an index
    Report(Box<ReportArgs>),
    /// Show every cue, counted or not, with its entry, guard, weight and voice
    Explain(Box<ExplainArgs>),
    /// Hold documents to limits: a gate for editors and for continuous integration
    Check(Box<CheckArgs>),
    /// Show what a revision added and removed: two versions of a document side by side
    Diff(Box<DiffArgs>),
    /// Tell whether a result still holds: same program, lexicon, options and texts?
    Verify(Box<VerifyArgs>),
    /// Show which settings are in force, and where they come from
    Config(ConfigArgs),
    /// Judge the program against labelled sentences: precision, recall, F1, AUC
    Evaluate(Box<EvaluateArgs>),
    /// Make a profile of labelled sentences: how strong each entry is in their kind of text
    Calibrate(Box<CalibrateArgs>),
    /// List, show, check, import, export and start lexicons
    Lexicon(LexiconArgs),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page of the program or of a command
    Man {
        /// The command, such as `score` or `lexicon check`
        #[arg(value_name = "COMMAND")]
        path: Vec<String>,
        /// Write every page into a folder instead
        #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with = "path")]
        dir: Option<PathBuf>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    pub(super) fn write_global(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}
