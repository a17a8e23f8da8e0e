//! The words of a short stretch of text with what is known of each.

use crate::text::fold::is_plain;
use crate::text::span::Span;
use crate::text::speaker::words::{Class, Classes, classes_of};
use crate::text::token::{Token, TokenKind, Tokens};
use crate::text::word_hash::WordHash;

/// A word or mark of a frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    /// As written; with its stop if it is an initial or an abbreviated title.
    pub(super) text: &'t str,
    pub(super) span: Span,
    pub(super) kind: TokenKind,
    pub(super) classes: Classes,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
}

impl Word<'_> {
    pub(super) const fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    pub(super) fn any(&self, classes: &[Class]) -> bool {
        self.classes.any(classes)
    }

    pub(super) fn is_mark(&self, marks: &[char]) -> bool {
        matches!(self.kind, TokenKind::Mark) && self.text.starts_with(marks)
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(self.kind, TokenKind::Word) && self.text.eq_ignore_ascii_case(word)
    }

    pub(super) const fn is_end(&self) -> bool {
        self.span.is_empty()
    }

    /// One capital letter, or several with stops between them: `J.`, `J.R.`
    pub(super) fn is_initial(&self) -> bool {
        self.capital
            && (self.text.ends_with('.') && !self.is(Class::Title) && !self.is(Class::Suffix)
                || self.text.chars().count() == 1)
            && self.text.trim_end_matches('.').split('.').all(|part| part.chars().count() == 1)
    }

    /// A verb that carries a quotation.
    pub(super) fn is_saying(&self) -> bool {
        self.any(&[Class::Say, Class::Quoting]) && !self.capital
    }

    pub(super) fn is_participle(&self) -> bool {
        self.text.ends_with("ing")
    }

    /// A capitalised word that may be part of a name.
    pub(super) fn may_be_name(&self) -> bool {
        self.capital && matches!(self.kind, TokenKind::Word)
    }
}

/// The words of a stretch in order.
#[derive(Debug)]
pub(super) struct Frame<'t> {
    text: &'t str,
    words: Vec<Word<'t>>,
}

impl<'t> Frame<'t> {
    /// The first `limit` words of a stretch.
    pub(super) fn new(text: &'t str, span: Span, limit: usize) -> Self {
        // Words are five bytes long on average, with their blanks six.
        let likely = limit.min(span.len() / 5 + 1);
        let mut tokens = Tokens::new(text, span);
        Self::of(text, std::iter::from_fn(|| tokens.next_hashed()), limit, likely)
    }

    /// All words of a stretch whose tokens are known, with their hashes.
    pub(super) fn of_tokens(text: &'t str, tokens: &[Token], hashes: &[WordHash]) -> Self {
        let both = tokens.iter().copied().zip(hashes.iter().copied());
        Self::of(text, both, usize::MAX, tokens.len())
    }

    /// The first `limit` words that these tokens make, `likely` so many.
    fn of(
        text: &'t str,
        tokens: impl Iterator<Item = (Token, WordHash)>,
        limit: usize,
        likely: usize,
    ) -> Self {
        let mut frame = Self { text, words: Vec::with_capacity(likely) };
        for (token, hash) in tokens {
            if token.kind == TokenKind::Mark && frame.joins_stop(token.span) {
                continue;
            }
            if frame.words.len() == limit {
                break;
            }
            let written = token.span.of(text);
            let known = match token.kind {
                TokenKind::Word => classes_of(hash, written),
                _ => Classes::default(),
            };
            frame.words.push(Word {
                text: written,
                span: token.span,
                kind: token.kind,
                classes: known,
                capital: written.starts_with(char::is_uppercase),
            });
        }
        frame
    }

    /// Takes the stop behind an initial or an abbreviation of a name into its word.
    fn joins_stop(&mut self, stop: Span) -> bool {
        let text = self.text;
        let Some(last) = self.words.last_mut() else { return false };
        if last.span.end != stop.start || stop.of(text) != "." || last.text.ends_with('.') {
            return false;
        }
        let abbreviates =
            last.capital && last.is(Class::Stop) || last.is_initial() || last.text.contains('.');
        if !abbreviates {
            return false;
        }
        last.span.end = stop.end;
        last.text = last.span.of(text);
        true
    }

    /// All words, in order.
    pub(super) fn words(&self) -> &[Word<'t>] {
        &self.words
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The word at `at`, or one without text behind the last.
    pub(super) fn at(&self, at: usize) -> Word<'t> {
        self.words.get(at).copied().unwrap_or(Word {
            text: "",
            span: Span::new(usize::MAX, usize::MAX),
            kind: TokenKind::Mark,
            classes: Classes::default(),
            capital: false,
        })
    }

    /// The word before `at`, or one without text before the first.
    pub(super) fn before(&self, at: usize) -> Word<'t> {
        at.checked_sub(1).map_or_else(|| self.at(usize::MAX), |before| self.at(before))
    }

    /// The text from word `from` up to, not including, word `to`, blanks as one each.
    pub(super) fn written(&self, from: usize, to: usize) -> String {
        let span = Span::new(self.at(from).span.start, self.before(to).span.end);
        let written = span.of(self.text);
        if is_plain(written) {
            return written.to_owned();
        }
        written.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
