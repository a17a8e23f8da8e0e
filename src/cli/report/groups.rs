//! Groups of articles side by side, as `hedgerow compare` holds them with its own defaults.

use crate::cli::args::input::InputArgs;
use crate::cli::compare::labelling;
use crate::cli::message::Failure;
use crate::cli::progress::Jobs;
use crate::cli::report::args::ReportArgs;
use crate::compare::corpus::{Corpus, CorpusBuilder};
use crate::compare::groups::group_table;
use crate::compare::labels::Key;
use crate::compare::measure::{Measure, VoiceChoice};
use crate::compare::observation::Observation;
use crate::compare::options::{Options, Reference};
use crate::compare::row::GroupRow;
use crate::compare::terms::{TermOptions, TermRow, term_table};
use crate::lexicon::Lexicon;
use crate::output::comparison::Shared;
use crate::output::comparison::example::Examples;
use crate::output::comparison::term::TermTable;
use crate::output::fingerprint::Fingerprint;
use crate::pipeline::comparing::Comparing;
use crate::pipeline::observe::Observed;
use crate::report::html::page::Groups;
use crate::report::pictures::{Drawn, Picture};
use crate::stats::workers::Workers;

/// With more groups than this nobody looks at pictures of their terms.
const MOST_GROUPS_OF_TERMS: usize = 30;

/// What `--by` names.
pub(super) fn key(by: &str, columns: &[String], inputs: &InputArgs) -> Result<Key, Failure> {
    match labelling::key("--by", by, columns) {
        // A table without a record has no columns to ask for.
        Err(_) if columns.is_empty() && inputs.text_col.is_some() => Ok(Key::Column(0)),
        found => found,
    }
}

/// The documents of all groups.
#[derive(Default)]
pub(super) struct Gathered {
    corpus: CorpusBuilder,
    examples: Examples,
}

impl Gathered {
    pub(super) fn add(&mut self, observed: Observed, group: String) {
        let Observed { id, counts, examples, .. } = observed;
        for (term, voice, example) in examples {
            self.examples.add(term, voice, &group, &id, example);
        }
        self.corpus.add(Observation { id, group, counts, ..Observation::default() });
    }
}

/// The groups compared.
pub(super) struct Compared {
    rows: Vec<GroupRow>,
    pictures: Vec<Picture>,
    notes: Vec<String>,
}

impl Compared {
    pub(super) fn of(
        gathered: Gathered,
        args: &ReportArgs,
        by: &str,
        lexicon: &Lexicon,
        fingerprint: &Fingerprint,
    ) -> Result<Self, Failure> {
        let corpus = gathered.corpus.finish();
        let options = Options {
            reference: args.reference.clone().map_or(Reference::Others, Reference::Group),
            measures: vec![Measure::Rate],
            voices: vec![VoiceChoice::Author, VoiceChoice::Quote],
            ..Options::default()
        };
        let steps = Jobs::new(!args.quiet, "comparing");
        let workers = Comparing::new(args.threads.map_or(0, usize::from), || steps.done())
            .map_err(|error| format!("cannot start threads: {}; try -j 1", error.0))?;
        let rows = group_table(&corpus, &options, &workers)?;
        let terms = terms(&corpus, &options, &workers)?;
        let shared = Shared {
            by: by.to_owned(),
            within: None,
            seed: options.seed,
            draws: options.draws,
            left_out: None,
            fingerprint: Some(
                [fingerprint.lexicon_sha(), fingerprint.options_sha()].map(str::to_owned),
            ),
        };
        let table = TermTable::new(Some(lexicon), &gathered.examples, &options.reference, false);
        let drawn = Drawn {
            shared: &shared,
            options: &options,
            rows: &rows,
            terms: &terms,
            table: &table,
            trend: &[],
            over: None,
        };
        let pictures = drawn.pictures();
        let tests = rows.iter().find_map(|row| row.contrast.as_ref()).map_or(0, |c| c.tests_n);
        let notes = vec![format!(
            "Ratios are to {}; p is adjusted for all {tests} tests (Benjamini-Hochberg). \
             The command “hedgerow compare” has more: within topics, over time, without reprints.",
            args.reference.as_deref().unwrap_or("all others together"),
        )];
        Ok(Self { rows, pictures, notes })
    }

    pub(super) fn shown(&self) -> Groups<'_> {
        Groups { pictures: self.pictures.clone(), rows: &self.rows, notes: self.notes.clone() }
    }
}

fn terms(
    corpus: &Corpus,
    options: &Options,
    workers: &impl Workers,
) -> Result<Vec<TermRow>, Failure> {
    if corpus.groups().len() > MOST_GROUPS_OF_TERMS {
        return Ok(Vec::new());
    }
    let asked = TermOptions { reference: options.reference.clone(), ..TermOptions::default() };
    Ok(term_table(corpus, &asked, workers)?)
}
