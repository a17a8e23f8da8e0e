//! `hedgerow calibrate`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum, ValueHint};

use crate::cli::Done;
use crate::cli::args::rules::{RuleArgs, share};
use crate::cli::evaluate::args::VoiceChoice;
use crate::cli::evaluate::told;
use crate::cli::files::{Target, refuse_same};
use crate::cli::load;
use crate::cli::message::{Failure, print};
use crate::evaluate::calibrate::calibrator::FOLDS;
use crate::evaluate::calibrate::fit::Method;
use crate::evaluate::gold::labelled::{Form, Keys, LabelledSentence, labelled_sentences};
use crate::evaluate::judge::Question;
use crate::evaluate::record::{fraction, voice_name};
use crate::lexicon::axis::Axis;
use crate::lexicon::profile::{Profile, Thresholds};
use crate::output::fingerprint::short_sha;
use crate::output::profile::{DataNote, Making, profile_file};
use crate::pipeline::calibrate::{Calibrating, Made};
use crate::pipeline::judge::Judging;
use crate::report::calibration::{compared, made as made_report};

#[derive(Debug, Args)]
pub(super) struct CalibrateArgs {
    /// Labelled files: JSON, JSON Lines, or CSV or TSV tables; `-` is standard input
    #[arg(value_name = "GOLD", required = true, value_hint = ValueHint::FilePath)]
    gold: Vec<PathBuf>,
    /// More labelled files that help to find weights, but are not what thresholds and figures are
    /// about: sentences of another kind, or labelled less well
    #[arg(long, value_name = "GOLD", value_hint = ValueHint::FilePath)]
    also: Vec<PathBuf>,
    /// The profile to write
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    /// What label 1 stands for: axes whose cues say 1, such as `hedge,weasel`
    #[arg(long, value_name = "AXES", value_delimiter = ',', required = true)]
    labels: Vec<Axis>,
    /// Whose cues say 1
    #[arg(long, value_name = "WHOSE", default_value = "all")]
    voice: VoiceChoice,
    /// How weights are made
    #[arg(long, value_name = "METHOD", default_value = "noisy-or")]
    method: Method,
    /// How many sentences the weight in the lexicon is worth [default: chosen by AUC]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    strength: Option<u16>,
    /// Rate no term where its guards fail
    #[arg(long)]
    keep_guards: bool,
    /// Write into the profile that no entry counts of which less than this share is right, unless
    /// `--min-precision` says otherwise
    #[arg(long, value_name = "SHARE", value_parser = share)]
    note_min_precision: Option<f64>,
    /// Choose strength and thresholds on these sentences [default: by cross-validation]
    #[arg(long, value_name = "GOLD", value_hint = ValueHint::FilePath)]
    dev: Option<PathBuf>,
    /// Also measure by cross-validation: judge each sentence by what the other folds give
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u64).range(2..=1000))]
    folds: Option<u64>,
    /// Date to note in the profile
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    date: Option<String>,
    /// Key or column that holds the sentence
    #[arg(long, value_name = "NAME", default_value = "text")]
    text_col: String,
    /// Key or column that holds the label, 0 or 1
    #[arg(long, value_name = "NAME", default_value = "label")]
    label_col: String,
    /// Threads [default: one a processor]
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

impl ValueEnum for Method {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::NoisyOr, Self::Shrunk]
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.name()))
    }
}

fn date(text: &str) -> Result<String, String> {
    let form =
        |(at, c): (usize, char)| if matches!(at, 4 | 7) { c == '-' } else { c.is_ascii_digit() };
    let fits = text.len() == 10 && text.chars().enumerate().all(|c| form((c.0, c.1)));
    if fits { Ok(text.to_owned()) } else { Err("a date is written YYYY-MM-DD".to_owned()) }
}

/// A labelled file that was read.
struct Gold {
    sentences: Vec<LabelledSentence>,
    note: DataNote,
}

pub(super) fn run(args: &CalibrateArgs) -> Result<Done, Failure> {
    check_output(args)?;
    let lexicon = load::lexicon(&args.rules)?;
    load::tell_unknown(&args.rules, &lexicon)?;
    let gold = args.gold.iter().chain(&args.also).map(|path| read(args, path));
    let gold = gold.collect::<Result<Vec<Gold>, Failure>>()?;
    let dev = args.dev.as_deref().map(|path| read(args, path)).transpose()?;
    let (notes, sets): (Vec<_>, Vec<_>) =
        gold.into_iter().map(|gold| (gold.note, gold.sentences)).unzip();
    let judging = Judging::new(args.threads.map_or(0, usize::from), 0, 0)
        .map_err(|error| format!("cannot start threads: {}; try -j 1", error.0))?;
    let calibrating = Calibrating {
        judging: &judging,
        question: &Question {
            axes: args.labels.clone(),
            voice: args.voice.voice(),
            threshold: None,
        },
        lexicon: &lexicon,
        method: args.method,
        strength: args.strength.map(f64::from),
        loose: !args.keep_guards,
        judged: args.gold.len(),
    };
    let made = calibrating.make(&sets, dev.as_ref().map(|dev| dev.sentences.as_slice()));
    let size = |count: fn(&DataNote) -> usize| notes.iter().map(count).sum();
    let mut report = made_report(&made, size(|note| note.sentences), size(|note| note.positives));
    let profile = profile(args, &calibrating, &made, notes, dev.as_ref())?;
    report.push_str(&figures(args, &calibrating, &sets, &made, &profile, dev.as_ref()));
    if let Some(output) = &args.output {
        let mut target = Target::create(output)?;
        target.write(&profile_file(&profile, &lexicon))?;
        target.flush()?;
        target.finish()?;
    }
    print(&report)?;
    Ok(Done::Whole)
}

/// Refuses to write over what is read.
fn check_output(args: &CalibrateArgs) -> Result<(), Failure> {
    let Some(output) = &args.output else { return Ok(()) };
    let named = args.gold.iter().chain(&args.also).chain(&args.dev).chain(&args.rules.lexicon);
    let inputs: Vec<PathBuf> = named.chain(&args.rules.profile).cloned().collect();
    refuse_same(output, &inputs)
}

/// What the profile is worth, as far as it was asked for.
fn figures(
    args: &CalibrateArgs,
    calibrating: &Calibrating<'_>,
    sets: &[Vec<LabelledSentence>],
    made: &Made,
    profile: &Profile,
    dev: Option<&Gold>,
) -> String {
    let mut report = String::new();
    if let Some(folds) = args.folds {
        let title = format!("The same sentences, in {folds} folds");
        report.push_str(&compared(&title, &calibrating.crossed(sets, folds)));
    }
    if let Some(dev) = dev {
        let rated = calibrating.lexicon.rated(profile, None);
        let title = format!("{}, on which the thresholds were chosen", dev.note.name);
        report.push_str(&compared(&title, &calibrating.compared(&dev.sentences, &rated, made)));
    }
    report
}

fn read(args: &CalibrateArgs, path: &Path) -> Result<Gold, Failure> {
    let text = load::whole_text(path)?;
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let keys = Keys { text: &args.text_col, label: &args.label_col };
    let sentences = labelled_sentences(&text, Form::of_extension(&ending), keys)
        .map_err(|faults| told(path, &faults))?;
    let name = short_name(path);
    let positives = sentences.iter().filter(|sentence| sentence.label).count();
    let sha = short_sha(text.as_bytes());
    let note = DataNote { name, sentences: sentences.len(), positives, sha };
    Ok(Gold { sentences, note })
}

/// The file's name behind that of its folder: many sets call theirs `train`.
fn short_name(path: &Path) -> String {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let names = path.parent().and_then(name).into_iter().chain(name(path));
    names.collect::<Vec<_>>().join("/")
}

/// The profile in use, if any, with what was made beside it.
fn profile(
    args: &CalibrateArgs,
    calibrating: &Calibrating<'_>,
    made: &Made,
    mut data: Vec<DataNote>,
    dev: Option<&Gold>,
) -> Result<Profile, Failure> {
    let Calibrating { question, lexicon, .. } = calibrating;
    let also = data.split_off(args.gold.len().min(data.len()));
    let making = Making {
        data,
        also,
        dev: dev.map(|dev| dev.note.clone()),
        axes: &question.axes,
        voice: voice_name(question),
        method: args.method.name(),
        strength: made.calibration.strength,
        folds: FOLDS,
        lexicon_sha: lexicon.sha(),
        date: args.date.as_deref(),
    };
    let mut profile = load::profile(&args.rules)?.unwrap_or_default();
    profile.notes.extend(making.notes());
    let settled = args.rules.found.iter().flat_map(|found| &found.settings.enable);
    for category in settled.chain(&args.rules.enable) {
        if !profile.enabled.contains(category) {
            profile.enabled.push(category.clone());
        }
    }
    if let (Some(f1), Some(macro_f1)) = (made.calibration.f1, made.calibration.macro_f1) {
        let least = |threshold| fraction(threshold).max(0.0001);
        let axes = question.axes.clone();
        profile.set_thresholds(Thresholds { axes, f1: least(f1), macro_f1: least(macro_f1) });
    }
    profile.min_precision = args.note_min_precision.or(profile.min_precision);
    profile.ratings.extend(made.ratings.clone());
    Ok(profile)
}
