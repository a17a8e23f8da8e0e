//! Where sentences end: the labelled cases of `tests/sentences/sentences.txt`.
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use std::collections::HashSet;
use std::fmt::Write as _;

use hedgerow::text::structure::{StructureOptions, structure};

/// Ends a sentence; never part of a text.
const END: char = '⏐';

/// Cases that are not right yet. One that has become right is taken out of the list.
const KNOWN: &[&str] = &[
    // A name, or a clause that goes on, behind what may end the sentence.
    "title: Jr. at the end before a name",
    "initialism: U.S. before I within",
    "letter: block and question",
    // In capitals nothing tells a name from a word.
    "capitals: abbreviations",
    // A face with no stop before it.
    "emoticon: instead of a stop",
];

struct Case {
    name: String,
    text: String,
    sentences: Vec<String>,
}

/// Reads the cases; a malformed one stops the test.
fn cases(file: &str) -> Vec<Case> {
    let mut names = HashSet::new();
    let mut cases = Vec::new();
    for part in format!("\n{file}").split("\n== ").skip(1) {
        let (name, written) = part.split_once('\n').expect(part);
        assert!(names.insert(name), "{name}: there is another of this name");
        let marked = visible(written.trim_end_matches('\n'));
        let mut sentences = Vec::new();
        for paragraph in paragraphs(&marked) {
            let pieces: Vec<&str> = paragraph.split(END).collect();
            for (number, piece) in pieces.iter().enumerate() {
                let last = number + 1 == pieces.len();
                assert!(!piece.trim().is_empty(), "{name}: nothing beside a sign");
                assert!(last || piece.trim_end() == *piece, "{name}: a blank before a sign");
                sentences.push(piece.trim().to_owned());
            }
        }
        assert!(!sentences.is_empty(), "{name}: no text");
        cases.push(Case { name: name.to_owned(), text: marked.replace(END, ""), sentences });
    }
    cases
}

/// Puts the characters that an editor would lose or hide in the place of their stand-ins.
fn visible(written: &str) -> String {
    written.replace('␣', " ").replace('⍽', "\u{a0}").replace('␉', "\t").replace('␍', "\r")
}

/// The stretches between empty lines.
fn paragraphs(marked: &str) -> Vec<String> {
    let lines: Vec<&str> = marked.split('\n').collect();
    let groups = lines.split(|line| line.trim().is_empty()).map(|group| group.join("\n"));
    groups.filter(|group| !group.is_empty()).collect()
}

#[test]
fn sentences_end_where_a_careful_reader_ends_them() {
    let cases = cases(include_str!("sentences/sentences.txt"));
    assert!(cases.len() >= 220, "{} cases", cases.len());
    let mut different = Vec::new();
    let mut report = String::new();
    for case in &cases {
        let parts = structure(&case.text, &StructureOptions::default());
        let found: Vec<&str> = parts.sentences.iter().map(|s| s.span.of(&case.text)).collect();
        if found != case.sentences {
            different.push(case.name.as_str());
            let wanted = case.sentences.join("⏐");
            let found = found.join("⏐");
            let _ = write!(report, "{}\n  found  {found}\n  wanted {wanted}\n", case.name);
        }
    }
    let known: HashSet<&str> = KNOWN.iter().copied().collect();
    let wrong: Vec<&&str> = different.iter().filter(|name| !known.contains(**name)).collect();
    let right: Vec<&&str> = KNOWN.iter().filter(|name| !different.contains(name)).collect();
    println!("{} of {} cases differ:\n{report}", different.len(), cases.len());
    assert!(wrong.is_empty(), "these cases are not right: {wrong:#?}");
    assert!(right.is_empty(), "right by now, or gone: take them out of KNOWN: {right:#?}");
}
