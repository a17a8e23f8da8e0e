//! What part of a page each paragraph is: the labelled pages of `tests/sections/sections.txt`.
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use hedgerow::text::section::Section;
use hedgerow::text::span::Span;
use hedgerow::text::structure::{StructureOptions, structure};

struct Page {
    name: String,
    text: String,
    headline: Option<usize>,
    /// The lines that are not empty, and what they are.
    lines: Vec<(Section, Span)>,
}

/// Reads the pages; a malformed one stops the test.
fn pages() -> Vec<Page> {
    let file = include_str!("sections/sections.txt");
    let mut names = BTreeSet::new();
    let mut pages = Vec::new();
    for part in format!("\n{file}").split("\n== ").skip(1) {
        let (name, labelled) = part.split_once('\n').unwrap();
        assert!(names.insert(name.to_owned()), "{name} twice");
        let (mut text, mut lines) = (String::new(), Vec::new());
        for labelled in labelled.trim_end().lines() {
            if !labelled.is_empty() {
                let (label, line) = labelled.split_once("| ").expect(name);
                let section = Section::ALL.into_iter().find(|section| section.name() == label);
                let start = text.len();
                text.push_str(line);
                lines.push((section.expect(name), Span::new(start, text.len())));
            }
            text.push('\n');
        }
        let headline = name.starts_with("known:").then(|| lines.first().unwrap().1.end);
        pages.push(Page { name: name.to_owned(), text, headline, lines });
    }
    pages
}

/// The sections of the sentences that share a byte with a line.
fn found(page: &Page, line: Span) -> BTreeSet<Section> {
    let options = StructureOptions { headline: page.headline, ..StructureOptions::default() };
    let sentences = structure(&page.text, &options).sentences.into_iter();
    let within = sentences.filter(|s| s.span.start < line.end && line.start < s.span.end);
    within.map(|sentence| sentence.section).collect()
}

#[test]
fn every_line_is_what_an_editor_calls_it() {
    let pages = pages();
    assert!(pages.len() >= 45, "{} pages", pages.len());
    let mut wrong = String::new();
    for page in &pages {
        for (label, line) in &page.lines {
            let found = found(page, *line);
            if found != BTreeSet::from([*label]) {
                let _ = writeln!(
                    wrong,
                    "{}: {} is {found:?}: {}",
                    page.name,
                    label.name(),
                    line.of(&page.text)
                );
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn headline_standfirst_and_body_are_scored() {
    let scored: Vec<_> = Section::ALL.into_iter().filter(|section| section.is_scored()).collect();
    assert_eq!(scored, [Section::Headline, Section::Standfirst, Section::Body]);
}
