//! A page while its paragraphs are told apart.

use crate::text::layout::Paragraph;
use crate::text::section::Section;
use crate::text::section::byline::names_writers;
use crate::text::section::caption::{closes_with_bracketed_credit, closes_with_credit};
use crate::text::section::data::MARKS;
use crate::text::section::line::Line;
use crate::text::section::mark::Kind;

/// Longer paragraphs, in bytes, are prose, and are not looked at.
const LONGEST_LINE: usize = 400;
/// Captions of agencies tell the whole story; longer paragraphs, in bytes, are not looked at at all.
const LONGEST_CAPTION: usize = 700;

/// The paragraphs of a text with the sections found so far; body where none is.
pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    pub(super) paragraphs: &'t [Paragraph],
    pub(super) sections: Vec<Section>,
    /// What the wording alone makes of each paragraph.
    kinds: Vec<Option<Kind>>,
    /// Behind the headline that the caller knows.
    pub(super) known: usize,
    /// Where the notes begin that end a press release.
    pub(super) notes: Option<usize>,
}

impl<'t> Page<'t> {
    /// Marks what is known by its wording alone.
    pub(super) fn new(text: &'t str, paragraphs: &'t [Paragraph], headline: Option<usize>) -> Self {
        let end = headline.unwrap_or(0);
        let known = paragraphs.partition_point(|paragraph| paragraph.span.start < end);
        let mut page =
            Self { text, paragraphs, sections: Vec::new(), kinds: Vec::new(), known, notes: None };
        page.sections.reserve(paragraphs.len());
        page.kinds.reserve(paragraphs.len());
        for at in 0..paragraphs.len() {
            let section = if at < known {
                page.kinds.push(None);
                Section::Headline
            } else {
                page.by_wording(at)
            };
            page.sections.push(section);
        }
        page
    }

    fn by_wording(&mut self, at: usize) -> Section {
        let line = self.line(at);
        let kind = line.as_ref().and_then(|line| MARKS.find(line)).map(|found| found.0);
        self.kinds.push(kind);
        let Some(line) = line else { return self.by_length(at) };
        match kind {
            Some(Kind::Boilerplate) => Section::Boilerplate,
            Some(Kind::Caption) => Section::Caption,
            Some(Kind::Byline) => Section::Byline,
            kind => {
                if kind == Some(Kind::End) && at > 0 {
                    self.notes = self.notes.or(Some(at));
                }
                let picture = line.whole.starts_with("![") && line.whole.ends_with(')');
                if picture || closes_with_credit(line.bare) {
                    Section::Caption
                } else {
                    Section::Body
                }
            }
        }
    }

    /// A long caption shows itself by the credit in brackets at its end.
    fn by_length(&self, at: usize) -> Section {
        let caption = self.paragraphs.get(at).is_some_and(|paragraph| {
            paragraph.span.len() <= LONGEST_CAPTION
                && !paragraph.block_quote
                && closes_with_bracketed_credit(paragraph.span.of(self.text))
        });
        if caption { Section::Caption } else { Section::Body }
    }

    /// A paragraph that is short enough to be no prose, and no quotation.
    pub(super) fn line(&self, at: usize) -> Option<Line<'t>> {
        let paragraph = self.paragraphs.get(at)?;
        (paragraph.span.len() <= LONGEST_LINE && !paragraph.block_quote)
            .then(|| Line::new(paragraph.span.of(self.text)))
    }

    /// What its wording makes of a paragraph.
    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.kinds.get(at).copied().flatten()
    }

    /// Whether a paragraph is a byline that begins with a word such as *By*: only where bylines stand.
    pub(super) fn names_writers(&self, at: usize) -> bool {
        if self.kind(at) != Some(Kind::By) {
            return false;
        }
        let found = self.line(at).and_then(|line| MARKS.find(&line));
        found.is_some_and(|(_, names)| names_writers(names.trim()))
    }

    pub(super) fn is_prose(&self, at: usize) -> bool {
        self.line(at).is_none_or(|line| line.is_prose())
    }

    pub(super) fn is_body(&self, at: usize) -> bool {
        self.sections.get(at) == Some(&Section::Body)
    }

    /// Whether an empty line stands behind a paragraph.
    pub(super) fn gap_behind(&self, at: usize) -> bool {
        let (Some(this), Some(next)) = (self.paragraphs.get(at), self.paragraphs.get(at + 1))
        else {
            return true;
        };
        let between = self.text.get(this.span.end..next.span.start).unwrap_or("");
        between.matches('\n').count() > 1
            || between.matches('\r').count() > 1
            || between.contains('\u{2029}')
    }

    pub(super) fn len(&self) -> usize {
        self.paragraphs.len()
    }

    pub(super) fn set(&mut self, at: usize, section: Section) {
        if let Some(place) = self.sections.get_mut(at) {
            *place = section;
        }
    }
}
