//! Where in the file the words of a document stand: its text may have been taken out of markup.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::lexicon::mistake::{LexiconFile, Place};
use crate::text::comment::without_comments;
use crate::text::span::Span;

/// A file and what of it became the text of a document.
#[derive(Debug, Clone)]
pub struct Origin {
    source: LexiconFile,
    /// Words of the text with where they stand in the source, both ascending; `None` where text and
    /// source are the same.
    words: Option<Vec<(Span, Span)>>,
}

/// A stretch of a file: places from 1, the end one behind the last character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Where it begins.
    pub start: Place,
    /// Where it ends.
    pub end: Place,
}

impl Origin {
    /// The origin of a text: the same, the same with comments for this program, or markup in which the words
    /// of the text stand in the same order.
    ///
    /// Words are aligned by a diff, so one that also stands in what was left out (front matter, a menu)
    /// may be taken for the other; the places of others do not suffer from it.
    #[must_use]
    pub fn new(text: &str, source: &str) -> Self {
        let is_same = text == source || without_comments(source).is_some_and(|blank| blank == text);
        let words = (!is_same).then(|| aligned(text, source));
        Self { source: LexiconFile::new("", source), words }
    }

    /// The text of the file.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source.text
    }

    /// Where in the source a byte of the text stands: that of its word, else of the last word before it.
    #[must_use]
    pub fn source_of(&self, at: usize) -> usize {
        let Some(words) = &self.words else { return at };
        let behind = words.partition_point(|(text, _)| text.start <= at);
        let found = behind.checked_sub(1).and_then(|last| words.get(last));
        found.map_or(
            0,
            |(text, source)| {
                if at < text.end { source.start + (at - text.start) } else { source.end }
            },
        )
    }

    /// Where a stretch of the text stands.
    #[must_use]
    pub fn region(&self, span: Span) -> Region {
        let start = self.source_of(span.start);
        let end = self.source_of(span.end.saturating_sub(1)) + 1;
        let mut end = end.max(start).min(self.source.text.len());
        while !self.source.text.is_char_boundary(end) {
            end += 1;
        }
        Region { start: self.source.place(start), end: self.source.place(end) }
    }

    /// Where a byte of the source stands.
    #[must_use]
    pub fn place(&self, at: usize) -> Place {
        self.source.place(at)
    }
}

fn aligned(text: &str, source: &str) -> Vec<(Span, Span)> {
    let (text_words, source_words) = (words(text), words(source));
    let spelt = |words: &[Span], whole| words.iter().map(|word| word.of(whole)).collect::<Vec<_>>();
    let ops = capture_diff_slices(
        Algorithm::Patience,
        &spelt(&text_words, text),
        &spelt(&source_words, source),
    );
    let mut pairs = Vec::with_capacity(text_words.len());
    for op in ops {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            let old = text_words.iter().skip(old_index).take(len);
            pairs.extend(old.copied().zip(source_words.iter().skip(new_index).copied()));
        }
    }
    pairs
}

/// Runs of letters and digits: marks may be written otherwise in markup.
fn words(text: &str) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(text: &str, source: &str, word: &str) -> (usize, usize, usize, usize) {
        let start = text.find(word).unwrap();
        let region = Origin::new(text, source).region(Span::new(start, start + word.len()));
        (region.start.line, region.start.column, region.end.line, region.end.column)
    }

    #[test]
    fn words_are_found_in_markup() {
        let source =
            "---\ntitle: x\n---\n\n# The bridge\n\nÉmile **botched** a\n[so-called](x) plan.\n";
        let text = "The bridge\n\nÉmile botched a so-called plan.";
        assert_eq!(region(text, source, "botched"), (7, 9, 7, 16));
        assert_eq!(region(text, source, "so-called"), (8, 2, 8, 11));
        assert_eq!(region(text, source, "a so-called plan"), (7, 19, 8, 20));
        assert_eq!(region(text, source, "Émile"), (7, 1, 7, 6));
    }

    #[test]
    fn a_text_that_is_its_own_source_has_its_own_places() {
        let text = "One.\r\nThey “botched” it.";
        assert_eq!(region(text, text, "“botched”"), (2, 6, 2, 15));
        assert_eq!(Origin::new("", "").region(Span::default()).start.line, 1);
    }

    #[test]
    fn a_text_without_its_comments_has_the_places_of_the_file() {
        let source = "So a\n<!-- hedgerow: ignore-next so -->\nso-called plan.\n";
        assert_eq!(region(&without_comments(source).unwrap(), source, "so-called"), (3, 1, 3, 10));
    }

    #[test]
    fn what_is_written_otherwise_stands_behind_the_word_before_it() {
        assert_eq!(region("A caf\u{e9} b", "<p>A caf&eacute; b", "b"), (1, 18, 1, 19));
        assert_eq!(region("A caf\u{e9} b", "<p>A caf&eacute; b", "caf\u{e9}"), (1, 5, 1, 6));
    }
}
