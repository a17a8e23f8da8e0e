//! `hedgerow evaluate` on labelled sentences.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::Done;
use crate::cli::evaluate::args::{EvaluateArgs, Threshold};
use crate::cli::evaluate::{told, write_json};
use crate::cli::files::disk::Disk;
use crate::cli::files::tables::{Destination, Tables};
use crate::cli::files::{finish, refuse_same};
use crate::cli::format::by_ending;
use crate::cli::load;
use crate::cli::message::{Failure, print};
use crate::cue::finder::Finder;
use crate::evaluate::entries::{EntryCounts, entry_counts};
use crate::evaluate::gold::labelled::{Form, Keys, LabelledSentence, labelled_sentences};
use crate::evaluate::judge::{Judged, Question};
use crate::evaluate::paired::Pairs;
use crate::evaluate::record::{
    Prediction, RECORD, RunRecord, figure_records, fraction, millionths, voice_name,
};
use crate::evaluate::sample::Sample;
use crate::lexicon::Lexicon;
use crate::lexicon::entry::EntryId;
use crate::output::column::Layout;
use crate::output::judged;
use crate::output::rows::Rows;
use crate::pipeline::judge::Judging;
use crate::report::accuracy::AccuracyReport;
use crate::report::difference::difference;

pub(super) fn run(args: &EvaluateArgs) -> Result<Done, Failure> {
    let question = question(args)?;
    check_outputs(args)?;
    let other = args.labels.against.as_deref().map(read_record).transpose()?;
    let sentences = sentences(args)?;
    let finder = Finder::new(Arc::new(load::lexicon(&args.rules)?));
    let lexicon = finder.lexicon();
    load::tell_unknown(&args.rules, lexicon)?;
    let threads = args.labels.threads.map_or(0, usize::from);
    let judging = Judging::new(threads, args.labels.bootstrap, args.labels.seed)
        .map_err(|error| format!("cannot start threads: {}; try -j 1", error.0))?;
    let judged = judging.judge(&question, &finder, &sentences);
    let record = record(args, &question, lexicon, &judging, &sentences, &judged);
    let entries = entry_counts(&question, lexicon, &sentences, &judged);
    if let Some(file) = &args.labels.entries {
        write_entries(file, &entries, lexicon, has_spans(&sentences))?;
    }
    if args.json {
        write_json(args, &record.to_json())?;
        return Ok(Done::Whole);
    }
    let (sentences, judged, worst) = (&sentences, &judged, args.labels.worst);
    let report =
        AccuracyReport { record: &record, sentences, judged, entries: &entries, lexicon, worst };
    print(&report.render())?;
    if let Some((path, other)) = args.labels.against.as_deref().zip(other) {
        compare(&judging, &record, path, &other)?;
    }
    Ok(Done::Whole)
}

/// Prints both runs side by side.
fn compare(
    judging: &Judging,
    record: &RunRecord,
    path: &Path,
    other: &RunRecord,
) -> Result<(), Failure> {
    let pairs = Pairs::new(&record.predictions, &other.predictions)
        .map_err(|why| format!("{}: {why}", path.display()))?;
    let resampled = judging.resampled(pairs.shared(), |times| pairs.difference(times));
    print(&difference(&pairs, |figure| resampled.of(figure)))
}

fn question(args: &EvaluateArgs) -> Result<Question, Failure> {
    let axes = args.labels.labels.clone();
    if axes.is_empty() {
        let message = "say what label 1 stands for, such as `--labels hedge,weasel`";
        return Err(message.to_owned().into());
    }
    let threshold = threshold(args)?.map(millionths);
    Ok(Question { axes, voice: args.labels.voice.voice(), threshold })
}

/// The least score that says 1, or `None` for any counted cue.
fn threshold(args: &EvaluateArgs) -> Result<Option<f64>, Failure> {
    let profile = load::profile(&args.rules)?;
    let of_profile = profile.as_ref().and_then(|profile| profile.thresholds(&args.labels.labels));
    match (args.labels.threshold, of_profile) {
        (Some(Threshold::Score(score)), _) => Ok(Some(score)),
        (Some(Threshold::F1) | None, Some(thresholds)) => Ok(Some(thresholds.f1)),
        (Some(Threshold::MacroF1), Some(thresholds)) => Ok(Some(thresholds.macro_f1)),
        (Some(Threshold::Any), _) => Ok(None),
        (None, None) => Ok(Some(fraction(Question::MORE_LIKELY_THAN_NOT))),
        (Some(Threshold::F1 | Threshold::MacroF1), None) => {
            Err("no profile names a threshold for these axes; give a score".to_owned().into())
        }
    }
}

/// Refuses to write over what is read.
fn check_outputs(args: &EvaluateArgs) -> Result<(), Failure> {
    let against = args.labels.against.clone();
    let inputs: Vec<PathBuf> = [args.gold.clone()]
        .into_iter()
        .chain(args.rules.lexicon.clone())
        .chain(args.rules.profile.clone())
        .chain(against)
        .collect();
    by_ending(args.labels.entries.as_deref())?;
    for output in args.output.iter().chain(&args.labels.entries) {
        refuse_same(output, &inputs)?;
    }
    Ok(())
}

fn read_record(path: &Path) -> Result<RunRecord, Failure> {
    let text = load::whole_text(path)?;
    RunRecord::parse(&text).map_err(|why| format!("{}: {why}", path.display()).into())
}

fn sentences(args: &EvaluateArgs) -> Result<Vec<LabelledSentence>, Failure> {
    let text = load::whole_text(&args.gold)?;
    let ending = args.gold.extension().unwrap_or_default().to_string_lossy();
    let keys = Keys { text: &args.labels.text_col, label: &args.labels.label_col };
    labelled_sentences(&text, Form::of_extension(&ending), keys)
        .map_err(|faults| told(&args.gold, &faults))
}

fn has_spans(sentences: &[LabelledSentence]) -> bool {
    sentences.iter().any(|sentence| !sentence.spans.is_empty())
}

fn record(
    args: &EvaluateArgs,
    question: &Question,
    lexicon: &Lexicon,
    judging: &Judging,
    sentences: &[LabelledSentence],
    judged: &[Judged],
) -> RunRecord {
    let sample = Sample::new(judged.iter().map(|judged| judged.case).collect());
    let resampled = judging.resampled(sentences.len(), |times| sample.values_of(times));
    let interval = |figure| resampled.of(figure);
    let predictions = sentences.iter().zip(sample.cases());
    RunRecord {
        record: RECORD,
        task: "labels".to_owned(),
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        lexicon_sha: lexicon.sha().to_owned(),
        labels: question.axes.iter().map(ToString::to_string).collect(),
        voice: voice_name(question).to_owned(),
        threshold: question.threshold.map(fraction),
        bootstrap: args.labels.bootstrap,
        seed: args.labels.seed,
        sentences: sentences.len() as u64,
        positives: sentences.iter().filter(|sentence| sentence.label).count() as u64,
        figures: figure_records(&sample.values(), interval, has_spans(sentences)),
        best_f1_on_the_same_sentences: sample.best_f1().map(Into::into),
        predictions: predictions.map(|(s, case)| Prediction::new(&s.id, case)).collect(),
    }
}

fn write_entries(
    file: &Path,
    entries: &BTreeMap<EntryId, EntryCounts>,
    lexicon: &Lexicon,
    with_spans: bool,
) -> Result<(), Failure> {
    let format = by_ending(Some(file))?;
    let disk = Disk::default();
    let destination = Destination::new(Some(file), None);
    let mut tables = Tables::new(&disk, destination, format, None, Vec::new());
    let columns = judged::columns();
    let table = tables.begin(Layout::new("entry", &columns, 0))?;
    let mut rows = Rows::default();
    judged::rows(entries, lexicon, with_spans, |cells| rows.push(format, &columns, cells));
    tables.add(table, &rows)?;
    finish(&disk, tables.end("entry")?)
}
