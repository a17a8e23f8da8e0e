//! A set of words that answers *perhaps* or *surely not*, in one look at memory that stays cached.

use crate::text::fold::fold_at;

/// Bits of the set: with two words a surface, 30,000 surfaces fill less than a quarter.
const BITS: usize = 1 << 18;

/// The hash of a word, with what stands before it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordHash(u64);

/// Words by the letters and digits they begin with, as folded ASCII.
#[derive(Debug, Clone)]
pub(crate) struct WordSet {
    bits: Vec<u64>,
}

impl WordHash {
    /// The hash of nothing, with nothing before it.
    pub(crate) const EMPTY: Self = Self(0xcbf2_9ce4_8422_2325);

    /// The hash of nothing behind a head of this number.
    pub(crate) const fn behind(head: usize) -> Self {
        Self::EMPTY.with(head as u64 + 256)
    }

    /// FNV-1a, a byte or a number at a time.
    const fn with(self, value: u64) -> Self {
        Self((self.0 ^ value).wrapping_mul(0x0000_0100_0000_01b3))
    }

    /// Goes on with the word that begins at byte `at` of a text.
    pub(crate) fn word(mut self, text: &str, mut at: usize) -> Self {
        loop {
            match text.as_bytes().get(at) {
                Some(byte) if byte.is_ascii_alphanumeric() => {
                    self = self.with(u64::from(byte.to_ascii_lowercase()));
                    at += 1;
                }
                Some(byte) if !byte.is_ascii() => {
                    let Some(folded) = fold_at(text, at) else { return self };
                    for byte in folded.bytes() {
                        if !byte.is_ascii_alphanumeric() {
                            return self;
                        }
                        self = self.with(u64::from(*byte));
                    }
                    at = folded.next;
                }
                _ => return self,
            }
        }
    }

    /// The word of the bits, and the bit in it.
    #[expect(clippy::cast_possible_truncation, reason = "a remainder of BITS")]
    const fn place(self) -> (usize, u64) {
        let bit = ((self.0 ^ (self.0 >> 32)) % BITS as u64) as usize;
        (bit / 64, 1 << (bit % 64))
    }
}

impl WordSet {
    pub(crate) fn new() -> Self {
        Self { bits: vec![0; BITS / 64] }
    }

    pub(crate) fn insert(&mut self, hash: WordHash) {
        let (word, bit) = hash.place();
        if let Some(bits) = self.bits.get_mut(word) {
            *bits |= bit;
        }
    }

    /// `false` only if the word was never inserted.
    pub(crate) fn may_hold(&self, hash: WordHash) -> bool {
        let (word, bit) = hash.place();
        self.bits.get(word).is_some_and(|bits| bits & bit != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_however_it_is_written() {
        let mut set = WordSet::new();
        let hash = |head, text: &str| WordHash::behind(head).word(text, 0);
        set.insert(hash(1, "couldn't"));
        for (head, text, held) in [
            (1, "COULDN’T be", true),
            (1, "c\u{ad}ouldn", true),
            (1, "ｃould\u{200b}n\u{200b}", true),
            (2, "couldn't", false),
            (1, "could", false),
            (1, "couldné", true),
            (1, "", false),
        ] {
            assert_eq!(set.may_hold(hash(head, text)), held, "{head} {text:?}");
        }
    }
}
