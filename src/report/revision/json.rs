//! A revision as one JSON object.

use serde_json::{Value, json};

use crate::report::json::{pretty, rounded};
use crate::report::revision::RevisionReport;
use crate::revision::align::Fate;
use crate::revision::change::Change;
use crate::revision::cues::{CueChange, Side};

/// An object with the axes, every sentence, and every changed cue; sentences are numbered from 1.
pub(super) fn render(report: &RevisionReport<'_>) -> String {
    let [old, new] = report.documents;
    let sentences: Vec<Value> = report
        .revision
        .rows
        .iter()
        .map(|row| {
            json!({
                "old": row.old.map(|at| at + 1),
                "new": row.new.map(|at| at + 1),
                "fate": fate(row.fate),
            })
        })
        .collect();
    let cues = report.revision.cues.iter().map(|change| cue(report, change));
    pretty(&json!({
        "tool_version": env!("CARGO_PKG_VERSION"),
        "lexicon_sha": report.lexicon_sha,
        "old": old.source,
        "new": new.source,
        "axes": report.revision.changes.iter().map(axis).collect::<Vec<Value>>(),
        "sentences": sentences,
        "cues": cues.collect::<Vec<Value>>(),
    }))
}

const fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Same => "same",
        Fate::Moved => "moved",
        Fate::Changed => "changed",
        Fate::Removed => "removed",
        Fate::Added => "added",
    }
}

fn axis(change: &Change) -> Value {
    let [old, new] = [0, 1].map(|at| {
        json!({
            "n": change.hits.get(at),
            "words": change.words.get(at),
            "per_1k": change.rates.get(at).copied().flatten().map(rounded),
        })
    });
    json!({
        "axis": change.axis.name(),
        "voice": change.voice.name(),
        "old": old,
        "new": new,
        "diff": change.difference.map(rounded),
        "diff_lo": change.interval.map(|interval| rounded(interval.lo)),
        "diff_hi": change.interval.map(|interval| rounded(interval.hi)),
    })
}

fn cue(report: &RevisionReport<'_>, change: &CueChange) -> Value {
    let side = |side: &Side| {
        json!({
            "sentence": side.sentence + 1,
            "matched": side.matched,
            "voice": side.voice.name(),
        })
    };
    let found = change.side();
    json!({
        "event": change.event.name(),
        "entry": report.lexicon.entry(change.entry).name.as_str(),
        "category": found.map(|side| &report.lexicon.category(side.category).path),
        "weight": found.map(|side| side.weight),
        "old": change.old.as_ref().map(side),
        "new": change.new.as_ref().map(side),
        "reason": change.reason,
    })
}
