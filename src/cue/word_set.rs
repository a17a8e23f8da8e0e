//! A set of hashed words that answers *perhaps* or *surely not*, in one look at memory that stays
//! cached.

use crate::text::word_hash::WordHash;

/// Bits of the set: with one word or pair a surface, 30,000 surfaces fill an eighth.
const BITS: usize = 1 << 18;

/// Words and pairs of words.
#[derive(Debug, Clone)]
pub(crate) struct WordSet {
    bits: Vec<u64>,
}

impl WordSet {
    pub(crate) fn new() -> Self {
        Self { bits: vec![0; BITS / 64] }
    }

    pub(crate) fn insert(&mut self, hash: WordHash) {
        let (word, bit) = place(hash);
        if let Some(bits) = self.bits.get_mut(word) {
            *bits |= bit;
        }
    }

    /// `false` only if the word was never inserted.
    pub(crate) fn may_hold(&self, hash: WordHash) -> bool {
        let (word, bit) = place(hash);
        self.bits.get(word).is_some_and(|bits| bits & bit != 0)
    }
}

/// The word of the bits, and the bit in it.
#[expect(clippy::cast_possible_truncation, reason = "a remainder of BITS")]
const fn place(hash: WordHash) -> (usize, u64) {
    let bit = (hash.number() % BITS as u64) as usize;
    (bit / 64, 1 << (bit % 64))
}
