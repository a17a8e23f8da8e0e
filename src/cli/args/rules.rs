//! Which cues count: the same for every command that scores.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum, ValueHint};

use crate::settings::Settings;
use crate::text::structure::{PageMode, SentenceMode};

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Lexicon and rules")]
pub(in crate::cli) struct RuleArgs {
    /// Add a lexicon, TOML or CSV; its senses are tried before the built-in ones
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) lexicon: Vec<PathBuf>,
    /// Leave the built-in lexicons out
    #[arg(long)]
    pub(in crate::cli) no_builtin: bool,
    /// Count a category that is off, and all below it
    #[arg(long, value_name = "CATEGORY")]
    pub(in crate::cli) enable: Vec<String>,
    /// Do not count a category, nor any below it
    #[arg(long, value_name = "CATEGORY")]
    pub(in crate::cli) disable: Vec<String>,
    /// Weights measured in a kind of text: `encyclopedia`, `neutrality`, `news`, `reporting`,
    /// `reviews`, `science`, or a file made by `hedgerow calibrate`
    #[arg(long, value_name = "NAME|FILE", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) profile: Option<PathBuf>,
    /// Count no entry of which the profile says that less than this share is right
    #[arg(long, value_name = "SHARE", requires = "profile", value_parser = share)]
    pub(in crate::cli) min_precision: Option<f64>,
    /// How sentences are found
    #[arg(long, value_name = "HOW", default_value = "auto", hide_short_help = true)]
    pub(in crate::cli) sentences: SentenceMode,
    /// What kind of text it is: a news page with headline, bylines, captions and page furniture, or
    /// prose and nothing else
    #[arg(long, value_name = "KIND", default_value = "page", hide_short_help = true)]
    pub(in crate::cli) text: PageMode,
    /// Do not look for hedgerow.toml in this folder and those above it
    #[arg(long, hide_short_help = true)]
    pub(in crate::cli) isolated: bool,
    /// What hedgerow.toml says, where there is one.
    #[arg(skip)]
    pub(in crate::cli) found: Option<Found>,
}

/// A settings file that is in force.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Found {
    /// Its path, as seen from the working folder.
    pub(in crate::cli) file: PathBuf,
    /// What it says.
    pub(in crate::cli) settings: Settings,
}

impl ValueEnum for PageMode {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Page, Self::Prose]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

impl ValueEnum for SentenceMode {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Auto, Self::Line, Self::Paragraph]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

pub(in crate::cli) fn share(text: &str) -> Result<f64, String> {
    let share = text.parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "a share is between 0 and 1".to_owned())
}
