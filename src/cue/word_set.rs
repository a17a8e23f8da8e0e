//! A set of hashed words that answers *perhaps* or *surely not*, in one look at memory that stays
//! cached.

use crate::text::word_hash::WordHash;

/// Words and pairs of words.
#[derive(Debug, Clone)]
pub(crate) struct WordSet {
    bits: Vec<u64>,
}

impl WordSet {
    /// An empty set of so many bits, a power of two.
    pub(crate) fn new(bits: usize) -> Self {
        Self { bits: vec![0; bits / 64] }
    }

    pub(crate) fn insert(&mut self, hash: WordHash) {
        let (word, bit) = self.place(hash);
        if let Some(bits) = self.bits.get_mut(word) {
            *bits |= bit;
        }
    }

    /// `false` only if the word was never inserted.
    pub(crate) fn may_hold(&self, hash: WordHash) -> bool {
        let (word, bit) = self.place(hash);
        self.bits.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// The word of the bits, and the bit in it.
    #[expect(clippy::cast_possible_truncation, reason = "a remainder")]
    const fn place(&self, hash: WordHash) -> (usize, u64) {
        let number = hash.number() as usize;
        ((number >> 6) & (self.bits.len() - 1), 1 << (number % 64))
    }
}
