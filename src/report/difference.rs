//! Two runs over the same labelled sentences, side by side.

use std::fmt::Write as _;

use crate::evaluate::figure::{Figure, Values};
use crate::evaluate::paired::Pairs;
use crate::report::style::{BOLD, DIM};
use crate::stats::interval::Interval;

/// The figures of both runs over the sentences they share, with the paired difference and its
/// interval.
#[must_use]
pub fn difference(pairs: &Pairs, interval: impl Fn(Figure) -> Option<Interval>) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "\n{BOLD}Against the other run{BOLD:#}{DIM}, {} shared sentences{DIM:#}",
        pairs.shared()
    );
    if pairs.this_alone + pairs.other_alone > 0 {
        let _ = writeln!(
            out,
            "{DIM}left out: {} sentences of this run, {} of the other{DIM:#}",
            pairs.this_alone, pairs.other_alone
        );
    }
    let _ = writeln!(
        out,
        "{DIM}{:<26} {:>6} {:>7} {:>11}   95 % interval{DIM:#}",
        "", "this", "other", "difference"
    );
    let (this, other) = (pairs.this.values(), pairs.other.values());
    for figure in Figure::ALL.into_iter().filter(|figure| !figure.is_of_spans()) {
        out.push_str(&line(figure, &this, &other, interval(figure)));
    }
    out
}

fn line(figure: Figure, this: &Values, other: &Values, interval: Option<Interval>) -> String {
    let four =
        |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.4}"));
    let signed = |value: f64| format!("{value:+.4}");
    let interval = interval.map_or_else(String::new, |interval| {
        format!("   {} to {}", signed(interval.lo), signed(interval.hi))
    });
    format!(
        "{:<26} {:>6} {:>7} {:>11}{interval}\n",
        figure.title(),
        four(this.get(figure)),
        four(other.get(figure)),
        this.minus(other).get(figure).map_or_else(|| "-".to_owned(), signed),
    )
}
