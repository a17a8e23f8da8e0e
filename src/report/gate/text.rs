//! Findings as lines for people.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use crate::lexicon::axis::Axis;
use crate::limits::gate::{Checked, Offence};
use crate::limits::origin::Region;
use crate::report::gate::{GateReport, breach, breaches};
use crate::report::style::{BOLD, DIM, axis as axis_style};
use crate::report::visible::{cut, one_line};
use crate::report::wrap::wrap;
use crate::text::voices::Voice;

/// The narrowest and the widest that lines are made for.
const NARROWEST: usize = 40;
const WIDEST: usize = 100;
/// The fewest columns of a cue's spelling.
const SHORTEST: usize = 12;

/// Each document with a broken limit, the limits, and their cues with place, category and weight.
pub(super) fn render(report: &GateReport<'_>) -> String {
    let mut out = String::new();
    for result in report.results {
        let Ok(checked) = &result.outcome else { continue };
        if checked.broken.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        let _ = writeln!(out, "{BOLD}{}{BOLD:#}", one_line(&result.id));
        document(report, checked, &mut out);
    }
    out
}

fn document(report: &GateReport<'_>, checked: &Checked, out: &mut String) {
    let width = report.width.clamp(NARROWEST, WIDEST);
    for (broken, limit, cues) in breaches(report, checked) {
        let style = Axis::of_path(&limit.selector.path).map(axis_style).unwrap_or_default();
        let (target, breach) = (limit.target(), breach(broken, limit));
        if target.len() + breach.len() + 4 <= width {
            let _ = writeln!(out, "  {style}{target}{style:#}  {breach}");
        } else {
            let _ = writeln!(out, "  {style}{target}{style:#}");
            for line in wrap(&breach, width - 4) {
                let _ = writeln!(out, "    {line}");
            }
        }
        list(&cues, width, out);
    }
}

/// A line for each cue: place, spelling, category and weight, in columns.
fn list(cues: &[&Offence], width: usize, out: &mut String) {
    let places: Vec<String> = cues.iter().map(|cue| place(cue)).collect();
    let widest = places.iter().map(String::len).max().unwrap_or(0);
    let said: Vec<String> = cues
        .iter()
        .map(|cue| {
            let quoted = if cue.voice == Voice::Quote { " quoted" } else { "" };
            format!("{} {:.2}{quoted}", cue.category, cue.weight)
        })
        .collect();
    let longest = said.iter().map(String::len).max().unwrap_or(0);
    let room = width.saturating_sub(widest + longest + 8).max(SHORTEST);
    let spelt: Vec<String> = cues.iter().map(|cue| cut(&one_line(&cue.matched), room)).collect();
    let column = spelt.iter().map(|spelt| spelt.width()).max().unwrap_or(0);
    for ((place, spelt), said) in places.iter().zip(&spelt).zip(&said) {
        let pad = column - spelt.width();
        let _ = writeln!(out, "    {DIM}{place:>widest$}{DIM:#}  {spelt}{:pad$}  {said}", "");
    }
}

/// `12:5`, or the sentence where it stands in no file of lines.
fn place(cue: &Offence) -> String {
    match cue.region {
        Some(Region { start, .. }) => format!("{}:{}", start.line, start.column),
        None => format!("sentence {}", cue.sentence),
    }
}
