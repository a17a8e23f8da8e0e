//! The encoding of a page, as its bytes, the user and the page itself name it.

use crate::input::decode::{Charset, Decoded, decode};
use crate::input::error::InputError;
use crate::input::options::SourceOptions;

/// Bytes at the start of a page in which its encoding is named.
const HEAD: usize = 4096;

/// Decodes a page as a text, but for the encoding: what `<meta charset>` or an XML declaration
/// names is believed where there is no mark, the user names none, and the bytes are not UTF-8.
pub(in crate::input) fn decode_page(
    bytes: Vec<u8>,
    options: &SourceOptions,
) -> Result<Decoded, InputError> {
    // Pages are often turned into UTF-8 by those who keep them, and their head left as it was.
    let named = (options.encoding.is_none() && std::str::from_utf8(&bytes).is_err())
        .then(|| named(&bytes))
        .flatten();
    match named {
        Some(label) if !options.strict_utf8 => {
            decode(bytes, &SourceOptions { encoding: Some(label), ..options.clone() })
        }
        _ => decode(bytes, options),
    }
}

/// Decodes a page whose encoding the user cannot name.
pub(crate) fn decoded(bytes: Vec<u8>) -> Result<Decoded, InputError> {
    decode_page(bytes, &SourceOptions::default())
}

/// The encoding that a page names, if it is one that a page can be in to name it so.
fn named(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let head: String = head.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let (_, value) = head.split_once("charset=").or_else(|| {
        let declaration = head.trim_start().strip_prefix("<?xml")?;
        declaration.split("?>").next()?.split_once("encoding=")
    })?;
    let value = value.trim_start_matches(['"', '\'', ' ']);
    let end = |c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'' | '>' | ';' | '/' | '?');
    let label = value.split(end).next().filter(|label| !label.is_empty())?;
    match Charset::of_label(label)? {
        Charset::Other(encoding) if encoding.is_ascii_compatible() => Some(label.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_name_their_encoding() {
        for (page, text, encoding) in [
            (&b"<meta charset=\"windows-1251\">\xcf"[..], "\u{41f}", "windows-1251"),
            (b"<META http-equiv=x content='text/html; charset=koi8-r'>\xf0", "\u{41f}", "koi8-r"),
            (b"<?xml version='1.0' encoding='iso-8859-2'?>\xb1", "\u{105}", "iso-8859-2"),
            (b"<meta charset=windows-1251>\xd0\x9f", "\u{41f}", "utf-8"),
            (b"<meta charset=utf-16>\x92s", "\u{2019}s", "windows-1252?"),
            (b"<meta charset=nonsense>\x92s", "\u{2019}s", "windows-1252?"),
            (b"\xff\xfe\x1f\x04", "\u{41f}", "utf-16le"),
        ] {
            let decoded = decoded(page.to_vec()).unwrap();
            let shown = decoded.text.rsplit('>').next().unwrap();
            assert_eq!((shown, decoded.encoding.as_str()), (text, encoding));
        }
    }
}
