//! Reads the words before and behind a quotation.

use crate::text::span::Span;
use crate::text::speaker::clause::{
    Ending, Found, before, behind, by_agent, ends_in_verdict, names_a_thing,
};
use crate::text::speaker::frame::Frame;
use crate::text::speaker::place::Place;
use crate::text::structure::Structure;
use crate::text::token::TokenKind;

/// How much is read on each side, in words and in bytes.
pub(super) const WORDS: usize = 60;
pub(super) const BYTES: usize = 480;

/// The words on both sides of a quotation and what they say.
pub(super) struct Beside<'t> {
    pub(super) before: Found,
    /// Whether the verb before governs the quotation directly.
    pub(super) direct: bool,
    pub(super) front: Frame<'t>,
    pub(super) behind: Found,
    pub(super) back: Frame<'t>,
    /// Whether the quotation is a title, a name or a word.
    pub(super) names_thing: bool,
}

impl<'t> Beside<'t> {
    /// Reads beside the quotation at `here`. `is_known` tells last names.
    pub(super) fn read(
        text: &'t str,
        structure: &Structure,
        here: &Place,
        is_known: impl Fn(&str) -> bool,
    ) -> Self {
        let front = Frame::new(text, front(text, structure, here), usize::MAX);
        let (before, direct) = before(&front, is_known);
        let (span, ending) = back(text, structure, here);
        let back = Frame::new(text, span, WORDS);
        let agent = if ends_in_verdict(&front) { by_agent(&back) } else { Found::Nothing };
        let behind = if agent == Found::Nothing { behind(&back, ending) } else { agent };
        let names_thing = names_thing(text, here, &front);
        Self { before, direct, front, behind, back, names_thing }
    }
}

/// The words before a quotation: those of its sentence behind the quotation before, or the sentence
/// with a colon that ends the paragraph before.
fn front(text: &str, structure: &Structure, here: &Place) -> Span {
    let own = Span::new(here.sentence.start.max(here.quote_before(structure)), here.opening.start);
    let lead = here.first.checked_sub(1).and_then(|before| structure.sentences.get(before));
    let lead = lead.map(|sentence| sentence.span).filter(|span| span.of(text).ends_with(':'));
    let whole = lead.filter(|_| here.heads_paragraph).unwrap_or(own);
    if whole.len() <= BYTES {
        return Span::new(whole.start.min(whole.end), whole.end);
    }
    let mut start = whole.end - BYTES;
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let rest = text.get(start..whole.end).unwrap_or("");
    Span::new(start + rest.find(' ').unwrap_or(rest.len()), whole.end)
}

/// The words behind a quotation up to the next one or the end of the sentence, and how the quotation
/// ends. Behind `?` and `!` the next sentence is read: *“Is it?” Quill asked.*
fn back(text: &str, structure: &Structure, here: &Place) -> (Span, Ending) {
    let inner = here.inner_end(text).unwrap_or("");
    let start = here.closing.end;
    let next = structure.quotes.get(here.quotes.end).map_or(text.len(), |quote| quote.span.start);
    let stopped = inner.ends_with([',', '.', '?', '!', '…', '—', '–', '-']);
    let (sentence_end, ending) = if here.end_sentence.end > start {
        let open = stopped || here.heads_sentence();
        (here.end_sentence.end, if open { Ending::Open } else { Ending::Bare })
    } else {
        let after = structure.sentences.get(here.last + 1);
        let goes_on = inner.ends_with(['?', '!', '…', '—', '–', ',']);
        let after = after.filter(|next| goes_on && next.paragraph == here.end_paragraph);
        (after.map_or(start, |next| next.span.end), Ending::Asks)
    };
    let mut end = sentence_end.min(next).min(start + BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    (Span::new(start, end.max(start)), ending)
}

/// Whether a quotation inside a sentence is a title, a name or a word: *the novel “…”*, or
/// capitalised throughout behind a noun or an article.
fn names_thing(text: &str, here: &Place, front: &Frame<'_>) -> bool {
    if front.len() == 0 || ends_in_verdict(front) {
        return false;
    }
    if here.is_sentence(text) {
        return names_a_thing(front) && here.is_capitalised(text);
    }
    let last = front.at(front.len() - 1);
    let led = last.kind == TokenKind::Word && !last.is_saying() && !last.is_word("that");
    names_a_thing(front) || led && here.is_capitalised(text)
}
