//! The arguments. Help, completions and the manual page are made from them.

use std::path::PathBuf;

use clap::builder::{PossibleValue, Resettable, Str};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use crate::cli::calibrate::CalibrateArgs;
use crate::cli::check::args::CheckArgs as GateArgs;
use crate::cli::compare::args::CompareArgs;
use crate::cli::diff::args::DiffArgs;
use crate::cli::evaluate::args::EvaluateArgs;
use crate::cli::format::FormatArgs;
use crate::cli::lexicon::args::{ExportArgs, ImportArgs};
use crate::cli::report::args::ReportArgs;
use crate::cli::verify::args::VerifyArgs;
use crate::input::{HtmlMode, Kind};
use crate::output::table::Table;
use crate::report::order::SortKey;
use crate::settings::Settings;
use crate::text::structure::{PageMode, SentenceMode};

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

/// The heading of what says which cues are shown, and how.
const SHOWN: &str = "What is shown";

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
    Check(Box<GateArgs>),
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

#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(super) struct InputArgs {
    /// Files, folders and tables to read; `-` is standard input
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath, help_heading = UNGROUPED)]
    pub(super) paths: Vec<PathBuf>,
    /// Read more paths from a file, one a line; `-` is standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) files_from: Option<PathBuf>,
    /// As --files-from, each path ended by a NUL, as `find -print0` writes them
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) files0_from: Option<PathBuf>,
    /// Name of standard input; its ending says what it is
    #[arg(long, value_name = "NAME")]
    pub(super) stdin_filename: Option<String>,
    /// What every input is, instead of going by its ending
    #[arg(long = "type", value_name = "NAME", hide_short_help = true)]
    pub(super) kind: Option<Kind>,
    /// How much of a web page to read; offsets count in the text that was taken out
    #[arg(long, value_name = "HOW", default_value = "article", hide_short_help = true)]
    pub(super) html: HtmlMode,
    /// Column of a table (CSV, TSV, JSON, JSON Lines, Parquet, Excel, ODS) that holds the text
    #[arg(long, value_name = "NAME")]
    pub(super) text_col: Option<String>,
    /// Column that holds the document's id
    #[arg(long, value_name = "NAME", requires = "text_col")]
    pub(super) id_col: Option<String>,
    /// Put this before every `doc_id`, so that a spreadsheet takes none for a number or date
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true,
        hide_short_help = true
    )]
    pub(super) id_prefix: String,
    /// Column that holds the headline
    #[arg(long, value_name = "NAME", requires = "text_col")]
    pub(super) title_col: Option<String>,
    /// Which files of folders to take, as in .gitignore; `!` in front leaves out
    #[arg(short, long, value_name = "GLOB")]
    pub(super) glob: Vec<String>,
    /// Encoding of the inputs instead of finding it out
    #[arg(long, value_name = "LABEL", hide_short_help = true)]
    pub(super) encoding: Option<String>,
    /// Fail documents that are not UTF-8
    #[arg(long, hide_short_help = true)]
    pub(super) strict_utf8: bool,
    /// What to do with files that look binary
    #[arg(long, value_name = "HOW", default_value = "fail", hide_short_help = true)]
    pub(super) binary: Binary,
    /// Largest document in bytes, unpacked
    #[arg(long, value_name = "N", default_value_t = crate::input::SourceOptions::MAX_BYTES, hide_short_help = true)]
    pub(super) max_bytes: u64,
}

impl InputArgs {
    /// Whether no path and no list of paths is named.
    pub(super) const fn is_empty(&self) -> bool {
        self.paths.is_empty() && self.files_from.is_none() && self.files0_from.is_none()
    }
}

impl ValueEnum for Kind {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::READ
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

impl ValueEnum for HtmlMode {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Article, Self::All]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Article => "The article, without menus and comments",
            Self::All => "Everything that is text",
        };
        Some(PossibleValue::new(self.name()).help(help))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Binary {
    /// They fail
    Fail,
    /// They are read as text
    Text,
}

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Lexicon and rules")]
pub(super) struct RuleArgs {
    /// Add a lexicon, TOML or CSV; its senses are tried before the built-in ones
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) lexicon: Vec<PathBuf>,
    /// Leave the built-in lexicons out
    #[arg(long)]
    pub(super) no_builtin: bool,
    /// Count a category that is off, and all below it
    #[arg(long, value_name = "CATEGORY")]
    pub(super) enable: Vec<String>,
    /// Do not count a category, nor any below it
    #[arg(long, value_name = "CATEGORY")]
    pub(super) disable: Vec<String>,
    /// Weights measured in a kind of text: `encyclopedia`, `neutrality`, `news`, `reporting`,
    /// `reviews`, `science`, or a file made by `hedgerow calibrate`
    #[arg(long, value_name = "NAME|FILE", value_hint = ValueHint::FilePath)]
    pub(super) profile: Option<PathBuf>,
    /// Count no entry of which the profile says that less than this share is right
    #[arg(long, value_name = "SHARE", requires = "profile", value_parser = share)]
    pub(super) min_precision: Option<f64>,
    /// How sentences are found
    #[arg(long, value_name = "HOW", default_value = "auto", hide_short_help = true)]
    pub(super) sentences: SentenceMode,
    /// What kind of text it is: a news page with headline, bylines, captions and page furniture, or
    /// prose and nothing else
    #[arg(long, value_name = "KIND", default_value = "page", hide_short_help = true)]
    pub(super) text: PageMode,
    /// Do not look for hedgerow.toml in this folder and those above it
    #[arg(long, hide_short_help = true)]
    pub(super) isolated: bool,
    /// What hedgerow.toml says, where there is one.
    #[arg(skip)]
    pub(super) found: Option<Found>,
}

/// A settings file that is in force.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Its path, as seen from the working folder.
    pub(super) file: PathBuf,
    /// What it says.
    pub(super) settings: Settings,
}

#[derive(Debug, Args)]
pub(super) struct ConfigArgs {
    #[command(subcommand)]
    pub(super) command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Print every setting with its value, and whether a flag, hedgerow.toml or nobody set it
    Show {
        #[command(flatten)]
        rules: RuleArgs,
        /// How much of a web page to read
        #[arg(long, value_name = "HOW", default_value = "article", hide_short_help = true)]
        html: HtmlMode,
    },
}

#[derive(Debug, Args)]
pub(super) struct ScoreArgs {
    #[command(flatten)]
    pub(super) inputs: InputArgs,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    /// Write one table to a file; its ending gives the format
    #[arg(help_heading = OUTPUT, short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
    /// Write every table into a folder, each to a file, or with --format xlsx all to one workbook
    #[arg(help_heading = OUTPUT, short = 'O', long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with_all = ["output", "table"])]
    pub(super) output_dir: Option<PathBuf>,
    /// The table to write [default: document]
    #[arg(help_heading = OUTPUT, long, value_name = "NAME")]
    pub(super) table: Option<Table>,
    #[command(flatten)]
    pub(super) format: FormatArgs,
    /// List articles, one line each, and put them in this order; on a terminal several are listed anyway
    #[arg(help_heading = OUTPUT, long, value_name = "KEY", conflicts_with_all = ["output", "output_dir", "table", "format", "csv_dialect", "split_rows", "state"])]
    pub(super) sort: Option<SortKey>,
    /// How many sentences the report on one article shows
    #[arg(help_heading = OUTPUT, long, value_name = "N", default_value_t = 8)]
    pub(super) top: usize,
    /// Keep what is done in a folder, so that the same command goes on where a killed run stopped
    #[arg(help_heading = OUTPUT, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) state: Option<PathBuf>,
    /// Exit with 0 also when documents failed; they are named and counted all the same
    #[arg(long, help_heading = UNGROUPED, hide_short_help = true)]
    pub(super) allow_failures: bool,
    /// Stop with an error, and nothing written, as soon as more documents than this failed
    #[arg(long, value_name = "N", help_heading = UNGROUPED, hide_short_help = true)]
    pub(super) max_failures: Option<u64>,
    /// Threads [default: one a processor]
    #[arg(short = 'j', long, value_name = "N", help_heading = UNGROUPED, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,
    /// Say nothing on standard error but errors
    #[arg(short, long, help_heading = UNGROUPED)]
    pub(super) quiet: bool,
}

const EXPLAIN_EXAMPLES: &str = "Examples:
  hedgerow explain article.txt
  hedgerow explain article.txt --sentence 4          one sentence
  hedgerow explain article.txt --term about          one word or phrase, wherever it stands
  hedgerow explain article.txt --off                 also what would count if its category were on
  hedgerow explain article.txt --format json";

/// Show every cue, counted or not, with its entry, guard, weight and voice
#[derive(Debug, Args)]
#[command(after_help = EXPLAIN_EXAMPLES)]
pub(super) struct ExplainArgs {
    #[command(flatten)]
    pub(super) inputs: InputArgs,
    /// Only cues spelt so, or of the entry of this name or term
    #[arg(long, value_name = "TERM", help_heading = SHOWN)]
    pub(super) term: Option<String>,
    /// Only this sentence, counted from 1
    #[arg(long, value_name = "N", help_heading = SHOWN)]
    pub(super) sentence: Option<usize>,
    /// Also cues that do not count because their category is off
    #[arg(long, help_heading = SHOWN)]
    pub(super) off: bool,
    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = SHOWN)]
    pub(super) format: ExplainFormat,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
}

/// How `explain` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExplainFormat {
    /// For people
    Text,
    /// An object a document, one a line
    Jsonl,
    /// An array of objects
    Json,
}

#[derive(Debug, Args)]
pub(super) struct LexiconArgs {
    #[command(subcommand)]
    pub(super) command: LexiconCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum LexiconCommand {
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
pub(super) struct CheckArgs {
    /// Lexicon files, TOML or CSV
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) files: Vec<PathBuf>,
    /// Fail on warnings as on errors
    #[arg(long)]
    pub(super) strict: bool,
    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: CheckFormat,
}

/// How `lexicon check` writes its findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// A line each
    Text,
    /// An array of objects
    Json,
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

pub(super) fn share(text: &str) -> Result<f64, String> {
    let share = text.parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "a share is between 0 and 1".to_owned())
}
