//! Sessions with the command, each with its exact output: `tests/cmd` and the README.
//!
//! `TRYCMD=overwrite cargo test --test commands` writes what the command says now.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A small lexicon; the built-in ones change.
const OWN: [&str; 3] = ["--no-builtin", "--lexicon", "tests/cmd/words.toml"];

const VERSION: &str = env!("CARGO_PKG_VERSION");

#[test]
fn sessions() {
    trycmd::TestCases::new()
        .case("tests/cmd/*.md")
        .case("tests/cmd/*.toml")
        .skip("tests/cmd/untidy.toml")
        .skip("tests/cmd/words.toml")
        .skip("tests/cmd/wrong.toml")
        .case("README.md");
}

/// A session that shows no output would be taken as it comes.
#[test]
fn every_session_shows_what_the_command_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = fs::read_dir(root.join("tests/cmd")).unwrap();
    let files = folder.map(|entry| entry.unwrap().path()).chain([root.join("README.md")]);
    for file in files.filter(|file| file.extension().is_some_and(|ending| ending == "md")) {
        let text = fs::read_to_string(&file).unwrap();
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            let silent = lines.peek().is_none_or(|next| next.is_empty() || next.starts_with("```"));
            assert!(!line.starts_with("$ ") || !silent, "{}: {line}", file.display());
        }
    }
}

fn hedgerow(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hedgerow"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(args).env_remove("NO_COLOR");
    command.stdin(Stdio::null());
    command
}

fn said(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8(output.stderr.clone()).unwrap())
}

#[test]
fn a_closed_pipe_is_a_quiet_success() {
    // Enough rows to fill a pipe that nobody empties.
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("news.csv");
    fs::write(&table, format!("text\n{}", "They botched about 20 orders.\n".repeat(5_000)))
        .unwrap();
    let args = ["score", table.to_str().unwrap(), "--text-col", "text", "--table", "hit"];
    let mut child =
        hedgerow(&args).args(OWN).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 6];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    assert_eq!(&first, b"doc_id");
    assert_eq!(said(&child.wait_with_output().unwrap()), (Some(0), String::new()));
}

#[test]
fn a_pipe_holds_no_escape_codes_unless_they_are_asked_for() {
    for command in ["score", "explain", "list"] {
        let escapes = |color: &[&str], no_color: bool| {
            let ferry = "tests/cmd/press/ferry.txt";
            let mut run = match command {
                "list" => hedgerow(&["score", "-q", ferry, "--sort", "loaded"]),
                _ => hedgerow(&[command, ferry]),
            };
            run.args(OWN).args(color);
            if no_color {
                run.env("NO_COLOR", "1");
            }
            let output = run.output().unwrap();
            assert_eq!(said(&output), (Some(0), String::new()));
            output.stdout.contains(&0x1b)
        };
        assert!(!escapes(&[], false), "{command}");
        assert!(!escapes(&[], true), "{command}");
        assert!(!escapes(&["--color", "never"], false), "{command}");
        assert!(escapes(&["--color", "always"], false), "{command}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_fails_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("open.txt"), "They botched it.\n").unwrap();
    let locked = folder.path().join("locked.txt");
    fs::write(&locked, "They botched it.\n").unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&locked).is_ok() {
        println!("skipped: this user may read every file");
        return;
    }
    let out = folder.path().join("scores.csv");
    let args = ["score", folder.path().to_str().unwrap(), "-o", out.to_str().unwrap()];
    let output = hedgerow(&args).args(OWN).output().unwrap();
    let name = locked.display();
    assert_eq!(
        said(&output),
        (
            Some(1),
            format!(
                "hedgerow: skipped: {name}: permission: permission denied\n\
                 hedgerow: 2 documents found, 1 scored, 1 failed (1 permission); \
                 --table error lists them\n"
            )
        )
    );
    let table = fs::read_to_string(&out).unwrap();
    assert_eq!(table.lines().count(), 3, "a header, a scored row and a failed one: {table}");
}

#[test]
fn a_manual_page_for_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    let output = hedgerow(&["man", "--dir", pages.to_str().unwrap()]).output().unwrap();
    let told = format!("hedgerow: wrote 21 manual pages into {}\n", pages.display());
    assert_eq!(said(&output), (Some(0), told));
    let expected = [
        "hedgerow",
        "hedgerow calibrate",
        "hedgerow check",
        "hedgerow compare",
        "hedgerow completions",
        "hedgerow config",
        "hedgerow config show",
        "hedgerow diff",
        "hedgerow evaluate",
        "hedgerow explain",
        "hedgerow lexicon",
        "hedgerow lexicon check",
        "hedgerow lexicon export",
        "hedgerow lexicon import",
        "hedgerow lexicon init",
        "hedgerow lexicon list",
        "hedgerow lexicon show",
        "hedgerow man",
        "hedgerow report",
        "hedgerow score",
        "hedgerow verify",
    ];
    let mut found: Vec<String> = fs::read_dir(&pages)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    found.sort();
    let mut files = expected.map(|command| format!("{}.1", command.replace(' ', "-")));
    files.sort();
    assert_eq!(found, files);
    for (command, file) in expected.map(|c| (c, format!("{}.1", c.replace(' ', "-")))) {
        let path: Vec<&str> = command.split(' ').skip(1).collect();
        let printed = hedgerow(&["man"]).args(path).output().unwrap();
        let text = String::from_utf8(printed.stdout).unwrap();
        assert_eq!(fs::read_to_string(pages.join(&file)).unwrap(), text, "{command}");
        let title = format!(".TH {} 1  \"hedgerow {}\" \n", command.replace(' ', "-"), VERSION);
        assert!(text.contains(&title), "{command}: {text}");
        assert!(text.contains(&format!("\\fB{command}\\fR")), "{command}: {text}");
    }
}

#[test]
fn a_manual_page_explains_what_the_short_help_leaves_out() {
    let output = hedgerow(&["man", "explain"]).output().unwrap();
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(page.contains("Fail documents that are not UTF\\-8"), "{page}");
    let short = hedgerow(&["explain", "-h"]).output().unwrap();
    assert!(!String::from_utf8(short.stdout).unwrap().contains("--strict-utf8"));
    let long = hedgerow(&["explain", "--help"]).output().unwrap();
    assert!(String::from_utf8(long.stdout).unwrap().contains("--strict-utf8"));
}
