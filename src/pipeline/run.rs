//! Scores a source of documents into rendered rows, in order.

use std::cell::RefCell;
use std::collections::VecDeque;

use crate::analyzer::{Analysis, Analyzer};
use crate::compare::observation::Level;
use crate::input::{Code, Document, Identity, InputError, Item, LateKeys, Source, SourceOptions};
use crate::output::cell::Cell;
use crate::output::error::Failure;
use crate::output::fingerprint::Fingerprint;
use crate::output::format::Format;
use crate::output::rows::Rows;
use crate::output::table::Table;
use crate::output::term::TermTally;
use crate::output::{document, hit, sentence, source};
use crate::pipeline::caught::{Panicked, catch};
use crate::pipeline::flight::{Load, Made};
use crate::pipeline::observe::Observed;
use crate::pipeline::ordered::run;
use crate::pipeline::threads::Threads;

/// The bytes of text in flight are at most this: an analysis takes some eight times its text.
const BYTES_IN_FLIGHT: u64 = 8 << 20;
/// Items in flight for every thread.
const ITEMS_A_THREAD: usize = 128;

/// How documents are scored and which tables are rendered.
#[derive(Debug, Clone)]
pub struct Job {
    /// The analyzer with its lexicon.
    pub analyzer: Analyzer,
    /// How documents are read.
    pub input: SourceOptions,
    /// What scores depend on.
    pub fingerprint: Fingerprint,
    /// The tables wanted, each in a format.
    pub tables: Vec<(Table, Format)>,
    /// By what hits are counted for a comparison, if there is to be one. The rows of documents are
    /// given as cells then, since `dup_of` is known only when all earlier documents are.
    pub observe: Option<Level>,
}

/// Rows of one table that are handed on before the document is at its end: those of a long text would be several
/// times the text.
const PART_BYTES: usize = 1 << 20;

/// What became of a document, or a part of its rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scored {
    /// Whether there are rows here and nothing else, and more of the same document to come.
    pub is_part: bool,
    /// The document's id.
    pub id: String,
    /// What it was found as.
    pub found: Found,
    /// Rows of each table of the job, in its order; empty for the term table.
    pub rows: Vec<Rows>,
    /// Counts for the term table, if the job wants it.
    pub terms: Option<TermTally>,
    /// What a comparison keeps, if the job wants it.
    pub observed: Option<Box<Observed>>,
    /// Bytes of the input.
    pub bytes: u64,
    /// Why it failed, if it did.
    pub failure: Option<Failure>,
    /// Keys of a JSON record that have no column.
    pub late_keys: Option<LateKeys>,
}

/// What is known of a document before it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The path, or `table:record`.
    pub id: String,
    /// The path, the table or the name of standard input.
    pub source: String,
    /// Bytes, as far as they are known.
    pub bytes: u64,
}

impl From<&Item> for Found {
    fn from(item: &Item) -> Self {
        Self { id: item.id.clone(), source: item.source.clone(), bytes: item.bytes }
    }
}

/// Why a run could not begin.
#[derive(Debug)]
pub struct ThreadError(pub String);

impl Job {
    /// Scores every document of a source and calls `sink` for each in order. Returns how many
    /// documents the source gave.
    ///
    /// Rows of a long document come in [parts](Scored::is_part), unless they are those of the document table. A
    /// document that makes the program panic fails alone, with the code `internal`; parts given before it stay.
    ///
    /// # Errors
    /// The first error of `sink`; no further document is read then.
    pub fn run<E>(
        &self,
        threads: &Threads,
        source: &mut Source,
        sink: impl FnMut(Scored) -> Result<(), E>,
    ) -> Result<u64, E> {
        let columns = source.columns().to_vec();
        self.run_items(threads, &columns, source, sink)
    }

    /// [`Job::run`] for documents that are no [`Source`], with these columns of the user.
    ///
    /// # Errors
    /// As for [`Job::run`].
    pub fn run_items<E>(
        &self,
        threads: &Threads,
        columns: &[String],
        items: impl Iterator<Item = Item>,
        sink: impl FnMut(Scored) -> Result<(), E>,
    ) -> Result<u64, E> {
        let some = |tells: fn(Table) -> bool| self.tables.iter().any(|(table, _)| tells(*table));
        let analyzer = self.analyzer.clone();
        let analyzer = analyzer.with_sources(some(Table::tells_sources));
        let analyzer = analyzer.with_discounted(some(Table::tells_discounted));
        let analyze = |document: &Document| analyzer.analyze(&document.text, document.headline);
        self.run_by(threads, columns, items, analyze, sink)
    }

    /// [`Job::run`] with another way to analyse a document.
    fn run_by<E>(
        &self,
        threads: &Threads,
        users: &[String],
        items: impl Iterator<Item = Item>,
        analyze: impl Fn(&Document) -> Analysis + Sync,
        mut sink: impl FnMut(Scored) -> Result<(), E>,
    ) -> Result<u64, E> {
        let columns: Vec<Vec<String>> =
            self.tables.iter().map(|(table, _)| table.columns(users)).collect();
        let budget = budget(threads);
        let begun = RefCell::new(VecDeque::new());
        let mut found = 0;
        let named = items.inspect(|item| {
            found += 1;
            begun.borrow_mut().push_back(Found::from(item));
        });
        let work = |item: Item, hand_on: &mut dyn FnMut(Vec<Rows>)| {
            self.score(&item, &columns, &analyze, hand_on)
        };
        let land = |made: Made<Vec<Rows>, Scored>| {
            let outcome = match made {
                Made::Part(rows) => {
                    return sink(Scored { is_part: true, rows, ..Scored::default() });
                }
                Made::Whole(outcome) => outcome,
            };
            let found = begun.borrow_mut().pop_front().unwrap_or_default();
            let scored = outcome.unwrap_or_else(|panicked| {
                let identity = Identity {
                    id: found.id.clone(),
                    source: found.source.clone(),
                    ..Identity::default()
                };
                self.failed(identity, internal(&panicked), found.bytes, &columns)
            });
            sink(Scored { found, ..scored })
        };
        run(threads, budget, named, |item| item.weight(&self.input), work, land)?;
        Ok(found)
    }

    fn score(
        &self,
        item: &Item,
        columns: &[Vec<String>],
        analyze: impl Fn(&Document) -> Analysis,
        hand_on: &mut dyn FnMut(Vec<Rows>),
    ) -> Scored {
        let scored = catch(|| {
            let document = item.load(&self.input)?;
            let analysis = analyze(&document);
            Ok::<_, InputError>(self.scored(&document, &analysis, item.bytes, columns, hand_on))
        });
        let error = match scored {
            Ok(Ok(scored)) => return scored,
            Ok(Err(error)) => error,
            Err(panicked) => internal(&panicked),
        };
        self.failed(item.identity(&self.input), error, item.bytes, columns)
    }

    fn scored(
        &self,
        document: &Document,
        analysis: &Analysis,
        bytes: u64,
        columns: &[Vec<String>],
        hand_on: &mut dyn FnMut(Vec<Rows>),
    ) -> Scored {
        let lexicon = self.analyzer.lexicon();
        let (id, text) = (document.id.as_str(), document.text.as_str());
        let mut terms = None;
        let mut observed =
            self.observe.map(|level| Box::new(Observed::of(document, analysis, lexicon, level)));
        let tables = self.tables.iter().zip(columns).enumerate();
        let rows = tables.map(|(number, ((table, format), columns))| {
            let mut out = Rows::default();
            let mut row = |cells: &[Cell<'_>]| {
                out.push(*format, columns, cells);
                if *table != Table::Document && out.bytes().len() >= PART_BYTES {
                    let mut rows = vec![Rows::default(); number];
                    rows.push(std::mem::take(&mut out));
                    hand_on(rows);
                }
            };
            match table {
                Table::Sentence => sentence::rows(id, text, analysis, &mut row),
                Table::Hit => hit::rows(id, text, analysis, lexicon, &mut row),
                Table::Document => {
                    let cells = document::cells(document, analysis, &self.fingerprint);
                    match &mut observed {
                        Some(observed) => {
                            let cells = cells.into_iter().map(Cell::into_owned);
                            observed.row = Some(cells.collect());
                        }
                        None => row(&cells),
                    }
                }
                Table::Source => source::rows(id, text, analysis, lexicon, &mut row),
                Table::Term => terms = Some(TermTally::of(text, analysis)),
                Table::Error => {}
            }
            out
        });
        let rows = rows.collect();
        let late_keys = document.late_keys.clone();
        Scored { id: id.to_owned(), rows, terms, observed, bytes, late_keys, ..Scored::default() }
    }

    /// A document that failed keeps its row, with the code as its status and no numbers.
    fn failed(
        &self,
        Identity { id, source, columns: users }: Identity,
        InputError { code, detail }: InputError,
        bytes: u64,
        columns: &[Vec<String>],
    ) -> Scored {
        let message = detail;
        let failure =
            Failure { id, source, code: code.word().into(), message, bytes: known(bytes) };
        let rows = self.tables.iter().zip(columns).map(|((table, format), columns)| {
            let mut out = Rows::default();
            match table {
                Table::Document => {
                    let users: Vec<_> = users_width(columns, &users);
                    let cells = document::failed_cells(&users, &failure, &self.fingerprint);
                    out.push(*format, columns, &cells);
                }
                Table::Error => out.push(*format, columns, &failure.cells()),
                _ => {}
            }
            out
        });
        let rows = rows.collect();
        Scored { id: failure.id.clone(), rows, bytes, failure: Some(failure), ..Scored::default() }
    }
}

/// How much may be in flight.
pub(super) fn budget(threads: &Threads) -> Load {
    Load { items: ITEMS_A_THREAD * threads.count(), bytes: BYTES_IN_FLIGHT }
}

/// The user's values, as many as the table has user's columns, also where a record gave none.
fn users_width(columns: &[String], users: &[Option<String>]) -> Vec<Option<String>> {
    let own = Table::Document.columns(&[]).len();
    let mut users = users.to_vec();
    users.resize(columns.len() - own, None);
    users
}

/// The failure of a document that made the program panic.
#[must_use]
pub fn internal(Panicked(message): &Panicked) -> InputError {
    InputError::new(Code::Internal, format!("{message}; please report this"))
}

/// The size of a document that failed: one that could not be looked at has none.
pub(super) fn known(bytes: u64) -> Option<u64> {
    (bytes > 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::sync::Arc;

    use super::*;
    use crate::input::Request;
    use crate::lexicon::Lexicon;

    #[test]
    fn a_panic_in_one_document_is_its_failure() {
        let folder = tempfile::tempdir().unwrap();
        let table = folder.path().join("t.csv");
        std::fs::write(&table, "id,text\na,It may rain.\nb,boom\nc,It may snow.\n").unwrap();
        let analyzer = Analyzer::new(Arc::new(Lexicon::builtin()));
        let fingerprint = Fingerprint::new(analyzer.lexicon(), &[]);
        let column = |name: &str| Some(name.to_owned());
        let input = SourceOptions {
            text_col: column("text"),
            id_col: column("id"),
            ..SourceOptions::default()
        };
        let tables = vec![(Table::Document, Format::CsvRaw), (Table::Error, Format::CsvRaw)];
        let mut source = Source::open(vec![Request::Path(table)], &input).unwrap();
        let job = Job { analyzer, input, fingerprint, tables, observe: None };
        let analyze = |document: &Document| {
            assert!(document.text != "boom", "a fault on purpose");
            job.analyzer.analyze(&document.text, document.headline)
        };
        let mut seen = Vec::new();
        let users = source.columns().to_vec();
        let done = job.run_by(&Threads::start(2), &users, &mut source, analyze, |scored| {
            let code =
                scored.failure.map(|failure| format!("{} {}", failure.code, failure.message));
            let rows: Vec<&[u8]> = scored.rows.iter().map(Rows::bytes).collect();
            let rows = String::from_utf8(rows.concat()).unwrap().replace("\r\n", " ");
            seen.push((
                scored.id,
                scored.found.id,
                code,
                rows.starts_with("b,b,") && rows.contains(",internal,,,,,"),
            ));
            Ok::<_, Infallible>(())
        });
        assert_eq!(done, Ok(3));
        let found = |id: &str, n: u8| {
            (id.to_owned(), format!("{}:{n}", folder.path().join("t.csv").display()))
        };
        let told = "internal a fault on purpose; please report this".to_owned();
        let expected = [("a", 1, None, false), ("b", 2, Some(told), true), ("c", 3, None, false)];
        let expected = expected.map(|(id, n, code, row)| {
            let (id, found) = found(id, n);
            (id, found, code, row)
        });
        assert_eq!(seen, expected);
    }

    #[test]
    fn rows_of_a_long_text_come_in_parts() {
        let folder = tempfile::tempdir().unwrap();
        let texts = ["It may rain. ".repeat(20_000), "It may snow.".to_owned()];
        for (name, text) in ["a", "b"].iter().zip(&texts) {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let analyzer = Analyzer::new(Arc::new(Lexicon::builtin()));
        let fingerprint = Fingerprint::new(analyzer.lexicon(), &[]);
        let input = SourceOptions::default();
        let tables = [Table::Document, Table::Sentence, Table::Hit].map(|t| (t, Format::CsvRaw));
        let job = Job { analyzer, input, fingerprint, tables: tables.to_vec(), observe: None };
        let cues: usize =
            texts.iter().map(|text| job.analyzer.analyze(text, None).cues.len()).sum();
        let paths = ["a", "b"].map(|name| folder.path().join(name));
        for threads in [1, 2] {
            let requests = paths.iter().cloned().map(Request::Path).collect();
            let mut source = Source::open(requests, &job.input).unwrap();
            let (mut rows, mut parts, mut ends) = ([const { Vec::new() }; 3], 0, Vec::new());
            let sunk = job.run(&Threads::start(threads), &mut source, |scored| {
                for (table, part) in rows.iter_mut().zip(&scored.rows) {
                    assert!(!scored.is_part || part.bytes().len() < PART_BYTES + 1_000);
                    table.extend_from_slice(part.bytes());
                }
                parts += usize::from(scored.is_part);
                ends.extend((!scored.is_part).then_some((scored.id, scored.bytes)));
                Ok::<_, Infallible>(())
            });
            assert_eq!(sunk, Ok(2));
            let named = |name: usize| (paths[name].display().to_string(), texts[name].len() as u64);
            assert_eq!(ends, [named(0), named(1)]);
            let lengths = rows.each_ref().map(Vec::len);
            assert_eq!(parts, lengths[1] / PART_BYTES + lengths[2] / PART_BYTES, "{lengths:?}");
            let lines = rows.map(|rows| String::from_utf8(rows).unwrap().lines().count());
            assert_eq!(lines, [2, 20_001, cues]);
        }
    }
}
