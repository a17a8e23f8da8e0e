//! Findings as lines for people.

use std::fmt::Write as _;

use crate::lexicon::axis::Axis;
use crate::limits::gate::{Checked, Offence};
use crate::limits::origin::Region;
use crate::report::gate::{GateReport, breach, breaches};
use crate::report::style::{BOLD, DIM, axis as axis_style};
use crate::report::visible::{cut, one_line};
use crate::text::voices::Voice;

/// Columns that a word and its category need beside each other.
const WIDE: usize = 60;

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
    for (broken, limit, cues) in breaches(report, checked) {
        let style = Axis::of_path(&limit.selector.path).map(axis_style).unwrap_or_default();
        let target = limit.target();
        let _ = writeln!(out, "  {style}{target}{style:#}  {}", breach(broken, limit));
        let places: Vec<String> = cues.iter().map(|cue| place(cue)).collect();
        let widest = places.iter().map(String::len).max().unwrap_or(0);
        for (cue, place) in cues.iter().zip(&places) {
            let category = format!("{} {:.2}", cue.category, cue.weight);
            let quoted = if cue.voice == Voice::Quote { " quoted" } else { "" };
            let room = report.width.clamp(WIDE, 100).saturating_sub(widest + category.len() + 14);
            let matched = cut(&one_line(&cue.matched), room.max(12));
            let pad = room.min(24).saturating_sub(matched.chars().count());
            let _ = writeln!(
                out,
                "    {DIM}{place:>widest$}{DIM:#}  {matched}{:pad$}  {category}{quoted}",
                ""
            );
        }
    }
}

/// `12:5`, or the sentence where it stands in no file of lines.
fn place(cue: &Offence) -> String {
    match cue.region {
        Some(Region { start, .. }) => format!("{}:{}", start.line, start.column),
        None => format!("sentence {}", cue.sentence),
    }
}
