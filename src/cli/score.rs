//! `hedgerow score`.

use std::path::{Path, PathBuf};

use crate::cli::Done;
use crate::cli::account::{Account, tell_nothing_found};
use crate::cli::args::ScoreArgs;
use crate::cli::files::disk::{Disk, MadeFolder};
use crate::cli::files::{Target, finish, refuse_same};
use crate::cli::list;
use crate::cli::load;
use crate::cli::message::{Failure, print, say};
use crate::cli::progress::Progress;
use crate::cli::screen::width;
use crate::cli::state::State;
use crate::input::{InputError, Request, Source, SourceOptions};
use crate::output::fingerprint::Fingerprint;
use crate::output::format::Format;
use crate::output::table::Table;
use crate::pipeline::caught::catch;
use crate::pipeline::run::{Job, Scored, internal};
use crate::pipeline::threads::Threads;
use crate::report::article::ArticleReport;
use crate::report::plural::counted;

pub(super) fn run(args: &ScoreArgs) -> Result<Done, Failure> {
    run_on(&Disk::default(), args)
}

pub(super) fn run_on(disk: &Disk, args: &ScoreArgs) -> Result<Done, Failure> {
    let requests = load::requests(&args.inputs)?;
    if wants_report(args, &requests) {
        return report(args, requests);
    }
    if list::is_wanted(args) {
        return list::run(args, requests);
    }
    let tables = tables(args);
    let files: Vec<PathBuf> =
        tables.iter().filter_map(|(table, format)| file_of(args, *table, *format)).collect();
    if args.state.is_some() && files.is_empty() {
        return Err("--state goes with -o FILE or -O DIR".to_owned().into());
    }
    let own = files.iter().chain(&args.output_dir).chain(&args.state).cloned();
    let input = load::source_options(&args.inputs, own.chain(redirected()).collect());
    let paths = load::paths(&args.inputs, &args.rules, &requests);
    for file in &files {
        refuse_same(file, &paths)?;
    }
    let (analyzer, fingerprint) = load::analyzer(&args.rules, &args.inputs)?;
    if !args.quiet {
        load::tell_unknown(&args.rules, analyzer.lexicon())?;
    }
    let notes = notes(&fingerprint, &input, &tables, &requests);
    let source = load::open(requests, &input)?;
    let job = Job { analyzer, input, fingerprint, tables, observe: None };
    Run { disk, args, job: &job, threads: threads(args.threads, args.quiet), source }
        .write_tables(&notes)
}

/// The file that standard output goes to, if it is one: it must not be taken for a text.
pub(super) fn redirected() -> Option<PathBuf> {
    let file = std::fs::read_link("/proc/self/fd/1").ok()?;
    file.is_file().then_some(file)
}

/// Starts the threads, and says so where the system gives fewer than were asked for.
pub(super) fn threads(wanted: Option<u16>, quiet: bool) -> Threads {
    let threads = Threads::start(wanted.map_or(0, usize::from));
    if let Some(wanted) = threads.missed().filter(|_| !quiet) {
        say(&format!("the system gave {} of {wanted} threads", threads.count()));
    }
    threads
}

/// What the bytes of the tables depend on, besides the texts themselves.
fn notes(
    fingerprint: &Fingerprint,
    input: &SourceOptions,
    tables: &[(Table, Format)],
    requests: &[Request],
) -> Vec<(&'static str, String)> {
    let reading = SourceOptions { exclude: Vec::new(), ..input.clone() };
    let mut notes = fingerprint.notes().to_vec();
    notes.push(("reading", format!("{reading:?}")));
    notes.push(("tables", format!("{tables:?}")));
    notes.push(("inputs", format!("{requests:?}")));
    notes
}

/// One article and no wish for a table: the report.
fn wants_report(args: &ScoreArgs, requests: &[Request]) -> bool {
    let one_text = match requests {
        [Request::Path(path)] => !path.is_dir(),
        [Request::Stdin] => true,
        _ => false,
    };
    no_table(args) && args.sort.is_none() && one_text && args.inputs.text_col.is_none()
}

pub(super) const fn no_table(args: &ScoreArgs) -> bool {
    args.output.is_none()
        && args.output_dir.is_none()
        && args.state.is_none()
        && args.table.is_none()
        && args.format.is_none()
}

fn report(args: &ScoreArgs, requests: Vec<Request>) -> Result<Done, Failure> {
    let input = load::source_options(&args.inputs, Vec::new());
    let (analyzer, _) = load::analyzer(&args.rules, &args.inputs)?;
    if !args.quiet {
        load::tell_unknown(&args.rules, analyzer.lexicon())?;
    }
    let mut failures = 0;
    for item in load::open(requests, &input)? {
        let rendered = catch(|| {
            let document = item.load(&input)?;
            let analysis = analyzer.analyze(&document.text, document.headline);
            let (lexicon, width, top) = (analyzer.lexicon(), width(), args.top);
            let report =
                ArticleReport { document: &document, analysis: &analysis, lexicon, width, top };
            Ok::<_, InputError>(report.render())
        });
        match rendered.unwrap_or_else(|panicked| Err(internal(&panicked))) {
            Ok(report) => print(&report)?,
            Err(error) => {
                say(&format!("skipped: {}: {}: {}", item.id, error.code, error));
                failures += 1;
            }
        }
    }
    limit(args, failures)?;
    Ok(ended(args, failures))
}

/// Refuses more failures than the arguments allow.
pub(super) fn limit(args: &ScoreArgs, failures: u64) -> Result<(), Failure> {
    match args.max_failures {
        Some(most) if failures > most => Err(format!(
            "{} failed, more than --max-failures {most} allows",
            counted(failures, "document", "documents")
        )
        .into()),
        _ => Ok(()),
    }
}

pub(super) const fn ended(args: &ScoreArgs, failures: u64) -> Done {
    if failures == 0 || args.allow_failures { Done::Whole } else { Done::Partial }
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

/// A run that writes tables.
struct Run<'a> {
    disk: &'a Disk,
    args: &'a ScoreArgs,
    job: &'a Job,
    threads: Threads,
    source: Source,
}

impl Run<'_> {
    fn write_tables(mut self, notes: &[(&str, String)]) -> Result<Done, Failure> {
        let folder = self.args.output_dir.as_deref().map(folder).transpose()?;
        let state = self.args.state.as_deref();
        let state = state.map(|state| State::open(self.disk, state, notes)).transpose()?;
        let mut targets = self.targets()?;
        let mut account = Account::new(self.job.tables.iter().any(|(_, f)| *f == Format::Csv));
        let scored = match state {
            None => self.score(&mut targets, &mut account).map(|found| (found, None)),
            Some(state) => self
                .score_by_shards(state, &mut targets, &mut account)
                .map(|(found, state)| (found, Some(state))),
        };
        let (found, state) = match scored {
            Ok(scored) => scored,
            Err(failure) => {
                targets.into_iter().for_each(Target::discard);
                return Err(failure);
            }
        };
        account.check(found)?;
        if found == 0 {
            tell_nothing_found(&self.source);
            targets.into_iter().for_each(Target::discard);
            state.into_iter().for_each(State::remove);
            return Ok(Done::Partial);
        }
        self.write_terms(&mut targets, &account)?;
        finish(self.disk, self.main_last(targets))?;
        folder.into_iter().for_each(MadeFolder::keep);
        state.into_iter().for_each(State::remove);
        Ok(self.tell(&account))
    }

    /// Every table with its beginning.
    fn targets(&self) -> Result<Vec<Target>, Failure> {
        let begun = self.job.tables.iter().map(|(table, format)| {
            let mut target = match file_of(self.args, *table, *format) {
                Some(file) => Target::create_on(self.disk, &file)?,
                None => Target::stdout(self.disk),
            };
            let mut start = Vec::new();
            if target.is_file() {
                start.extend_from_slice(format.file_start());
            }
            format.header(&table.columns(self.source.columns()), &mut start);
            target.write(&start)?;
            Ok(target)
        });
        begun.collect()
    }

    /// Scores and writes one document after the other. Returns how many were found.
    fn score(&mut self, targets: &mut [Target], account: &mut Account) -> Result<u64, Failure> {
        let (args, mut progress) = (self.args, Progress::new(!self.args.quiet));
        let found = self.job.run(&self.threads, &mut self.source, |scored| {
            progress.add(scored.bytes);
            write_rows(targets, &scored)?;
            account.add(scored);
            limit(args, account.failed())
        });
        progress.finish();
        found
    }

    /// Scores into shards what is not in one yet, then writes them all.
    fn score_by_shards(
        &mut self,
        mut state: State,
        targets: &mut [Target],
        account: &mut Account,
    ) -> Result<(u64, State), Failure> {
        let done = state.skip(&mut self.source)?;
        if done > 0 && !self.args.quiet {
            say(&format!("resumed: {} had been scored", counted(done, "document", "documents")));
        }
        let (args, mut progress) = (self.args, Progress::new(!self.args.quiet));
        let found = self.job.run(&self.threads, &mut self.source, |scored| {
            progress.add(scored.bytes);
            state.push(&scored)?;
            limit(args, state.failed())
        });
        progress.finish();
        let found = found?;
        state.close()?;
        for scored in state.scored() {
            let scored = scored?;
            write_rows(targets, &scored)?;
            account.add(scored);
        }
        Ok((done + found, state))
    }

    /// The table of terms is known when all documents are.
    fn write_terms(&self, targets: &mut [Target], account: &Account) -> Result<(), Failure> {
        for (target, (table, format)) in targets.iter_mut().zip(&self.job.tables) {
            if *table == Table::Term {
                let columns = table.columns(&[]);
                let mut rows = Vec::new();
                let lexicon = self.job.analyzer.lexicon();
                account.terms().rows(lexicon, |cells| format.row(&columns, cells, &mut rows));
                target.write(&rows)?;
            }
        }
        Ok(())
    }

    /// The targets with the document table behind all others: where it is new, all are.
    fn main_last(&self, targets: Vec<Target>) -> Vec<Target> {
        let pairs = self.job.tables.iter().map(|(table, _)| *table).zip(targets);
        let (last, first): (Vec<_>, Vec<_>) =
            pairs.partition(|(table, _)| *table == Table::Document);
        first.into_iter().chain(last).map(|(_, target)| target).collect()
    }

    /// Says what was found, scored and failed.
    fn tell(&self, account: &Account) -> Done {
        let list = match self.job.tables.iter().find(|(table, _)| *table == Table::Error) {
            Some((table, format)) => file_of(self.args, *table, *format)
                .map_or(String::new(), |file| format!("; {} lists them", file.display())),
            None => "; --table error lists them".to_owned(),
        };
        account.tell(&self.source, &list, self.args.quiet);
        ended(self.args, account.failed())
    }
}

fn write_rows(targets: &mut [Target], scored: &Scored) -> Result<(), Failure> {
    let mut rows = targets.iter_mut().zip(&scored.rows);
    rows.try_for_each(|(target, rows)| target.write(rows))
}

fn folder(path: &Path) -> Result<MadeFolder, Failure> {
    MadeFolder::create(path).map_err(|error| Failure::write(&path.display().to_string(), &error))
}
