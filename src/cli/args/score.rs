//! The arguments of `hedgerow score`, the default command.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum, ValueHint};

use crate::cli::args::input::InputArgs;
use crate::cli::args::rules::RuleArgs;
use crate::cli::args::{OUTPUT, UNGROUPED};
use crate::cli::format::FormatArgs;
use crate::output::table::Table;
use crate::report::order::SortKey;

#[derive(Debug, Args)]
pub(in crate::cli) struct ScoreArgs {
    #[command(flatten)]
    pub(in crate::cli) inputs: InputArgs,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    /// Write one table to a file; its ending gives the format
    #[arg(help_heading = OUTPUT, short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Write every table into a folder, each to a file, or with --format xlsx all to one workbook
    #[arg(help_heading = OUTPUT, short = 'O', long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with_all = ["output", "table"])]
    pub(in crate::cli) output_dir: Option<PathBuf>,
    /// The table to write [default: document]
    #[arg(help_heading = OUTPUT, long, value_name = "NAME")]
    pub(in crate::cli) table: Option<Table>,
    #[command(flatten)]
    pub(in crate::cli) format: FormatArgs,
    /// List articles, one line each, and put them in this order; on a terminal several are listed anyway
    #[arg(help_heading = OUTPUT, long, value_name = "KEY", conflicts_with_all = ["output", "output_dir", "table", "format", "csv_dialect", "split_rows", "state"])]
    pub(in crate::cli) sort: Option<SortKey>,
    /// How many sentences the report on one article shows
    #[arg(help_heading = OUTPUT, long, value_name = "N", default_value_t = 8)]
    pub(in crate::cli) top: usize,
    /// Keep what is done in a folder, so that the same command goes on where a killed run stopped
    #[arg(help_heading = OUTPUT, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) state: Option<PathBuf>,
    /// Exit with 0 also when documents failed; they are named and counted all the same
    #[arg(long, help_heading = UNGROUPED, hide_short_help = true)]
    pub(in crate::cli) allow_failures: bool,
    /// Stop with an error, and nothing written, as soon as more documents than this failed
    #[arg(long, value_name = "N", help_heading = UNGROUPED, hide_short_help = true)]
    pub(in crate::cli) max_failures: Option<u64>,
    /// Threads [default: one a processor]
    #[arg(short = 'j', long, value_name = "N", help_heading = UNGROUPED, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(in crate::cli) threads: Option<u16>,
    /// Say nothing on standard error but errors
    #[arg(short, long, help_heading = UNGROUPED)]
    pub(in crate::cli) quiet: bool,
}

impl ValueEnum for Table {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

impl ValueEnum for SortKey {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}
