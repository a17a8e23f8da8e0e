//! Findings as workflow commands of GitHub Actions: an error a broken limit, a warning a cue.

use std::fmt::Write as _;

use crate::report::gate::{GateReport, breach, breaches, named};
use crate::report::visible::visible;

/// Of each kind GitHub shows ten a step, so that what is broken and where are of two kinds.
pub(super) fn render(report: &GateReport<'_>) -> String {
    let mut out = String::new();
    for result in report.results {
        let file = property(&result.source);
        match &result.outcome {
            Err(failed) => {
                let text = data(&format!("{}: {}", failed.code, failed.message));
                let _ = writeln!(out, "::error file={file},title=hedgerow::{text}");
            }
            Ok(checked) => {
                for (broken, limit, cues) in breaches(report, checked) {
                    let title = property(&limit.target());
                    let text = data(&breach(broken, limit));
                    let _ = writeln!(out, "::error file={file},title={title}::{text}");
                    for cue in cues {
                        let place = cue.region.map_or_else(String::new, |region| {
                            let (start, end) = (region.start, region.end);
                            format!(
                                ",line={},col={},endLine={},endColumn={}",
                                start.line, start.column, end.line, end.column
                            )
                        });
                        let text = data(&named(cue));
                        let _ = writeln!(out, "::warning file={file}{place},title={title}::{text}");
                    }
                }
            }
        }
    }
    out
}

/// A message: what would end it, or begin another command, is escaped.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    visible(&text)
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
