//! A revision as a page with both versions in two columns: one file, nothing loaded, no script.

use std::collections::BTreeMap;

use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use serde::Serialize;

use crate::report::json::rounded;
use crate::report::policy::policy;
use crate::report::revision::RevisionReport;
use crate::report::title::source;
use crate::report::visible::visible;
use crate::revision::align::{Fate, Row};
use crate::revision::cues::Event;
use crate::text::span::Span;
use crate::text::voices::Voice;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");

/// A sentence of one version, or an empty place beside one of the other.
#[derive(Debug, Serialize)]
struct Cell {
    number: usize,
    parts: Vec<Part>,
}

/// A stretch of a sentence; a cue has a class and says what it is.
#[derive(Debug, Default, Serialize)]
struct Part {
    text: String,
    axis: &'static str,
    event: &'static str,
    label: String,
}

#[derive(Debug, Serialize)]
struct Line {
    fate: &'static str,
    label: &'static str,
    /// Whether the label stands in the old column.
    is_gone: bool,
    /// Of the old version, then of the new one.
    cells: [Option<Cell>; 2],
}

#[derive(Debug, Serialize)]
struct AxisLine {
    name: String,
    cues: String,
    rates: String,
    change: String,
}

/// The page. What comes from the texts is escaped by the template engine, which goes by the name of the
/// template.
pub(super) fn render(report: &RevisionReport<'_>) -> String {
    let mut engine = Environment::new();
    engine.add_template("page.html", PAGE).expect("the template is checked by our tests");
    let page = engine.get_template("page.html").expect("it was just added");
    let [old, new] = report.documents.map(source);
    let context = context! {
        policy => policy(STYLE, None),
        style => STYLE,
        old, new,
        counts => report.counts(),
        cues => report.cue_counts(),
        axes => Value::from(Serde(axes(report))),
        lines => Value::from(Serde(lines(report))),
        version => env!("CARGO_PKG_VERSION"),
        lexicon => report.lexicon_sha,
    };
    page.render(context).expect("the template is checked by our tests")
}

fn axes(report: &RevisionReport<'_>) -> Vec<AxisLine> {
    let rate = |rate: Option<f64>| rate.map_or("–".to_owned(), |rate| format!("{rate:.1}"));
    let shown = report.revision.changes.iter();
    let shown = shown.filter(|change| change.voice == Voice::Author || change.hits != [0, 0]);
    shown
        .map(|change| {
            let voice = if change.voice == Voice::Quote { ", quoted" } else { "" };
            let [old, new] = change.hits;
            let [was, is] = change.rates.map(rate);
            let moved = change.difference.zip(change.interval).map(|(by, interval)| {
                let (lo, hi) = (rounded(interval.lo), rounded(interval.hi));
                format!("{by:+.1} ({lo:+.1} to {hi:+.1})")
            });
            AxisLine {
                name: format!("{}{voice}", change.axis),
                cues: format!("{old} → {new}"),
                rates: format!("{was} → {is}"),
                change: moved.unwrap_or_else(|| "–".to_owned()),
            }
        })
        .collect()
}

fn lines(report: &RevisionReport<'_>) -> Vec<Line> {
    let events = [0, 1].map(|version| events(report, version));
    report.revision.rows.iter().map(|row| line(report, &events, row)).collect()
}

/// What happened to the cues of a version, by their numbers.
type Events = BTreeMap<usize, Event>;

fn events(report: &RevisionReport<'_>, version: usize) -> Events {
    let changed = report.revision.cues.iter().filter_map(|change| {
        let side = if version == 0 { &change.old } else { &change.new };
        Some((side.as_ref()?.cue, change.event))
    });
    changed.collect()
}

fn line(report: &RevisionReport<'_>, events: &[Events; 2], row: &Row) -> Line {
    let (fate, label) = match row.fate {
        Fate::Same => ("same", ""),
        Fate::Moved => ("moved", "moved"),
        Fate::Changed => ("changed", "changed"),
        Fate::Removed => ("removed", "removed"),
        Fate::Added => ("added", "added"),
    };
    let cell = |version: usize, sentence: Option<usize>| {
        sentence.map(|at| Cell { number: at + 1, parts: parts(report, events, version, at) })
    };
    Line { fate, label, is_gone: row.new.is_none(), cells: [cell(0, row.old), cell(1, row.new)] }
}

/// A sentence cut at its counted cues. Cues do not overlap, but for a quotation and a word in it: then the
/// first alone is marked.
fn parts(
    report: &RevisionReport<'_>,
    events: &[Events; 2],
    version: usize,
    sentence: usize,
) -> Vec<Part> {
    let Some(edition) = report.editions.get(version) else { return Vec::new() };
    let Some(found) = edition.analysis.sentences.get(sentence) else { return Vec::new() };
    let Some(events) = events.get(version) else { return Vec::new() };
    let plain = |from: usize, to: usize| Part {
        text: visible(&Span::new(from, to).of(edition.text).replace(['\n', '\r', '\t'], " ")),
        ..Part::default()
    };
    let mut parts = Vec::new();
    let mut at = found.span.start;
    for (number, cue) in found.cues.clone().zip(edition.analysis.cues_of(found)) {
        if !cue.counts() || cue.span.start < at {
            continue;
        }
        parts.push(plain(at, cue.span.start));
        let category = report.lexicon.category(cue.category);
        let event = events.get(&number);
        let done = event.map_or_else(String::new, |event| format!("{}: ", event.name()));
        let weight = report.lexicon.entry(cue.entry).weight;
        parts.push(Part {
            axis: category.axis.name(),
            event: event.map_or("", |event| event.name()),
            label: format!("{done}{} {weight:.2}, {}", category.path, cue.voice.name()),
            ..plain(cue.span.start, cue.span.end)
        });
        at = cue.span.end;
    }
    parts.push(plain(at, found.span.end));
    parts.retain(|part| !part.text.is_empty());
    parts
}
