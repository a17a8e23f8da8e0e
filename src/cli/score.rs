//! `hedgerow score`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cli::Done;
use crate::cli::args::ScoreArgs;
use crate::cli::files::{Target, refuse_same};
use crate::cli::load;
use crate::cli::message::{Failure, print, say};
use crate::cli::progress::Progress;
use crate::input::{LateKeys, Request, Source};
use crate::output::format::Format;
use crate::output::table::Table;
use crate::output::term::TermTally;
use crate::pipeline::run::{Job, Scored};
use crate::report::article::ArticleReport;
use crate::report::plural::counted;

/// How many failures are named on standard error.
const NAMED_FAILURES: usize = 20;

pub(super) fn run(args: &ScoreArgs) -> Result<Done, Failure> {
    let requests = load::requests(&args.inputs)?;
    if wants_report(args, &requests) {
        return report(args, requests);
    }
    let outputs: Vec<PathBuf> = args.output.iter().chain(&args.output_dir).cloned().collect();
    let input = load::source_options(&args.inputs, outputs);
    let (analyzer, fingerprint) = load::analyzer(&args.rules, &args.inputs)?;
    if !args.quiet {
        load::tell_unknown(&args.rules, analyzer.lexicon())?;
    }
    let tables = tables(args);
    let paths = paths(args, &requests);
    for (table, format) in &tables {
        if let Some(file) = file_of(args, *table, *format) {
            refuse_same(&file, &paths)?;
        }
    }
    let mut source = load::open(requests, &input)?;
    let threads = args.threads.map_or(0, usize::from);
    let job = Job { analyzer, input, fingerprint, tables, threads, observe: None };
    write_tables(args, &job, &mut source)
}

/// One article and no wish for a table: the report.
fn wants_report(args: &ScoreArgs, requests: &[Request]) -> bool {
    let no_table = args.output.is_none()
        && args.output_dir.is_none()
        && args.table.is_none()
        && args.format.is_none();
    let one_text = match requests {
        [Request::Path(path)] => !path.is_dir(),
        [Request::Stdin] => true,
        _ => false,
    };
    no_table && one_text && args.inputs.text_col.is_none()
}

fn report(args: &ScoreArgs, requests: Vec<Request>) -> Result<Done, Failure> {
    let input = load::source_options(&args.inputs, Vec::new());
    let (analyzer, _) = load::analyzer(&args.rules, &args.inputs)?;
    if !args.quiet {
        load::tell_unknown(&args.rules, analyzer.lexicon())?;
    }
    let mut done = Done::Whole;
    for item in load::open(requests, &input)? {
        match item.load(&input) {
            Ok(document) => {
                let analysis = analyzer.analyze(&document.text, document.headline);
                let (lexicon, width, top) = (analyzer.lexicon(), width(), args.top);
                let report =
                    ArticleReport { document: &document, analysis: &analysis, lexicon, width, top };
                print(&report.render())?;
            }
            Err(error) => {
                say(&format!("skipped: {}: {}: {}", item.id, error.code, error));
                done = Done::Partial;
            }
        }
    }
    Ok(done)
}

/// The columns of the terminal; 80 in a file or pipe, whatever terminal the command was typed on.
fn width() -> usize {
    terminal_size::terminal_size_of(std::io::stdout()).map_or(80, |(width, _)| usize::from(width.0))
}

/// The tables to write, each with its format.
fn tables(args: &ScoreArgs) -> Vec<(Table, Format)> {
    let by_ending = || {
        let ending = args.output.as_deref().and_then(Path::extension)?;
        Format::from_extension(&ending.to_string_lossy())
    };
    let format = args.format.or_else(by_ending).unwrap_or(Format::Csv);
    if args.output_dir.is_some() {
        return Table::ALL.map(|table| (table, format)).to_vec();
    }
    vec![(args.table.unwrap_or(Table::Document), format)]
}

fn file_of(args: &ScoreArgs, table: Table, format: Format) -> Option<PathBuf> {
    let in_folder =
        |folder: &PathBuf| folder.join(format!("{}.{}", table.name(), format.extension()));
    args.output.clone().or_else(|| args.output_dir.as_ref().map(in_folder))
}

/// Every path that is read, lexicons included.
fn paths(args: &ScoreArgs, requests: &[Request]) -> Vec<PathBuf> {
    let read = requests.iter().filter_map(|request| match request {
        Request::Path(path) => Some(path.clone()),
        Request::Stdin => None,
    });
    read.chain(args.rules.lexicon.iter().chain(&args.rules.profile).cloned())
        .chain(args.inputs.files_from.clone())
        .collect()
}

fn write_tables(args: &ScoreArgs, job: &Job, source: &mut Source) -> Result<Done, Failure> {
    let folder = args.output_dir.as_deref().map(Folder::create).transpose()?;
    let mut targets = Vec::with_capacity(job.tables.len());
    for (table, format) in &job.tables {
        let mut target = match file_of(args, *table, *format) {
            Some(file) => Target::create(&file)?,
            None => Target::stdout(),
        };
        let mut start = Vec::new();
        if target.is_file() {
            start.extend_from_slice(format.file_start());
        }
        format.header(&table.columns(source.columns()), &mut start);
        target.write(&start)?;
        targets.push(target);
    }
    let mut account = Account::new(args.quiet);
    let sunk = job.run(source, |scored| {
        for (target, rows) in targets.iter_mut().zip(&scored.rows) {
            target.write(rows)?;
        }
        account.add(scored);
        Ok::<(), Failure>(())
    });
    account.progress_done();
    sunk.map_err(|error| format!("cannot start threads: {}; try -j 1", error.0))??;
    if account.found == 0 {
        tell_nothing_found(source);
        targets.into_iter().for_each(Target::discard);
        return Ok(Done::Partial);
    }
    for (target, (table, format)) in targets.iter_mut().zip(&job.tables) {
        if *table == Table::Term {
            let columns = table.columns(&[]);
            let mut rows = Vec::new();
            account
                .terms
                .rows(job.analyzer.lexicon(), |cells| format.row(&columns, cells, &mut rows));
            target.write(&rows)?;
        }
        target.flush()?;
    }
    for target in targets {
        target.finish()?;
    }
    if let Some(folder) = folder {
        folder.keep();
    }
    Ok(account.tell(args, source))
}

/// A folder for tables; one that was made for this run goes again if the run fails.
struct Folder {
    made: Option<PathBuf>,
}

impl Folder {
    fn create(path: &Path) -> Result<Self, Failure> {
        if path.is_dir() {
            return Ok(Self { made: None });
        }
        let failed = |error| Failure::write(&path.display().to_string(), &error);
        std::fs::create_dir_all(path).map_err(failed)?;
        Ok(Self { made: Some(path.to_owned()) })
    }

    fn keep(mut self) {
        self.made = None;
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Some(path) = &self.made {
            // Only an empty folder goes.
            let _ = std::fs::remove_dir(path);
        }
    }
}

/// What became of every document found.
struct Account {
    progress: Option<Progress>,
    found: u64,
    failed: BTreeMap<&'static str, u64>,
    named: usize,
    terms: TermTally,
    late_keys: Option<LateKeys>,
    quiet: bool,
}

impl Account {
    fn new(quiet: bool) -> Self {
        Self {
            progress: Some(Progress::new(!quiet)),
            found: 0,
            failed: BTreeMap::new(),
            named: 0,
            terms: TermTally::default(),
            late_keys: None,
            quiet,
        }
    }

    fn add(&mut self, scored: Scored) {
        self.found += 1;
        if let Some(progress) = &mut self.progress {
            progress.add(scored.bytes);
        }
        if let Some(terms) = scored.terms {
            self.terms.merge(terms);
        }
        if let Some(late) = scored.late_keys {
            match &mut self.late_keys {
                Some(keys) => keys.add(&late),
                None => self.late_keys = Some(late),
            }
        }
        if let Some(failure) = scored.failure {
            *self.failed.entry(failure.code).or_default() += 1;
            if self.named < NAMED_FAILURES - 2 {
                say(&format!("skipped: {}: {}: {}", failure.id, failure.code, failure.message));
            }
            self.named += 1;
        }
    }

    fn progress_done(&mut self) {
        if let Some(progress) = self.progress.take() {
            progress.finish();
        }
    }

    /// Says what was found, scored and failed.
    fn tell(&self, args: &ScoreArgs, source: &Source) -> Done {
        if let Some(late) = &self.late_keys {
            say(&format!(
                "{}:{}: `{}` is not among the keys of the first records and has no column ({} values left out)",
                late.source, late.line, late.first, late.count
            ));
        }
        let failed: u64 = self.failed.values().sum();
        if failed == 0 {
            if !self.quiet {
                let others = skipped(source)
                    .map_or(String::new(), |kinds| format!("; other files left out: {kinds}"));
                say(&format!("{} scored{others}", counted(self.found, "document", "documents")));
            }
            return Done::Whole;
        }
        let kinds: Vec<String> =
            self.failed.iter().map(|(code, n)| format!("{n} {code}")).collect();
        let list = match tables(args).iter().find(|(table, _)| *table == Table::Error) {
            Some((table, format)) => file_of(args, *table, *format)
                .map_or(String::new(), |file| format!("; {} lists them", file.display())),
            None => "; --table error lists them".to_owned(),
        };
        let scored = self.found - failed;
        say(&format!(
            "{} found, {scored} scored, {failed} failed ({}){list}",
            counted(self.found, "document", "documents"),
            kinds.join(", ")
        ));
        Done::Partial
    }
}

fn tell_nothing_found(source: &Source) {
    let hint = skipped(source).map_or_else(
        || "the folder holds no .txt, .text, .md or .markdown file".to_owned(),
        |kinds| format!("other files were left out: {kinds}; choose with --glob, or name a table and its --text-col"),
    );
    say(&format!("error: no document found; {hint}"));
}

/// The files of folders that were not taken, by ending.
fn skipped(source: &Source) -> Option<String> {
    let kinds: Vec<String> = source
        .skipped()
        .iter()
        .map(|(ending, n)| {
            if ending.is_empty() { format!("{n} without ending") } else { format!("{n} .{ending}") }
        })
        .collect();
    (!kinds.is_empty()).then(|| kinds.join(", "))
}
