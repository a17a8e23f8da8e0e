//! Findings as the XML of `JUnit`: a suite a document, a case a limit.

use std::fmt::Write as _;

use crate::report::gate::{DocumentResult, GateReport, breach, breaches, named};
use crate::report::visible::visible;

/// The suites, those of documents that hold too.
pub(super) fn render(report: &GateReport<'_>) -> String {
    let mut suites = String::new();
    for result in report.results {
        suite(report, result, &mut suites);
    }
    let failures: usize = report.checked().map(|checked| checked.broken.len()).sum();
    let tests = report.limits.len() * report.checked().count() + report.failed();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"hedgerow\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{}\">\n\
         {suites}</testsuites>\n",
        report.failed()
    )
}

fn suite(report: &GateReport<'_>, result: &DocumentResult, out: &mut String) {
    let name = escaped(&result.id);
    let checked = match &result.outcome {
        Ok(checked) => checked,
        Err(failed) => {
            let _ = write!(
                out,
                "  <testsuite name=\"{name}\" tests=\"1\" failures=\"0\" errors=\"1\">\n    \
                 <testcase classname=\"{name}\" name=\"read\">\n      \
                 <error type=\"{}\" message=\"{}\"/>\n    </testcase>\n  </testsuite>\n",
                escaped(&failed.code),
                escaped(&failed.message)
            );
            return;
        }
    };
    let _ = writeln!(
        out,
        "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{}\" errors=\"0\">",
        report.limits.len(),
        checked.broken.len()
    );
    let breaches: Vec<_> = breaches(report, checked).collect();
    for (number, limit) in report.limits.iter().enumerate() {
        let case = escaped(&limit.to_string());
        let Some((broken, _, cues)) = breaches.iter().find(|(broken, ..)| broken.limit == number)
        else {
            let _ = writeln!(out, "    <testcase classname=\"{name}\" name=\"{case}\"/>");
            continue;
        };
        let _ = writeln!(
            out,
            "    <testcase classname=\"{name}\" name=\"{case}\">\n      \
             <failure type=\"limit\" message=\"{}\">",
            escaped(&breach(broken, limit))
        );
        for cue in cues {
            let place = cue.region.map_or_else(
                || format!("sentence {}", cue.sentence),
                |region| format!("{}:{}", region.start.line, region.start.column),
            );
            let _ = writeln!(out, "{}", escaped(&format!("{place} {}", named(cue))));
        }
        out.push_str("</failure>\n    </testcase>\n");
    }
    out.push_str("  </testsuite>\n");
}

/// Text for an attribute or an element; what XML cannot hold is made visible.
fn escaped(text: &str) -> String {
    quick_xml::escape::escape(visible(text).as_str()).into_owned()
}
