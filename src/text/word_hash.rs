//! Hashes of folded words: words that differ in what [folding](crate::text::fold) takes away have one.

use crate::text::chunk::Chunk;
use crate::text::fold::fold_at;
use crate::text::span::Span;

/// The hash of a folded token.
///
/// Different words seldom have the same; where it matters, whoever finds two hashes equal compares
/// the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordHash(u64);

impl WordHash {
    /// The hash of no word.
    pub(crate) const EMPTY: Self = Self(0xcbf2_9ce4_8422_2325);

    /// The hash of the token at a span, which may be written in any way.
    #[must_use]
    pub fn at(text: &str, span: Span) -> Self {
        let (mut hash, mut at) = (Self::EMPTY, span.start);
        while at < span.end {
            // Bytes behind the token are read, too, and taken off: that is faster than to stop before.
            let chunk = Chunk::first(text.as_bytes().get(at..).unwrap_or(&[])).start(span.end - at);
            if !chunk.is_ascii() {
                return Self::folded(text, span);
            }
            hash = hash.with(chunk.to_lower());
            at += Chunk::BYTES;
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
        Self(mixed(self.0.rotate_left(29) ^ next.0))
    }

    /// The number, of which the lower and the upper bits are equally well mixed.
    #[must_use]
    pub const fn number(self) -> u64 {
        self.0
    }

    fn folded(text: &str, span: Span) -> Self {
        let (mut hash, mut at) = (Self::EMPTY, span.start);
        let (mut part, mut length) = ([0; Chunk::BYTES], 0);
        while at < span.end {
            let Some(folded) = fold_at(text, at) else { break };
            for byte in folded.bytes() {
                if let Some(place) = part.get_mut(length) {
                    *place = *byte;
                }
                length += 1;
                if length == Chunk::BYTES {
                    hash = hash.with(Chunk::first(&part));
                    (part, length) = ([0; Chunk::BYTES], 0);
                }
            }
            at = folded.next;
        }
        if length > 0 { hash.with(Chunk::first(&part)) } else { hash }
    }

    /// The hash of a word that goes on with these folded bytes, zeros behind its end.
    pub(crate) const fn with(self, chunk: Chunk) -> Self {
        Self(mixed(self.0.rotate_left(23) ^ chunk.number()))
    }
}

/// Spreads every bit over all of them; no two numbers become one.
const fn mixed(number: u64) -> u64 {
    let spread = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let spread = (spread ^ (spread >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    spread ^ (spread >> 32)
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
            ("unforgettable", "UnFor\u{ad}Gettable", true),
            ("unforgettably", "UnFor\u{ad}Gettable", false),
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
