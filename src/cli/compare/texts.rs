//! Documents scored for a comparison.

use std::sync::Arc;

use crate::cli::Done;
use crate::cli::account::Account;
use crate::cli::compare::args::CompareArgs;
use crate::cli::compare::gathered::{Gathered, Tally};
use crate::cli::compare::labelling::labelling;
use crate::cli::files::tables::Tables;
use crate::cli::load;
use crate::cli::message::Failure;
use crate::cli::progress::Progress;
use crate::compare::corpus::CorpusBuilder;
use crate::compare::duplicate::Duplicates;
use crate::compare::labels::Labelling;
use crate::compare::observation::Observation;
use crate::input::{Request, SourceOptions};
use crate::output::cell::Cell;
use crate::output::column::Layout;
use crate::output::comparison::example::Examples;
use crate::output::document::DUP_OF_FROM_END;
use crate::output::format::Format;
use crate::output::rows::Rows;
use crate::output::table::Table;
use crate::pipeline::observe::Observed;
use crate::pipeline::run::{Job, Scored};

/// Scores what was asked for; the document table goes to `documents`, if that is wanted.
pub(super) fn gather(
    args: &CompareArgs,
    requests: Vec<Request>,
    input: SourceOptions,
    documents: Option<&mut Tables<'_>>,
) -> Result<Gathered, Failure> {
    let (analyzer, fingerprint) = load::analyzer(&args.rules, &args.inputs)?;
    if !args.quiet {
        load::tell_unknown(&args.rules, analyzer.lexicon())?;
    }
    let mut source = load::open(requests, &input)?;
    let labelling = labelling(args, source.columns())?;
    let format = args.format()?;
    let tables = documents.iter().map(|_| (Table::Document, format)).collect();
    let shas = [fingerprint.lexicon_sha(), fingerprint.options_sha()].map(str::to_owned);
    let lexicon = Arc::new(analyzer.lexicon().clone());
    let observe = Some(args.level);
    let job = Job { analyzer, input, fingerprint, tables, observe };
    let threads = load::threads(args.threads, args.quiet);
    let columns = Table::Document.columns(source.columns());
    let documents = match documents {
        Some(tables) => {
            let layout = Layout::new(Table::Document.name(), &columns, source.columns().len());
            Some((tables.begin(layout)?, tables))
        }
        None => None,
    };
    let mut gathering = Gathering::new(args, labelling, documents, columns, format);
    let found = job.run(&threads, &mut source, |scored| gathering.add(scored));
    gathering.progress.finish();
    let account = &gathering.account;
    account.check(found?)?;
    if account.found() > 0 {
        account.tell(&source, "; `hedgerow score --table error` lists them", args.quiet);
    }
    let is_whole = account.found() > 0 && account.failed() == 0;
    let done = if is_whole { Done::Whole } else { Done::Partial };
    Ok(Gathered {
        corpus: gathering.corpus,
        examples: gathering.examples,
        lexicon: Some(lexicon),
        fingerprint: Some(shas),
        has_terms: true,
        has_scores: true,
        tally: gathering.tally,
        done,
    })
}

struct Gathering<'a, 't> {
    dedupe: bool,
    labelling: Labelling,
    corpus: CorpusBuilder,
    examples: Examples,
    duplicates: Duplicates,
    /// The ids of the documents that repeat none, in the order of `duplicates`.
    ids: Vec<String>,
    tally: Tally,
    account: Account,
    progress: Progress,
    documents: Option<(usize, &'a mut Tables<'t>)>,
    columns: Vec<String>,
    format: Format,
}

impl<'a, 't> Gathering<'a, 't> {
    fn new(
        args: &CompareArgs,
        labelling: Labelling,
        documents: Option<(usize, &'a mut Tables<'t>)>,
        columns: Vec<String>,
        format: Format,
    ) -> Self {
        Self {
            dedupe: args.dedupe,
            labelling,
            corpus: CorpusBuilder::default(),
            examples: Examples::default(),
            duplicates: Duplicates::default(),
            ids: Vec::new(),
            tally: Tally::default(),
            account: Account::without_ids(),
            progress: Progress::new(!args.quiet),
            documents,
            columns,
            format,
        }
    }

    fn add(&mut self, mut scored: Scored) -> Result<(), Failure> {
        self.progress.add(scored.bytes);
        match scored.observed.take() {
            Some(observed) => self.observe(*observed)?,
            None => scored.rows.first().map_or(Ok(()), |rows| self.write(rows))?,
        }
        self.account.add(scored);
        Ok(())
    }

    fn observe(&mut self, observed: Observed) -> Result<(), Failure> {
        let Observed { id, source, columns, counts, sketch, examples, row } = observed;
        let repeated = self.duplicates.add(sketch);
        let original = repeated.and_then(|at| self.ids.get(at));
        if let Some(mut cells) = row {
            let at = cells.len().saturating_sub(DUP_OF_FROM_END);
            if let (Some(cell), Some(original)) = (cells.get_mut(at), original) {
                *cell = Cell::text(original.clone());
            }
            let mut rows = Rows::default();
            rows.push(self.format, &self.columns, &cells);
            self.write(&rows)?;
        }
        if repeated.is_none() {
            self.ids.push(id.clone());
        }
        let labels = self.labelling.of(&source, &columns);
        let (group, stratum, period) = (labels.group, labels.stratum, labels.period);
        let observation = Observation { id, group, stratum, period, counts };
        let left_out = self.dedupe && repeated.is_some();
        self.tally.add(&observation, repeated.is_some(), left_out);
        if !left_out {
            for (term, voice, example) in examples {
                self.examples.add(term, voice, &observation.group, &observation.id, example);
            }
            self.corpus.add(observation);
        }
        Ok(())
    }

    fn write(&mut self, rows: &Rows) -> Result<(), Failure> {
        self.documents.as_mut().map_or(Ok(()), |(table, tables)| tables.add(*table, rows))
    }
}
