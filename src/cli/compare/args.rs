//! The arguments of `hedgerow compare`.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum, ValueHint};

use crate::cli::args::UNGROUPED;
use crate::cli::args::input::InputArgs;
use crate::cli::args::rules::RuleArgs;
use crate::cli::format::FormatArgs;
use crate::cli::message::Failure;
use crate::compare::measure::{Measure, VoiceChoice};
use crate::compare::observation::Level;
use crate::compare::options::{Ends, Options, Reference};
use crate::compare::period::Granularity;
use crate::lexicon::axis::Axis;
use crate::output::comparison::ComparisonTable;
use crate::output::format::Format;

const GROUPS: &str = "Groups";
const NUMBERS: &str = "Numbers";
const OUTPUT: &str = "Output";

const EXAMPLES: &str = "Examples:
  hedgerow compare news.csv --text-col body --by outlet
  hedgerow compare press --by dir                          one group a folder
  hedgerow compare news.jsonl --text-col text --by leaning --within topic -O out
  hedgerow compare news.csv --text-col body --by outlet --reference 'Daily Lamp'
  hedgerow compare news.csv --text-col body --by outlet --over date --period month -O out
  hedgerow compare shard1.csv shard2.csv --by outlet       tables that `score` wrote
  hedgerow compare out/document.csv out/hit.csv --by outlet --ablate term --top 5";

const WORDS: &str = "The unit is the document: words of one text are not independent. A group is held \
beside all others together, or beside --reference. Intervals come from resampling whole documents, p \
from permuting them; p is adjusted for all tests of the table. Under --min-docs documents a side there \
is description only.

With --within, like is compared with like: documents of one topic with those of the same topic, and the \
common ratio over all topics is given (Mantel-Haenszel).

Tables that `hedgerow score` wrote are recognised by their columns and not scored again; any number of \
them add up to the same bytes as one run. The document table gives rates, shares and indices; terms, \
--ablate and --level category need the hit table beside it.";

/// Compare groups of documents: rates with intervals, differences that hold, terms, trends, pictures
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, after_long_help = format!("{WORDS}\n\n{EXAMPLES}"))]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(in crate::cli) struct CompareArgs {
    #[command(flatten)]
    pub(in crate::cli) inputs: InputArgs,
    /// What documents are grouped by: a column, `dir` for their folder, `source` for their file
    #[arg(long, value_name = "COLUMN|dir|source", help_heading = GROUPS)]
    pub(super) by: String,
    /// The group that all others are held beside [default: for each group all others]
    #[arg(long, value_name = "GROUP", help_heading = GROUPS)]
    pub(super) reference: Option<String>,
    /// Compare within equal values of this column, such as the topic
    #[arg(long, value_name = "COLUMN|dir|source", help_heading = GROUPS)]
    pub(super) within: Option<String>,
    /// Dates for a trend: a rate for every period and group
    #[arg(long, value_name = "COLUMN", help_heading = GROUPS)]
    pub(super) over: Option<String>,
    /// How long a period is
    #[arg(long, value_name = "LENGTH", default_value = "month", requires = "over", help_heading = GROUPS)]
    pub(super) period: Granularity,
    /// Leave out documents that repeat an earlier one, such as wire copy reprinted
    #[arg(long, help_heading = GROUPS)]
    pub(super) dedupe: bool,
    /// Whose words: `author`, `quote` or `all` of them
    #[arg(long, value_name = "WHOSE", value_delimiter = ',', default_values = ["author", "quote"], help_heading = NUMBERS)]
    pub(super) voice: Vec<VoiceChoice>,
    /// Only these axes
    #[arg(long, value_name = "AXIS", value_delimiter = ',', help_heading = NUMBERS)]
    pub(super) axis: Vec<Axis>,
    /// Compare axes, or each category
    #[arg(long, value_name = "LEVEL", default_value = "axis", help_heading = NUMBERS)]
    pub(super) level: Level,
    /// What is measured [default: rate, and headline and body where there are headlines]
    #[arg(long, value_name = "MEASURE", value_delimiter = ',', help_heading = NUMBERS)]
    pub(super) measure: Vec<Measure>,
    /// Resamples for intervals
    #[arg(long, value_name = "N", default_value_t = Options::default().draws, value_parser = clap::value_parser!(u32).range(100..=1_000_000), help_heading = NUMBERS)]
    pub(super) bootstrap: u32,
    /// How intervals are read off the resamples
    #[arg(long, value_name = "HOW", default_value = "percentile", help_heading = NUMBERS, hide_short_help = true)]
    pub(super) interval: Ends,
    /// Permutations for p where not all can be gone through
    #[arg(long, value_name = "N", default_value_t = Options::default().permutations, value_parser = clap::value_parser!(u32).range(99..=10_000_000), help_heading = NUMBERS, hide_short_help = true)]
    pub(super) permutations: u32,
    /// Where chance starts from; the same seed gives the same numbers on any machine
    #[arg(long, value_name = "N", default_value_t = Options::default().seed, help_heading = NUMBERS)]
    pub(super) seed: u64,
    /// Fewest documents on each side for a test
    #[arg(long, value_name = "N", default_value_t = Options::default().min_docs as u32, value_parser = clap::value_parser!(u32).range(2..), help_heading = NUMBERS)]
    pub(super) min_docs: u32,
    /// Ask whether differences survive without their strongest terms
    #[arg(long, value_name = "WHAT", help_heading = NUMBERS)]
    pub(super) ablate: Option<Ablate>,
    /// How many terms of each axis --ablate leaves out; several numbers, several tables below each
    /// other
    #[arg(long, value_name = "N", value_delimiter = ',', default_values_t = [5], requires = "ablate", help_heading = NUMBERS)]
    pub(super) top: Vec<u16>,
    /// Give the log-likelihood statistic of every term too
    #[arg(long, help_heading = NUMBERS, hide_short_help = true)]
    pub(super) g2: bool,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    /// Write one table to a file; its ending gives the format
    #[arg(help_heading = OUTPUT, short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
    /// Write tables and pictures into a folder
    #[arg(help_heading = OUTPUT, short = 'O', long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with_all = ["output", "table"])]
    pub(super) output_dir: Option<PathBuf>,
    /// The table to write [default: group]
    #[arg(help_heading = OUTPUT, long, value_name = "NAME")]
    pub(super) table: Option<ComparisonTable>,
    #[command(flatten)]
    pub(super) format: FormatArgs,
    /// The same as --format jsonl
    #[arg(help_heading = OUTPUT, long, conflicts_with = "format")]
    pub(super) json: bool,
    /// Draw the pictures of -O as PNG too
    #[cfg(feature = "png")]
    #[arg(help_heading = OUTPUT, long, requires = "output_dir")]
    pub(super) png: bool,
    /// Threads [default: one a processor]
    #[arg(short = 'j', long, value_name = "N", help_heading = UNGROUPED, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,
    /// Say nothing on standard error but errors
    #[arg(short, long, help_heading = UNGROUPED)]
    pub(in crate::cli) quiet: bool,
}

/// What is left out to see whether a difference survives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Ablate {
    /// The terms that differ most
    Term,
}

impl CompareArgs {
    /// What the arguments ask the comparison for; `measures` where they name none.
    pub(super) fn options(&self, measures: Vec<Measure>) -> Options {
        let asked = |measure: &Measure| self.measure.contains(measure);
        let measures = if self.measure.is_empty() {
            measures
        } else {
            Measure::ALL.into_iter().filter(asked).collect()
        };
        Options {
            reference: self.reference(),
            measures,
            voices: self.voices(),
            topics: None,
            ends: self.interval,
            draws: self.bootstrap,
            permutations: self.permutations,
            seed: self.seed,
            min_docs: self.min_docs as usize,
        }
    }

    pub(super) fn reference(&self) -> Reference {
        self.reference.clone().map_or(Reference::Others, Reference::Group)
    }

    /// The voices asked for, in the order of every table.
    pub(super) fn voices(&self) -> Vec<VoiceChoice> {
        VoiceChoice::ALL.into_iter().filter(|voice| self.voice.contains(voice)).collect()
    }

    /// The axes asked for, in the order of every table.
    pub(super) fn axes(&self) -> Vec<Axis> {
        let asked = |axis: &Axis| self.axis.is_empty() || self.axis.contains(axis);
        Axis::ALL.into_iter().filter(asked).collect()
    }

    /// The format of tables.
    pub(super) fn format(&self) -> Result<Format, Failure> {
        self.format.chosen(self.json.then_some(Format::JsonLines), self.output.as_deref())
    }

    /// Whether people look at the result, and no program.
    pub(super) const fn wants_report(&self) -> bool {
        self.output.is_none()
            && self.output_dir.is_none()
            && self.table.is_none()
            && !self.format.ask_for_tables()
            && !self.json
    }
}

macro_rules! named {
    ($kind:ty, $all:expr, $name:expr) => {
        impl ValueEnum for $kind {
            fn value_variants<'a>() -> &'a [Self] {
                &$all
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                Some(PossibleValue::new($name(*self)))
            }
        }
    };
}

named!(VoiceChoice, VoiceChoice::ALL, VoiceChoice::name);
named!(ComparisonTable, ComparisonTable::ALL, ComparisonTable::name);
named!(Measure, Measure::ALL, measure_name);
named!(Level, [Self::Axis, Self::Category], level_name);
named!(Ends, [Self::Percentile, Self::Bca], ends_name);
named!(Granularity, [Self::Day, Self::Week, Self::Month, Self::Year], period_name);

/// The short name of a measure.
const fn measure_name(measure: Measure) -> &'static str {
    match measure {
        Measure::Rate => "rate",
        Measure::Share => "share",
        Measure::Index => "index",
        Measure::Headline => "headline",
        Measure::Body => "body",
    }
}

const fn level_name(level: Level) -> &'static str {
    match level {
        Level::Axis => "axis",
        Level::Category => "category",
    }
}

const fn ends_name(ends: Ends) -> &'static str {
    match ends {
        Ends::Percentile => "percentile",
        Ends::Bca => "bca",
    }
}

/// The name of a period's length.
pub(super) const fn period_name(period: Granularity) -> &'static str {
    match period {
        Granularity::Day => "day",
        Granularity::Week => "week",
        Granularity::Month => "month",
        Granularity::Year => "year",
    }
}
