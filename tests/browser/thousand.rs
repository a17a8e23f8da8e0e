//! A report on as many articles as people will look through, of the length that newspapers print.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use crate::{browser, is_quiet, report};

/// Bytes of an article: the mean of those that newspapers print on their pages.
const LENGTH: usize = 5_400;

/// The paragraphs of the corpus, without headlines.
fn paragraphs() -> Vec<String> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut paragraphs = Vec::new();
    for outlet in ["klaxon", "tern", "wendle"] {
        let files = fs::read_dir(corpus.join(outlet)).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> = files.collect();
        files.sort();
        for file in files {
            let text = fs::read_to_string(file).unwrap();
            paragraphs.extend(text.split("\n\n").skip(1).map(|part| part.trim().to_owned()));
        }
    }
    paragraphs
}

/// An article of paragraphs drawn at random, none of them twice.
fn article(number: u64, paragraphs: &[String]) -> String {
    let mut text = format!("Report {number} was botched, say critics\n");
    let mut state = number;
    let mut taken = HashSet::new();
    while text.len() < LENGTH {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(state >> 33).unwrap() % paragraphs.len();
        if taken.insert(at) {
            text = format!("{text}\n{}\n", paragraphs[at]);
        }
    }
    text
}

#[test]
#[ignore = "needs Chromium"]
fn a_thousand_articles_stay_under_30_megabytes_and_open_within_3_seconds() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let press = folder.path().join("press");
    fs::create_dir(&press).unwrap();
    let paragraphs = paragraphs();
    for number in 0..1_000 {
        let file = press.join(format!("{number:04}.txt"));
        fs::write(file, article(number, &paragraphs)).unwrap();
    }
    let file = report(folder.path(), &[press.to_str().unwrap()]);
    let size = fs::metadata(&file).unwrap().len();
    // Real articles take 10.7 MB: these are not packed away because they repeat themselves.
    assert!((8_000_000..30_000_000).contains(&size), "{size} bytes");
    // What else the machine does is no matter of the page: the fastest of up to ten.
    let mut opened = f64::INFINITY;
    for _ in 0..10 {
        browser.open(&file);
        let time = "return performance.getEntriesByType('navigation')[0].loadEventEnd";
        opened = opened.min(browser.number(time));
        if opened < 3_000.0 {
            break;
        }
    }
    println!("{size} bytes, open after {opened} ms");
    assert!(opened < 3_000.0, "{opened} ms");
    let links = "return document.querySelectorAll('.index tbody a').length";
    assert_eq!(browser.number(links), 1_000.0);
    browser.click(".index tbody tr:nth-child(1000) a");
    browser.wait_for("return document.getElementById('index').hidden");
    let title = browser.run("return document.querySelector('#reader h1').textContent");
    assert_eq!(title, "Report 999 was botched, say critics");
    is_quiet(&browser, &file);
}
