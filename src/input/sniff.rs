//! What the first bytes of a file say of its content, where its name does not.

use super::kind::{Kind, Packing};

/// Bytes that are looked at.
pub(super) const START: usize = 1024;

/// What bytes begin like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// Something packed; a zip archive may be a document.
    Packed(Packing),
    /// A kind that shows itself.
    Kind(Kind),
}

/// What these bytes begin like, if they begin like anything but a text.
pub(super) fn start(bytes: &[u8]) -> Option<Start> {
    let magic: [(&[u8], Start); 5] = [
        (b"\x1f\x8b", Start::Packed(Packing::Gzip)),
        (b"\x28\xb5\x2f\xfd", Start::Packed(Packing::Zstd)),
        (b"PK\x03\x04", Start::Packed(Packing::Zip)),
        (b"%PDF-", Start::Kind(Kind::Pdf)),
        (b"PAR1", Start::Kind(Kind::Parquet)),
    ];
    let found = magic.into_iter().find(|(magic, _)| bytes.starts_with(magic));
    found.map(|(_, start)| start).or_else(|| is_page(bytes).then_some(Start::Kind(Kind::Html)))
}

/// Whether a page begins here: with its document type, its outermost tag, or an XML declaration
/// and then one of these.
fn is_page(bytes: &[u8]) -> bool {
    let start = bytes.get(..START).unwrap_or(bytes);
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    let begins = |text: &[u8], tag: &[u8]| {
        text.get(..tag.len()).is_some_and(|found| found.eq_ignore_ascii_case(tag))
    };
    let page = |text: &[u8]| begins(text, b"<!doctype html") || begins(text, b"<html");
    page(start)
        || (begins(start, b"<?xml")
            && memchr::memchr_iter(b'<', start).any(|at| start.get(at..).is_some_and(page)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_are_told_apart() {
        for (bytes, expected) in [
            (&b"\x1f\x8b\x08"[..], Some(Start::Packed(Packing::Gzip))),
            (b"PK\x03\x04", Some(Start::Packed(Packing::Zip))),
            (b"PAR1\x15\x04", Some(Start::Kind(Kind::Parquet))),
            (b"%PDF-1.7", Some(Start::Kind(Kind::Pdf))),
            (b"\xef\xbb\xbf\n <!DocType HTML>", Some(Start::Kind(Kind::Html))),
            (b"<?xml version='1.0'?>\n<html xmlns='x'>", Some(Start::Kind(Kind::Html))),
            (b"<?xml version='1.0'?>\n<rss>", None),
            (b"An <html> tag", None),
            (b"", None),
        ] {
            assert_eq!(start(bytes), expected, "{}", bytes.escape_ascii());
        }
    }
}
