//! The arguments of `hedgerow lexicon`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum, ValueHint};

use crate::cli::args::rules::RuleArgs;
use crate::cli::lexicon::args::{ExportArgs, ImportArgs};

#[derive(Debug, Args)]
pub(in crate::cli) struct LexiconArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: LexiconCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum LexiconCommand {
    /// List entries with their category and weight
    List {
        /// List categories instead
        #[arg(long)]
        categories: bool,
        /// Only this category and those below it
        #[arg(long, value_name = "CATEGORY")]
        category: Option<String>,
        #[command(flatten)]
        rules: RuleArgs,
    },
    /// Show what the lexicons know of a word or phrase
    Show {
        /// The word or phrase
        term: String,
        #[command(flatten)]
        rules: RuleArgs,
    },
    /// Check lexicon files and run their examples; without a file, the built-in ones
    Check(CheckArgs),
    /// Make a lexicon of a dictionary of another program
    ///
    /// The lexicon is TOML. A ledger says line by line what was kept,
    /// approximated and dropped.
    ///
    /// Keys of the dictionary become categories: `--map` names one for a key and all that is nested in
    /// it, `--in` one under which all other keys go, their names made into paths. Without either, a key
    /// that is a category already (`hedge.modal`) stays what it is, and strong MPQA clues go to
    /// loaded.pejorative and loaded.laudatory, weak ones nowhere.
    ///
    /// A spelling counts once in hedgerow: where it stands under several keys, one that is mapped by
    /// name goes first, then the first in the file. Without -o the lexicon goes to standard output and
    /// the ledger to standard error; with -o the ledger goes to standard output.
    Import(ImportArgs),
    /// Write a lexicon for another program, or several as one
    ///
    /// TOML holds everything. CSV holds everything but categories of your own. quanteda and LIWC hold
    /// spellings and categories: entries with guards, case or rules for negation and quotation marks
    /// are left out, as they would count where they should not. What is lost is said on standard error.
    Export(ExportArgs),
    /// Write a small lexicon to start from
    Init {
        /// The file to write
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArgs {
    /// Lexicon files, TOML or CSV
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// Fail on warnings as on errors
    #[arg(long)]
    pub(in crate::cli) strict: bool,
    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(in crate::cli) format: CheckFormat,
}

/// How `lexicon check` writes its findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CheckFormat {
    /// A line each
    Text,
    /// An array of objects
    Json,
}
