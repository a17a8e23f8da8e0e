//! A revision as lines for people.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use crate::report::revision::RevisionReport;
use crate::report::style::{BOLD, DIM, axis as axis_style};
use crate::report::title::source;
use crate::report::visible::{cut, one_line};
use crate::report::wrap::wrap;
use crate::revision::align::{Fate, Row};
use crate::revision::change::Change;
use crate::revision::cues::{CueChange, Event, Side};
use crate::text::voices::Voice;

/// What a table of axes needs.
const WIDE: usize = 76;
/// Where what is said of a cue begins.
const DETAIL: usize = 15;

/// The counts, the axes, and each sentence in which a cue changed.
pub(super) fn render(report: &RevisionReport<'_>) -> String {
    let mut out = String::new();
    let [old, new] = report.documents.map(source);
    let width = report.width.clamp(40, 100);
    let _ = writeln!(out, "{BOLD}{}{BOLD:#}", cut(&old, width));
    let _ = writeln!(out, "{BOLD}{}{BOLD:#}", cut(&format!("→ {new}"), width));
    for line in wrap(&report.counts(), width) {
        let _ = writeln!(out, "{DIM}{line}{DIM:#}");
    }
    axes(report, &mut out);
    let _ = writeln!(out, "\n{BOLD}{}{BOLD:#}", report.cue_counts());
    let mut other = 0;
    for (row, cues) in report.revision.rows.iter().zip(report.cues_by_row()) {
        if cues.is_empty() {
            other += u64::from(row.fate == Fate::Changed);
            continue;
        }
        sentence(report, row, &cues, &mut out);
    }
    if other > 0 {
        let what = if other == 1 { "sentence" } else { "sentences" };
        let _ = writeln!(out, "\n{DIM}{other} changed {what} without a change of cues{DIM:#}");
    }
    out
}

/// One line an axis and voice that has or had a cue: cues, rates, and the change with its interval.
fn axes(report: &RevisionReport<'_>, out: &mut String) {
    let narrow = report.width < WIDE;
    let _ = writeln!(
        out,
        "\n{DIM}{:<18}  {:>11}  {:>16}  {}{DIM:#}",
        "",
        "cues",
        "per 1,000 words",
        if narrow { "change" } else { "change (95 %)" }
    );
    for change in &report.revision.changes {
        let quoted = change.voice == Voice::Quote;
        if quoted && change.hits == [0, 0] {
            continue;
        }
        let style = axis_style(change.axis);
        let name = change.axis.name();
        let voice = if quoted { " quoted" } else { "" };
        let pad = 18 - name.len() - voice.len();
        let [old, new] = change.hits;
        let [was, is] = change.rates.map(rate);
        let _ = writeln!(
            out,
            "{style}{name}{style:#}{voice}{:pad$}  {:>11}  {:>16}  {}",
            "",
            format!("{old} → {new}"),
            format!("{was} → {is}"),
            moved_by(change, narrow)
        );
    }
}

fn rate(rate: Option<f64>) -> String {
    rate.map_or_else(|| "-".to_owned(), |rate| format!("{rate:.1}"))
}

fn moved_by(change: &Change, narrow: bool) -> String {
    let Some(difference) = change.difference else { return "-".to_owned() };
    match change.interval.filter(|_| !narrow) {
        Some(interval) => {
            format!("{difference:+.1} ({:+.1} to {:+.1})", interval.lo, interval.hi)
        }
        None => format!("{difference:+.1}"),
    }
}

fn sentence(report: &RevisionReport<'_>, row: &Row, cues: &[&CueChange], out: &mut String) {
    let [old, new] = report.editions;
    let number = |sentence: Option<usize>| sentence.map_or("-".to_owned(), |n| (n + 1).to_string());
    let fate = match row.fate {
        Fate::Same => "as it was",
        Fate::Moved => "moved",
        Fate::Changed => "changed",
        Fate::Removed => "removed",
        Fate::Added => "added",
    };
    let place = format!("{} → {}", number(row.old), number(row.new));
    let _ = writeln!(out, "\n{DIM}{place:>9}  {fate}{DIM:#}");
    let texts = [(old, row.old, '-'), (new, row.new, '+')];
    let twice = row.fate == Fate::Changed;
    for (edition, sentence, sign) in texts {
        let found = sentence.and_then(|at| edition.analysis.sentences.get(at));
        let Some(found) = found.filter(|_| twice || sign == '+' || row.new.is_none()) else {
            continue;
        };
        let text = one_line(found.span.of(edition.text));
        for (at, line) in wrap(&text, report.width.clamp(40, 100) - 6).iter().enumerate() {
            let sign = if at == 0 && row.fate != Fate::Same { sign } else { ' ' };
            let _ = writeln!(out, "    {sign} {line}");
        }
    }
    for change in cues {
        cue(report, change, out);
    }
}

/// A changed cue, on one line where that is wide enough, and why it does not count in one of the versions.
fn cue(report: &RevisionReport<'_>, change: &CueChange, out: &mut String) {
    let Some(side) = change.side() else { return };
    let category = report.lexicon.category(side.category);
    let style = axis_style(category.axis);
    let voice = match (change.event, &change.old) {
        (Event::Moved, Some(old)) => format!("{} → {}", old.voice.name(), side.voice.name()),
        _ => side.voice.name().to_owned(),
    };
    let what = change.event.name();
    let matched = shown(side);
    let width = report.width.clamp(40, 100);
    let said = format!("{} {:.2} {voice}", category.path, side.weight);
    let _ = write!(out, "      {what:<7}  {style}{matched}{style:#}");
    if DETAIL + matched.width() + 2 + said.len() <= width {
        let _ = writeln!(out, "  {said}");
    } else {
        let _ = writeln!(out, "\n{:DETAIL$}{said}", "");
    }
    if let Some(reason) = &change.reason {
        let which = if change.event == Event::Added { "before" } else { "now" };
        let why = format!("not counted {which}: {}", one_line(reason));
        for line in wrap(&why, width - DETAIL) {
            let _ = writeln!(out, "{:DETAIL$}{DIM}{line}{DIM:#}", "");
        }
    }
}

fn shown(side: &Side) -> String {
    cut(&one_line(&side.matched), 40)
}
