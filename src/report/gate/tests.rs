//! What programs read of a check, by its structure.

use super::*;
use crate::lexicon::mistake::Place;
use crate::limits::baseline::KnownCue;
use crate::limits::origin::Region;
use crate::text::voices::Voice;

fn report(results: &[DocumentResult], format: GateFormat) -> String {
    let limits = ["loaded=12".parse().unwrap(), "hedge.modal.quote:count=0".parse().unwrap()];
    let report = GateReport {
        limits: &limits,
        results,
        lexicon_sha: "0123456789abcdef",
        has_baseline: true,
        width: 80,
    };
    report.render(format)
}

/// A document whose name and cue are as hostile as they can be, and one that failed.
fn hostile() -> [DocumentResult; 2] {
    let place = |line, column| Place { line, column };
    let cue = Offence {
        matched: "\u{1b}]0;x\u{7}<b>&\"::error::\n\u{9b}%".to_owned(),
        category: "loaded.label".to_owned(),
        voice: Voice::Author,
        weight: 0.6,
        entry: "mine:x".to_owned(),
        sentence: 3,
        region: Some(Region { start: place(2, 5), end: place(3, 1) }),
        known: KnownCue::new("loaded.label", "author", "x", "x"),
    };
    let broken = Broken { limit: 0, value: 20.5, words: 198, cues: vec![0] };
    let checked = Checked { broken: vec![broken], cues: vec![cue], ..Checked::default() };
    let name = "a b/é:,\"<x>\u{1b}.txt".to_owned();
    let failed = Failure {
        id: "gone.txt".to_owned(),
        source: "gone.txt".to_owned(),
        code: "not-found".into(),
        message: "there is no such file".to_owned(),
        bytes: None,
    };
    [
        DocumentResult { id: name.clone(), source: name, outcome: Ok(checked) },
        DocumentResult {
            id: failed.id.clone(),
            source: failed.source.clone(),
            outcome: Err(failed),
        },
    ]
}

#[test]
fn no_format_lets_a_control_character_through() {
    for format in GateFormat::ALL {
        let text = report(&hostile(), format);
        let text = if format == GateFormat::Text {
            anstream::adapter::strip_str(&text).to_string()
        } else {
            text
        };
        let control = text.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(control, None, "{}: {text}", format.name());
    }
}

#[test]
fn sarif_says_where_in_characters_and_by_what_a_cue_is_known() {
    let log: serde_json::Value =
        serde_json::from_str(&report(&hostile(), GateFormat::Sarif)).unwrap();
    let run = &log["runs"][0];
    assert_eq!(
        (&log["version"], &run["columnKind"]),
        (&"2.1.0".into(), &"unicodeCodePoints".into())
    );
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let rules: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    assert_eq!(rules, ["loaded.author:rate", "hedge.modal.quote:count"]);
    let result = &run["results"][0];
    assert_eq!(
        (&result["ruleId"], &result["ruleIndex"]),
        (&"loaded.author:rate".into(), &0.into())
    );
    assert_eq!(result["baselineState"], "new");
    assert_eq!(
        result["locations"][0]["physicalLocation"],
        serde_json::json!({
            "artifactLocation": { "uri": "a%20b/%C3%A9%3A%2C%22%3Cx%3E%1B.txt" },
            "region": { "startLine": 2, "startColumn": 5, "endLine": 3, "endColumn": 1 },
        })
    );
    let known = KnownCue::new("loaded.label", "author", "x", "x");
    assert_eq!(result["partialFingerprints"]["cue/v1"], known.digest());
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(
        invocation["toolExecutionNotifications"][0]["message"]["text"],
        "not-found: there is no such file"
    );
}

#[test]
fn github_commands_cannot_be_forged() {
    let text = report(&hostile(), GateFormat::Github);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines,
        [
            "::error file=a b/é%3A%2C\"<x>\\u{1b}.txt,title=loaded.author%3Arate::\
             20.5 per 1,000 words, at most 12: 1 cue in 198 words",
            "::warning file=a b/é%3A%2C\"<x>\\u{1b}.txt,line=2,col=5,endLine=3,endColumn=1,\
             title=loaded.author%3Arate::“\\u{1b}]0;x\\u{7}<b>&\"::error::%0A\\u{9b}%25” is \
             loaded.label 0.60",
            "::error file=gone.txt,title=hedgerow::not-found: there is no such file",
        ]
    );
}

#[test]
fn junit_is_xml_with_a_suite_a_document_and_a_case_a_limit() {
    let text = report(&hostile(), GateFormat::Junit);
    let mut reader = quick_xml::Reader::from_str(&text);
    let mut names = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                names.push(tag.name().as_ref().to_owned());
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(
        names,
        [
            "testsuites",
            "testsuite",
            "testcase",
            "failure",
            "testcase",
            "testsuite",
            "testcase",
            "error"
        ]
    );
    assert!(text.contains("tests=\"3\" failures=\"1\" errors=\"1\""), "{text}");
}

#[test]
fn paths_become_references() {
    for (path, expected) in
        [("./a/b.md", "a/b.md"), ("/x/y z.md", "file:///x/y%20z.md"), ("a\\b.md", "a/b.md")]
    {
        assert_eq!(sarif::uri(path), expected);
    }
}
