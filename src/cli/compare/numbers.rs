//! The tables of a comparison, computed.

use crate::cli::compare::args::CompareArgs;
use crate::cli::message::{Failure, say};
use crate::cli::progress::Jobs;
use crate::compare::ablated::{Ablated, ablated};
use crate::compare::corpus::Corpus;
use crate::compare::groups::group_table;
use crate::compare::observation::Level;
use crate::compare::options::{CompareError, Options};
use crate::compare::row::GroupRow;
use crate::compare::terms::{TermOptions, TermRow, term_table};
use crate::compare::trend::{TrendRow, trend_table};
use crate::lexicon::axis::Axis;
use crate::output::comparison::ComparisonTable;
use crate::pipeline::comparing::Comparing;
use crate::stats::workers::Workers;

/// With more groups a term table has millions of rows, and is made only if it is asked for by name.
const MOST_GROUPS_OF_TERMS: usize = 100;

/// Every table that was asked for.
pub(super) struct Numbers {
    pub(super) options: Options,
    pub(super) groups: Vec<GroupRow>,
    pub(super) terms: Vec<TermRow>,
    pub(super) trend: Vec<TrendRow>,
    pub(super) over: Option<String>,
    pub(super) ablated: Vec<Ablated>,
}

impl From<CompareError> for Failure {
    fn from(error: CompareError) -> Self {
        Self::Message(error.to_string())
    }
}

impl Numbers {
    pub(super) fn new(
        args: &CompareArgs,
        corpus: &Corpus,
        mut options: Options,
        has_terms: bool,
    ) -> Result<Self, Failure> {
        options.topics = topics(args, corpus);
        let steps = Jobs::new(!args.quiet, "comparing");
        let threads = args.threads.map_or(0, usize::from);
        let workers = Comparing::new(threads, || steps.done())
            .map_err(|error| format!("cannot start threads: {}; try -j 1", error.0))?;
        let wants = |table: ComparisonTable| {
            args.table.map_or(args.output.is_none(), |asked| asked == table)
        };
        let needs_groups = args.table.is_none() || args.table == Some(ComparisonTable::Group);
        let groups =
            if needs_groups { group_table(corpus, &options, &workers)? } else { Vec::new() };
        let terms = if has_terms && (wants(ComparisonTable::Term) || args.ablate.is_some()) {
            terms(args, corpus, &options, &workers)?
        } else {
            Vec::new()
        };
        let wants_trend = args.over.is_some() && wants(ComparisonTable::Trend);
        let trend = if wants_trend { trend_table(corpus, &options) } else { Vec::new() };
        let mut without = Vec::new();
        if args.ablate.is_some() && wants(ComparisonTable::Ablation) {
            let voice = terms.first().map(|row| row.voice);
            let of_voice: Vec<TermRow> =
                terms.iter().filter(|row| Some(row.voice) == voice).cloned().collect();
            for top in &args.top {
                without.push(ablated(corpus, &of_voice, usize::from(*top), &options, &workers)?);
            }
        }
        Ok(Self { options, groups, terms, trend, over: args.over.clone(), ablated: without })
    }
}

/// The topics of the axes asked for; `None` for all.
fn topics(args: &CompareArgs, corpus: &Corpus) -> Option<Vec<String>> {
    let axes = args.axes();
    if args.level == Level::Axis && axes.len() == Axis::ALL.len() {
        return None;
    }
    let is_asked = |topic: &&String| Axis::of_path(topic).is_some_and(|axis| axes.contains(&axis));
    Some(corpus.topics().iter().filter(is_asked).cloned().collect())
}

fn terms(
    args: &CompareArgs,
    corpus: &Corpus,
    options: &Options,
    workers: &impl Workers,
) -> Result<Vec<TermRow>, Failure> {
    let groups = corpus.groups().len();
    if groups > MOST_GROUPS_OF_TERMS
        && args.table != Some(ComparisonTable::Term)
        && args.ablate.is_none()
    {
        if !args.quiet {
            say(&format!("no table of terms for {groups} groups; --table term makes it"));
        }
        return Ok(Vec::new());
    }
    let mut rows = Vec::new();
    for voice in args.voices() {
        let reference = options.reference.clone();
        let asked = TermOptions { reference, voice, ..TermOptions::default() };
        let of_axes = |row: &TermRow| {
            Axis::of_path(&row.term.category).is_some_and(|axis| args.axes().contains(&axis))
        };
        rows.extend(term_table(corpus, &asked, workers)?.into_iter().filter(of_axes));
    }
    Ok(rows)
}
