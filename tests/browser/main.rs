//! The report in a real browser: headless Chromium, driven by its `WebDriver`.
//!
//! `cargo test --test browser -- --ignored`, with the packages `chromium` and `chromium-driver` (Debian's
//! names). Without them each test says so and ends.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::float_cmp,
    clippy::cast_precision_loss,
    clippy::format_push_string,
    reason = "a test may stop at what it did not expect, and say why it did not begin"
)]

mod driver;
mod revision;
mod thousand;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::driver::Browser;

const FERRY: &str = "tests/cmd/press/ferry.txt";

/// Runs the command in the top folder of the project and gives what it wrote.
fn hedgerow(args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hedgerow"));
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).args(args).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn report(folder: &Path, args: &[&str]) -> PathBuf {
    let file = folder.join("report.html");
    let output = file.to_str().unwrap().to_owned();
    hedgerow(&[&["report", "-q", "-o", &output], args].concat());
    file
}

/// The rows of the hit table.
fn hits(path: &str) -> Vec<Value> {
    let table = hedgerow(&["score", "-q", path, "--table", "hit", "--format", "jsonl"]);
    table.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn browser() -> Option<Browser> {
    let browser = Browser::start();
    if browser.is_none() {
        println!("skipped: chromium or chromedriver is missing");
    }
    browser
}

/// Nothing was asked for but the page itself, and nothing was complained of.
fn is_quiet(browser: &Browser, file: &Path) {
    assert_eq!(browser.console(), Vec::<String>::new());
    let page = format!("file://{}", file.display());
    let others: Vec<String> =
        browser.requests().into_iter().filter(|url| !url.starts_with(&page)).collect();
    assert_eq!(others, Vec::<String>::new());
}

const MARKED: &str =
    "return [...document.querySelectorAll('mark.m')].map(mark => mark.textContent)";

/// The matched text of the counted hits.
fn counted(hits: &[Value]) -> Vec<String> {
    let counted = hits.iter().filter(|hit| hit["counted"] == true);
    counted.map(|hit| hit["matched"].as_str().unwrap().to_owned()).collect()
}

#[test]
#[ignore = "needs Chromium"]
fn an_article_shows_every_cue_and_filters_and_sorts_them() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = report(folder.path(), &[FERRY]);
    browser.open(&file);
    let hits = hits(FERRY);
    assert_eq!(browser.texts(MARKED), counted(&hits));
    // Each hit is told in one place of the text, and has its row.
    let told = "return [...document.querySelectorAll('[data-h]')]\
        .flatMap(spot => spot.dataset.h.split(' ')).sort((a, b) => a - b)";
    let numbers: Vec<String> = (1..=hits.len()).map(|number| number.to_string()).collect();
    assert_eq!(browser.texts(told), numbers);
    let rows =
        "return [...document.querySelectorAll('.cues tbody tr')].map(row => row.id.slice(1))";
    assert_eq!(browser.texts(rows), numbers);

    browser.click("input.f-h");
    let lines = |class: &str| {
        browser.texts(&format!(
            "return [...document.querySelectorAll('mark.{class}')]\
             .map(mark => getComputedStyle(mark).textDecorationLine)"
        ))
    };
    assert!(!lines("h").is_empty() && lines("h").iter().all(|line| line == "none"));
    assert!(!lines("l").is_empty() && lines("l").iter().all(|line| line == "underline"));
    let visible = "return [...document.querySelectorAll('.cues tbody tr.h')]\
        .filter(row => getComputedStyle(row).display !== 'none').length";
    assert_eq!(browser.number(visible), 0.0);
    let of_others = hits.iter().filter(|hit| {
        hit["counted"] == true && !hit["category"].as_str().unwrap().starts_with("hedge")
    });
    let said = format!("{} of {} counted cues are marked", of_others.count(), counted(&hits).len());
    assert_eq!(browser.run("return document.querySelector('.count').textContent"), said);
    browser.click("input.f-h");
    assert!(lines("h").iter().all(|line| line == "underline"));

    browser.click(".cues th:nth-child(4) button");
    let weights = "return [...document.querySelectorAll('.cues tbody tr')]\
        .map(row => row.cells[3].textContent)";
    let mut sorted = browser.texts(weights);
    sorted.sort_by(|a, b| b.cmp(a));
    assert_eq!(browser.texts(weights), sorted);
    let sort = "return [...document.querySelectorAll('.cues th')].map(th => th.ariaSort || '')";
    assert_eq!(browser.texts(sort), ["", "", "", "descending", "", "", "", "", ""]);
    browser.click(".cues th:nth-child(4) button");
    sorted.reverse();
    assert_eq!(browser.texts(weights), sorted);
    is_quiet(&browser, &file);
}

#[test]
#[ignore = "needs Chromium"]
fn the_keyboard_reaches_a_cue_and_its_card_says_what_its_row_says() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = report(folder.path(), &[FERRY]);
    browser.open(&file);
    browser.run("document.querySelector('input.f-o').focus()");
    browser.press("\u{e004}");
    let focus = "const spot = document.activeElement; \
        return [spot.dataset.h, document.getElementById(spot.getAttribute('aria-describedby').split(' ')[0]).id]";
    let focused = browser.texts(focus);
    assert_eq!(focused[1], format!("h{}", focused[0].split(' ').next().unwrap()));
    let card = browser.texts(
        "const card = document.getElementById('card'); \
         return [String(card.hidden), ...[...card.querySelectorAll('dl')][0].textContent.split('\\n')]",
    );
    let row = browser.texts(&format!(
        "const row = document.getElementById('{}'); \
         const heads = [...row.closest('table').querySelectorAll('th')].map(th => th.textContent); \
         return ['false', [...row.cells].slice(2).map((cell, at) => heads[at + 2] + cell.textContent).join('').trim()]",
        focused[1]
    ));
    assert_eq!(card[..2], row);
    browser.press("\u{e00c}");
    assert_eq!(browser.run("return document.getElementById('card').hidden"), true);
    is_quiet(&browser, &file);
}

#[test]
#[ignore = "needs Chromium"]
fn many_articles_are_sorted_found_and_opened() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = report(folder.path(), &["corpus", "--by", "dir", "--sort", "loaded"]);
    browser.open(&file);
    let column = |at: usize| {
        browser.texts(&format!(
            "return [...document.querySelectorAll('.index tbody tr')]\
             .filter(row => !row.hidden).map(row => row.cells[{at}].textContent.trim())"
        ))
    };
    let numbers =
        |at: usize| -> Vec<f64> { column(at).iter().map(|rate| rate.parse().unwrap()).collect() };
    let is_falling = |rates: &[f64]| rates.is_sorted_by(|a, b| a >= b);
    assert!(is_falling(&numbers(7)), "{:?}", numbers(7));
    browser.click(".index th:nth-child(5) button");
    assert!(is_falling(&numbers(4)), "{:?}", numbers(4));
    assert_eq!(browser.number("return document.querySelectorAll('.picture svg').length"), 5.0);

    browser.run(
        "const find = document.getElementById('find'); find.value = 'dam-repair'; \
         find.dispatchEvent(new Event('input'))",
    );
    assert_eq!(column(1), ["corpus/wendle", "corpus/tern", "corpus/klaxon"]);
    browser.click(".index tbody tr:not([hidden]) a");
    browser.wait_for("return document.getElementById('index').hidden");
    let source = browser.run("return document.querySelector('#reader .eyebrow').textContent");
    let hits = hits(source.as_str().unwrap());
    assert_eq!(browser.texts(MARKED), counted(&hits));
    let rows = "return document.querySelectorAll('.cues tbody tr').length";
    assert_eq!(browser.number(rows), hits.len() as f64);
    browser.click("#next");
    browser.wait_for(&format!(
        "return document.querySelector('#reader .eyebrow').textContent !== {source}"
    ));
    let other = browser.run("return document.querySelector('#reader .eyebrow').textContent");
    assert!(other.as_str().unwrap().contains("dam-repair"), "{other}");
    browser.click("#back");
    browser.wait_for("return document.getElementById('reader').hidden");
    // A browser that cannot unpack says so.
    browser.run("delete window.DecompressionStream");
    browser.click(".index tbody tr:not([hidden]) a");
    browser.wait_for("return !document.getElementById('cannot').hidden");
    assert_eq!(browser.run("return document.getElementById('index').hidden"), false);
    is_quiet(&browser, &file);
}

/// What would run, load or break out, if it were let.
const HOSTILE: &str = "\"><img src=x onerror=\"window.hostile=1\"> botched\n\n\
    They </script><script>window.hostile=2</script> botched <!-- the plan & {{ 7 * 7 }} {% raw %}.\n\n\
    <svg onload=window.hostile=3> “We botched </mark><a href=javascript:window.hostile=4>it</a>,” \
    said Mara <b>Qu\u{202e}\u{1b}[31mill</b>. ' onfocus='window.hostile=5\n";

#[test]
#[ignore = "needs Chromium"]
fn hostile_text_names_and_columns_run_nothing() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let name = "<img src=x onerror=window.hostile=6>'\"&.txt";
    let article = folder.path().join(name);
    fs::write(&article, HOSTILE).unwrap();
    let table = folder.path().join("t.csv");
    let cell = HOSTILE.replace('"', "\"\"");
    fs::write(
        &table,
        format!("id,text,<i onmouseover=window.hostile=7>\n\"{cell}\",\"{cell}\",\"{cell}\"\nb,\"{cell}\",\n"),
    )
    .unwrap();
    let by = ["--text-col", "text", "--id-col", "id", "--by", "<i onmouseover=window.hostile=7>"];
    let alone: &[&str] = &[article.to_str().unwrap()];
    let many = [&[table.to_str().unwrap()][..], &by].concat();
    for (args, is_alone) in [(alone, true), (&many, false)] {
        let file = report(folder.path(), args);
        browser.open(&file);
        if !is_alone {
            browser.click(".index tbody a");
            browser.wait_for("return document.getElementById('index').hidden");
        }
        // Everything that could be pressed is.
        browser.run(
            "document.querySelectorAll('*').forEach(each => { \
             each.dispatchEvent(new Event('mouseover', { bubbles: true })); \
             each.focus && each.focus(); })",
        );
        assert_eq!(browser.run("return window.hostile === undefined"), true);
        assert_eq!(
            browser.number("return document.querySelectorAll('img, iframe, object').length"),
            0.0
        );
        assert_eq!(browser.number("return document.querySelectorAll('[onerror], [onload], [onfocus], [onmouseover]').length"), 0.0);
        assert_eq!(browser.texts(MARKED), ["botched", "botched", "botched"]);
        let text = browser.run("return document.querySelector('.text').textContent");
        let text = text.as_str().unwrap();
        for shown in ["<script>window.hostile=2</script>", "{{ 7 * 7 }}", "\\u{202e}\\u{1b}[31m"] {
            assert!(text.contains(shown), "{shown}: {text}");
        }
        is_quiet(&browser, &file);
    }
}
