//! Scores a source of documents into rendered rows, in order.

use crate::analyzer::Analyzer;
use crate::compare::observation::Level;
use crate::input::{Document, InputError, Item, LateKeys, Source, SourceOptions};
use crate::output::cell::Cell;
use crate::output::error::Failure;
use crate::output::fingerprint::Fingerprint;
use crate::output::format::Format;
use crate::output::table::Table;
use crate::output::term::TermTally;
use crate::output::{document, hit, sentence, source};
use crate::pipeline::observe::Observed;
use crate::pipeline::ordered::{Budget, Outcome, Panicked, run};

/// The bytes of text in flight are at most this: an analysis takes some eight times its text.
const BYTES_IN_FLIGHT: u64 = 8 << 20;
/// Items in flight for every thread.
const ITEMS_A_THREAD: usize = 32;

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
    /// Threads; 0 for one a processor.
    pub threads: usize,
    /// By what hits are counted for a comparison, if there is to be one. The rows of documents are
    /// given as cells then, since `dup_of` is known only when all earlier documents are.
    pub observe: Option<Level>,
}

/// What became of a document.
#[derive(Debug)]
pub struct Scored {
    /// Rows of each table of the job, in its order; empty for the term table.
    pub rows: Vec<Vec<u8>>,
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

/// Why a run could not begin.
#[derive(Debug)]
pub struct ThreadError(pub String);

impl Job {
    /// Scores every document of a source and calls `sink` for each in order.
    ///
    /// The outer error says that no thread could be started; the inner one is the first of `sink`.
    pub fn run<E>(
        &self,
        source: &mut Source,
        mut sink: impl FnMut(Scored) -> Result<(), E>,
    ) -> Result<Result<(), E>, ThreadError> {
        let columns: Vec<Vec<String>> =
            self.tables.iter().map(|(table, _)| table.columns(source.columns())).collect();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.threads).build();
        let pool = pool.map_err(|error| ThreadError(error.to_string()))?;
        let items = ITEMS_A_THREAD * pool.current_num_threads();
        let budget = Budget { items, bytes: BYTES_IN_FLIGHT };
        let told = self.tables.iter().any(|(table, _)| table.tells_sources());
        let analyzer = self.analyzer.clone().with_sources(told);
        let mut begun = std::collections::VecDeque::new();
        let begun = std::cell::RefCell::new(&mut begun);
        let named = source.inspect(|item| {
            begun.borrow_mut().push_back((item.id.clone(), item.source.clone(), item.bytes));
        });
        Ok(run(
            &pool,
            budget,
            named,
            |item| item.weight(&self.input),
            |item| self.score(&analyzer, &item, &columns),
            |outcome: Outcome<Scored>| {
                let (id, source, bytes) = begun.borrow_mut().pop_front().unwrap_or_default();
                sink(outcome.unwrap_or_else(|Panicked(message)| {
                    let message = format!("{message}; please report this");
                    let failure =
                        Failure { id, source, code: "internal", message, bytes: known(bytes) };
                    self.failed(failure, &[], &columns)
                }))
            },
        ))
    }

    fn score(&self, analyzer: &Analyzer, item: &Item, columns: &[Vec<String>]) -> Scored {
        match item.load(&self.input) {
            Ok(document) => self.scored(analyzer, &document, item.bytes, columns),
            Err(InputError { code, detail }) => {
                let identity = item.identity(&self.input);
                let failure = Failure {
                    id: identity.id,
                    source: identity.source,
                    code: code.word(),
                    message: detail,
                    bytes: known(item.bytes),
                };
                self.failed(failure, &identity.columns, columns)
            }
        }
    }

    fn scored(
        &self,
        analyzer: &Analyzer,
        document: &Document,
        bytes: u64,
        columns: &[Vec<String>],
    ) -> Scored {
        let lexicon = analyzer.lexicon();
        let (id, text) = (document.id.as_str(), document.text.as_str());
        let analysis = analyzer.analyze(text, document.headline);
        let mut terms = None;
        let mut observed =
            self.observe.map(|level| Box::new(Observed::of(document, &analysis, lexicon, level)));
        let rows = self.tables.iter().zip(columns).map(|((table, format), columns)| {
            let mut out = Vec::new();
            let mut row = |cells: &[Cell<'_>]| format.row(columns, cells, &mut out);
            match table {
                Table::Sentence => sentence::rows(id, text, &analysis, &mut row),
                Table::Hit => hit::rows(id, text, &analysis, lexicon, &mut row),
                Table::Document => {
                    let cells = document::cells(document, &analysis, &self.fingerprint);
                    match &mut observed {
                        Some(observed) => {
                            let cells = cells.into_iter().map(Cell::into_owned);
                            observed.row = Some(cells.collect());
                        }
                        None => row(&cells),
                    }
                }
                Table::Source => source::rows(id, text, &analysis, lexicon, &mut row),
                Table::Term => terms = Some(TermTally::of(text, &analysis)),
                Table::Error => {}
            }
            out
        });
        let rows = rows.collect();
        let late_keys = document.late_keys.clone();
        Scored { rows, terms, observed, bytes, failure: None, late_keys }
    }

    fn failed(
        &self,
        failure: Failure,
        users: &[Option<String>],
        columns: &[Vec<String>],
    ) -> Scored {
        let rows = self.tables.iter().zip(columns).map(|((table, format), columns)| {
            let mut out = Vec::new();
            match table {
                Table::Document => {
                    let users: Vec<_> = users_width(columns, users);
                    let cells = document::failed_cells(&users, &failure, &self.fingerprint);
                    format.row(columns, &cells, &mut out);
                }
                Table::Error => format.row(columns, &failure.cells(), &mut out),
                _ => {}
            }
            out
        });
        let rows = rows.collect();
        let bytes = failure.bytes.unwrap_or_default();
        let failure = Some(failure);
        Scored { rows, terms: None, observed: None, bytes, failure, late_keys: None }
    }
}

/// The user's values, as many as the table has user's columns, also where a record gave none.
fn users_width(columns: &[String], users: &[Option<String>]) -> Vec<Option<String>> {
    let own = Table::Document.columns(&[]).len();
    let mut users = users.to_vec();
    users.resize(columns.len() - own, None);
    users
}

/// The size of a document that failed: one that could not be looked at has none.
fn known(bytes: u64) -> Option<u64> {
    (bytes > 0).then_some(bytes)
}
