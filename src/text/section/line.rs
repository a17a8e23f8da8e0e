//! What a short line looks like: prose, names, a heading, an item of a list.

use crate::text::layout::ends_sentence;
use crate::text::section::data::WORDS;
use crate::text::words::{Part, Parts};

/// A line with more words is prose, whatever it ends with.
const LINE_WORDS: usize = 15;

/// A paragraph that is short enough to be no prose.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// As it stands.
    pub(super) whole: &'t str,
    /// Without the brackets, emphasis and signs of Markdown around it.
    pub(super) bare: &'t str,
}

impl<'t> Line<'t> {
    pub(super) fn new(whole: &'t str) -> Self {
        Self { whole, bare: bare(whole) }
    }

    /// Whether it reads as a sentence does: it ends like one, or is long.
    pub(super) fn is_prose(&self) -> bool {
        let asks = self.bare.ends_with(['?', '!']) && is_title_case(self.bare);
        (ends_sentence(self.whole) && !asks && !self.bare.ends_with(':'))
            || words(self.bare) > LINE_WORDS
    }

    /// Whether it is an item of a list, or a heading inside the text.
    pub(super) fn is_item(&self) -> bool {
        self.whole.starts_with(['-', '•', '+', '⁃', '–', '—'])
            || self.whole.starts_with("* ")
            || self.whole.starts_with("##")
    }

    /// Whether all of it is set in emphasis.
    pub(super) fn is_emphasised(&self) -> bool {
        ["*", "_"].iter().any(|sign| {
            self.whole.len() > 2
                && self.whole.starts_with(sign)
                && self.whole.ends_with(sign)
                && !self.whole.starts_with("* ")
        })
    }
}

/// Takes the brackets, emphasis and signs of Markdown off both ends.
fn bare(whole: &str) -> &str {
    let plain = |byte: Option<&u8>| {
        byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b','))
    };
    if plain(whole.as_bytes().first()) && plain(whole.as_bytes().last()) {
        return whole;
    }
    let line = whole.trim_matches(['*', '_', '#', ' ', '>', '•', '|']);
    let linked = line.strip_prefix('[').filter(|rest| rest.ends_with(')'));
    if let Some((text, _)) = linked.and_then(|rest| rest.split_once("](")) {
        return text;
    }
    let inside = line.strip_prefix('(').map(|rest| rest.trim_end_matches('.'));
    match inside.and_then(|rest| rest.strip_suffix(')')) {
        Some(inside) if !inside.contains(['(', ')']) => inside.trim(),
        _ => line,
    }
}

/// Places that are counted in a byte.
const PLACES: usize = 128;

/// How many words there are between blanks.
pub(super) fn words(line: &str) -> usize {
    if !line.is_ascii() {
        return line.split_whitespace().count();
    }
    // Counted in bytes, of so few places at a time that none overflows: many are looked at together.
    let blank = |byte: u8| (byte == b' ') | (byte.wrapping_sub(b'\t') < 5);
    let Some((first, behind)) = line.as_bytes().split_first() else { return 0 };
    let begun = |(before, at): (&[u8], &[u8])| {
        before.iter().zip(at).fold(0, |n, (before, at)| n + u8::from(blank(*before) & !blank(*at)))
    };
    let parts = line.as_bytes().chunks(PLACES).zip(behind.chunks(PLACES));
    usize::from(!blank(*first)) + parts.map(begun).map(usize::from).sum::<usize>()
}

/// Whether most longer words begin with a capital or figure.
pub(super) fn is_title_case(line: &str) -> bool {
    let long = line.split_whitespace().filter(|word| word.chars().count() > 3);
    let (capital, all) = long.fold((0, 0), |(capital, all), word| {
        let first = word.chars().find(|c| c.is_alphanumeric());
        (capital + usize::from(first.is_some_and(|c| !c.is_lowercase())), all + 1)
    });
    capital * 4 >= all * 3
}

/// Names, and little else: *Mara Quill and Tom Vane, Political Editor*, *the Tern*, *Reuters*.
pub(super) fn is_names(line: &str) -> bool {
    let line = line.trim();
    let (names, role) = line.split_once([',', '|']).unwrap_or((line, ""));
    if WORDS.agency.has(line) || (WORDS.agency.has(names) && words(role) <= LINE_WORDS) {
        return true;
    }
    words(line) <= LINE_WORDS
        && !ends_sentence(line)
        && line.starts_with(|c: char| c.is_alphabetic() || c == '@')
        && first_word(line).is_some_and(|word| {
            let begins_prose = names.contains(' ') && Parts::of(word).has(Part::Starter);
            !begins_prose && !WORDS.day.has(word)
        })
        && (line.contains(char::is_uppercase) || line.starts_with('@'))
        && names.split_whitespace().all(is_part_of_name)
        && (has_role(role) || role.split_whitespace().all(is_part_of_name))
}

/// Whether a line holds a word for what people are who write.
pub(super) fn has_role(line: &str) -> bool {
    line.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | ';' | '/'))
        .any(|word| WORDS.role.has(word))
}

/// Two or three words that can be a name: *Mara Quill*, *J. R. Holloway*.
pub(super) fn is_bare_name(line: &str) -> bool {
    (2..=4).contains(&words(line))
        && !ends_sentence(line)
        && line.split_whitespace().all(|word| {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_uppercase)
                && !Parts::of(word).has(Part::Starter)
                && !WORDS.day.has(word)
                && letters.all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '’' | '\''))
        })
}

fn first_word(line: &str) -> Option<&str> {
    line.split(|c: char| !c.is_alphanumeric()).next()
}

fn is_part_of_name(word: &str) -> bool {
    let first = word.chars().next();
    WORDS.small.has(word.trim_end_matches([',', ';', ':']))
        || first.is_some_and(|c| c.is_uppercase() || matches!(c, '@' | '(') || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_what_stands_between_blanks(line in "[ab\\t\\n\\x0b\\x0c\\r \\x1c\u{a0}é]{0,20}") {
            prop_assert_eq!(words(&line), line.split_whitespace().count());
        }
    }
}
