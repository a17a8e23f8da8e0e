//! Sentence boundaries, found against marked.
//!
//! A boundary is the end of a sentence, told by how many characters that are not blank stand before
//! it. Blanks therefore make no difference, and a text may be laid out anew. Every boundary within a
//! document counts, those between paragraphs too, which is how the figures of published splitters
//! are counted. The end of the document is none: whatever a splitter does, it ends a sentence there.

use std::collections::{BTreeMap, BTreeSet};

use crate::evaluate::gold::sentences::MarkedDocument;
use crate::evaluate::layout::Layout;
use crate::evaluate::rates::Counts;
use crate::text::fold::{is_blank, is_invisible};
use crate::text::structure::{SentenceMode, StructureOptions, structure};

/// How many characters of context an error shows on each side.
const CONTEXT: usize = 40;

/// What came of many documents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BoundaryResult {
    /// Documents judged.
    pub documents: u64,
    /// Boundaries of all documents.
    pub all: Counts,
    /// Boundaries of each genre.
    pub genres: BTreeMap<String, Counts>,
    /// Boundaries found or marked, but not both, in order.
    pub errors: Vec<BoundaryError>,
}

/// A boundary that is not both found and marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundaryError {
    /// The document.
    pub document: String,
    /// What is wrong.
    pub kind: BoundaryErrorKind,
    /// Up to 40 characters before it, as laid out.
    pub left: String,
    /// Up to 40 characters behind it.
    pub right: String,
}

/// What is wrong with a boundary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoundaryErrorKind {
    /// Found, but not marked.
    False,
    /// Marked, but not found.
    Missed,
}

impl BoundaryErrorKind {
    /// The name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::False => "false",
            Self::Missed => "missed",
        }
    }
}

impl BoundaryResult {
    /// Finds the sentences of a document, laid out as asked for, and compares.
    pub fn add(&mut self, document: &MarkedDocument, layout: Layout, mode: SentenceMode) {
        let marked = Solid::new(&document.text);
        let marked = marked.boundaries(document.sentences.iter().map(|sentence| sentence.span.end));
        let text = layout.of(document);
        let solid = Solid::new(&text);
        let options = StructureOptions { sentences: mode, ..StructureOptions::default() };
        let sentences = structure(&text, &options).sentences;
        let found = solid.boundaries(sentences.iter().map(|sentence| sentence.span.end));
        let counts = Counts {
            wanted: marked.len() as u64,
            found: found.len() as u64,
            right: marked.intersection(&found).count() as u64,
        };
        self.documents += 1;
        self.all.add(counts, 1);
        self.genres.entry(document.genre.clone()).or_default().add(counts, 1);
        for &at in marked.symmetric_difference(&found) {
            let missed = marked.contains(&at);
            let kind = if missed { BoundaryErrorKind::Missed } else { BoundaryErrorKind::False };
            let (left, right) = solid.context(&text, at);
            self.errors.push(BoundaryError { document: document.id.clone(), kind, left, right });
        }
    }
}

/// Where the characters of a text that are not blank end.
struct Solid {
    ends: Vec<usize>,
}

impl Solid {
    fn new(text: &str) -> Self {
        let solid = text.char_indices().filter(|(_, c)| !is_blank(*c) && !is_invisible(*c));
        Self { ends: solid.map(|(at, c)| at + c.len_utf8()).collect() }
    }

    /// Sentence ends in bytes as boundaries, without the end of the text.
    fn boundaries(&self, ends: impl Iterator<Item = usize>) -> BTreeSet<usize> {
        let before = ends.map(|end| self.ends.partition_point(|at| *at <= end));
        before.filter(|before| (1..self.ends.len()).contains(before)).collect()
    }

    fn context(&self, text: &str, boundary: usize) -> (String, String) {
        let end = boundary.checked_sub(1).and_then(|last| self.ends.get(last)).copied();
        let (before, behind) = text.split_at_checked(end.unwrap_or(0)).unwrap_or((text, ""));
        let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
        (before.get(from..).unwrap_or("").to_owned(), behind.chars().take(CONTEXT).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::gold::sentences::marked_documents;

    const TEXT: &str = r#"{"id": "a", "genre": "news", "text": "Dr. Vane left. The sluice\nfailed on Friday The rest held.\n\nNobody knew.", "spans": [[0, 14, 0], [15, 42, 0], [43, 57, 0], [59, 71, 1]]}"#;

    fn judged(layout: Layout, mode: SentenceMode) -> BoundaryResult {
        let mut result = BoundaryResult::default();
        for document in marked_documents(TEXT).unwrap() {
            result.add(&document, layout, mode);
        }
        result
    }

    #[test]
    fn every_boundary_within_a_document_counts() {
        for (layout, mode, wanted, found, right) in [
            (Layout::Plain, SentenceMode::Auto, 3, 2, 2),
            (Layout::Wrapped(8), SentenceMode::Auto, 3, 2, 2),
            (Layout::OneLine, SentenceMode::Auto, 3, 2, 2),
            (Layout::Plain, SentenceMode::Line, 3, 2, 1),
            (Layout::OneLine, SentenceMode::Line, 3, 1, 1),
        ] {
            let counts = Counts { wanted, found, right };
            let genres = BTreeMap::from([("news".to_owned(), counts)]);
            let result = judged(layout, mode);
            assert_eq!((result.all, result.genres), (counts, genres), "{layout:?} {mode:?}");
        }
    }

    #[test]
    fn errors_stand_in_their_context() {
        let shown: Vec<String> = judged(Layout::Plain, SentenceMode::Line)
            .errors
            .iter()
            .map(|error| format!("{}: {}|{}", error.kind.name(), error.left, error.right))
            .collect();
        assert_eq!(
            shown,
            [
                "missed: Dr. Vane left.| The sluice\nfailed on Friday The rest he",
                "false: Dr. Vane left. The sluice|\nfailed on Friday The rest held.\n\nNobody",
                "missed: . Vane left. The sluice\nfailed on Friday| The rest held.\n\nNobody knew.",
            ]
        );
    }
}
