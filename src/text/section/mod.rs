//! Sections: which paragraphs are headline, standfirst, byline, body, caption and boilerplate.

mod byline;
mod caption;
mod data;
mod head;
mod line;
mod mark;
mod page;
mod tail;

use crate::text::layout::Paragraph;
use crate::text::section::page::Page;

/// What part of a document a sentence stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// The title.
    Headline,
    /// The summary between the title and the article, set apart from both.
    Standfirst,
    /// Who wrote it, and when.
    Byline,
    /// The article itself, its subheadings included.
    Body,
    /// What stands below a picture or figure, and whose it is.
    Caption,
    /// What the page adds: comments, share bars, notices.
    Boilerplate,
}

impl Section {
    /// All sections, in the order in which a page has them.
    pub const ALL: [Self; 6] = [
        Self::Headline,
        Self::Standfirst,
        Self::Byline,
        Self::Body,
        Self::Caption,
        Self::Boilerplate,
    ];

    /// The name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Standfirst => "standfirst",
            Self::Byline => "byline",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::Boilerplate => "boilerplate",
        }
    }

    /// Whether its sentences are scored: headline, standfirst and body, the words that a writer answers
    /// for. Captions, bylines and boilerplate never are.
    #[must_use]
    pub const fn is_scored(self) -> bool {
        matches!(self, Self::Headline | Self::Standfirst | Self::Body)
    }
}

/// The section of each paragraph. `headline` is the length of a headline that the caller knows.
///
/// What is not recognised is body: a sentence of prose is never taken for furniture of the page.
pub(crate) fn sections(
    text: &str,
    paragraphs: &[Paragraph],
    headline: Option<usize>,
) -> Vec<Section> {
    let mut page = Page::new(text, paragraphs, headline);
    head::mark(&mut page, headline.is_some());
    tail::mark(&mut page);
    page.sections
}
