//! The arguments of `hedgerow check`.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum, ValueHint};

use crate::cli::args::input::InputArgs;
use crate::cli::args::rules::RuleArgs;
use crate::cli::args::{OUTPUT, UNGROUPED};
use crate::limits::limit::Limit;
use crate::report::gate::GateFormat;

const LIMITS: &str = "Limits";

const EXAMPLES: &str = "Examples:
  hedgerow check drafts --max loaded=12                    at most 12 loaded cues in 1,000 words of the author
  hedgerow check drafts --max loaded.label:count=0         none of a category
  hedgerow check drafts --max loaded.quote=30 --max hedge:index=20
  hedgerow check drafts --baseline known.json --max loaded:count=0      none but the known ones
  hedgerow check drafts --baseline known.json --update-baseline --max loaded:count=0
  hedgerow check drafts --format sarif -o hedgerow.sarif   for code scanning";

const WORDS: &str = "A limit is written CATEGORY[.VOICE][:MEASURE]=NUMBER. CATEGORY is an axis or a category with \
all below it; VOICE is author (the default) or quote; MEASURE is rate (the default: cues for every 1,000 words of the \
voice), count (cues), or index (0 to 100, of an axis). A text of fewer than 100 words is taken for one of 100 in a \
rate, and has no index. Limits may also stand in hedgerow.toml, under [check.max]; a flag replaces the one of the same \
name.

Comments take cues out of the count:
  <!-- hedgerow: ignore-next loaded -- the title of a book -->   the sentence it stands in, else the next one
  <!-- hedgerow: ignore-start hedge --> … <!-- hedgerow: ignore-end hedge -->
  <!-- hedgerow: ignore-file weasel -->
Without a category all cues are meant. A comment that takes none out is told.

A baseline holds cues that are known and tolerated. A cue is known by its document, category, voice, spelling and the \
words of its sentence, so that lines may move.

Exit status: 0 all limits hold, 3 one is broken, 1 a document failed or none was found, 2 an error.";

/// Hold documents to limits: a gate for editors and for continuous integration
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, after_long_help = format!("{WORDS}\n\n{EXAMPLES}"))]
pub(in crate::cli) struct CheckArgs {
    #[command(flatten)]
    pub(in crate::cli) inputs: InputArgs,
    /// The most that a document may have, such as `loaded=12`, `hedge.modal.quote:count=3`
    #[arg(long, value_name = "LIMIT", help_heading = LIMITS)]
    pub(super) max: Vec<Limit>,
    /// Count only cues that this file does not know
    #[arg(long, value_name = "FILE", help_heading = LIMITS, value_hint = ValueHint::FilePath)]
    pub(super) baseline: Option<PathBuf>,
    /// Write what is found into the baseline, and let it hold
    #[arg(long, help_heading = LIMITS)]
    pub(super) update_baseline: bool,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = OUTPUT)]
    pub(super) format: GateFormat,
    /// Write them to a file
    #[arg(short, long, value_name = "FILE", help_heading = OUTPUT, value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
    /// Threads [default: one a processor]
    #[arg(short = 'j', long, value_name = "N", help_heading = UNGROUPED, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,
    /// Say nothing on standard error but errors
    #[arg(short, long, help_heading = UNGROUPED)]
    pub(in crate::cli) quiet: bool,
}

impl ValueEnum for GateFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.title()))
    }
}
