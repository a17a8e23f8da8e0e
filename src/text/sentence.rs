//! Sentences: the stretches of a paragraph between the stops that end one.

use crate::text::boundary::{ends_behind_url, ends_sentence, is_inside_word, is_plain_end, url_at};
use crate::text::enumerator::inline_items;
use crate::text::layout::trim;
use crate::text::letter::{closing_end, greeting_end};
use crate::text::marks::{Mark, MarkKind};
use crate::text::span::Span;
use crate::text::stop::Stop;

/// Cuts one paragraph into sentences while its marks are read.
#[derive(Debug)]
pub(crate) struct Splitter<'t> {
    text: &'t str,
    paragraph: Span,
    /// Where the present sentence begins.
    start: usize,
    /// The end of the last stop that was looked at; marks before it belong to it.
    seen: usize,
    /// Whether the present sentence is the paragraph's first: only that one may be a greeting.
    first: bool,
    /// Where items of a list begin, the last first.
    items: Vec<usize>,
}

impl<'t> Splitter<'t> {
    pub(crate) fn new(text: &'t str, paragraph: Span) -> Self {
        let mut items = Vec::new();
        inline_items(text, paragraph, &mut items);
        items.reverse();
        Self { text, paragraph, start: paragraph.start, seen: paragraph.start, first: true, items }
    }

    /// Takes the next mark of the paragraph, and appends the sentence that it ends, if it ends one.
    pub(crate) fn mark(&mut self, mark: Mark, sentences: &mut Vec<Span>) {
        if mark.kind != MarkKind::Stop || mark.span.start < self.seen {
            return;
        }
        self.before(mark.span.start, sentences);
        // The end of the paragraph ends a sentence in any case.
        if mark.span.end < self.paragraph.end {
            self.stop(mark, sentences);
        }
    }

    /// Cuts what begins or ends between the last stop and the one at `at`.
    fn before(&mut self, at: usize, sentences: &mut Vec<Span>) {
        self.items_before(at, sentences);
        if self.first {
            self.first = false;
            if let Some(end) = greeting_end(self.text, Span::new(self.start, at)) {
                self.cut(end, sentences);
            }
        }
    }

    /// Cuts behind a stop inside the paragraph, if it ends a sentence.
    fn stop(&mut self, mark: Mark, sentences: &mut Vec<Span>) {
        let sentence = Span::new(self.start, self.paragraph.end);
        if is_plain_end(self.text, sentence, mark.span.start) {
            self.seen = mark.span.end;
            return self.cut(mark.span.end, sentences);
        }
        if is_inside_word(self.text, mark) {
            return self.url(sentence, mark.span.start, sentences);
        }
        let stop = Stop::read(self.text, sentence, mark.span.start);
        self.seen = stop.end;
        if stop.end < self.paragraph.end && ends_sentence(self.text, sentence, &stop) {
            self.cut(stop.end, sentences);
        }
    }

    /// Passes over the web address around a stop, if there is one; it may end the sentence.
    fn url(&mut self, sentence: Span, stop: usize, sentences: &mut Vec<Span>) {
        let Some(url) = url_at(self.text, sentence, stop) else { return };
        self.seen = url.end;
        if ends_behind_url(self.text, Span::new(url.end, self.paragraph.end)) {
            self.cut(url.end, sentences);
        }
    }

    /// Appends what is left of the paragraph.
    pub(crate) fn finish(mut self, sentences: &mut Vec<Span>) {
        self.items_before(self.paragraph.end, sentences);
        let last = Span::new(self.start, self.paragraph.end);
        let greeting = if self.first { greeting_end(self.text, last) } else { None };
        let cut = greeting.or_else(|| closing_end(self.text, last));
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
