//! Names and sentences made fit for a picture: nothing in them gives orders, nothing sticks out.

use super::width::{Weight, width};
use crate::text::fold::is_invisible;
use unicode_width::UnicodeWidthChar;

/// Marks above and below one letter beyond these would paint over the lines around it.
const STACKED: usize = 2;

/// A text cut to a width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cut {
    /// What is drawn, ending in `…` where something was cut.
    pub(super) shown: String,
    /// The whole text where `shown` is not all of it.
    pub(super) whole: Option<String>,
}

/// The text in one line: blanks single, control and direction characters shown as `\u{202e}`,
/// towers of combining marks brought down.
///
/// Joiners stay, since letters of some scripts and some emoji are made with them.
pub(super) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !clean.is_empty() {
            clean.push(' ');
        }
        push_clean(word, &mut clean);
    }
    clean
}

fn push_clean(word: &str, clean: &mut String) {
    let mut stacked = 0;
    for c in word.chars() {
        let marks = matches!(c, '\u{200c}' | '\u{200d}');
        match c {
            '\u{ad}' | '\u{e0000}'..='\u{e0fff}' => {}
            _ if marks => clean.push(c),
            _ if c.is_control() || is_invisible(c) || is_no_character(c) => {
                clean.extend(c.escape_unicode());
            }
            _ if c.width() == Some(0) => {
                stacked += 1;
                if stacked <= STACKED {
                    clean.push(c);
                }
            }
            _ => {
                stacked = 0;
                clean.push(c);
            }
        }
    }
}

/// What XML cannot hold, or readers may refuse.
fn is_no_character(c: char) -> bool {
    u32::from(c) & 0xfffe == 0xfffe
        || matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{fff9}'..='\u{fffb}')
}

/// A name cleaned and cut to so many pixels; one without anything to see is `(blank)`.
pub(super) fn cut(name: &str, size: f64, weight: Weight, room: f64) -> Cut {
    let name = clean(name);
    let name = if name.is_empty() { "(blank)".to_owned() } else { name };
    if width(&name, size, weight) <= room {
        return Cut { shown: name, whole: None };
    }
    Cut { shown: shorten(&name, size, weight, room), whole: Some(name) }
}

/// As much of the text as fits with an `…` behind it.
fn shorten(text: &str, size: f64, weight: Weight, room: f64) -> String {
    let mut used = width("…", size, weight);
    let fits = text.chars().take_while(|c| {
        used += width(c.encode_utf8(&mut [0; 4]), size, weight);
        used <= room
    });
    let mut short: String = fits.collect();
    short.truncate(short.trim_end_matches([' ', '\u{200d}', '\u{200c}']).len());
    short.push('…');
    short
}

/// A text cleaned and broken at blanks into at most so many lines; a word longer than a line is
/// broken too, and the last line ends in `…` where something was cut.
pub(super) fn wrap(text: &str, size: f64, weight: Weight, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let clean = clean(text);
    for word in clean.split(' ').filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&longer, size, weight) <= room {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        line = break_word(word, size, weight, room, &mut lines);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = shorten(last, size, weight, room);
        }
    }
    lines
}

/// Pushes full lines of a word that is too long and returns its rest.
fn break_word(word: &str, size: f64, weight: Weight, room: f64, lines: &mut Vec<String>) -> String {
    let mut line = String::new();
    let mut used = 0.0;
    for c in word.chars() {
        let next = width(c.encode_utf8(&mut [0; 4]), size, weight);
        if used + next > room && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
        }
        line.push(c);
        used += next;
    }
    line
}

/// A count with its thousands apart: `12,345`.
pub(super) fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut apart = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            apart.push(',');
        }
        apart.push(digit);
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_give_no_orders() {
        let cases = [
            ("a\u{202e}b\u{7}", "a\\u{202e}b\\u{7}"),
            (" two \n lines ", "two lines"),
            ("e\u{301}\u{301}\u{301}\u{301}x\u{301}", "e\u{301}\u{301}x\u{301}"),
            ("\u{1f469}\u{200d}\u{1f680}", "\u{1f469}\u{200d}\u{1f680}"),
            ("\u{fffe}\u{ad}", "\\u{fffe}"),
        ];
        for (name, want) in cases {
            assert_eq!(clean(name), want, "{name:?}");
        }
    }

    #[test]
    fn long_names_are_cut_and_kept_whole_beside() {
        let cut_to = |name, room| cut(name, 10.0, Weight::Regular, room);
        assert_eq!(cut_to("abc", 30.0), Cut { shown: "abc".into(), whole: None });
        let short = Cut { shown: "ab…".into(), whole: Some("ab cdef".into()) };
        assert_eq!(cut_to("ab cdef", 28.0), short);
        assert_eq!(cut_to("\u{ad}", 60.0).shown, "(blank)");
    }

    #[test]
    fn lines_break_at_blanks_and_inside_words_without_any() {
        let wrapped = |text, most| wrap(text, 10.0, Weight::Regular, 40.0, most);
        assert_eq!(wrapped("aa bb cc dd", 9), ["aa bb", "cc dd"]);
        assert_eq!(wrapped("aa bbbbbbbb", 9), ["aa", "bbbbbb", "bb"]);
        assert_eq!(wrapped("aa bb cc dd", 1), ["aa bb…"]);
        assert_eq!(wrapped(" ", 1), Vec::<String>::new());
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([0, 999, 1000, 1_234_567].map(count), ["0", "999", "1,000", "1,234,567"]);
    }
}
