//! Rows on their way to a file that is not made of lines: cells one behind the other, each with a
//! byte that says what it is.

use std::borrow::Cow;
use std::io;

use crate::output::cell::Cell;

const MISSING: u8 = 0;
const TEXT: u8 = 1;
const COUNT: u8 = 2;
const NUMBER: u8 = 3;
const NO: u8 = 4;
const YES: u8 = 5;

/// Appends a row.
pub(crate) fn row(cells: &[Cell<'_>], out: &mut Vec<u8>) {
    for cell in cells {
        match cell {
            Cell::Text(text) => {
                out.push(TEXT);
                out.extend_from_slice(&(text.len() as u64).to_le_bytes());
                out.extend_from_slice(text.as_bytes());
            }
            Cell::Count(count) => {
                out.push(COUNT);
                out.extend_from_slice(&count.to_le_bytes());
            }
            Cell::Number(number) => {
                out.push(NUMBER);
                out.extend_from_slice(&number.to_le_bytes());
            }
            Cell::Flag(flag) => out.push(if *flag { YES } else { NO }),
            Cell::Missing => out.push(MISSING),
        }
    }
}

/// The cells of rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cells<'r>(pub(crate) &'r [u8]);

impl<'r> Cells<'r> {
    /// Whether there is no further cell.
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The next cell; an error where the bytes are not those of cells.
    pub(crate) fn next(&mut self) -> io::Result<Cell<'r>> {
        let [kind] = self.array()?;
        Ok(match kind {
            MISSING => Cell::Missing,
            TEXT => {
                let length = usize::try_from(u64::from_le_bytes(self.array()?)).ok();
                let (text, rest) =
                    length.and_then(|length| self.0.split_at_checked(length)).ok_or_else(broken)?;
                self.0 = rest;
                Cell::Text(Cow::Borrowed(std::str::from_utf8(text).map_err(|_| broken())?))
            }
            COUNT => Cell::Count(u64::from_le_bytes(self.array()?)),
            NUMBER => Cell::Number(f64::from_le_bytes(self.array()?)),
            NO => Cell::Flag(false),
            YES => Cell::Flag(true),
            _ => return Err(broken()),
        })
    }

    fn array<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let (array, rest) = self.0.split_first_chunk::<N>().ok_or_else(broken)?;
        self.0 = rest;
        Ok(*array)
    }
}

fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "rows that are damaged")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(bytes: &[u8]) -> io::Result<Vec<Cell<'_>>> {
        let mut cells = Cells(bytes);
        let mut all = Vec::new();
        while !cells.is_empty() {
            all.push(cells.next()?);
        }
        Ok(all)
    }

    #[test]
    fn cells_come_back_as_they_were_and_cut_ones_are_errors() {
        let cells = [
            Cell::text("=1+1\0é"),
            Cell::Missing,
            Cell::Count(u64::MAX),
            Cell::Number(-0.1),
            Cell::Flag(true),
            Cell::Flag(false),
            Cell::text(""),
        ];
        let mut bytes = Vec::new();
        row(&cells, &mut bytes);
        assert_eq!(unpacked(&bytes).unwrap(), cells);
        for end in [3, 10, bytes.len() - 1] {
            assert!(unpacked(&bytes[..end]).is_err(), "{end}");
        }
        assert!(unpacked(&[9]).is_err());
        assert!(unpacked(&[TEXT, 1, 0, 0, 0, 0, 0, 0, 0, 0xff]).is_err());
    }
}
