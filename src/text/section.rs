//! Sections: which paragraphs are headline, byline, body and boilerplate.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::text::layout::{Paragraph, ends_sentence};

/// What part of a document a sentence stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// The title.
    Headline,
    /// Who wrote it.
    Byline,
    /// The article itself.
    Body,
    /// What the page adds: comments, share bars, credits.
    Boilerplate,
}

impl Section {
    /// The name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Byline => "byline",
            Self::Body => "body",
            Self::Boilerplate => "boilerplate",
        }
    }
}

/// The longest headline that is recognised, in words.
const HEADLINE_WORDS: usize = 30;
/// A byline stands among the first paragraphs.
const BYLINE_PARAGRAPHS: usize = 4;
/// A line behind the article's end that is no prose has at most so many words.
const TAIL_WORDS: usize = 15;

/// The section of each paragraph. `headline` is the length of a headline that the caller knows.
pub(crate) fn sections(
    text: &str,
    paragraphs: &[Paragraph],
    headline: Option<usize>,
) -> Vec<Section> {
    let mut sections: Vec<Section> = paragraphs
        .iter()
        .map(|paragraph| match headline {
            Some(end) if paragraph.span.start < end => Section::Headline,
            _ if MARKS.is_line(paragraph.span.of(text)) => Section::Boilerplate,
            _ => Section::Body,
        })
        .collect();
    if headline.is_none() && begins_with_headline(text, paragraphs) {
        set(&mut sections, 0, Section::Headline);
    }
    mark_repeated_headline(text, paragraphs, &mut sections);
    for (at, paragraph) in paragraphs.iter().enumerate().take(BYLINE_PARAGRAPHS) {
        if is_byline(paragraph.span.of(text)) {
            set(&mut sections, at, Section::Byline);
        }
    }
    mark_tail(text, paragraphs, &mut sections);
    sections
}

fn set(sections: &mut [Section], at: usize, section: Section) {
    if let Some(place) = sections.get_mut(at) {
        *place = section;
    }
}

/// A short first paragraph without a stop at its end, with an article behind it.
fn begins_with_headline(text: &str, paragraphs: &[Paragraph]) -> bool {
    let [first, _, ..] = paragraphs else { return false };
    let line = first.span.of(text);
    let asks = line.ends_with(['?', '!']) && is_capitalised(line);
    !first.block_quote
        && words(line) <= HEADLINE_WORDS
        && (asks || !ends_sentence(line))
        && !line.starts_with(['-', '*', '•'])
        && !is_byline(line)
}

/// Pages often print the headline twice.
fn mark_repeated_headline(text: &str, paragraphs: &[Paragraph], sections: &mut [Section]) {
    let Some(last) = sections.iter().rposition(|section| *section == Section::Headline) else {
        return;
    };
    if let (Some(headline), Some(next)) = (paragraphs.get(last), paragraphs.get(last + 1))
        && headline.span.of(text) == next.span.of(text)
    {
        set(sections, last + 1, Section::Boilerplate);
    }
}

/// *By Mara Quill and Tom Vane, Political Editor*: names, and little else.
fn is_byline(line: &str) -> bool {
    let Some(names) = ["By ", "BY ", "by "].iter().find_map(|by| line.strip_prefix(by)) else {
        return false;
    };
    let small = ["and", "of", "for", "in", "at", "the", "de", "van", "von", "la", "with", "|"];
    words(line) <= TAIL_WORDS
        && !ends_sentence(line)
        && names.split_whitespace().all(|word| {
            small.contains(&word)
                || word.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_alphabetic())
        })
}

/// Marks the lines behind the end of the article, and an author's name directly before them.
fn mark_tail(text: &str, paragraphs: &[Paragraph], sections: &mut [Section]) {
    let mut start = paragraphs.len();
    let mut marked = false;
    for (at, paragraph) in paragraphs.iter().enumerate().skip(1).rev() {
        let line = paragraph.span.of(text);
        if MARKS.is_tail(line) || MARKS.is_line(line) {
            start = at;
            marked = true;
        } else if is_prose(line) || paragraph.block_quote {
            break;
        }
    }
    if !marked {
        return;
    }
    if start > 1 && paragraphs.get(start - 1).is_some_and(|name| is_name(name.span.of(text))) {
        start -= 1;
    }
    for section in sections.iter_mut().skip(start) {
        *section = Section::Boilerplate;
    }
}

fn is_prose(line: &str) -> bool {
    ends_sentence(line) || words(line) > TAIL_WORDS
}

/// Two to four capitalised words: a name, or a name and a role.
fn is_name(line: &str) -> bool {
    (2..=4).contains(&words(line)) && is_capitalised(line) && !ends_sentence(line)
}

fn words(line: &str) -> usize {
    line.split_whitespace().count()
}

/// Whether most longer words begin with a capital.
fn is_capitalised(line: &str) -> bool {
    let long = line.split_whitespace().filter(|word| word.chars().count() > 3);
    let (capital, all) = long.fold((0, 0), |(capital, all), word| {
        let first = word.chars().find(|c| c.is_alphanumeric());
        (capital + usize::from(first.is_some_and(|c| !c.is_lowercase())), all + 1)
    });
    capital * 4 >= all * 3
}

/// Longer lines, in bytes, are no boilerplate.
const LONGEST_MARK: usize = 240;

/// The lines of `data/boilerplate.txt`.
#[derive(Default)]
struct Marks {
    tail: MarkList,
    line: MarkList,
}

/// Marks of one kind, by their first character in ASCII: most lines are told apart by theirs.
#[derive(Default)]
struct MarkList {
    by_first: BTreeMap<u8, Vec<&'static str>>,
}

static MARKS: LazyLock<Marks> = LazyLock::new(|| {
    let mut marks = Marks::default();
    let mut tail = true;
    for line in include_str!("data/boilerplate.txt").lines() {
        match line {
            "[tail]" => tail = true,
            "[line]" => tail = false,
            _ if line.is_empty() || line.starts_with('#') => {}
            _ if tail => marks.tail.add(line),
            _ => marks.line.add(line),
        }
    }
    marks
});

impl Marks {
    fn is_tail(&self, line: &str) -> bool {
        self.tail.has(line)
    }

    fn is_line(&self, line: &str) -> bool {
        self.line.has(line)
    }
}

impl MarkList {
    fn add(&mut self, mark: &'static str) {
        let first = mark.bytes().next().unwrap_or_default();
        self.by_first.entry(first).or_default().push(mark);
    }

    fn has(&self, line: &str) -> bool {
        if line.len() > LONGEST_MARK {
            return false;
        }
        let line = line.trim_matches(['*', '_', '#', ' ', '>']);
        let first = line.bytes().next().unwrap_or_default().to_ascii_lowercase();
        let marks = self.by_first.get(&first).map_or(&[][..], Vec::as_slice);
        marks.iter().any(|mark| match mark.strip_suffix('*') {
            // Prose that only begins like a mark (*Published figures show a fall.*) is prose.
            Some(prefix) => {
                begins_with(line, prefix) && (prefix.ends_with(": ") || !line.ends_with('.'))
            }
            None => {
                begins_with(line, mark)
                    && line.trim_end_matches(['.', ':', '!', '…', '»', '›']).len() == mark.len()
            }
        })
    }
}

/// Whether a line begins with a text in lower case, whatever its own case.
fn begins_with(line: &str, text: &str) -> bool {
    line.get(..text.len()).is_some_and(|start| {
        start.eq_ignore_ascii_case(text) || (!start.is_ascii() && start.to_lowercase() == text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::layout::paragraphs;

    fn shown(text: &str) -> String {
        let paragraphs = paragraphs(text);
        let names = sections(text, &paragraphs, None);
        names.iter().map(|section| section.name()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn sections_of_articles() {
        for (text, expected) in [
            (
                "Harbour strike enters third week\n\nBy Mara Quill\n\nIt rained.",
                "headline byline body",
            ),
            ("It rained all day.\n\nThen it stopped.", "body body"),
            ("Is the Dam Safe?\n\nNobody knows.", "headline body"),
            ("A headline\n\nA headline\n\nIt rained.", "headline boilerplate body"),
            ("A headline\n\nBy Friday the dam had failed.", "headline body"),
            (
                "A headline\n\nIt rained.\n\nTom Vane\n\nComments\n\nLatest Articles",
                "headline body boilerplate boilerplate boilerplate",
            ),
            (
                "A headline\n\nIt rained.\n\nShare this article\n\nIt stopped.",
                "headline body body body",
            ),
            ("A headline\n\nPhoto: Tom Vane/Tern\n\nIt rained.", "headline boilerplate body"),
            ("A headline\n\nPublished figures show a fall.", "headline body"),
            ("Only one line", "body"),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }
}
