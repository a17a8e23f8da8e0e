//! `hedgerow calibrate` on a small labelled file, and what its profile does.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/evaluate")
}

/// Runs the program in the folder of the labelled files: exit code, output, messages.
fn hedgerow(args: &str) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_hedgerow"))
        .current_dir(folder())
        .args(args.split_whitespace())
        .args(["--no-builtin", "--lexicon", "lexicon.toml"])
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn expected(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap()
}

/// The hash of the lexicon covers the built-in categories, which change.
fn without_lexicon(profile: &str) -> String {
    let lines = profile.lines().filter(|line| !line.starts_with("# lexicon: "));
    lines.flat_map(|line| [line, "\n"]).collect()
}

const ARGS: &str = "calibrate labelled.jsonl --labels hedge,weasel --date 2026-11-25";

#[test]
fn a_profile_and_its_figures() {
    let out = tempfile::tempdir().unwrap();
    let profile = out.path().join("profile.csv");
    let args = format!("{ARGS} --method shrunk --strength 2 --folds 4 -o {}", profile.display());
    let found = hedgerow(&args);
    assert_eq!(found, (0, expected("calibrated.txt"), String::new()));
    let made = fs::read_to_string(&profile).unwrap();
    assert_eq!(without_lexicon(&made), expected("calibrated.csv"));
}

#[test]
fn threads_change_no_byte() {
    let out = tempfile::tempdir().unwrap();
    let run = |threads: u8| {
        let profile = out.path().join(format!("{threads}.csv"));
        let found = hedgerow(&format!("{ARGS} --folds 3 -j {threads} -o {}", profile.display()));
        (found, fs::read_to_string(profile).unwrap())
    };
    let one = run(1);
    assert_eq!(one.0.0, 0);
    assert_eq!(one, run(3));
}

#[test]
fn what_is_rated_is_kept_beside_what_is_new() {
    let out = tempfile::tempdir().unwrap();
    let (first, both) = (out.path().join("first.csv"), out.path().join("both.csv"));
    let hedges =
        format!("{ARGS} --labels hedge --method shrunk --strength 2 -o {}", first.display());
    assert_eq!(hedgerow(&hedges.replace("--labels hedge,weasel ", "")).0, 0);
    let args = format!("{ARGS} --profile {} -o {}", first.display(), both.display());
    assert_eq!(hedgerow(&args).0, 0);
    let rows = |file: &Path| -> Vec<String> {
        let text = fs::read_to_string(file).unwrap();
        text.lines().filter(|line| line.starts_with("small:")).map(str::to_owned).collect()
    };
    let (first, both) = (rows(&first), rows(&both));
    assert!(first.iter().all(|row| both.contains(row)), "{first:?} {both:?}");
    let new = both.iter().filter(|row| !first.contains(row));
    let new: Vec<&str> = new.map(|row| row.split(',').next().unwrap()).collect();
    assert_eq!(new, ["small:critics say", "small:it is said"]);
}

#[test]
fn evaluate_takes_the_threshold_of_the_profile() {
    let threshold = |args: &str| {
        let args = format!("evaluate labelled.jsonl --profile calibrated.csv {args} --json");
        let (code, out, said) = hedgerow(&args);
        assert_eq!((code, said.as_str()), (0, ""), "{args}");
        let record: serde_json::Value = serde_json::from_str(&out).unwrap();
        record["threshold"].as_f64()
    };
    let named = expected("calibrated.csv");
    let line = named.lines().find(|line| line.starts_with("# threshold: ")).unwrap();
    let words: Vec<&str> = line.split_whitespace().collect();
    let number = |name: &str| {
        words.iter().position(|word| *word == name).and_then(|at| words[at + 1].parse::<f64>().ok())
    };
    assert_eq!(threshold("--labels weasel,hedge"), number("f1"));
    assert_eq!(threshold("--labels weasel,hedge --threshold macro-f1"), number("macro-f1"));
    assert_eq!(threshold("--labels hedge,weasel --threshold any"), None);
    assert_eq!(threshold("--labels hedge,weasel --threshold 0.4"), Some(0.4));
    assert_eq!(threshold("--labels hedge"), Some(0.5));
    let none =
        hedgerow("evaluate labelled.jsonl --profile calibrated.csv --labels hedge --threshold f1");
    let said = "hedgerow: error: no profile names a threshold for these axes; give a score\n";
    assert_eq!(none, (2, String::new(), said.to_owned()));
}

#[test]
fn mistakes_are_named_and_nothing_is_written() {
    let out = tempfile::tempdir().unwrap();
    let broken = out.path().join("broken.csv");
    fs::write(&broken, "entry,judged,right,weight\nsmall:may,1,2,0.5\nsmall:perhaps,1,1,2\n")
        .unwrap();
    let shown = broken.display();
    for (args, said) in [
        (
            format!("calibrate labelled.jsonl --labels hedge --profile {shown}"),
            format!(
                "hedgerow: error: {shown}:2:1: 2 right of 1 judged\n\
                 hedgerow: error: {shown}:3:1: weight `2` is not between 0 and 1\n"
            ),
        ),
        (
            "calibrate labelled.jsonl --labels hedge -o labelled.jsonl".to_owned(),
            "hedgerow: error: labelled.jsonl is an input; choose another output\n".to_owned(),
        ),
        (
            "calibrate broken.jsonl --labels hedge".to_owned(),
            "hedgerow: error: broken.jsonl:1: no `label`\n\
             hedgerow: error: broken.jsonl:2: span [4,80,\"cue\"] does not fit the text of 17 characters\n\
             hedgerow: error: broken.jsonl:4: not JSON at column 29: EOF while parsing a string\n"
                .to_owned(),
        ),
    ] {
        assert_eq!(hedgerow(&args), (2, String::new(), said), "{args}");
    }
}
