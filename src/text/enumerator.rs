//! Enumerators: what stands before an item of a list, *1.*, *2)*, *b.*, *•*.

use crate::text::span::Span;
use crate::text::words::{Part, Parts};

/// The longest run of letters or digits in an enumerator.
const LONGEST: usize = 4;

/// Whether a text is an enumerator and nothing else: *3.*, *(b)*, *1.2.*, *iv.*
pub(crate) fn is_enumerator(text: &str) -> bool {
    let bare = text.trim_start_matches(['(', '[', '"', '“', '‘', '\'', '•', '⁃', '#', '*', ' ']);
    let Some(bare) = bare.strip_suffix(['.', ')']) else { return false };
    let bare = bare.trim_end_matches(['.', ')']);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let numbered = bare.len() <= 2 * LONGEST
        && bare.split('.').all(|part| digits(part) && part.len() < LONGEST);
    let lettered =
        bare.len() == 1 && bare != "I" && bare.bytes().all(|byte| byte.is_ascii_alphabetic());
    let roman =
        bare.len() <= LONGEST && bare.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    numbered || (!bare.is_empty() && (lettered || roman)) || is_label(bare)
}

/// *Fig. 2*, *Table 3*: what a caption begins with.
fn is_label(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(kind, number)| {
        let kind = kind.trim_end_matches('.');
        kind.starts_with(char::is_uppercase)
            && Parts::of(kind).has(Part::Label)
            && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    })
}

/// Appends where the further items of a list begin that is set in one paragraph: *1. Tea 2. Milk*.
///
/// Looks only at paragraphs that begin with the first enumerator of a list, and for each following
/// one only behind the one before it, so the paragraph is read once.
pub(crate) fn inline_items(text: &str, paragraph: Span, items: &mut Vec<usize>) {
    let body = paragraph.of(text);
    let Some(first) = First::of(body) else { return };
    let mut from = first.len();
    for count in 1.. {
        let mark = first.following(count);
        let Some(mark) = mark.as_deref() else { return };
        let behind = body.get(from..).unwrap_or("");
        let Some(found) = find_item(behind, mark) else { return };
        items.push(paragraph.start + from + found);
        from += found + mark.len();
    }
}

/// Where an item with this mark begins: behind a blank, with something behind it.
fn find_item(text: &str, mark: &str) -> Option<usize> {
    text.match_indices(mark).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).unwrap_or("");
        let behind = text.get(at + mark.len()..).unwrap_or("");
        let bullet = !mark.is_ascii();
        before.ends_with([' ', '\n'])
            && (bullet || behind.starts_with(' '))
            && behind
                .trim_start()
                .starts_with(|c: char| c.is_alphanumeric() || c == '"' || c == '“')
    })
}

/// The enumerator that a list begins with.
enum First<'t> {
    /// A number and what closes it: *1* and *.)*.
    Number(u32, &'t str),
    /// *a* or *A* and what closes it.
    Letter(u8, &'t str),
    Bullet(char),
}

impl<'t> First<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let c = text.chars().next()?;
        if matches!(c, '•' | '⁃') {
            return Some(Self::Bullet(c));
        }
        let rest = text.get(c.len_utf8()..)?;
        let close = [".) ", ". ", ") "].into_iter().find(|close| rest.starts_with(close))?;
        let close = rest.get(..close.len() - 1)?;
        match c {
            '0' | '1' => Some(Self::Number(c.to_digit(10)?, close)),
            'a' => Some(Self::Letter(b'a', close)),
            'A' if close != "." => Some(Self::Letter(b'A', close)),
            _ => None,
        }
    }

    const fn len(&self) -> usize {
        match self {
            Self::Number(_, close) | Self::Letter(_, close) => 1 + close.len(),
            Self::Bullet(bullet) => bullet.len_utf8(),
        }
    }

    /// The enumerator of the item so many places behind the first.
    fn following(&self, count: u32) -> Option<String> {
        match self {
            Self::Number(first, close) => Some(format!("{}{close}", first + count)),
            Self::Letter(first, close) => {
                let letter = u8::try_from(count).ok().and_then(|count| first.checked_add(count))?;
                letter.is_ascii_alphabetic().then(|| format!("{}{close}", char::from(letter)))
            }
            Self::Bullet(bullet) => Some(bullet.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enumerators() {
        for (text, expected) in [
            ("3.", true),
            ("(b)", true),
            ("1.2.", true),
            ("“4.", true),
            ("iv.", true),
            ("1.)", true),
            ("I.", false),
            ("2019.", false),
            ("No.", false),
            (".", false),
            ("", false),
        ] {
            assert_eq!(is_enumerator(text), expected, "{text:?}");
        }
    }

    #[test]
    fn lists_in_one_paragraph() {
        for (text, items) in [
            ("1. Tea 2. Milk 3. A spoon", vec!["2. Milk 3. A spoon", "3. A spoon"]),
            ("1.) Tea 2.) Milk", vec!["2.) Milk"]),
            ("a. Tea b. Milk", vec!["b. Milk"]),
            ("• Tea • Milk", vec!["• Milk"]),
            ("1. Tea costs 2.50 now", vec![]),
            ("2. Milk 3. A spoon", vec![]),
            ("A. Vane met B. Quill", vec![]),
            ("Tea 2. Milk", vec![]),
        ] {
            let mut found = Vec::new();
            inline_items(text, Span::new(0, text.len()), &mut found);
            let found: Vec<&str> = found.iter().map(|at| text.get(*at..).unwrap()).collect();
            assert_eq!(found, items, "{text:?}");
        }
    }
}
