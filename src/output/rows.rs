//! Rows of a table as a format has them, each with its length.

use std::ops::Range;

use crate::output::cell::Cell;
use crate::output::format::Format;

/// Rows one behind the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    bytes: Vec<u8>,
    lengths: Vec<u64>,
}

impl Rows {
    /// Rows of these lengths in these bytes, or `None` if they do not add up.
    #[must_use]
    pub fn from_parts(bytes: Vec<u8>, lengths: Vec<u64>) -> Option<Self> {
        let sum = lengths.iter().try_fold(0_u64, |sum, length| sum.checked_add(*length));
        (sum == Some(bytes.len() as u64)).then_some(Self { bytes, lengths })
    }

    /// Appends a row.
    pub fn push(&mut self, format: Format, columns: &[String], cells: &[Cell<'_>]) {
        let start = self.bytes.len();
        format.row(columns, cells, &mut self.bytes);
        self.lengths.push((self.bytes.len() - start) as u64);
    }

    /// How many they are.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.lengths.len() as u64
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// The bytes of all.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The lengths in bytes.
    #[must_use]
    pub fn lengths(&self) -> &[u64] {
        &self.lengths
    }

    /// The bytes of the rows with these numbers, from 0; empty for numbers that are not there.
    #[must_use]
    pub fn part(&self, numbers: Range<u64>) -> &[u8] {
        if numbers == (0..self.len()) {
            return &self.bytes;
        }
        let before = |number: u64| {
            let number = usize::try_from(number).unwrap_or(usize::MAX);
            let sum: u64 = self.lengths.iter().take(number).sum();
            usize::try_from(sum).unwrap_or(usize::MAX)
        };
        self.bytes.get(before(numbers.start)..before(numbers.end)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_whole_rows() {
        let mut rows = Rows::default();
        for text in ["a", "b\nb", ""] {
            rows.push(Format::CsvRaw, &["c".to_owned()], &[Cell::text(text)]);
        }
        assert_eq!((rows.len(), rows.lengths()), (3, &[3, 7, 4][..]));
        let part = |numbers| std::str::from_utf8(rows.part(numbers)).unwrap();
        assert_eq!(part(0..3), "a\r\n\"b\nb\"\r\n\"\"\r\n");
        assert_eq!(part(1..2), "\"b\nb\"\r\n");
        assert_eq!((part(1..1), part(2..9), part(7..9)), ("", "\"\"\r\n", ""));
        let again = Rows::from_parts(rows.bytes().to_vec(), rows.lengths().to_vec());
        assert_eq!(again.as_ref(), Some(&rows));
        assert_eq!(Rows::from_parts(b"a".to_vec(), vec![2]), None);
        assert_eq!(Rows::from_parts(b"a".to_vec(), vec![u64::MAX, 2]), None);
    }
}
