//! `hedgerow evaluate` on small labelled files, with its whole output.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/evaluate")
}

/// Runs the command in the folder of the labelled files: exit code, output, messages.
fn evaluate(args: &str) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_hedgerow"))
        .current_dir(folder())
        .arg("evaluate")
        .args(args.split_whitespace())
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn expected(name: &str) -> String {
    let text = fs::read_to_string(folder().join(name)).unwrap();
    text.replace("VERSION", env!("CARGO_PKG_VERSION"))
}

const SMALL: &str = "--no-builtin --lexicon lexicon.toml";

#[test]
fn reports() {
    for (args, name) in [
        ("labelled.jsonl --labels hedge,weasel", "labelled.txt"),
        (
            "labelled.jsonl --labels hedge,weasel --voice author --threshold 0.6 --bootstrap 0 --worst 1",
            "threshold.txt",
        ),
        ("labelled.csv --labels hedge,weasel --text-col sentence --label-col vague", "table.txt"),
        (
            "labelled.csv --labels hedge --text-col sentence --label-col vague --bootstrap 9 --json",
            "table.json",
        ),
        ("marked.jsonl --task sentences --show-errors 5", "marked.txt"),
        ("marked.jsonl --task sentences --wrap 12 --show-errors 1 --json", "marked.json"),
    ] {
        let found = evaluate(&format!("{args} {SMALL}"));
        assert_eq!(found, (0, expected(name), String::new()), "{args}");
    }
}

#[test]
fn threads_change_no_byte() {
    let run = |threads: u8| {
        evaluate(&format!("labelled.jsonl --labels hedge,weasel --json -j {threads} {SMALL}"))
    };
    let one = run(1);
    assert_eq!(one.0, 0);
    assert_eq!(one, run(3));
    let other = evaluate(&format!("labelled.jsonl --labels hedge,weasel --json --seed 2 {SMALL}"));
    assert_ne!(one.1, other.1);
}

#[test]
fn a_run_is_compared_with_an_earlier_one() {
    let out = tempfile::tempdir().unwrap();
    let (result, entries) = (out.path().join("result.json"), out.path().join("entries.csv"));
    let files = format!("--json -o {} --entries {}", result.display(), entries.display());
    let first = evaluate(&format!("labelled.jsonl --labels hedge,weasel {files} {SMALL}"));
    assert_eq!(first, (0, String::new(), String::new()));
    assert_eq!(fs::read_to_string(entries).unwrap(), expected("entries.csv").replace('\n', "\r\n"));
    let against = format!("--against {} --worst 0", result.display());
    let second = evaluate(&format!("labelled.jsonl --labels hedge {against} {SMALL}"));
    assert_eq!(second, (0, expected("against.txt"), String::new()));
    let args = format!("labelled.csv --text-col sentence --label-col vague {SMALL}");
    let (code, _, said) = evaluate(&format!("{args} --labels hedge {against}"));
    let message = format!("{}: no sentence has an id that is in both", result.display());
    assert_eq!((code, said), (2, format!("hedgerow: error: {message}\n")));
}

#[test]
fn mistakes_are_named_and_nothing_is_printed() {
    for (args, said) in [
        (
            "broken.jsonl --labels hedge",
            "hedgerow: error: broken.jsonl:1: no `label`\n\
             hedgerow: error: broken.jsonl:2: span [4,80,\"cue\"] does not fit the text of 17 characters\n\
             hedgerow: error: broken.jsonl:4: not JSON at column 29: EOF while parsing a string\n",
        ),
        (
            "broken.jsonl --task sentences",
            "hedgerow: error: broken.jsonl:1: missing field `spans`\n\
             hedgerow: error: broken.jsonl:2: invalid type: string \"cue\", expected u64\n\
             hedgerow: error: broken.jsonl:4: not JSON at column 29: EOF while parsing a string\n\
             hedgerow: error: broken.jsonl:5: missing field `spans`\n",
        ),
        (
            "labelled.csv --labels hedge",
            "hedgerow: error: labelled.csv:1: no column `text`; there are id, sentence, vague\n",
        ),
        (
            "labelled.jsonl",
            "hedgerow: error: say what label 1 stands for, such as `--labels hedge,weasel`\n",
        ),
        (
            "labelled.jsonl --labels hedge --against labelled.jsonl",
            "hedgerow: error: labelled.jsonl: no result of `evaluate --json`: missing field `record` at line 1 column 143\n",
        ),
        (
            "labelled.jsonl --labels hedge --json -o labelled.jsonl",
            "hedgerow: error: labelled.jsonl is an input; choose another output\n",
        ),
    ] {
        let found = evaluate(&format!("{args} {SMALL}"));
        assert_eq!(found, (2, String::new(), said.to_owned()), "{args}");
    }
}
