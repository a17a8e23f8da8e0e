//! Rows of numbers that were laid together just now, or beforehand in a generated file.

use std::borrow::Cow;
use std::ops::{Deref, Range};

/// Things of so many bytes, one behind the other. Those of a generated file lie in the program: to have them costs
/// nothing until they are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row<const BYTES: usize>(Cow<'static, [[u8; BYTES]]>);

impl<const BYTES: usize> Row<BYTES> {
    /// To change them.
    pub(crate) fn to_mut(&mut self) -> &mut Vec<[u8; BYTES]> {
        self.0.to_mut()
    }

    /// Takes them from the front of a generated file; `None` if it is too short.
    pub(crate) fn read(file: &mut &'static [u8]) -> Option<Self> {
        Some(Self(Cow::Borrowed(read_bytes(file)?.as_chunks().0)))
    }

    /// Puts them behind what is there, to be read.
    #[cfg(test)]
    pub(crate) fn write(&self, file: &mut Vec<u8>) {
        write_bytes(self.as_flattened(), file);
    }
}

impl<const BYTES: usize> Deref for Row<BYTES> {
    type Target = [[u8; BYTES]];

    #[inline]
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<const BYTES: usize> FromIterator<[u8; BYTES]> for Row<BYTES> {
    fn from_iter<I: IntoIterator<Item = [u8; BYTES]>>(all: I) -> Self {
        Self(Cow::Owned(all.into_iter().collect()))
    }
}

impl<const BYTES: usize> From<Vec<[u8; BYTES]>> for Row<BYTES> {
    fn from(all: Vec<[u8; BYTES]>) -> Self {
        Self(Cow::Owned(all))
    }
}

/// Takes bytes from the front of a generated file, where their number stands before them.
pub(crate) fn read_bytes(file: &mut &'static [u8]) -> Option<&'static [u8]> {
    let (count, rest) = file.split_first_chunk()?;
    let (bytes, rest) = rest.split_at_checked(u32::from_le_bytes(*count) as usize)?;
    *file = rest;
    Some(bytes)
}

/// Puts bytes behind what is there, to be read.
#[cfg(test)]
pub(crate) fn write_bytes(bytes: &[u8], file: &mut Vec<u8>) {
    let count = u32::try_from(bytes.len()).expect("a lexicon is smaller than 4 GB");
    file.extend(count.to_le_bytes());
    file.extend(bytes);
}

/// Numbers below 2^32.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Numbers(pub(crate) Row<4>);

impl Numbers {
    /// The number at a place.
    #[inline]
    pub(crate) fn get(&self, place: usize) -> Option<u32> {
        self.0.get(place).map(|bytes| u32::from_le_bytes(*bytes))
    }

    /// Of numbers in ascending order those in a range.
    pub(crate) fn between(&self, range: Range<u32>) -> impl Iterator<Item = u32> {
        let from = self.0.partition_point(|bytes| u32::from_le_bytes(*bytes) < range.start);
        self.at(from..self.0.len()).take_while(move |number| *number < range.end)
    }

    /// Those at these places; none where one is not there.
    pub(crate) fn at(&self, places: Range<usize>) -> impl ExactSizeIterator<Item = u32> {
        let numbers = self.0.get(places).unwrap_or(&[]);
        numbers.iter().map(|bytes| u32::from_le_bytes(*bytes))
    }
}

impl FromIterator<u32> for Numbers {
    fn from_iter<I: IntoIterator<Item = u32>>(all: I) -> Self {
        Self(all.into_iter().map(u32::to_le_bytes).collect())
    }
}
