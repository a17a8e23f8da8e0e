//! The arguments of `hedgerow diff`.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum, ValueHint};

use crate::cli::args::rules::RuleArgs;
use crate::cli::args::{OUTPUT, UNGROUPED};
use crate::input::HtmlMode;
use crate::report::revision::DiffFormat;
use crate::revision::forbidden::Forbidden;

const EXAMPLES: &str = "Examples:
  hedgerow diff old.txt new.txt
  hedgerow diff old.md new.md -o diff.html                 both versions side by side
  git show HEAD:draft.txt | hedgerow diff - draft.txt
  hedgerow diff old.txt new.txt --fail-on added:loaded     exit status 3 if the author added a loaded cue";

const WORDS: &str = "Sentences are aligned; one that stands elsewhere word for word has moved, and its cues are not \
new. A cue is the same where its words stayed and the same entry of the lexicon finds them: also where a sentence is \
split, joined or worded anew around it. Words that are put between quotation marks, or taken out of them, move to the \
other voice.

The change of a rate has a 95 % interval, recovered from the exact (Garwood) intervals of both rates (Zou & Donner \
2008). It takes the versions for independent texts, and so is wider than it need be: read it as what texts of this \
length can tell at all.";

/// Show what a revision added and removed
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, after_long_help = format!("{WORDS}\n\n{EXAMPLES}"))]
pub(in crate::cli) struct DiffArgs {
    /// The old version; `-` is standard input
    #[arg(value_name = "OLD", value_hint = ValueHint::FilePath)]
    pub(super) old: PathBuf,
    /// The new version
    #[arg(value_name = "NEW", value_hint = ValueHint::FilePath)]
    pub(super) new: PathBuf,
    /// Fail if a cue was `added`, `removed` or `moved` to this voice: EVENT:CATEGORY[.VOICE]
    #[arg(long, value_name = "EVENT:CATEGORY")]
    pub(super) fail_on: Vec<Forbidden>,
    /// How much of a web page to read
    #[arg(long, value_name = "HOW", default_value = "article", hide_short_help = true)]
    pub(in crate::cli) html: HtmlMode,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    /// How it is written [default: by the ending of -o, else text]
    #[arg(long, value_name = "FORMAT", help_heading = OUTPUT)]
    pub(super) format: Option<DiffFormat>,
    /// Write it to a file
    #[arg(short, long, value_name = "FILE", help_heading = OUTPUT, value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
    /// Say nothing on standard error but errors
    #[arg(short, long, help_heading = UNGROUPED)]
    pub(in crate::cli) quiet: bool,
}

impl ValueEnum for DiffFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.title()))
    }
}
