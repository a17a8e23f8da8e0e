//! `hedgerow score`.

use std::path::{Path, PathBuf};

use crate::cli::Done;
use crate::cli::account::{Account, tell_nothing_found};
use crate::cli::args::score::ScoreArgs;
use crate::cli::files::disk::{Disk, MadeFolder};
use crate::cli::files::tables::{Destination, Tables};
use crate::cli::files::{finish, refuse_same};
use crate::cli::list;
use crate::cli::load;
use crate::cli::message::{Failure, print, say};
use crate::cli::progress::Progress;
use crate::cli::screen::width;
use crate::cli::state::State;
use crate::input::{InputError, Request, Source, SourceOptions};
use crate::output::column::Layout;
use crate::output::format::Format;
use crate::output::rows::Rows;
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
    let paths = load::paths_read(&args.rules, &args.inputs, &requests);
    if let Some(output) = &args.output {
        refuse_same(output, &paths)?;
    }
    let format = args.format.chosen(None, args.output.as_deref())?;
    let asked = tables(args);
    let destination = Destination::new(args.output.as_deref(), args.output_dir.as_deref());
    let has_files = destination != Destination::Stdout;
    if args.state.is_some() && !has_files {
        return Err("--state goes with -o FILE or -O DIR".to_owned().into());
    }
    let split = args.format.split(has_files)?;
    let files: Vec<PathBuf> =
        asked.iter().flat_map(|table| destination.files(table.name(), format)).collect();
    let own = files.iter().chain(&args.output_dir).chain(&args.state).cloned();
    let input = load::source_options(&args.inputs, own.collect());
    for table in &asked {
        if let Some(file) = destination.file(table.name(), format, 1) {
            refuse_same(&file, &paths)?;
        }
    }
    let (analyzer, fingerprint) = load::analyzer(&args.rules, &args.inputs)?;
    if !args.quiet {
        load::tell_unknown(&args.rules, analyzer.lexicon())?;
    }
    let with_format = asked.iter().map(|table| (*table, format)).collect();
    let job = Job { analyzer, input, fingerprint, tables: with_format, observe: None };
    let notes = notes(&job, &requests);
    let source = load::open(requests, &job.input)?;
    let tables = Tables::new(disk, destination.clone(), format, split, paths);
    let run = Run {
        disk,
        args,
        job: &job,
        threads: load::threads(args.threads, args.quiet),
        source,
        destination,
        format,
    };
    run.write_tables(tables, &notes)
}

/// What the bytes of the tables depend on, besides the texts themselves.
fn notes(job: &Job, requests: &[Request]) -> Vec<(&'static str, String)> {
    let reading = SourceOptions { exclude: Vec::new(), ..job.input.clone() };
    let mut notes = job.fingerprint.notes().to_vec();
    notes.push(("reading", format!("{reading:?}")));
    notes.push(("tables", format!("{:?}", job.tables)));
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
        && !args.format.ask_for_tables()
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

/// The tables to write.
fn tables(args: &ScoreArgs) -> Vec<Table> {
    match args.output_dir {
        Some(_) => Table::ALL.to_vec(),
        None => vec![args.table.unwrap_or(Table::Document)],
    }
}

/// A run that writes tables.
struct Run<'a> {
    disk: &'a Disk,
    args: &'a ScoreArgs,
    job: &'a Job,
    threads: Threads,
    source: Source,
    destination: Destination,
    format: Format,
}

impl Run<'_> {
    fn write_tables(
        mut self,
        mut tables: Tables<'_>,
        notes: &[(&str, String)],
    ) -> Result<Done, Failure> {
        let folder = self.args.output_dir.as_deref().map(folder).transpose()?;
        let state = self.args.state.as_deref();
        let state = state.map(|state| State::open(self.disk, state, notes)).transpose()?;
        let mut account =
            Account::new(self.job.tables.iter().any(|(_, format)| format.is_opened_as_csv()));
        let scored = self.begin(&mut tables).and_then(|()| match state {
            None => self.score(&mut tables, &mut account).map(|found| (found, None)),
            Some(state) => self
                .score_by_shards(state, &mut tables, &mut account)
                .map(|(found, state)| (found, Some(state))),
        });
        let (found, state) = match scored {
            Ok(scored) => scored,
            Err(failure) => {
                tables.discard();
                return Err(failure);
            }
        };
        account.check(found)?;
        if found == 0 {
            tell_nothing_found(&self.source);
            tables.discard();
            state.into_iter().for_each(State::remove);
            return Ok(Done::Partial);
        }
        self.write_terms(&mut tables, &account)?;
        let too_long = tables.too_long();
        // Where the document table is new, all are.
        finish(self.disk, tables.end(Table::Document.name())?)?;
        folder.into_iter().for_each(MadeFolder::keep);
        state.into_iter().for_each(State::remove);
        if !self.args.quiet {
            for told in &too_long {
                say(told);
            }
        }
        Ok(self.tell(&account))
    }

    /// Begins every table.
    fn begin(&self, tables: &mut Tables<'_>) -> Result<(), Failure> {
        let users = self.source.columns();
        for (table, _) in &self.job.tables {
            let count = if *table == Table::Document { users.len() } else { 0 };
            tables.begin(Layout::new(table.name(), &table.columns(users), count))?;
        }
        Ok(())
    }

    /// Scores and writes one document after the other. Returns how many were found.
    fn score(&mut self, tables: &mut Tables<'_>, account: &mut Account) -> Result<u64, Failure> {
        let (args, mut progress) = (self.args, Progress::new(!self.args.quiet));
        let found = self.job.run(&self.threads, &mut self.source, |scored| {
            progress.add(scored.bytes);
            write_rows(tables, &scored)?;
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
        tables: &mut Tables<'_>,
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
            write_rows(tables, &scored)?;
            account.add(scored);
        }
        Ok((done + found, state))
    }

    /// The table of terms is known when all documents are.
    fn write_terms(&self, tables: &mut Tables<'_>, account: &Account) -> Result<(), Failure> {
        for (number, (table, format)) in self.job.tables.iter().enumerate() {
            if *table == Table::Term {
                let columns = table.columns(&[]);
                let mut rows = Rows::default();
                let lexicon = self.job.analyzer.lexicon();
                account.terms().rows(lexicon, |cells| rows.push(*format, &columns, cells));
                tables.add(number, &rows)?;
            }
        }
        Ok(())
    }

    /// Says what was found, scored and failed.
    fn tell(&self, account: &Account) -> Done {
        let list = match self.job.tables.iter().find(|(table, _)| *table == Table::Error) {
            Some((table, _)) => self
                .destination
                .file(table.name(), self.format, 1)
                .map_or(String::new(), |file| format!("; {} lists them", file.display())),
            None => "; --table error lists them".to_owned(),
        };
        account.tell(&self.source, &list, self.args.quiet);
        ended(self.args, account.failed())
    }
}

fn write_rows(tables: &mut Tables<'_>, scored: &Scored) -> Result<(), Failure> {
    let mut rows = scored.rows.iter().enumerate();
    rows.try_for_each(|(table, rows)| tables.add(table, rows))
}

fn folder(path: &Path) -> Result<MadeFolder, Failure> {
    MadeFolder::create(path).map_err(|error| Failure::write(&path.display().to_string(), &error))
}
