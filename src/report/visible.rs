//! Hostile text made visible: nothing in a document reaches the terminal as a control code.

use crate::text::fold::is_invisible;

/// The text in one line: blanks single, control and direction characters shown as `\u{1b}`.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace()).filter(|word| !word.is_empty()) {
        if !shown.is_empty() {
            shown.push(' ');
        }
        push_visible(word, &mut shown);
    }
    shown
}

/// As [`one_line`], blanks as they are except control characters.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    push_visible(text, &mut shown);
    shown
}

/// As [`one_line`] for a piece of a text: blanks at its ends stay, as one each.
#[must_use]
pub fn inline(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (before, behind) = rest.split_at(word);
        push_visible(before, &mut shown);
        rest = behind.trim_start();
        if !behind.is_empty() {
            shown.push(' ');
        }
    }
    shown
}

fn push_visible(text: &str, shown: &mut String) {
    for c in text.chars() {
        match c {
            '\u{ad}' => {}
            _ if c.is_control() || is_invisible(c) => shown.extend(c.escape_unicode()),
            _ => shown.push(c),
        }
    }
}

/// The text cut to so many columns, with `…` where something was cut.
#[must_use]
pub fn cut(text: &str, columns: usize) -> String {
    use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut used = 1;
    let fits = text.chars().take_while(|c| {
        used += c.width().unwrap_or(0);
        used <= columns
    });
    let mut short: String = fits.collect();
    short.push('…');
    short
}

/// The text cut to so many columns at its beginning, where a path says least, with `…` where something was
/// cut.
#[must_use]
pub fn cut_front(text: &str, columns: usize) -> String {
    use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut used = 1;
    let fits = text.char_indices().rev().take_while(|(_, c)| {
        used += c.width().unwrap_or(0);
        used <= columns
    });
    let from = fits.last().map_or(text.len(), |(at, _)| at);
    format!("…{}", text.get(from..).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_codes_are_shown() {
        assert_eq!(one_line("a\u{1b}[31m \r\n b\u{202e}"), "a\\u{1b}[31m b\\u{202e}");
        assert_eq!(inline(" a\n\tb\u{1b} "), " a b\\u{1b} ");
        assert_eq!(inline(""), "");
        assert_eq!(cut("abcdef", 4), "abc…");
        assert_eq!(cut("abcd", 4), "abcd");
        assert_eq!(cut_front("abcdef", 4), "…def");
        assert_eq!(cut_front("abcd", 4), "abcd");
        assert_eq!(cut_front("ab", 1), "…");
    }
}
