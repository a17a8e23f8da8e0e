//! Two versions of an article side by side, in the browser.

use std::fs;

use serde_json::Value;

use crate::{FERRY, HOSTILE, browser, counted, hedgerow, hits, is_quiet};

/// What the marks of a class say in a column, without the sign before them, in the order of the alphabet.
fn marks(column: &str, class: &str) -> String {
    format!(
        "return [...document.querySelectorAll('.versions td:{column} mark{class}')].map(mark => mark.textContent).sort()"
    )
}

/// The words of the cues that an event is about, in the order of the alphabet.
fn words(cues: &Value, event: &str, version: &str) -> Vec<String> {
    let cues = cues.as_array().unwrap().iter().filter(|cue| cue["event"] == event);
    let mut words: Vec<String> =
        cues.map(|cue| cue[version]["matched"].as_str().unwrap().to_owned()).collect();
    words.sort();
    words
}

#[test]
#[ignore = "needs Chromium"]
fn a_revision_marks_the_cues_that_came_and_went_and_runs_nothing() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(FERRY).unwrap();
    let new = folder.path().join("<img src=x onerror=window.hostile=6>'\"&.txt");
    let revised = text.replacen("never", "rarely", 1).replacen("about", "roughly", 1);
    assert_ne!(revised, text);
    fs::write(&new, format!("{revised}\n\n{HOSTILE}")).unwrap();
    let (new, page) = (new.to_str().unwrap(), folder.path().join("revision.html"));
    hedgerow(&["diff", "-q", FERRY, new, "-o", page.to_str().unwrap()]);
    let said = hedgerow(&["diff", "-q", FERRY, new, "--format", "json"]);
    let cues = &serde_json::from_str::<Value>(&said).unwrap()["cues"];
    browser.open(&page);

    let (added, removed) = (words(cues, "added", "new"), words(cues, "removed", "old"));
    assert!(added.len() > 3 && !removed.is_empty(), "{cues}");
    assert_eq!(browser.texts(&marks("last-child", ".is-added")), added);
    assert_eq!(browser.texts(&marks("first-child", ".is-removed")), removed);
    assert_eq!(
        browser.number("return document.querySelectorAll('.is-added').length"),
        added.len() as f64
    );
    for (column, path) in [("first-child", FERRY), ("last-child", new)] {
        let mut all = counted(&hits(path));
        all.sort();
        assert_eq!(browser.texts(&marks(column, "")), all, "{column}");
    }
    let sign = "return getComputedStyle(document.querySelector('.is-added'), '::before').content";
    assert_eq!(browser.run(sign), "\"+\"");

    assert_eq!(browser.run("return window.hostile === undefined"), true);
    let foreign = "return document.querySelectorAll('img, iframe, object, script, svg, b').length";
    assert_eq!(browser.number(foreign), 0.0);
    let text = browser.run("return document.body.textContent");
    let text = text.as_str().unwrap();
    for shown in
        ["<script>window.hostile=2</script>", "{{ 7 * 7 }}", "\\u{202e}\\u{1b}[31m", "<img src=x"]
    {
        assert!(text.contains(shown), "{shown}: {text}");
    }
    is_quiet(&browser, &page);
}
