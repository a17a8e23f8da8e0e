//! Findings as SARIF 2.1.0: a rule a limit, a result a cue.

use std::fmt::Write as _;

use serde::Serialize;

use crate::limits::gate::Offence;
use crate::limits::origin::Region as Stretch;
use crate::report::gate::{GateReport, breach, breaches, named, rule};
use crate::report::json::pretty;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const HOME: &str = env!("CARGO_PKG_NAME");

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    invocations: [Invocation; 1],
    /// Columns are counted in characters, not in UTF-16 code units, which is what is taken without this.
    column_kind: &'static str,
    results: Vec<Finding>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: String,
    short_description: Message,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

/// A document that failed.
#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
    locations: [Location; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding {
    rule_id: String,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
}

/// What a result is known by, wherever it stands.
#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "cue/v1")]
    cue: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// The log, with a result for each cue of each broken limit.
pub(super) fn render(report: &GateReport<'_>) -> String {
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run(report)] };
    pretty(&log)
}

fn run(report: &GateReport<'_>) -> Run {
    let rules = report.limits.iter().map(|limit| Rule {
        id: limit.target(),
        short_description: Message { text: rule(limit) },
        default_configuration: Configuration { level: "error" },
    });
    let driver =
        Driver { name: HOME, semantic_version: env!("CARGO_PKG_VERSION"), rules: rules.collect() };
    let failed = report.results.iter().filter_map(|result| {
        let failed = result.outcome.as_ref().err()?;
        Some(Notification {
            level: "error",
            message: Message { text: format!("{}: {}", failed.code, failed.message) },
            locations: [location(&result.source, None)],
        })
    });
    let invocation = Invocation {
        execution_successful: report.failed() == 0,
        tool_execution_notifications: failed.collect(),
    };
    Run {
        tool: Tool { driver },
        invocations: [invocation],
        column_kind: "unicodeCodePoints",
        results: findings(report),
    }
}

fn findings(report: &GateReport<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for result in report.results {
        let Ok(checked) = &result.outcome else { continue };
        for (broken, limit, cues) in breaches(report, checked) {
            let breach = breach(broken, limit);
            findings.extend(cues.into_iter().map(|cue| Finding {
                rule_id: limit.target(),
                rule_index: broken.limit,
                level: "error",
                message: Message { text: message(&result.id, &result.source, cue, &breach) },
                locations: [location(&result.source, cue.region)],
                partial_fingerprints: Fingerprints { cue: cue.known.digest() },
                baseline_state: report.has_baseline.then_some("new"),
            }));
        }
    }
    findings
}

fn message(id: &str, source: &str, cue: &Offence, breach: &str) -> String {
    let within = if id == source { String::new() } else { format!("{id}: ") };
    format!("{within}{}; {breach}", named(cue))
}

fn location(source: &str, region: Option<Stretch>) -> Location {
    let region = region.map(|Stretch { start, end }| Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
    });
    Location {
        physical_location: Physical { artifact_location: Artifact { uri: uri(source) }, region },
    }
}

/// A path as a relative reference, or as a `file:` URI where it begins at the root.
pub(super) fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    let mut uri = if path.starts_with('/') { "file://".to_owned() } else { String::new() };
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
