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
        let (word, both) = self.place(hash);
        if let Some(bits) = self.bits.get_mut(word) {
            *bits |= both;
        }
    }

    /// `false` only if the word was never inserted.
    pub(crate) fn may_hold(&self, hash: WordHash) -> bool {
        let (word, both) = self.place(hash);
        self.bits.get(word).is_some_and(|bits| bits & both == both)
    }

    /// The word of the bits, and the two bits in it that stand for a hash.
    const fn place(&self, hash: WordHash) -> (usize, u64) {
        let number = hash.number();
        let bits = 1 << (number % 64) | 1 << (number >> 6 & 63);
        ((number >> 12) as usize & (self.bits.len() - 1), bits)
    }
}
