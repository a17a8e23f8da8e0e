//! Folding: what makes no difference when a term is compared with the text.
//!
//! Characters are folded one at a time while the automaton walks over the original text, so there
//! is no folded copy of a document and no map of moved offsets: a match ends where a character of
//! the original ends, also where lower case is longer or shorter (`İ`, `ẞ`, `K`).

use std::borrow::Cow;

/// One folded character, and where the next one begins in the original text.
#[derive(Debug, Clone, Copy)]
pub struct Folded {
    bytes: [u8; 12],
    len: u8,
    /// Offset in the original text just behind what was folded.
    pub next: usize,
}

impl Folded {
    /// The folded bytes: one character, seldom more (`İ` becomes `i` and a combining dot).
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.len)).unwrap_or(&[])
    }

    const fn ascii(byte: u8, next: usize) -> Self {
        let mut bytes = [0; 12];
        bytes[0] = byte;
        Self { bytes, len: 1, next }
    }

    fn lower(c: char, next: usize) -> Self {
        let mut folded = Self { bytes: [0; 12], len: 0, next };
        for lower in c.to_lowercase() {
            let from = usize::from(folded.len);
            if let Some(room) = folded.bytes.get_mut(from..from + lower.len_utf8()) {
                folded.len += u8::try_from(lower.encode_utf8(room).len()).unwrap_or(0);
            }
        }
        folded
    }
}

/// Folds the character at byte `at`, passing over invisible ones before it.
///
/// Lower case; apostrophes become `'`, hyphens `-`, full-width forms ASCII; a run of blanks one
/// blank, and a run that holds an empty line one `\n`, which no term contains. `None` at the end.
#[must_use]
#[inline]
pub fn fold_at(text: &str, at: usize) -> Option<Folded> {
    match text.as_bytes().get(at..)? {
        [byte, ..] if byte.is_ascii_graphic() => {
            Some(Folded::ascii(byte.to_ascii_lowercase(), at + 1))
        }
        [b' ', next, ..] if next.is_ascii_graphic() => Some(Folded::ascii(b' ', at + 1)),
        _ => fold_any(text, at),
    }
}

/// The longer road of [`fold_at`].
fn fold_any(text: &str, mut at: usize) -> Option<Folded> {
    let mut rest = text.get(at..)?.chars();
    let mut c = rest.next()?;
    while is_invisible(c) {
        at += c.len_utf8();
        c = rest.next()?;
    }
    if is_blank(c) {
        return Some(fold_blanks(text, at));
    }
    let next = at + c.len_utf8();
    Some(match c {
        _ if is_apostrophe(c) => Folded::ascii(b'\'', next),
        _ if is_hyphen(c) => Folded::ascii(b'-', next),
        '\u{ff01}'..='\u{ff5e}' => {
            let ascii = u8::try_from(u32::from(c) - 0xfee0).unwrap_or(b'?');
            Folded::ascii(ascii.to_ascii_lowercase(), next)
        }
        _ => Folded::lower(c, next),
    })
}

/// Folds a whole text, blanks at both ends taken off.
#[must_use]
pub fn fold(text: &str) -> String {
    folded(text).into_owned()
}

/// The same; the text itself where it can be seen at once that folding changes nothing.
#[must_use]
pub fn folded(text: &str) -> Cow<'_, str> {
    if is_folded_ascii(text) {
        return Cow::Borrowed(text);
    }
    if is_plain(text) {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(folded) = fold_at(text, at) {
        bytes.extend_from_slice(folded.bytes());
        at = folded.next;
    }
    let folded = String::from_utf8(bytes).expect("folding yields whole characters");
    Cow::Owned(folded.trim().to_owned())
}

/// Whether folding changes nothing, as can be seen at once: most terms of a lexicon, and most words
/// of a text.
fn is_folded_ascii(text: &str) -> bool {
    has_single_blanks(text, |byte| byte.is_ascii_graphic() && !byte.is_ascii_uppercase())
}

/// Whether folding changes nothing but capitals: ASCII with single blanks, and none at either end.
pub(crate) fn is_plain(text: &str) -> bool {
    has_single_blanks(text, |byte| byte.is_ascii_graphic())
}

/// Whether a text is made of such bytes with single blanks between them.
fn has_single_blanks(text: &str, is_inside: impl Fn(u8) -> bool) -> bool {
    let mut blank = true;
    for byte in text.bytes() {
        if byte == b' ' && !blank {
            blank = true;
        } else if is_inside(byte) {
            blank = false;
        } else {
            return false;
        }
    }
    !blank || text.is_empty()
}

fn fold_blanks(text: &str, at: usize) -> Folded {
    let mut breaks = 0;
    let mut next = at;
    for c in text.get(at..).unwrap_or("").chars() {
        if !is_blank(c) && !is_invisible(c) {
            break;
        }
        breaks += usize::from(matches!(c, '\n' | '\u{2028}')) + 2 * usize::from(c == '\u{2029}');
        next += c.len_utf8();
    }
    Folded::ascii(if breaks > 1 { b'\n' } else { b' ' }, next)
}

/// Blanks of every width, line ends and other control characters.
#[must_use]
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Characters that show nothing: soft hyphen, zero-width and direction marks, a stray BOM.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}')
}

/// The straight apostrophe and what typesetters and keyboards put for it.
#[must_use]
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{201b}' | '\u{ff07}')
}

/// Hyphens that join words. A dash (– —) is not one.
#[must_use]
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{fe63}' | '\u{ff0d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_no_difference() {
        for (text, folded) in [
            ("It Seems", "it seems"),
            ("it\r\n  seems", "it seems"),
            (" it  seems ", "it seems"),
            ("it seems - 'so'", "it seems - 'so'"),
            ("it\n\nseems", "it\nseems"),
            ("couldn’t", "couldn't"),
            ("so‑called", "so-called"),
            ("so\u{ad}-called", "so-called"),
            ("\u{feff}a\u{200b}b", "ab"),
            ("İ K ẞ ß", "i\u{307} k ß ß"),
            ("ＢＯＴＣＨＥＤ", "botched"),
            ("a\u{a0}b", "a b"),
            ("tail\u{ad}", "tail"),
            ("", ""),
        ] {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }

    #[test]
    fn offsets_are_those_of_the_original() {
        let text = "İx";
        let first = fold_at(text, 0).unwrap();
        assert_eq!((first.bytes(), first.next), ("i\u{307}".as_bytes(), 2));
        assert_eq!(fold_at(text, 2).unwrap().next, 3);
        assert!(fold_at(text, 3).is_none());
    }
}
