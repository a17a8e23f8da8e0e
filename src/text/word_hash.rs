//! Hashes of folded words: words that differ in what [folding](crate::text::fold) takes away have one.

use crate::text::fold::fold_at;
use crate::text::span::Span;

/// The hash of a folded token.
///
/// Different words seldom have the same; where it matters, whoever finds two hashes equal compares
/// the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordHash(u64);

impl WordHash {
    const EMPTY: Self = Self(0xcbf2_9ce4_8422_2325);

    /// The hash of the token at a span, which may be written in any way.
    #[must_use]
    pub fn at(text: &str, span: Span) -> Self {
        let bytes = text.as_bytes().get(span.start..span.end).unwrap_or(&[]);
        let mut hash = Self::EMPTY;
        for byte in bytes {
            if !byte.is_ascii() {
                return Self::folded(text, span);
            }
            hash = hash.with(byte.to_ascii_lowercase());
        }
        hash
    }

    /// The hash of a whole text that is one token.
    #[must_use]
    pub fn of(word: &str) -> Self {
        Self::at(word, Span::new(0, word.len()))
    }

    /// The hash of this token with another behind it.
    #[must_use]
    pub const fn then(self, next: Self) -> Self {
        Self((self.0.rotate_left(29) ^ next.0).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// The number, of which the lower and the upper bits are equally well mixed.
    #[must_use]
    pub const fn number(self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn folded(text: &str, span: Span) -> Self {
        let (mut hash, mut at) = (Self::EMPTY, span.start);
        while at < span.end {
            let Some(folded) = fold_at(text, at) else { break };
            hash = folded.bytes().iter().fold(hash, |hash, byte| hash.with(*byte));
            at = folded.next;
        }
        hash
    }

    /// FNV-1a, a byte at a time.
    const fn with(self, byte: u8) -> Self {
        Self((self.0 ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_hash_however_it_is_written() {
        for (word, written, same) in [
            ("couldn't", "COULDN’T", true),
            ("couldn't", "c\u{ad}ould\u{200b}n't", true),
            ("so-called", "So‑ｃalled", true),
            ("café", "CAFÉ", true),
            ("could", "couldn't", false),
            ("", "a", false),
        ] {
            assert_eq!(WordHash::of(word) == WordHash::of(written), same, "{word} {written:?}");
        }
        let [a, b] = [WordHash::of("a"), WordHash::of("b")];
        assert_ne!(a.then(b), b.then(a));
    }
}
