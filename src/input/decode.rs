//! From bytes to text: marks, labels, UTF-8, and a guess for what is older.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};

use super::error::{Code, InputError};
use super::evidence::{is_damaged_utf8, refuse_magic, refuse_nul};
use super::options::SourceOptions;

/// Most bytes that a guess is made from.
const GUESS_BYTES: usize = 1 << 20;

/// A text and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding's label; a `?` at the end marks a guess.
    pub encoding: String,
    /// Whether U+FFFD was put in.
    pub errors: bool,
}

/// Decodes a whole file.
///
/// In this order: a byte order mark is believed; then [`SourceOptions::encoding`]; bytes that look
/// binary are refused; valid UTF-8 is itself; damaged UTF-8 gets U+FFFD; anything else is a guess,
/// `windows-1252?` for most English texts. An empty file is an empty text.
pub fn decode(bytes: Vec<u8>, options: &SourceOptions) -> Result<Decoded, InputError> {
    let mark = Mark::of(&bytes);
    let label = options.encoding.as_deref().and_then(Charset::of_label);
    if let Some(charset) = mark.as_ref().map(|mark| mark.charset).or(label) {
        let length = mark.as_ref().map_or(0, |mark| mark.length);
        if charset != Charset::Utf8 {
            return marked(&bytes, length, charset, options);
        }
        return utf8_or_guess(without_start(bytes, length), options, label.is_some());
    }
    utf8_or_guess(bytes, options, false)
}

/// How the bytes of one record of a table are read: without a mark, the rest as for a file. With it comes their
/// text, if they have been found to be UTF-8.
///
/// `recoded` is the encoding of a stream that was turned into UTF-8 before it was cut.
pub(super) fn record_reading<'a, 'b>(
    bytes: &'b [u8],
    recoded: Option<&'a str>,
    options: &SourceOptions,
) -> Result<(Reading<'a>, Option<&'b str>), InputError> {
    if !options.binary_as_text {
        refuse_nul(bytes)?;
    }
    if let Some(label) = recoded {
        return Ok((Reading::Recoded(label), None));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((Reading::Utf8, Some(text)));
    }
    if options.strict_utf8 {
        let detail = "not UTF-8, and --strict-utf8 is given";
        return Err(InputError::new(Code::Encoding, detail));
    }
    let reading = if options.encoding.is_some() { Reading::Utf8 } else { Reading::guess(bytes) };
    Ok((reading, None))
}

/// An encoding that a mark or the user has named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    Utf8,
    Utf32Le,
    Utf32Be,
    Other(&'static Encoding),
}

impl Charset {
    /// The encoding of this label, as HTML knows it, and UTF-32.
    pub(super) fn of_label(label: &str) -> Option<Self> {
        match label.trim().to_ascii_lowercase().as_str() {
            "utf-32" | "utf-32le" => return Some(Self::Utf32Le),
            "utf-32be" => return Some(Self::Utf32Be),
            _ => {}
        }
        let encoding = Encoding::for_label(label.as_bytes()).filter(|e| *e != REPLACEMENT)?;
        Some(if encoding == UTF_8 { Self::Utf8 } else { Self::Other(encoding) })
    }

    /// The label, in lower case.
    pub(super) fn label(self) -> String {
        match self {
            Self::Utf8 => "utf-8".to_owned(),
            Self::Utf32Le => "utf-32le".to_owned(),
            Self::Utf32Be => "utf-32be".to_owned(),
            Self::Other(encoding) => encoding.name().to_ascii_lowercase(),
        }
    }

    /// The text of these bytes, and whether U+FFFD was put in.
    fn text(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        match self {
            Self::Utf8 => lossy(bytes),
            Self::Utf32Le => wide_text(bytes, u32::from_le_bytes),
            Self::Utf32Be => wide_text(bytes, u32::from_be_bytes),
            Self::Other(encoding) => encoding.decode_without_bom_handling(bytes),
        }
    }
}

/// A byte order mark: the encoding it names, and its length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) charset: Charset,
    pub(super) length: usize,
}

impl Mark {
    /// The mark these bytes start with. UTF-32 comes first: its mark starts with that of UTF-16.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        let marks: [(&[u8], Charset); 5] = [
            (b"\xff\xfe\0\0", Charset::Utf32Le),
            (b"\0\0\xfe\xff", Charset::Utf32Be),
            (b"\xef\xbb\xbf", Charset::Utf8),
            (b"\xff\xfe", Charset::Other(UTF_16LE)),
            (b"\xfe\xff", Charset::Other(UTF_16BE)),
        ];
        let (mark, charset) = marks.into_iter().find(|(mark, _)| bytes.starts_with(mark))?;
        Some(Self { charset, length: mark.len() })
    }
}

/// How bytes without a mark are read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reading<'a> {
    /// As UTF-8, with U+FFFD where it is damaged.
    Utf8,
    /// As something older, found by the look of the bytes.
    Guess(&'static Encoding),
    /// As UTF-8 that was made from this encoding; damage is U+FFFD already.
    Recoded(&'a str),
}

impl Reading<'_> {
    /// The reading of bytes that are not valid UTF-8.
    fn guess(bytes: &[u8]) -> Self {
        if is_damaged_utf8(bytes) {
            return Self::Utf8;
        }
        // Only what is not ASCII says anything, so the sample starts there.
        let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(64);
        let sample = bytes.get(first..).unwrap_or_default();
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(sample.get(..GUESS_BYTES).unwrap_or(sample), true);
        Self::Guess(detector.guess(None, Utf8Detection::Deny))
    }

    /// The text of these bytes, and whether U+FFFD was put in.
    pub(super) fn text(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        match self {
            Self::Utf8 => lossy(bytes),
            Self::Guess(encoding) => encoding.decode_without_bom_handling(bytes),
            Self::Recoded(_) => {
                let (text, _) = lossy(bytes);
                let errors = text.contains(char::REPLACEMENT_CHARACTER);
                (text, errors)
            }
        }
    }

    /// The label, with a `?` for a guess.
    pub(super) fn label(self) -> String {
        match self {
            Self::Utf8 => "utf-8".to_owned(),
            Self::Guess(encoding) => format!("{}?", encoding.name().to_ascii_lowercase()),
            Self::Recoded(label) => label.to_owned(),
        }
    }
}

fn marked(
    bytes: &[u8],
    length: usize,
    charset: Charset,
    options: &SourceOptions,
) -> Result<Decoded, InputError> {
    if options.strict_utf8 {
        return Err(not_utf8(0));
    }
    let (text, errors) = charset.text(bytes.get(length..).unwrap_or_default());
    Ok(Decoded { text: text.into_owned(), encoding: charset.label(), errors })
}

fn utf8_or_guess(
    bytes: Vec<u8>,
    options: &SourceOptions,
    labelled: bool,
) -> Result<Decoded, InputError> {
    if !options.binary_as_text {
        refuse_magic(&bytes)?;
        refuse_nul(&bytes)?;
    }
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text, encoding: Reading::Utf8.label(), errors: false }),
        Err(error) => error,
    };
    if options.strict_utf8 {
        return Err(not_utf8(error.utf8_error().valid_up_to()));
    }
    let bytes = error.into_bytes();
    let reading = if labelled { Reading::Utf8 } else { Reading::guess(&bytes) };
    let (text, errors) = reading.text(&bytes);
    Ok(Decoded { text: text.into_owned(), encoding: reading.label(), errors })
}

fn without_start(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.drain(..length.min(bytes.len()));
    bytes
}

fn lossy(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_) => (String::from_utf8_lossy(bytes), true),
    }
}

fn wide_text(bytes: &[u8], number: fn([u8; 4]) -> u32) -> (Cow<'static, str>, bool) {
    let (units, rest) = bytes.as_chunks::<4>();
    let mut errors = !rest.is_empty();
    let mut text = String::with_capacity(units.len());
    for unit in units {
        let character = char::from_u32(number(*unit));
        errors |= character.is_none();
        text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    (Cow::Owned(text), errors)
}

fn not_utf8(at: usize) -> InputError {
    InputError::new(Code::Encoding, format!("not UTF-8 at byte {at}, and --strict-utf8 is given"))
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
