//! What a check of lexicons found, as lines for people and as JSON.

use std::fmt::Write as _;

use serde_json::json;

use crate::lexicon::finding::{Finding, Severity};
use crate::report::plural::counted;
use crate::report::visible::one_line;

/// A line for each finding, `file:line:column: rule: message`, then how many there are.
#[must_use]
pub fn text(findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        let warning = match finding.rule.severity() {
            Severity::Error => "",
            Severity::Warning => "warning: ",
        };
        let fix = if finding.fix.is_empty() { "" } else { "; fix: " };
        let line = format!(
            "{}:{}: {}: {warning}{}{fix}{}",
            finding.at,
            finding.at.place.column,
            finding.rule.name(),
            finding.message,
            finding.fix
        );
        let _ = writeln!(out, "{}", one_line(&line));
    }
    let count = |severity| of(findings, severity) as u64;
    let _ = writeln!(
        out,
        "{}, {}",
        counted(count(Severity::Error), "error", "errors"),
        counted(count(Severity::Warning), "warning", "warnings")
    );
    out
}

/// An array with an object for each finding, one a line.
#[must_use]
pub fn json(findings: &[Finding]) -> String {
    let lines: Vec<String> = findings
        .iter()
        .map(|finding| {
            let object = json!({
                "file": &*finding.at.file,
                "line": finding.at.place.line,
                "column": finding.at.place.column,
                "rule": finding.rule.name(),
                "severity": finding.rule.severity().name(),
                "message": &finding.message,
                "fix": &finding.fix,
            });
            object.to_string()
        })
        .collect();
    if lines.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}

/// How many findings are of a severity.
#[must_use]
pub fn of(findings: &[Finding], severity: Severity) -> usize {
    findings.iter().filter(|finding| finding.rule.severity() == severity).count()
}
