//! Numbers as the report writes them.

use crate::compare::measure::{Measure, VoiceChoice};
use crate::compare::row::Flag;

/// A value of a measure.
pub(in crate::report) fn value(measure: Measure, value: Option<f64>) -> String {
    let Some(value) = value else { return "-".to_owned() };
    match measure {
        Measure::Share => format!("{:.1} %", 100.0 * value),
        Measure::Index => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

/// The ends of an interval of a measure.
pub(in crate::report) fn interval(measure: Measure, ends: Option<(f64, f64)>) -> String {
    let Some((lo, hi)) = ends else { return String::new() };
    match measure {
        Measure::Share => format!("{:.1} to {:.1}", 100.0 * lo, 100.0 * hi),
        Measure::Index => format!("{lo:.1} to {hi:.1}"),
        _ => format!("{lo:.2} to {hi:.2}"),
    }
}

/// A ratio.
pub(in crate::report) fn ratio(ratio: Option<f64>) -> String {
    ratio.map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.2}"))
}

/// The ends of a ratio's interval; without an upper end it has no bound.
pub(in crate::report) fn ratio_interval(lo: Option<f64>, hi: Option<f64>) -> String {
    match (lo, hi) {
        (Some(lo), Some(hi)) => format!("{lo:.2} to {hi:.2}"),
        (Some(lo), None) => format!("over {lo:.2}"),
        _ => String::new(),
    }
}

/// A p: `.012`, `<.001`.
pub(in crate::report) fn p(p: Option<f64>) -> String {
    match p {
        None => "-".to_owned(),
        Some(p) if p < 0.001 => "<.001".to_owned(),
        Some(p) if p >= 0.9995 => "1".to_owned(),
        Some(p) => format!("{p:.3}").trim_start_matches('0').to_owned(),
    }
}

/// A count with its thousands apart: `1,234`.
pub(in crate::report) fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The letter that stands for a flag in a row, and what it means.
pub(in crate::report) const fn flag(flag: Flag) -> (&'static str, &'static str) {
    match flag {
        Flag::Few => ("f", "few documents, description only"),
        Flag::Zero => ("z", "no cue on either side"),
        Flag::Sparse => ("s", "fewer than ten cues"),
        Flag::Clumped => ("c", "cues come in clumps, which the intervals allow for"),
    }
}

/// Whose words.
pub(in crate::report) const fn whose(voice: VoiceChoice) -> &'static str {
    match voice {
        VoiceChoice::Author => "author's words",
        VoiceChoice::Quote => "quoted words",
        VoiceChoice::All => "all words",
    }
}

/// What the numbers of a measure are.
pub(in crate::report) const fn unit(measure: Measure) -> &'static str {
    match measure {
        Measure::Rate => "cues per 1,000 words",
        Measure::Share => "sentences with a cue",
        Measure::Index => "mean score of sentences, 0 to 100",
        Measure::Headline => "cues per 1,000 words of headlines",
        Measure::Body => "cues per 1,000 words behind the headline",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(
            [0.0001, 0.0123, 0.5, 0.9999].map(|n| p(Some(n))),
            ["<.001", ".012", ".500", "1"]
        );
        assert_eq!([0, 999, 1_000, 1_234_567].map(count), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(ratio_interval(Some(1.5), None), "over 1.50");
        assert_eq!(interval(Measure::Share, Some((0.012, 0.5))), "1.2 to 50.0");
    }
}
