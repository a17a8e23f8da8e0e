//! Sentences: the stretches of a paragraph between the stops that end one.

use crate::text::boundary::{Stop, ends_behind_url, ends_sentence, url_at};
use crate::text::enumerator::inline_items;
use crate::text::layout::trim;
use crate::text::letter::{closing_end, greeting_end};
use crate::text::marks::{Mark, MarkKind};
use crate::text::span::Span;

/// Cuts one paragraph into sentences while its marks are read.
#[derive(Debug)]
pub(crate) struct Splitter<'t> {
    text: &'t str,
    paragraph: Span,
    /// Where the present sentence begins.
    start: usize,
    /// The end of the last stop that was looked at; marks before it belong to it.
    seen: usize,
    /// Where items of a list begin, the last first.
    items: Vec<usize>,
}

impl<'t> Splitter<'t> {
    pub(crate) fn new(text: &'t str, paragraph: Span) -> Self {
        let mut items = Vec::new();
        inline_items(text, paragraph, &mut items);
        items.reverse();
        Self { text, paragraph, start: paragraph.start, seen: paragraph.start, items }
    }

    /// Takes the next mark of the paragraph, and appends the sentence that it ends, if it ends one.
    pub(crate) fn mark(&mut self, mark: Mark, sentences: &mut Vec<Span>) {
        if mark.kind != MarkKind::Stop || mark.span.start < self.seen {
            return;
        }
        self.items_before(mark.span.start, sentences);
        if let Some(end) = greeting_end(self.text, Span::new(self.start, mark.span.start)) {
            self.cut(end, sentences);
        }
        let sentence = Span::new(self.start, self.paragraph.end);
        let stop = Stop::read(self.text, sentence, mark.span.start);
        self.seen = stop.end;
        if let Some(url) = url_at(self.text, sentence, mark.span.start) {
            self.seen = url.end;
            if ends_behind_url(self.text, Span::new(url.end, self.paragraph.end)) {
                self.cut(url.end, sentences);
            }
        } else if stop.end < self.paragraph.end && ends_sentence(self.text, sentence, &stop) {
            self.cut(stop.end, sentences);
        }
    }

    /// Appends what is left of the paragraph.
    pub(crate) fn finish(mut self, sentences: &mut Vec<Span>) {
        self.items_before(self.paragraph.end, sentences);
        let last = Span::new(self.start, self.paragraph.end);
        let cut = greeting_end(self.text, last).or_else(|| closing_end(self.text, last));
        if let Some(end) = cut {
            self.cut(end, sentences);
        }
        self.cut(self.paragraph.end, sentences);
    }

    fn items_before(&mut self, end: usize, sentences: &mut Vec<Span>) {
        while let Some(item) = self.items.pop_if(|item| *item <= end) {
            self.cut(item, sentences);
        }
    }

    fn cut(&mut self, end: usize, sentences: &mut Vec<Span>) {
        if end > self.start {
            let span = trim(self.text, Span::new(self.start, end));
            if !span.is_empty() {
                sentences.push(span);
            }
            self.start = end;
        }
    }
}
