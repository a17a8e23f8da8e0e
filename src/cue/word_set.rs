//! A set of hashed words that answers *perhaps* or *surely not*, in one look at memory that stays
//! cached.

use crate::cue::numbers::Row;
use crate::text::word_hash::WordHash;

/// Words and pairs of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WordSet {
    bits: Row<8>,
}

impl WordSet {
    /// An empty set of so many bits, a power of two.
    pub(crate) fn new(bits: usize) -> Self {
        Self { bits: vec![[0; 8]; bits / 64].into() }
    }

    pub(crate) fn insert(&mut self, hash: WordHash) {
        let (word, both) = place(hash, self.bits.len());
        if let Some(bits) = self.bits.to_mut().get_mut(word) {
            *bits = (u64::from_le_bytes(*bits) | both).to_le_bytes();
        }
    }

    /// Takes one from the front of a generated file.
    pub(crate) fn read(file: &mut &'static [u8]) -> Option<Self> {
        Some(Self { bits: Row::read(file)? })
    }

    /// Puts it behind what is there.
    #[cfg(test)]
    pub(crate) fn write(&self, file: &mut Vec<u8>) {
        self.bits.write(file);
    }

    /// `false` only if the word was never inserted.
    pub(crate) fn may_hold(&self, hash: WordHash) -> bool {
        let (word, both) = place(hash, self.bits.len());
        self.bits.get(word).is_some_and(|bits| u64::from_le_bytes(*bits) & both == both)
    }
}

/// The word of the bits, of so many words, and the two bits in it that stand for a hash.
const fn place(hash: WordHash, words: usize) -> (usize, u64) {
    let number = hash.number();
    let bits = 1 << (number % 64) | 1 << (number >> 6 & 63);
    ((number >> 12) as usize & (words - 1), bits)
}
