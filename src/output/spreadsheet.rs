//! What a spreadsheet takes a text for, and what it can hold.

use std::str::Chars;

use crate::text::fold::{is_blank, is_invisible};

/// The rows of a spreadsheet below the line of names.
pub const ROWS: u64 = 1_048_575;

/// Digits of a number that a spreadsheet keeps.
const DIGITS: usize = 15;

/// Whether a spreadsheet would show the text as something else: a number with fewer or other digits,
/// or a date. A plain number such as `12` stays as it is.
#[must_use]
pub fn is_changed(text: &str) -> bool {
    let text = text.trim();
    is_changed_number(text) || is_date(text)
}

/// Whether a spreadsheet might take the text for a formula, also behind blanks and invisible
/// characters; or it begins with the `'` that undoes the escape.
#[must_use]
pub fn is_trigger(text: &str) -> bool {
    // Most begin with what is read as text or as a number.
    if text.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) {
        return false;
    }
    let first = text.trim_start_matches(is_unseen).chars().next();
    text.starts_with('\'') || first.is_some_and(|c| begins_formula(c) || matches!(c, '|' | '%'))
}

/// Whether a formula may begin with the character, also in full width.
#[must_use]
pub fn begins_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

/// Whether a spreadsheet may look through the character for what is behind it.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    is_blank(c) || is_invisible(c) || is_flattened(c)
}

/// Whether the character becomes a blank: control characters, line ends, and what XML cannot hold.
fn is_flattened(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

/// The characters of a text in one line: each run of those that are flattened is one blank.
#[derive(Debug, Clone)]
pub struct Flattened<'t> {
    chars: Chars<'t>,
    in_controls: bool,
}

impl<'t> Flattened<'t> {
    /// The characters of this text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { chars: text.chars(), in_controls: false }
    }

    /// Takes the next characters at once, at most so many, as far as they are printable ones of ASCII and
    /// none of those that need care.
    #[inline]
    pub fn stretch(&mut self, most: usize, needs_care: impl Fn(u8) -> bool) -> &'t str {
        let rest = self.chars.as_str();
        let first = rest.as_bytes().get(..most).unwrap_or(rest.as_bytes());
        let length = length_while(first, |byte| (byte.wrapping_sub(b' ') < 95) & !needs_care(byte));
        let Some((stretch, behind)) = rest.split_at_checked(length) else { return "" };
        self.chars = behind.chars();
        self.in_controls &= stretch.is_empty();
        stretch
    }
}

/// How many bytes there are before the first that is not so. Sixteen are asked at once, without a branch.
#[inline]
fn length_while(bytes: &[u8], is_so: impl Fn(u8) -> bool) -> usize {
    let (chunks, _) = bytes.as_chunks::<16>();
    let are_so = |chunk: &&[u8; 16]| chunk.iter().fold(true, |all, byte| all & is_so(*byte));
    let whole = 16 * chunks.iter().take_while(are_so).count();
    let rest = bytes.get(whole..).unwrap_or(&[]);
    whole + rest.iter().take_while(|byte| is_so(**byte)).count()
}

impl Iterator for Flattened<'_> {
    type Item = char;

    #[inline]
    fn next(&mut self) -> Option<char> {
        loop {
            let c = self.chars.next()?;
            let control = is_flattened(c);
            match (control, std::mem::replace(&mut self.in_controls, control)) {
                (true, true) => {}
                (true, false) => return Some(' '),
                (false, _) => return Some(c),
            }
        }
    }
}

fn is_changed_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 || !text.bytes().all(|b| b.is_ascii_digit() || b".eE+-".contains(&b)) {
        return false;
    }
    let Ok(number) = text.parse::<f64>() else { return false };
    digits > DIGITS || !number.is_finite() || number.to_string() != text
}

/// Two or three groups of one to four digits, or a month's name and a number, with one kind of sign
/// between them.
fn is_date(text: &str) -> bool {
    [b'-', b'/', b'.', b':'].into_iter().any(|sign| {
        let parts: Vec<&str> = text.split(char::from(sign)).collect();
        // `1.5` is a number and stays one.
        let least = if sign == b'.' { 3 } else { 2 };
        (least..=3).contains(&parts.len())
            && parts.iter().filter(|part| is_month(part)).count() <= 1
            && parts.iter().all(|part| is_short_number(part) || is_month(part))
    })
}

fn is_short_number(part: &str) -> bool {
    (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_month(part: &str) -> bool {
    const MONTHS: [&str; 13] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    ];
    MONTHS.iter().any(|month| part.eq_ignore_ascii_case(month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_a_spreadsheet_changes() {
        for id in [
            "0012",
            "1E5",
            "1e-3",
            "12345678901234567890",
            "1.10",
            "2024-01-02",
            "1/2",
            "3.4.2024",
            "12:30",
            "5-Mar",
            "mar-5",
            " 007",
        ] {
            assert!(is_changed(id), "{id}");
        }
        for id in [
            "",
            "12",
            "-3",
            "1.5",
            "a12",
            "12a",
            "a/0012.txt",
            "v1.2.3.4",
            "n-1",
            "May",
            "e",
            "-",
            "news-2024-01",
            "12345-67890",
            "doc.1",
        ] {
            assert!(!is_changed(id), "{id}");
        }
    }
}
