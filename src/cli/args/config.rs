//! The arguments of `hedgerow config`.

use clap::{Args, Subcommand};

use crate::cli::args::rules::RuleArgs;
use crate::input::HtmlMode;

#[derive(Debug, Args)]
pub(in crate::cli) struct ConfigArgs {
    #[command(subcommand)]
    pub(in crate::cli) command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ConfigCommand {
    /// Print every setting with its value, and whether a flag, hedgerow.toml or nobody set it
    Show {
        #[command(flatten)]
        rules: RuleArgs,
        /// How much of a web page to read
        #[arg(long, value_name = "HOW", default_value = "article", hide_short_help = true)]
        html: HtmlMode,
    },
}
