//! The arguments of `lexicon import` and `lexicon export`.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum, ValueHint};

use crate::cli::args::rules::{RuleArgs, share};
use crate::cli::args::{OUTPUT, UNGROUPED};
use crate::lexicon::foreign;
use crate::lexicon::foreign::plan::{Plan, Target};

const IMPORT_FORMATS: &str = "Formats:
  liwc        LIWC .dic of 2007 and 2015
  dicx        LIWC-22 .dicx
  quanteda    quanteda's YAML
  lexicoder   Lexicoder 3 .lc3
  yoshikoder  Yoshikoder .ykd, Lexicoder 2 .lcd
  wordstat    WordStat .cat
  mpqa        MPQA subjectivity clues .tff
  nrc         NRC word lists, a row a pair or a row a term
  vader       VADER lexicon
  list        a term a line; # ; % begin comments
  table       CSV or TSV with term, weight, category";

const IMPORT_EXAMPLES: &str = "Examples:
  hedgerow lexicon import moods.dic --in loaded.moods -o moods.toml
  hedgerow lexicon import moods.dic --map negemo=loaded.pejorative --map posemo=loaded.laudatory \\
      --map function=drop --in loaded.moods -o moods.toml
  hedgerow score article.txt --lexicon moods.toml";

/// What `lexicon import` is asked.
#[derive(Debug, Args)]
#[command(after_help = IMPORT_EXAMPLES, after_long_help = format!("{IMPORT_FORMATS}\n\n{IMPORT_EXAMPLES}"))]
pub(in crate::cli) struct ImportArgs {
    /// The dictionary; `-` is standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) file: PathBuf,
    /// The lexicon to write, in TOML [default: standard output]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) output: Option<PathBuf>,
    /// What the dictionary is [default: by its ending and first lines]
    #[arg(long, value_name = "FORMAT")]
    pub(in crate::cli) from: Option<foreign::Format>,
    /// Category under which the keys of the dictionary go, such as `loaded.moods`
    #[arg(long = "in", value_name = "CATEGORY")]
    pub(in crate::cli) under: Option<String>,
    /// Category of a key, and of all nested in it; `drop` leaves its terms out
    #[arg(long, value_name = "KEY=CATEGORY", value_parser = key_and_target)]
    pub(in crate::cli) map: Vec<(String, Target)>,
    /// Weight of categories that the built-in lexicons do not have
    #[arg(long, value_name = "WEIGHT", default_value_t = Plan::WEIGHT, value_parser = share)]
    pub(in crate::cli) weight: f64,
    /// Encoding of the dictionary instead of finding it out, such as windows-1252
    #[arg(long, value_name = "LABEL")]
    pub(in crate::cli) encoding: Option<String>,
    /// Leave out of the ledger what was kept as it was
    #[arg(short, long)]
    pub(in crate::cli) quiet: bool,
}

const EXPORT_EXAMPLES: &str = "Examples:
  hedgerow lexicon export --to quanteda -o hedgerow.yml    the built-in lexicons
  hedgerow lexicon export mine.toml --to liwc -o mine.dic";

/// What `lexicon export` is asked.
#[derive(Debug, Args)]
#[command(after_help = EXPORT_EXAMPLES)]
pub(in crate::cli) struct ExportArgs {
    /// Lexicons to write instead of the built-in ones, TOML or CSV
    #[arg(value_name = "LEXICON", value_hint = ValueHint::FilePath, help_heading = UNGROUPED)]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// The form to write
    #[arg(long, value_name = "FORMAT", help_heading = OUTPUT)]
    pub(in crate::cli) to: foreign::export::Target,
    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = OUTPUT)]
    pub(in crate::cli) output: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
}

impl ValueEnum for foreign::Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

impl ValueEnum for foreign::export::Target {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

/// A key may hold `=`, a category does not.
fn key_and_target(text: &str) -> Result<(String, Target), String> {
    let (key, target) = text
        .rsplit_once('=')
        .ok_or_else(|| "expected KEY=CATEGORY, such as posemo=loaded.laudatory".to_owned())?;
    Ok((key.trim().to_owned(), Target::parse(target.trim())))
}
