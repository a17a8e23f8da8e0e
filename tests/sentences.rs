//! Where sentences end: the labelled cases of `tests/sentences/sentences.txt`.
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use std::collections::HashSet;

use hedgerow::text::structure::{StructureOptions, structure};

/// Ends a sentence; never part of a text.
const END: char = '⏐';

/// Cases that are not right yet. One that has become right is taken out of the list.
const KNOWN: &[&str] = &[
    // An abbreviation that is not known, or not known to go on.
    "title: foreign",
    "abbreviation: a.k.a. before a capital",
    "abbreviation: P.S.",
    "abbreviation: edition and editor",
    "address: whole",
    "unit: feet and inches",
    "unit: at the end",
    // An abbreviation that ends its sentence before a capital.
    "title: at the end",
    "title: Jr. at the end before a name",
    "month: at the end",
    "day: within and at the end",
    "unit: kitchen",
    // A word or letter that only looks like an abbreviation.
    "no abbreviation: words that look like one",
    "no abbreviation: more words that look like one",
    "no abbreviation: people",
    "letter: block and question",
    // An abbreviation of time or place with more of the sentence behind it.
    "time: a.m. before a day",
    "initialism: U.S. before I within",
    "capitals: abbreviations",
    // A number with a stop within it that ends a sentence.
    "number: sections",
    "number: dotted telephone number and address",
    "number: race",
    // Marks, and who speaks behind them.
    "marks: interrobang",
    "marks: thought without quotation marks",
    "marks: thought of one word",
    "quote: attribution with a title",
    "quote: exchange on one line",
    // Signs behind the stop.
    "reference: superscripts",
    "reference: superscripts that have lost their height",
    "reference: star and dagger",
    "emoticon: instead of a stop",
    "emoticon: pictures",
    // No blank behind the stop.
    "missing blank: behind money",
    "missing blank: behind a.m.",
    "missing blank: behind a reference mark",
    "missing blank: behind a question and a shout",
    // Numbers and labels before what they belong to.
    "inline list: roman numbers",
    "caption: figure",
    "caption: table",
    // Lines.
    "list: items broken into lines",
    "wrapped: title at a line end",
    "verse: one sentence",
    "verse: stops at line ends",
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
    let mut report = Vec::new();
    for case in &cases {
        let parts = structure(&case.text, &StructureOptions::default());
        let found: Vec<&str> = parts.sentences.iter().map(|s| s.span.of(&case.text)).collect();
        if found != case.sentences {
            different.push(case.name.as_str());
            let wanted = case.sentences.join("⏐");
            let found = found.join("⏐");
            report.push(format!("{}\n  found  {found}\n  wanted {wanted}", case.name));
        }
    }
    let known: HashSet<&str> = KNOWN.iter().copied().collect();
    let wrong: Vec<&&str> = different.iter().filter(|name| !known.contains(**name)).collect();
    let right: Vec<&&str> = KNOWN.iter().filter(|name| !different.contains(name)).collect();
    println!("{} of {} cases differ:\n{}", report.len(), cases.len(), report.join("\n"));
    assert!(wrong.is_empty(), "these cases are not right: {wrong:#?}");
    assert!(right.is_empty(), "right by now, or gone: take them out of KNOWN: {right:#?}");
}
