//! The report for a browser, as bytes; `tests/browser` looks at it in one.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::format_push_string,
    reason = "a test may stop at what it did not expect"
)]

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Output};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::read::ZlibDecoder;

/// A small lexicon; the built-in ones change.
const OWN: [&str; 3] = ["--no-builtin", "--lexicon", "tests/cmd/words.toml"];

fn hedgerow(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hedgerow"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).arg("report").args(args).args(OWN);
    command.output().unwrap()
}

/// The report, and what was said.
fn report(folder: &Path, args: &[&str]) -> (String, Option<i32>, String) {
    let file = folder.join("report.html");
    let output = hedgerow(&[&["-o", file.to_str().unwrap()], args].concat());
    let said = String::from_utf8(output.stderr).unwrap();
    (fs::read_to_string(&file).unwrap_or_else(|_| panic!("{said}")), output.status.code(), said)
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split_once(from).unwrap().1.split_once(to).unwrap().0
}

const PACKED: &str = "<script type=\"application/octet-stream\" id=\"d";

/// The page with its articles unpacked.
fn unpacked(page: &str) -> String {
    let mut parts = page.split(PACKED);
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (number, rest) = part.split_once("\">").unwrap();
        let (block, rest) = rest.split_once("</script>").unwrap();
        let bytes = STANDARD.decode(block).unwrap();
        let mut article = String::new();
        ZlibDecoder::new(bytes.as_slice()).read_to_string(&mut article).unwrap();
        out.push_str(&format!("{PACKED}{number}\">{article}</script>{rest}"));
    }
    out
}

/// Compares with `tests/report/NAME.html`; with `UPDATE_REPORTS` set it writes the file instead.
fn golden(name: &str, page: &str) {
    let body = format!("{}\n", unpacked(between(page, "<body>\n", "\n<script>")));
    let version = env!("CARGO_PKG_VERSION");
    let body = body.replace(&format!("hedgerow {version}"), "hedgerow VERSION");
    let path = format!("{}/tests/report/{name}.html", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_REPORTS").is_some() {
        fs::write(&path, &body).unwrap();
    }
    let want = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    assert!(want == body, "{name}.html has changed: look at it, then set UPDATE_REPORTS=1");
}

#[test]
fn small_reports_are_these_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let (page, code, said) = report(folder.path(), &["tests/cmd/press/ferry.txt"]);
    assert_eq!((code, said.as_str()), (Some(0), "hedgerow: 1 document scored\n"));
    golden("article", &page);
    let (page, code, said) =
        report(folder.path(), &["tests/cmd/press", "tests/cmd/nosuch.txt", "--sort", "name"]);
    assert_eq!(
        (code, said.as_str()),
        (
            Some(1),
            "hedgerow: skipped: tests/cmd/nosuch.txt: not-found: there is no such file\n\
             hedgerow: 3 documents found, 2 scored, 1 failed (1 not-found); the report names them\n"
        )
    );
    golden("articles", &page);
}

#[test]
fn a_report_is_the_same_for_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let made =
        |threads: &str| report(folder.path(), &["corpus", "--by", "dir", "-q", "-j", threads]);
    let (alone, code, said) = made("1");
    assert_eq!((code, said.as_str()), (Some(0), ""));
    assert!(alone == made("3").0);
}

#[test]
fn the_policy_allows_the_style_and_the_script_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let (page, ..) = report(folder.path(), &["tests/cmd/press"]);
    let hash = |text: &str| {
        use sha2::Digest as _;
        STANDARD.encode(sha2::Sha256::digest(text.as_bytes()))
    };
    let style = hash(between(&page, "<style>", "</style>"));
    let script = hash(between(&page, "<script>", "</script>"));
    let policy =
        between(&page, "Content-Security-Policy\" content=\"", "\"").replace("&#x27;", "'");
    let policy = policy.replace("&#x2f;", "/");
    let wanted = format!(
        "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; \
         base-uri 'none'; form-action 'none'"
    );
    assert_eq!(policy, wanted);
    for other in ["http:", "https:", "style=", "<link", "<img", "@import", "url(", " onclick"] {
        let outside = page.replace("http://www.w3.org/2000/svg", "");
        assert!(!outside.contains(other), "{other}");
    }
}

#[test]
fn what_does_not_fit_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let press = folder.path().join("press");
    fs::create_dir(&press).unwrap();
    // Words that repeat nothing, so that packing saves little.
    let mut state: u64 = 1;
    let mut word = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("x{:x}", state >> 8)
    };
    for number in 0..60 {
        let mut text = format!("Plan {number} botched\n\n");
        for _ in 0..500 {
            text.push_str(&format!("They botched {} and {}.\n", word(), word()));
        }
        fs::write(press.join(format!("{number:02}.txt")), text).unwrap();
    }
    let (page, code, said) = report(folder.path(), &[press.to_str().unwrap(), "--max-size", "1"]);
    let opened = page.matches(PACKED).count();
    let named = page.matches("<i>(text left out)</i>").count();
    assert!(opened > 10 && named > 5 && opened + named == 60, "{opened} {named}");
    assert!(page.len() < 1_100_000, "{}", page.len());
    let note = format!(
        "The text of {named} articles is left out, which the index names: the report would be \
         larger than --max-size 1 MB"
    );
    assert!(page.contains(&format!("<p class=\"note\">{note}.</p>")));
    assert_eq!(code, Some(0));
    assert_eq!(said, format!("hedgerow: {note}\nhedgerow: 60 documents scored\n"));
}

#[test]
fn markup_and_commands_in_a_text_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("<b>'\"&.txt");
    let text = "</script><img src=x onerror=alert(1)> botched {{ 7 * 7 }} \u{202e}\u{1b}[31m\n";
    fs::write(&article, text).unwrap();
    let other = folder.path().join("other.txt");
    fs::write(&other, text).unwrap();
    let paths = [article.to_str().unwrap(), other.to_str().unwrap()];
    for args in [&paths[..1], &paths] {
        let (page, ..) = report(folder.path(), args);
        assert!(!page.contains("<img") && !page.contains("<b>'"), "{page}");
        assert_eq!(page.matches("</script>").count(), page.matches("<script").count());
        let page = unpacked(&page);
        assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;"));
        assert!(page.contains("{{ 7 * 7 }}"));
        assert!(!page.contains(['\u{202e}', '\u{1b}']));
    }
}

#[test]
fn nothing_new_stands_where_no_report_was_made() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    let output = hedgerow(&["tests/cmd/press", "-o", file.to_str().unwrap(), "--by", "nosuch"]);
    assert_eq!(output.status.code(), Some(2));
    fs::create_dir(folder.path().join("empty")).unwrap();
    let empty = folder.path().join("empty");
    let output = hedgerow(&[empty.to_str().unwrap(), "-o", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["empty"]);
}
