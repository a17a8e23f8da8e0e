//! Tokens: words, numbers, possessives and marks of a stretch of text.
//!
//! One scanner serves the terms of a lexicon and the texts they are looked for in, so both agree on
//! what a word is.

use unicode_normalization::char::is_combining_mark;

use crate::text::chunk::Chunk;
use crate::text::fold::{is_apostrophe, is_blank, is_hyphen, is_invisible};
use crate::text::span::Span;
use crate::text::word_hash::WordHash;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes (*couldn't*) and the stops of initials (*U.S*).
    Word,
    /// Begins with a digit: *6,000*, *3.5*, *7:30*, *4th*, *1980s*.
    Number,
    /// The end of a contraction that is a word of its own: *'s 're 've 'll 'd 'm*.
    Clitic,
    /// A quotation mark, or an apostrophe that joins nothing.
    Quote,
    /// Any other mark, one character each.
    Mark,
}

/// A token and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the original text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

impl Token {
    /// Whether the token counts as a word: words and numbers do, *'s* and marks do not.
    #[must_use]
    pub const fn is_word(self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number)
    }

    /// Whether the token is a quotation mark or any other mark.
    #[must_use]
    pub const fn is_mark(self) -> bool {
        matches!(self.kind, TokenKind::Quote | TokenKind::Mark)
    }
}

/// The tokens of a stretch of text, in order.
#[derive(Debug, Clone)]
pub struct Tokens<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    /// Where the last word ended: a clitic stands directly behind one.
    word_end: usize,
}

impl<'t> Tokens<'t> {
    /// The tokens of `span` in `text`; none where the span does not fit the text.
    #[must_use]
    pub fn new(text: &'t str, span: Span) -> Self {
        let fits = text.get(span.start..span.end).is_some();
        let end = if fits { span.end } else { span.start };
        Self { text, at: span.start, end, word_end: usize::MAX }
    }

    /// The next token with its hash if both can be told by bytes of ASCII alone, as of most: a word that
    /// nothing joins to what stands behind it, or a mark. Otherwise [`Iterator::next`] gives it.
    #[expect(clippy::inline_always, reason = "a quarter less for each token of a text")]
    #[inline(always)]
    fn next_plain(&mut self) -> Option<(Token, WordHash)> {
        let bytes = self.text.as_bytes();
        while self.at < self.end && bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        let start = self.at;
        let part = Chunk::first(bytes.get(start..)?);
        // What stands behind the stretch is read, too, and taken off: that is faster than to stop before.
        let letters = part.letters().min(self.end - start);
        if letters == 0 {
            return self.plain_mark(part);
        }
        let mut hash = WordHash::EMPTY.with(part.start(letters).letters_to_lower());
        let mut end = start + letters;
        let mut last = letters;
        while last == Chunk::BYTES {
            let part = Chunk::first(bytes.get(end..)?);
            last = part.letters().min(self.end - end);
            if last > 0 {
                hash = hash.with(part.start(last).letters_to_lower());
            }
            end += last;
        }
        let number = part.byte(0).is_ascii_digit();
        if !ends_plainly(bytes.get(end..self.end)?, letters == 1, number) {
            return None;
        }
        (self.at, self.word_end) = (end, end);
        let kind = if number { TokenKind::Number } else { TokenKind::Word };
        Some((Token { span: Span::new(start, end), kind }, hash))
    }

    /// The mark of ASCII that the rest begins with, unless it may be a quotation mark.
    fn plain_mark(&mut self, rest: Chunk) -> Option<(Token, WordHash)> {
        let (start, mark) = (self.at, rest.byte(0));
        if start == self.end || !mark.is_ascii_punctuation() || matches!(mark, b'"' | b'\'') {
            return None;
        }
        self.at += 1;
        let token = Token { span: Span::new(start, self.at), kind: TokenKind::Mark };
        Some((token, WordHash::EMPTY.with(rest.start(1))))
    }

    /// The next token with the hash of its folded spelling.
    #[inline]
    pub(crate) fn next_hashed(&mut self) -> Option<(Token, WordHash)> {
        self.next_plain().or_else(|| self.next_any_hashed())
    }

    /// The longer road of [`Self::next_hashed`].
    fn next_any_hashed(&mut self) -> Option<(Token, WordHash)> {
        let token = self.next()?;
        Some((token, WordHash::at(self.text, token.span)))
    }

    fn char_at(&self, at: usize) -> Option<char> {
        if at >= self.end {
            return None;
        }
        match self.text.as_bytes().get(at) {
            Some(&byte) if byte.is_ascii() => Some(char::from(byte)),
            _ => self.text.get(at..self.end)?.chars().next(),
        }
    }

    /// The end of the letters and digits that begin at `at`.
    fn letters_end(&self, mut at: usize) -> usize {
        let bytes = self.text.as_bytes();
        loop {
            loop {
                let letters = Chunk::first(bytes.get(at..self.end).unwrap_or(&[])).letters();
                at += letters;
                if letters < Chunk::BYTES {
                    break;
                }
            }
            match self.char_at(at) {
                Some(c) if !c.is_ascii() && continues_word(c) => at += c.len_utf8(),
                _ => return at,
            }
        }
    }

    fn word(&mut self, start: usize) -> Token {
        let number = self.char_at(start).is_some_and(char::is_numeric);
        let mut part = start;
        let mut end = self.letters_end(start);
        while let Some(joined) = self.joined_part(part, end, number) {
            part = joined;
            end = self.letters_end(joined);
        }
        self.word_end = end;
        let kind = if number { TokenKind::Number } else { TokenKind::Word };
        Token { span: self.visible(start, end), kind }
    }

    /// The span without invisible characters at its end: with them, the word before a zero-width
    /// blank would end elsewhere than the term that it is.
    fn visible(&self, start: usize, end: usize) -> Span {
        let span = Span::new(start, end);
        match self.text.as_bytes().get(end.wrapping_sub(1)) {
            Some(last) if !last.is_ascii() => {
                let word = span.of(self.text).trim_end_matches(is_invisible);
                Span::new(start, start + word.len())
            }
            _ => span,
        }
    }

    /// The place of the first visible character from `at` on.
    fn passed_invisible(&self, mut at: usize) -> usize {
        while let Some(c) = self.char_at(at).filter(|c| is_invisible(*c)) {
            at += c.len_utf8();
        }
        at
    }

    /// Where the next part of a word begins that continues behind the mark at `end`, if it does.
    fn joined_part(&self, part: usize, end: usize, number: bool) -> Option<usize> {
        // Behind most words stands a blank.
        let byte = *self.text.as_bytes().get(end).filter(|_| end < self.end)?;
        if byte == b' ' || (byte.is_ascii() && !b"'-.,:".contains(&byte)) {
            return None;
        }
        let mark = self.char_at(end)?;
        let next = self.passed_invisible(end + mark.len_utf8());
        let following = self.char_at(next).filter(|c| starts_word(*c))?;
        let joins = if is_apostrophe(mark) {
            self.clitic_end(end).is_none()
        } else if is_hyphen(mark) {
            true
        } else if number && matches!(mark, '.' | ',' | ':') {
            following.is_ascii_digit()
        } else {
            // The stop of initials, *U.S*: one letter on each side. In *end.The* it joins nothing.
            mark == '.' && end - part == 1 && self.letters_end(next) - next == 1
        };
        joins.then_some(next)
    }

    /// The end of a clitic whose apostrophe stands at `at`, behind a word.
    fn clitic_end(&self, at: usize) -> Option<usize> {
        let letters = at + self.char_at(at)?.len_utf8();
        let end = self.letters_end(letters);
        let short = self.text.get(letters..end)?.chars().filter(|c| !is_invisible(*c));
        let short = short.map(|c| c.to_ascii_lowercase());
        ["s", "d", "m", "re", "ve", "ll"]
            .iter()
            .any(|clitic| short.clone().eq(clitic.chars()))
            .then_some(end)
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            let start = self.at;
            if start < self.end && self.text.as_bytes().get(start) == Some(&b' ') {
                self.at += 1;
                continue;
            }
            let c = self.char_at(start)?;
            if starts_word(c) {
                let token = self.word(start);
                self.at = self.word_end;
                return Some(token);
            }
            self.at = start + c.len_utf8();
            if is_blank(c) || is_invisible(c) {
                continue;
            }
            let kind = if is_apostrophe(c) && self.word_end == start {
                if let Some(end) = self.clitic_end(start) {
                    self.at = end;
                    return Some(Token { span: self.visible(start, end), kind: TokenKind::Clitic });
                }
                TokenKind::Quote
            } else if is_apostrophe(c) || is_quotation_mark(c) {
                TokenKind::Quote
            } else {
                TokenKind::Mark
            };
            return Some(Token { span: Span::new(start, self.at), kind });
        }
    }
}

/// Whether these bytes, which begin with no letter of ASCII, certainly go on with no part of the word before
/// them. `single` and `number` are what [`Tokens::joined_part`] asks of that word.
fn ends_plainly(behind: &[u8], single: bool, number: bool) -> bool {
    match behind {
        [b' ', ..] => true,
        [mark, ..] if !mark.is_ascii() => false,
        [b'\'' | b'-', next, ..] => next.is_ascii() && !next.is_ascii_alphanumeric(),
        [b'.', next, ..] if single || number => next.is_ascii() && !next.is_ascii_alphanumeric(),
        [b',' | b':', next, ..] if number => next.is_ascii() && !next.is_ascii_alphanumeric(),
        _ => true,
    }
}

fn starts_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && is_wide_letter(c))
}

fn continues_word(c: char) -> bool {
    is_wide_letter(c) || is_invisible(c) || is_combining_mark(c)
}

/// A letter or digit beyond ASCII. Most of what is asked for are typesetters' quotation marks and dashes,
/// of whose block none is one.
fn is_wide_letter(c: char) -> bool {
    !matches!(c, '\u{2000}'..='\u{206f}') && c.is_alphanumeric()
}

/// Double quotation marks and guillemets; apostrophes and single marks are told apart elsewhere.
#[must_use]
pub fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‚' | '＂')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        Tokens::new(text, Span::new(0, text.len()))
            .map(|token| {
                let mark = match token.kind {
                    TokenKind::Word => "",
                    TokenKind::Number => "#",
                    TokenKind::Clitic => "+",
                    TokenKind::Quote => "q",
                    TokenKind::Mark => ".",
                };
                format!("{mark}{}", token.span.of(text))
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn words_numbers_clitics_and_marks() {
        for (text, tokens) in [
            ("It couldn't, said O’Brien.", "It couldn't ., said O’Brien .."),
            ("the regime's well-known end", "the regime +'s well-known end"),
            ("they’ve 'gone'", "they +’ve q' gone q'"),
            ("the dogs' owner", "the dogs q' owner"),
            (
                "6,000 of 3.5 at 7:30 p.m. in the U.S.",
                "#6,000 of #3.5 at #7:30 p.m .. in the U.S ..",
            ),
            ("the end.The next", "the end .. The next"),
            ("$5m—“so‑called”", ".$ #5m .— q“ so‑called q”"),
            ("cafe\u{301} soft\u{ad}ly", "cafe\u{301} soft\u{ad}ly"),
            ("soft\u{ad} end\u{200b}, it\u{ad}’\u{ad}s\u{ad}", "soft end ., it +’\u{ad}s"),
            ("so\u{ad}‑\u{200b}called", "so\u{ad}‑\u{200b}called"),
            ("1980s, 4th-best", "#1980s ., #4th-best"),
            ("- a -b c-", ".- a .- b c .-"),
            ("", ""),
        ] {
            assert_eq!(shown(text), tokens, "{text:?}");
        }
    }

    #[test]
    fn plain_tokens_are_those_that_come_next() {
        let text = "  It couldn't,   said 6 of 6,000 2x é éa abcdefg abcdefgh abcdefghi. ab\u{301} a-b a' \
            U.S. a.b ab.c 1.5 1.a 5, x: x:y (so) “a” \"b\" re- ab\u{2019}s abcdefghijklmnop-q ab\u{ad}c \
            a.\u{ad}b no.\u{200b}1 end";
        for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            let mut tokens = Tokens::new(text, Span::new(0, end));
            let mut found = Vec::new();
            let mut plain = 0;
            loop {
                if let Some((token, hash)) = tokens.next_plain() {
                    assert_eq!(hash, WordHash::at(text, token.span), "{token:?} to {end}");
                    plain += 1;
                    found.push(token);
                } else if let Some(token) = tokens.next() {
                    found.push(token);
                } else {
                    break;
                }
            }
            assert_eq!(found, Tokens::new(text, Span::new(0, end)).collect::<Vec<_>>());
            assert!(end < text.len() || plain == 33, "{plain}");
        }
    }

    #[test]
    fn a_span_that_does_not_fit_has_no_tokens() {
        assert_eq!(Tokens::new("é", Span::new(1, 2)).count(), 0);
        assert_eq!(Tokens::new("ab", Span::new(0, 9)).count(), 0);
    }
}
