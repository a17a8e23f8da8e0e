//! Eight bytes of text looked at as one number: what would take a step for every byte takes one for all.
//!
//! In each byte of the masks below the highest bit is the answer. The sums cannot carry from one byte into
//! the next, since both summands stay below 128.

/// Eight bytes in the order of the text, the first one lowest; zeros behind the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chunk(u64);

/// The highest bit of every byte.
const HIGH: u64 = each(0x80);

/// A number with this byte in all places.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; Chunk::BYTES])
}

/// The bytes below 128 that lie between two, both included.
const fn between(bytes: u64, first: u8, last: u8) -> u64 {
    (bytes + each(0x80 - first)) & !(bytes + each(0x7f - last))
}

impl Chunk {
    /// How many bytes a chunk holds.
    pub(crate) const BYTES: usize = 8;

    /// What these bytes begin with.
    #[inline]
    pub(crate) fn first(bytes: &[u8]) -> Self {
        if let Some(chunk) = bytes.first_chunk() {
            return Self(u64::from_le_bytes(*chunk));
        }
        Self(bytes.iter().rev().fold(0, |chunk, byte| chunk << 8 | u64::from(*byte)))
    }

    /// What these bytes end with, the last one highest; zeros before the first.
    #[inline]
    pub(crate) fn last(bytes: &[u8]) -> Self {
        if let Some(chunk) = bytes.last_chunk() {
            return Self(u64::from_le_bytes(*chunk));
        }
        Self(bytes.iter().fold(0, |chunk, byte| chunk >> 8 | u64::from(*byte) << 56))
    }

    /// The byte at a place; 0 behind the last.
    pub(crate) const fn byte(self, place: usize) -> u8 {
        if place < Self::BYTES { (self.0 >> (8 * place) & 0xff) as u8 } else { 0 }
    }

    /// Its first bytes, as many as there are; zeros behind them.
    #[inline]
    pub(crate) const fn start(self, bytes: usize) -> Self {
        if bytes >= Self::BYTES { self } else { Self(self.0 & ((1 << (8 * bytes)) - 1)) }
    }

    /// The same in lower case where it holds nothing but letters and digits of ASCII, and zeros behind them.
    pub(crate) const fn letters_to_lower(self) -> Self {
        // Of these only letters have 0x40, and small ones 0x20 besides.
        Self(self.0 | (self.0 & each(0x40)) >> 1)
    }

    pub(crate) const fn is_ascii(self) -> bool {
        self.0 & HIGH == 0
    }

    /// The same in lower case, as far as it is ASCII.
    pub(crate) const fn to_lower(self) -> Self {
        let capital = between(self.0 & !HIGH, b'A', b'Z') & !self.0 & HIGH;
        Self(self.0 | capital >> 2)
    }

    /// The same with this byte in place of each digit of ASCII.
    pub(crate) const fn with_digits_as(self, byte: u8) -> Self {
        let digit = between(self.0 & !HIGH, b'0', b'9') & !self.0 & HIGH;
        let all = (digit >> 7) * 0xff;
        Self(self.0 & !all | each(byte) & all)
    }

    /// How many letters and digits of ASCII the chunk begins with.
    pub(crate) const fn letters(self) -> usize {
        let low = self.0 & !HIGH;
        let letter = between(low | each(0x20), b'a', b'z') | between(low, b'0', b'9');
        let other = !(letter & !self.0) & HIGH;
        other.trailing_zeros() as usize / 8
    }

    /// How many bytes of ASCII that are no capitals the chunk begins with.
    pub(crate) const fn before_capital(self) -> usize {
        let capital = between(self.0 & !HIGH, b'A', b'Z') | self.0;
        (capital & HIGH).trailing_zeros() as usize / 8
    }

    pub(crate) const fn number(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_is_what_it_is_alone_in_every_place() {
        for byte in 0..=u8::MAX {
            for place in 0..Chunk::BYTES {
                for around in [b'a', b'Z', 0xff] {
                    let mut bytes = [around; Chunk::BYTES];
                    bytes[place] = byte;
                    let chunk = Chunk::first(&bytes);
                    assert_eq!(chunk.is_ascii(), bytes.is_ascii());
                    assert_eq!(chunk.to_lower(), Chunk::first(&bytes.to_ascii_lowercase()));
                    let figures = bytes.map(|b| if b.is_ascii_digit() { b'%' } else { b });
                    assert_eq!(chunk.with_digits_as(b'%'), Chunk::first(&figures), "{bytes:?}");
                    let letters = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric());
                    let letters = letters.count();
                    assert_eq!(chunk.letters(), letters, "{bytes:?}");
                    let word = chunk.start(letters);
                    assert_eq!(word.letters_to_lower(), word.to_lower(), "{bytes:?}");
                    let small = |byte: &&u8| byte.is_ascii() && !byte.is_ascii_uppercase();
                    let small = bytes.iter().take_while(small);
                    assert_eq!(chunk.before_capital(), small.count(), "{bytes:?}");
                }
            }
        }
        assert_eq!(Chunk::first(b"ab"), Chunk::first(b"ab\0\0\0\0\0\0"));
        assert_eq!(Chunk::first(b"ab").letters(), 2);
        assert_eq!(Chunk::last(b"xabcdefgh"), Chunk::first(b"abcdefgh"));
        assert_eq!(Chunk::last(b"ab"), Chunk::first(b"\0\0\0\0\0\0ab"));
        assert_eq!(Chunk::first(b"abcdefgh").start(2), Chunk::first(b"ab"));
        assert_eq!(Chunk::first(b"abcdefgh").start(8), Chunk::first(b"abcdefghi"));
    }
}
