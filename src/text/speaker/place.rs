//! Where a quotation stands in its text.

use std::ops::Range;

use crate::text::span::Span;
use crate::text::structure::Structure;
use crate::text::voice::QuoteKind;

/// Marks that open or close a quotation.
const MARKS: [char; 11] = ['"', '”', '“', '»', '«', '’', '‘', '\'', '„', '＂', ' '];

/// The place of a quotation, which may go over several paragraphs.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Its stretches in [`Structure::quotes`].
    pub(super) quotes: Range<usize>,
    /// The first of them, and the last.
    pub(super) opening: Span,
    pub(super) closing: Span,
    /// The sentence that it begins in, and its number.
    pub(super) sentence: Span,
    pub(super) first: usize,
    /// The sentence that it ends in, and its number.
    pub(super) end_sentence: Span,
    pub(super) last: usize,
    /// The paragraphs of both.
    pub(super) paragraph: u32,
    pub(super) end_paragraph: u32,
    /// Whether its paragraph begins with it.
    pub(super) heads_paragraph: bool,
}

impl Place {
    /// The place of the quotation that begins with stretch `first`; `None` where there is none.
    pub(super) fn new(text: &str, structure: &Structure, first: usize) -> Option<Self> {
        let quotes = first..group_end(text, structure, first);
        let opening = structure.quotes.get(first)?.span;
        let closing = structure.quotes.get(quotes.end - 1)?.span;
        let sentences = &structure.sentences;
        let holding = |at: usize| {
            sentences.partition_point(|sentence| sentence.span.start <= at).saturating_sub(1)
        };
        let (first, last) = (holding(opening.start), holding(closing.end.saturating_sub(1)));
        let (own, end) = (sentences.get(first)?, sentences.get(last)?);
        let before = first.checked_sub(1).and_then(|before| sentences.get(before));
        let alone = before.is_none_or(|before| before.paragraph != own.paragraph);
        Some(Self {
            quotes,
            opening,
            closing,
            sentence: own.span,
            first,
            end_sentence: end.span,
            last,
            paragraph: own.paragraph,
            end_paragraph: end.paragraph,
            heads_paragraph: alone && own.span.start == opening.start,
        })
    }

    /// Where the quotation before ends.
    pub(super) fn quote_before(&self, structure: &Structure) -> usize {
        let before = self.quotes.start.checked_sub(1);
        before.and_then(|at| structure.quotes.get(at)).map_or(0, |quote| quote.span.end)
    }

    /// Whether its sentence begins with it.
    pub(super) const fn heads_sentence(&self) -> bool {
        self.opening.start == self.sentence.start
    }

    /// Whether it begins with a capital and ends as a sentence, or a part of one, does.
    pub(super) fn is_sentence(&self, text: &str) -> bool {
        let start = self.opening.of(text).trim_start_matches(MARKS);
        self.inner_end(text)
            .is_some_and(|end| end.ends_with(['.', '?', '!', '…', ',', '—', '–', ':']))
            && start.starts_with(|c: char| !c.is_lowercase())
    }

    /// Its last stretch without the marks at its end.
    pub(super) fn inner_end<'t>(&self, text: &'t str) -> Option<&'t str> {
        let inner = self.closing.of(text).trim_end_matches(MARKS);
        (!inner.is_empty()).then_some(inner)
    }

    /// Whether its words are capitalised as those of a title or a name are.
    pub(super) fn is_capitalised(&self, text: &str) -> bool {
        let separates = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '’'));
        self.opening
            .of(text)
            .split(separates)
            .filter(|word| word.chars().count() > 3 || word.starts_with(char::is_uppercase))
            .all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()))
    }
}

/// A quotation over several paragraphs is one: each stretch but the last ends without a mark.
fn group_end(text: &str, structure: &Structure, first: usize) -> usize {
    let goes_on = |at: usize| {
        let pair = structure.quotes.get(at).zip(structure.quotes.get(at + 1));
        pair.is_some_and(|(quote, next)| {
            let open = quote.kind == QuoteKind::Marks
                && quote.closed
                && !quote.span.of(text).ends_with(['"', '”', '»', '’', '\'', '“', '＂']);
            let block = quote.kind == QuoteKind::Block && next.kind == QuoteKind::Block;
            let between = text.get(quote.span.end..next.span.start);
            (open || block) && between.is_some_and(|between| between.trim().is_empty())
        })
    };
    let mut end = first + 1;
    while goes_on(end - 1) {
        end += 1;
    }
    end
}
