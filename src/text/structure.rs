//! Joins what is known of a text: its sections, sentences and quotations.

use crate::text::layout::{Paragraph, paragraphs, trimmed_lines};
use crate::text::marks::Marks;
use crate::text::section::{Section, sections};
use crate::text::sentence::Splitter;
use crate::text::span::Span;
use crate::text::voice::{Quote, Quoter};

/// How sentences are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SentenceMode {
    /// By stops, abbreviations and paragraphs.
    #[default]
    Auto,
    /// Each line is a sentence.
    Line,
    /// Each paragraph is a sentence.
    Paragraph,
}

impl SentenceMode {
    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Line => "line",
            Self::Paragraph => "paragraph",
        }
    }
}

/// What kind of text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PageMode {
    /// A page of news, with a headline, bylines, captions and whatever else pages print.
    #[default]
    Page,
    /// Prose and nothing else: all of it is body, but for a headline that is known.
    Prose,
}

impl PageMode {
    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Prose => "prose",
        }
    }
}

/// What is known of a text beforehand.
#[derive(Debug, Clone, Copy, Default)]
pub struct StructureOptions {
    /// How sentences are found.
    pub sentences: SentenceMode,
    /// Whether sections are looked for.
    pub page: PageMode,
    /// Length in bytes of a headline the text begins with, followed by an empty line.
    pub headline: Option<usize>,
}

/// A sentence and where in the document it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the text, without blanks at either end; never empty.
    pub span: Span,
    /// The part of the document.
    pub section: Section,
    /// Number of the paragraph, from 0.
    pub paragraph: u32,
}

/// The parts of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Structure {
    /// In order, not overlapping; together all of the text that is not blank.
    pub sentences: Vec<Sentence>,
    /// Quoted stretches, in order, not overlapping.
    pub quotes: Vec<Quote>,
}

/// Splits a text into sections, sentences and quotations, in time linear in its length.
#[must_use]
pub fn structure(text: &str, options: &StructureOptions) -> Structure {
    let paragraphs = paragraphs(text);
    let sections = match options.page {
        PageMode::Page => sections(text, &paragraphs, options.headline),
        PageMode::Prose => prose(&paragraphs, options.headline),
    };
    let mut quoter = Quoter::new(text);
    let mut sentences = Vec::with_capacity(text.len() / 128);
    let mut spans = Vec::new();
    for (number, (paragraph, section)) in paragraphs.iter().zip(&sections).enumerate() {
        spans.clear();
        read_paragraph(text, paragraph, options.sentences.at(*section), &mut quoter, &mut spans);
        quoter.paragraph(paragraph, paragraphs.get(number + 1));
        let (section, paragraph) = (*section, u32::try_from(number).unwrap_or(u32::MAX));
        sentences.extend(spans.iter().map(|span| Sentence { span: *span, section, paragraph }));
    }
    Structure { sentences, quotes: quoter.finish() }
}

/// The sections of a text that is no page.
fn prose(paragraphs: &[Paragraph], headline: Option<usize>) -> Vec<Section> {
    let end = headline.unwrap_or(0);
    let section = |paragraph: &Paragraph| {
        if paragraph.span.start < end { Section::Headline } else { Section::Body }
    };
    paragraphs.iter().map(section).collect()
}

/// Reads the marks of a paragraph once, for its sentences and for its quotations.
fn read_paragraph(
    text: &str,
    paragraph: &Paragraph,
    mode: SentenceMode,
    quoter: &mut Quoter<'_>,
    spans: &mut Vec<Span>,
) {
    let whole = paragraph.span;
    let mut splitter = match mode {
        SentenceMode::Auto => Some(Splitter::new(text, whole)),
        SentenceMode::Paragraph => {
            spans.push(whole);
            None
        }
        SentenceMode::Line => {
            let lines = trimmed_lines(whole.of(text));
            spans.extend(
                lines.map(|line| Span::new(whole.start + line.start, whole.start + line.end)),
            );
            None
        }
    };
    for mark in Marks::new(text, whole) {
        quoter.mark(whole, mark);
        if let Some(splitter) = &mut splitter {
            splitter.mark(mark, spans);
        }
    }
    if let Some(splitter) = splitter {
        splitter.finish(spans);
    }
}

impl SentenceMode {
    /// How sentences are found in a section: bylines and boilerplate are one each.
    const fn at(self, section: Section) -> Self {
        match (self, section) {
            (Self::Auto, Section::Byline | Section::Boilerplate) => Self::Paragraph,
            _ => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let parts = structure(text, &StructureOptions::default());
        parts.sentences.iter().map(|s| s.span.of(text)).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn sentences() {
        for (text, expected) in [
            ("Gen. Ostrava met Dr. Vane. They left.", "Gen. Ostrava met Dr. Vane. | They left."),
            (
                "The U.S. troops left the U.S. The rest stayed.",
                "The U.S. troops left the U.S. | The rest stayed.",
            ),
            ("“We won.” Tolliver left.", "“We won.” | Tolliver left."),
            ("“Is it?” she asked. No.", "“Is it?” she asked. | No."),
            ("for each of us…Hesar Bridge fell. So.", "for each of us…Hesar Bridge fell. | So."),
            (
                "At 7:30 p.m. the No. 7 tram cost $2.6 million. Then at 8 p.m. He left.",
                "At 7:30 p.m. the No. 7 tram cost $2.6 million. | Then at 8 p.m. | He left.",
            ),
            (
                "J. R. Holloway of Tern Inc. said so. See www.tern.example/a.b today.",
                "J. R. Holloway of Tern Inc. said so. | See www.tern.example/a.b today.",
            ),
            ("It ended.The rest stayed.", "It ended. | The rest stayed."),
            (
                "What?! Never! (It was late.) Then… Silence.",
                "What?! | Never! | (It was late.) | Then… | Silence.",
            ),
            ("He waited ... and left.", "He waited ... and left."),
            ("It rose 4.5 percent. 300 left.", "It rose 4.5 percent. | 300 left."),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }
}
