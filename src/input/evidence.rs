//! What bytes without a label say of themselves: binary or text, UTF-8 or something older.

use memchr::memchr;

use super::error::{Code, InputError};

/// First bytes of files that are not texts, what they are, and what to do.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF; turn it into a text with pdftotext"),
    (b"\x1f\x8b", "compressed with gzip; give it the ending .gz"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd; give it the ending .zst"),
    (b"PK\x03\x04", "a zip archive, as DOCX, ODT, EPUB and XLSX are; give it its own ending"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; save it as a text"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
];

/// Bytes at the start that are searched for the pattern of UTF-16 and UTF-32.
const PATTERN_BYTES: usize = 4096;

/// Refuses what starts like a well-known binary file.
pub(super) fn refuse_magic(bytes: &[u8]) -> Result<(), InputError> {
    match MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        Some((_, what)) => Err(InputError::new(Code::Binary, format!("is {what}"))),
        None => Ok(()),
    }
}

/// Refuses what holds a NUL, which no text does, and says so if it looks like UTF-16.
pub(super) fn refuse_nul(bytes: &[u8]) -> Result<(), InputError> {
    if memchr(0, bytes).is_none() {
        return Ok(());
    }
    let detail = match wide_pattern(bytes) {
        Some(label) => format!("looks like {}: use --encoding {label}", family(label)),
        None => "has a NUL, as no text has; read it all the same with --binary text".to_owned(),
    };
    Err(InputError::new(Code::Binary, detail))
}

fn family(label: &str) -> &str {
    if label.starts_with("utf-32") { "UTF-32" } else { "UTF-16" }
}

/// The encoding whose NULs lie as those of English text in these bytes.
fn wide_pattern(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.get(..PATTERN_BYTES).unwrap_or(bytes);
    let mut nuls = [0_usize; 4];
    for unit in start.chunks_exact(4) {
        for (count, byte) in nuls.iter_mut().zip(unit) {
            *count += usize::from(*byte == 0);
        }
    }
    let units = start.len() / 4;
    let often = nuls.map(|count| units > 0 && count * 2 > units);
    match often {
        [false, true, true, true] => Some("utf-32le"),
        [true, true, true, false] => Some("utf-32be"),
        [false, true, false, true] => Some("utf-16le"),
        [true, false, true, false] => Some("utf-16be"),
        _ => None,
    }
}

/// Whether these bytes, which are not valid UTF-8, are UTF-8 with some damage: more of them have
/// the shape of its sequences than stand alone, as the letters of older encodings do.
///
/// Shape is counted, not validity, so that lone surrogates, overlong forms and a sequence cut off
/// by the end speak for UTF-8.
pub(super) fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut shaped, mut alone) = (0_usize, 0_usize);
    let mut rest = bytes;
    while let Some((&lead, after)) = rest.split_first() {
        let wanted = continuations(lead);
        let found = after.iter().take(wanted).take_while(|byte| is_continuation(**byte)).count();
        let cut_off = found > 0 && found == after.len();
        if wanted > 0 && (found == wanted || cut_off) {
            shaped += 1;
        } else if !lead.is_ascii() {
            alone += 1;
        }
        // `found` never passes the end; whatever did not fit the shape is judged on its own.
        let step = if found == wanted || cut_off { found } else { 0 };
        rest = after.get(step..).unwrap_or_default();
    }
    shaped > alone
}

/// How many bytes must follow this one in UTF-8.
fn continuations(lead: u8) -> usize {
    match lead {
        0xc0..=0xdf => 1,
        0xe0..=0xef => 2,
        0xf0..=0xf7 => 3,
        _ => 0,
    }
}

fn is_continuation(byte: u8) -> bool {
    (0x80..=0xbf).contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_told_from_older_encodings() {
        for (bytes, damaged) in [
            (&b"caf\xe9"[..], false),
            (b"it\x92s a caf\xe9", false),
            (b"it\xe2\x80\x99s a caf\xe9 \xe2\x80\x99", true),
            (b"cut off: \xe2\x80", true),
            (b"surrogate \xed\xa0\x80", true),
            (b"overlong \xc0\xaf", true),
            (b"\xff\xfe\xfd", false),
            (b"plain", false),
        ] {
            assert_eq!(is_damaged_utf8(bytes), damaged, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn wide_texts_are_recognised() {
        let wide = |unit: fn(u8) -> Vec<u8>| b"Some words.".iter().flat_map(|b| unit(*b)).collect();
        let table: [(Vec<u8>, Option<&str>); 5] = [
            (wide(|b| vec![b, 0]), Some("utf-16le")),
            (wide(|b| vec![0, b]), Some("utf-16be")),
            (wide(|b| vec![b, 0, 0, 0]), Some("utf-32le")),
            (wide(|b| vec![0, 0, 0, b]), Some("utf-32be")),
            (b"a\0b".to_vec(), None),
        ];
        for (bytes, label) in table {
            assert_eq!(wide_pattern(&bytes), label);
        }
    }
}
