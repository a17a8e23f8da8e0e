//! What a file of Parquet claims of itself, looked at before it is believed: the nesting of its
//! columns, which is gone through by recursion, and the sizes of its pages, for which room is made.

use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::ChunkReader;

use crate::input::error::{Code, InputError};
use crate::input::parquet::compact::{Compact, I32, LIST, STOP};

/// The deepest nesting of columns.
const NESTING: usize = 64;
/// The end of a file: the length of the footer, and the mark.
const END: u64 = 8;
/// The bytes of a page's header that are looked at first, and at most.
const HEADER: u64 = 1 << 10;
const LONGEST_HEADER: u64 = 16 << 20;

fn refused(detail: &str) -> InputError {
    InputError::new(Code::Parse, format!("is no Parquet that can be read: {detail}"))
}

/// Refuses columns that are nested too deep.
pub(super) fn check_nesting<R: ChunkReader>(file: &R) -> Result<(), InputError> {
    let footer = footer(file).ok_or_else(|| refused("its end is missing"))?;
    match nesting(&footer) {
        Some(depth) if depth <= NESTING => Ok(()),
        Some(_) => Err(refused(&format!("its columns are nested deeper than {NESTING} levels"))),
        None => Err(refused("its footer is damaged")),
    }
}

/// Refuses pages that claim more than `most` bytes.
pub(super) fn check_pages<R: ChunkReader>(
    file: &R,
    columns: &[ColumnChunkMetaData],
    most: u64,
) -> Result<(), InputError> {
    for column in columns {
        let start = column.dictionary_page_offset().unwrap_or(column.data_page_offset());
        let start = start.min(column.data_page_offset());
        let (Ok(mut at), Ok(length)) =
            (u64::try_from(start), u64::try_from(column.compressed_size()))
        else {
            return Err(refused("a column lies nowhere"));
        };
        let end = at.saturating_add(length).min(file.len());
        while at < end {
            let page = page(file, at, end).ok_or_else(|| refused("a page is damaged"))?;
            if page.unpacked > most {
                let detail = format!(
                    "a page has {} bytes, more than the {most} that are read at once",
                    page.unpacked
                );
                return Err(InputError::new(Code::TooLarge, detail));
            }
            at = at.saturating_add(page.length);
        }
    }
    Ok(())
}

fn footer<R: ChunkReader>(file: &R) -> Option<Vec<u8>> {
    let end = file.len().checked_sub(END)?;
    let tail = file.get_bytes(end, usize::try_from(END).ok()?).ok()?;
    let length = u32::from_le_bytes(*tail.first_chunk::<4>()?);
    let start = end.checked_sub(length.into())?;
    Some(file.get_bytes(start, usize::try_from(length).ok()?).ok()?.to_vec())
}

/// The depth of the deepest column, of a footer in Thrift's compact form: its second field lists all
/// columns and groups, each with how many of those behind it are inside.
fn nesting(footer: &[u8]) -> Option<usize> {
    let mut footer = Compact(footer);
    let mut last = 0;
    loop {
        match footer.field(&mut last)? {
            (_, STOP) => return None,
            (2, LIST) => break,
            (_, kind) => footer.skip(kind, NESTING)?,
        }
    }
    let (mut inside, mut deepest) = (Vec::new(), 0);
    let (count, _) = footer.list()?;
    for _ in 0..count {
        while inside.last() == Some(&0) {
            inside.pop();
        }
        if let Some(left) = inside.last_mut() {
            *left -= 1;
        }
        inside.push(children(&mut footer)?);
        deepest = deepest.max(inside.len());
        if deepest > NESTING {
            break;
        }
    }
    Some(deepest)
}

/// Reads a column or group and gives how many are inside of it.
fn children(schema: &mut Compact<'_>) -> Option<u64> {
    let (mut last, mut children) = (0, 0);
    loop {
        match schema.field(&mut last)? {
            (_, STOP) => return Some(children),
            (5, I32) => children = u64::try_from(schema.integer()?).ok()?,
            (_, kind) => schema.skip(kind, NESTING)?,
        }
    }
}

/// What a page claims.
struct Page {
    /// Bytes in the file, its header included.
    length: u64,
    unpacked: u64,
}

fn page<R: ChunkReader>(file: &R, at: u64, end: u64) -> Option<Page> {
    let mut ahead = HEADER;
    loop {
        let length = ahead.min(end - at);
        let bytes = file.get_bytes(at, usize::try_from(length).ok()?).ok()?;
        if let Some(page) = header(&bytes) {
            return Some(page);
        }
        if length < ahead || ahead >= LONGEST_HEADER {
            return None;
        }
        ahead *= 16;
    }
}

fn header(bytes: &[u8]) -> Option<Page> {
    let mut rest = Compact(bytes);
    let (mut last, mut unpacked, mut packed) = (0, None, None);
    loop {
        match rest.field(&mut last)? {
            (_, STOP) => break,
            (2, I32) => unpacked = Some(rest.integer()?),
            (3, I32) => packed = Some(rest.integer()?),
            (_, kind) => rest.skip(kind, NESTING)?,
        }
    }
    let length = (bytes.len() - rest.0.len()) as u64;
    let packed = u64::try_from(packed?).ok()?;
    Some(Page { length: length + packed, unpacked: u64::try_from(unpacked?).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A footer whose list of columns has so many groups, one in the other, around one column.
    fn footer(groups: usize) -> Vec<u8> {
        let mut footer = vec![0x15, 2, 0x19, 0xfc];
        let mut count = groups + 1;
        while count >= 0x80 {
            footer.push(u8::try_from(count & 0x7f).unwrap() | 0x80);
            count >>= 7;
        }
        footer.push(u8::try_from(count).unwrap());
        for _ in 0..groups {
            footer.extend([0x48, 1, b'a', 0x15, 2, 0]);
        }
        footer.extend([0x15, 2, 0x38, 1, b'b', 0, 0]);
        footer
    }

    #[test]
    fn nesting_is_counted_without_recursion() {
        assert_eq!(nesting(&footer(1)), Some(2));
        assert_eq!(nesting(&footer(63)), Some(64));
        assert_eq!(nesting(&footer(1_000_000)), Some(65));
        assert_eq!(nesting(b""), None);
        assert_eq!(nesting(b"\x15\x02\x19\xfc\xff"), None);
    }
}
