//! The arguments of `hedgerow evaluate`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use crate::cli::args::rules::RuleArgs;
use crate::lexicon::axis::Axis;
use crate::text::voices::Voice;

#[derive(Debug, Args)]
pub(in crate::cli) struct EvaluateArgs {
    /// The labelled file: JSON, JSON Lines, or a CSV or TSV table; `-` is standard input
    #[arg(value_name = "GOLD", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) gold: PathBuf,
    /// What is judged
    #[arg(long, value_name = "TASK", default_value = "labels")]
    pub(in crate::cli) task: Task,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    /// Print the figures as JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
    /// Write the JSON to a file
    #[arg(short, long, value_name = "FILE", requires = "json", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) output: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) labels: LabelArgs,
    #[command(flatten)]
    pub(in crate::cli) boundaries: BoundaryArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Task {
    /// Sentences labelled 0 or 1
    Labels,
    /// Where sentences end
    Sentences,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Labelled sentences")]
pub(in crate::cli) struct LabelArgs {
    /// What label 1 stands for: axes whose cues say 1, such as `hedge,weasel`
    #[arg(long, value_name = "AXES", value_delimiter = ',')]
    pub(in crate::cli) labels: Vec<Axis>,
    /// Whose cues say 1
    #[arg(long, value_name = "WHOSE", default_value = "all")]
    pub(in crate::cli) voice: VoiceChoice,
    /// The least score that says 1, or one that the profile names: `f1`, `macro-f1`; `any` for any
    /// counted cue [default: the profile's for F1, else 0.5: more likely than not]
    #[arg(long, value_name = "SCORE", value_parser = threshold)]
    pub(in crate::cli) threshold: Option<Threshold>,
    /// Key or column that holds the sentence
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(in crate::cli) text_col: String,
    /// Key or column that holds the label, 0 or 1
    #[arg(long, value_name = "NAME", default_value = "label")]
    pub(in crate::cli) label_col: String,
    /// Resamples behind the intervals; 0 for none
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u64).range(..=1_000_000))]
    pub(in crate::cli) bootstrap: u64,
    /// Seed of the resamples
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(in crate::cli) seed: u64,
    /// Write a table that judges every entry
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) entries: Option<PathBuf>,
    /// How many false alarms and how many misses are shown
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(in crate::cli) worst: usize,
    /// Compare with an earlier run, a file written by --json
    #[arg(long, value_name = "RESULT", conflicts_with = "json", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) against: Option<PathBuf>,
    /// Threads [default: one a processor]
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(in crate::cli) threads: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum VoiceChoice {
    /// The author's
    Author,
    /// Those of whoever is quoted
    Quote,
    /// Both
    All,
}

impl VoiceChoice {
    pub(in crate::cli) const fn voice(self) -> Option<Voice> {
        match self {
            Self::Author => Some(Voice::Author),
            Self::Quote => Some(Voice::Quote),
            Self::All => None,
        }
    }
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Sentence ends (--task sentences)")]
pub(in crate::cli) struct BoundaryArgs {
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

impl ValueEnum for Axis {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.name()))
    }
}

/// From where on a sentence is said to be 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::cli) enum Threshold {
    /// At least one counted cue.
    Any,
    /// What the profile names for F1.
    F1,
    /// What the profile names for macro-F1.
    MacroF1,
    /// A score.
    Score(f64),
}

fn threshold(text: &str) -> Result<Threshold, String> {
    match text {
        "any" => Ok(Threshold::Any),
        "f1" => Ok(Threshold::F1),
        "macro-f1" => Ok(Threshold::MacroF1),
        _ => {
            let score = text.parse::<f64>().ok().filter(|score| *score > 0.0 && *score <= 1.0);
            score.map(Threshold::Score).ok_or_else(|| "a score is above 0 and at most 1".to_owned())
        }
    }
}
