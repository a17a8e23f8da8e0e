//! The floor plan: each part of `src` names only parts below it.
#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may stop at what it did not expect"
)]

use std::fs;
use std::path::Path;

/// From the ground up; parts of one floor do not name each other.
const FLOORS: [&[&str]; 11] = [
    &["stats", "text"],
    &["input", "lexicon"],
    &["cue"],
    &["score"],
    &["analyzer"],
    &["compare", "evaluate", "limits", "revision"],
    &["settings"],
    &["output"],
    &["pipeline"],
    &["batch", "report"],
    &["cli"],
];

fn floor(part: &str) -> Option<usize> {
    FLOORS.iter().position(|parts| parts.contains(&part))
}

/// The parts that a file names: `crate::part`, also inside braces as in `crate::{part, other::x}`.
fn named_parts(source: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for (at, _) in source.match_indices("crate::") {
        let rest = &source[at + "crate::".len()..];
        let word = |text: &str| -> String {
            text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
        };
        let Some(inner) = rest.strip_prefix('{') else {
            parts.push(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut from = 0;
        for (at, c) in inner.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    parts.push(word(&inner[from..at]));
                    from = at + 1;
                    if c == '}' {
                        break;
                    }
                }
                _ => {}
            }
        }
    }
    parts
}

fn check(folder: &Path, part: &str, wrong: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            check(&path, part, wrong);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            for named in named_parts(&fs::read_to_string(&path).unwrap()) {
                if let Some(other) = floor(&named)
                    && named != part
                    && other >= floor(part).unwrap()
                {
                    wrong.push(format!("{} names {named}", path.display()));
                }
            }
        }
    }
}

#[test]
fn parts_name_only_parts_below_them() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for entry in fs::read_dir(&src).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let part = path.file_name().unwrap().to_str().unwrap().to_owned();
            assert!(floor(&part).is_some(), "{part} has no floor: give it one in this test");
            check(&path, &part, &mut wrong);
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn nested_imports_are_read() {
    let source = "use crate::{cue::{finder, judge}, text}; crate::cli::main()";
    assert_eq!(named_parts(source), ["cue", "text", "cli"]);
}
