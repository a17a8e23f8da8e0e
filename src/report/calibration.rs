//! What a calibration is worth, as a table.

use std::fmt::Write as _;

use crate::evaluate::figure::Figure;
use crate::evaluate::record::fraction;
use crate::evaluate::sample::Sample;
use crate::lexicon::profile::Rating;
use crate::pipeline::calibrate::{Compared, Made};
use crate::report::plural::counted;
use crate::report::style::{BOLD, DIM};

const FIGURES: [Figure; 5] =
    [Figure::Precision, Figure::Recall, Figure::F1, Figure::MacroF1, Figure::Auc];

/// What was made: entries, strength and thresholds.
#[must_use]
pub fn made(made: &Made, sentences: usize, positives: usize) -> String {
    let mut out = String::new();
    let sentences = counted(sentences as u64, "sentence", "sentences");
    let _ = writeln!(out, "{BOLD}{sentences}, {positives} of them labelled 1{BOLD:#}");
    let loose = made.ratings.keys().filter(|name| name.ends_with(crate::lexicon::rated::LOOSE));
    let judged: Vec<&Rating> = made.ratings.values().collect();
    let often = judged.iter().filter(|rating| rating.judged >= 10).count();
    let entries = counted(judged.len() as u64, "entry", "entries");
    let _ = writeln!(
        out,
        "{entries} rated, {often} of them in 10 sentences or more; {} without their guards",
        loose.count()
    );
    let threshold = |threshold: Option<u64>| {
        threshold.map_or("none".to_owned(), |least| format!("{:.4}", fraction(least)))
    };
    let calibration = &made.calibration;
    let _ = writeln!(
        out,
        "strength of the prior {}; threshold for F1 {}, for macro-F1 {}",
        calibration.strength,
        threshold(calibration.f1),
        threshold(calibration.macro_f1)
    );
    out
}

/// The figures without and with a profile.
#[must_use]
pub fn compared(title: &str, compared: &Compared) -> String {
    let mut out = format!("\n{BOLD}{title}{BOLD:#}\n{DIM}{:<24}", "");
    for figure in FIGURES {
        let name = if figure == Figure::Auc { "AUC" } else { figure.title() };
        let _ = write!(out, "{name:>11}");
    }
    let _ = writeln!(out, "{DIM:#}");
    for (name, sample) in [
        ("from 0.5, no profile", &compared.plain),
        ("threshold for F1", &compared.f1),
        ("threshold for macro-F1", &compared.macro_f1),
    ] {
        out.push_str(&line(name, sample));
    }
    out
}

fn line(name: &str, sample: &Sample) -> String {
    let values = sample.values();
    let mut line = format!("{name:<24}");
    for figure in FIGURES {
        let value = values.get(figure).map_or(String::new(), |value| format!("{value:.4}"));
        let _ = write!(line, "{value:>11}");
    }
    line + "\n"
}
