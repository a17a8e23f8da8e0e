//! Findings as one JSON object.

use serde_json::{Value, json};

use crate::limits::gate::{Checked, Offence};
use crate::limits::limit::Limit;
use crate::report::gate::{GateReport, breaches};
use crate::report::json::{pretty, rounded};

/// An object with the limits and every document, those that hold too.
pub(super) fn render(report: &GateReport<'_>) -> String {
    let documents: Vec<Value> = report
        .results
        .iter()
        .map(|result| match &result.outcome {
            Ok(checked) => document(report, &result.id, checked),
            Err(failed) => json!({
                "doc_id": result.id,
                "status": failed.code,
                "message": failed.message,
            }),
        })
        .collect();
    let limits: Vec<Value> = report.limits.iter().map(limit).collect();
    let whole = json!({
        "tool_version": env!("CARGO_PKG_VERSION"),
        "lexicon_sha": report.lexicon_sha,
        "holds": !report.is_broken(),
        "limits": limits,
        "documents": documents,
    });
    pretty(&whole)
}

fn limit(limit: &Limit) -> Value {
    json!({
        "limit": limit.target(),
        "category": limit.selector.path,
        "voice": limit.selector.voice.name(),
        "measure": limit.measure.name(),
        "max": limit.most,
    })
}

fn document(report: &GateReport<'_>, id: &str, checked: &Checked) -> Value {
    let broken: Vec<Value> = breaches(report, checked)
        .map(|(broken, limit, _)| {
            json!({
                "limit": limit.target(),
                "value": rounded(broken.value),
                "max": limit.most,
                "words": broken.words,
                "cues": broken.cues,
            })
        })
        .collect();
    let unjudged = checked.unjudged.iter().filter_map(|at| report.limits.get(*at));
    let complaints = checked.complaints.iter().map(|(at, what)| {
        let message = format!("comment {what}");
        match at {
            Some(at) => json!({ "line": at.line, "column": at.column, "message": message }),
            None => json!({ "message": message }),
        }
    });
    json!({
        "doc_id": id,
        "status": "ok",
        "broken": broken,
        "cues": checked.cues.iter().map(cue).collect::<Vec<Value>>(),
        "unjudged": unjudged.map(Limit::target).collect::<Vec<String>>(),
        "ignored_n": checked.ignored,
        "baseline_n": checked.tolerated,
        "baseline_gone_n": checked.gone,
        "complaints": complaints.collect::<Vec<Value>>(),
    })
}

fn cue(cue: &Offence) -> Value {
    json!({
        "matched": cue.matched,
        "category": cue.category,
        "voice": cue.voice.name(),
        "weight": cue.weight,
        "entry": cue.entry,
        "sentence": cue.sentence,
        "line": cue.region.map(|region| region.start.line),
        "column": cue.region.map(|region| region.start.column),
        "end_line": cue.region.map(|region| region.end.line),
        "end_column": cue.region.map(|region| region.end.column),
    })
}
