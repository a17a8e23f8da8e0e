//! Bylines and datelines: who wrote it, and when.

use memchr::memmem;

use crate::text::layout::ends_sentence;
use crate::text::section::data::WORDS;
use crate::text::section::line::{has_role, is_bare_name, is_names, is_title_case, words};

/// A role alone has at most so many words: *Chief Political Correspondent*.
const ROLE_WORDS: usize = 6;
/// A role is named within so many words behind the name.
const BIO_WORDS: usize = 8;
/// Place names before a date have at most so many words.
const PLACE_WORDS: usize = 5;

/// A name with a role: *Mara Quill, Political Editor*.
pub(super) fn is_name_with_role(line: &str) -> bool {
    !ends_sentence(line)
        && line.split_once([',', '|', '/']).is_some_and(|(name, role)| {
            is_bare_name(name.trim())
                && words(role) <= ROLE_WORDS
                && (has_role(role) || WORDS.agency.has(role.trim()))
        })
}

/// A role without a name: *Political correspondent*, *Staff writer, Wendle*.
pub(super) fn is_role(line: &str) -> bool {
    words(line) <= ROLE_WORDS
        && !ends_sentence(line)
        && has_role(line)
        && line.starts_with(char::is_uppercase)
}

/// An outlet in capitals, such as a byline goes on with: *WENDLE TERN*.
pub(super) fn is_in_capitals(line: &str) -> bool {
    words(line) <= 3 && line.chars().all(|c| c.is_uppercase() || c == ' ')
}

/// Names alone: *Mara Quill*, *Mara Quill and Tom Vane*.
pub(super) fn is_bare_names(line: &str) -> bool {
    let mut names = line.split(" and ").flat_map(|names| names.split(", "));
    line.len() < 80 && !has_role(line) && names.all(is_bare_name)
}

/// An address alone: *@maraquill*, *mara.quill@tern.example*.
pub(super) fn is_address(line: &str) -> bool {
    line.len() > 1 && line.contains('@') && words(line) == 1
}

/// What a writer is, behind the article: *Tom Vane is a reporter at the Tern.*
pub(super) fn is_bio(line: &str) -> bool {
    // Most lines have none of them.
    let tells = memmem::find(line.as_bytes(), b" is ").is_some();
    tells
        && [" is a ", " is an ", " is the "].iter().any(|is| {
            line.split_once(is).is_some_and(|(name, behind)| {
                let near: Vec<&str> = behind.split_whitespace().take(BIO_WORDS).collect();
                let sentence =
                    near.iter().position(|word| word.ends_with('.')).unwrap_or(near.len());
                is_bare_names(name)
                    && near
                        .iter()
                        .take(sentence + 1)
                        .any(|word| WORDS.role.has(word.trim_end_matches([',', '.', ';'])))
            })
        })
}

/// *LONDON, Nov. 3*, *3 May 2031*, *Published 3 May 2031 at 10:15 GMT*, *Updated: …*, *5 min read*.
pub(super) fn is_dateline(line: &str) -> bool {
    // Without a way out at the first digit, many bytes are looked at together.
    if !line.bytes().fold(false, |any, byte| any | byte.is_ascii_digit()) {
        return false;
    }
    is_announced_date(line)
        || is_date(line)
        || line.split_once([',', '—', '–']).is_some_and(|(place, date)| {
            let named =
                || is_title_case(place) && place.chars().all(|c| !c.is_numeric() && c != '(');
            words(place) <= PLACE_WORDS && is_date(date) && names_day(date) && named()
        })
}

/// A date with the word that says what happened on it: *Last updated: 3 May 2031*.
pub(super) fn is_announced_date(line: &str) -> bool {
    WORDS.dated.behind(line).is_some_and(|date| date.starts_with([':', ' ']) && is_date(date))
}

fn names_day(date: &str) -> bool {
    date.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.day.has(word))
}

/// Nothing but the words of a date, one that names a day, a month or a year among them; a year alone
/// is none.
fn is_date(line: &str) -> bool {
    let (mut numbers, mut day, mut dated) = (0, false, false);
    for word in line.split([' ', ',', '|', '/', '(', ')', '·', '•', '-', '–', '—', '\u{a0}', '\n'])
    {
        let word = word.trim_end_matches([':', '.']);
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        if digits > 0 {
            numbers += 1;
            dated |= digits == 4 && word.len() == 4 && word.starts_with(['1', '2']);
            if word.len() > "10:15:00pm".len() {
                return false;
            }
        } else if WORDS.day.has(word) {
            day = true;
        } else if !(word.is_empty() || WORDS.date.has(word)) {
            return false;
        }
    }
    (day && numbers > 0) || (dated && numbers > 1)
}

/// *By Tuesday* is a time, *By Mara Quill* a byline: whether the text behind *by* names people.
pub(super) fn names_writers(names: &str) -> bool {
    is_names(names) && !ends_sentence(names) && (words(names) > 1 || WORDS.agency.has(names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        for (line, expected) in [
            ("LONDON, Nov. 3", true),
            ("PORT ELLERY, Wendle, 3 May", false),
            ("3 May 2031", true),
            ("2031-05-03", true),
            ("03/05/2031 10:15", true),
            ("Published 3 May 2031 at 10:15 GMT", true),
            ("Updated: Monday, May 3, 2031, 10.15 a.m.", true),
            ("First published on Wed 3 May 2031 06.00 BST", true),
            ("5 min read", true),
            ("2 hours ago", true),
            ("10:15", false),
            ("20 minutes", false),
            ("In May 2031", false),
            ("Published figures show 3", false),
            ("May and June", false),
            ("1692", false),
            ("7 years ago", true),
            ("Deadwater (Vane Press, 2002)", false),
        ] {
            assert_eq!(is_dateline(line), expected, "{line}");
        }
    }

    #[test]
    fn names_and_roles() {
        for (line, names, role, bio) in [
            ("Mara Quill", true, false, false),
            ("Mara Quill and Tom Vane", true, false, false),
            ("Mara Quill, Political Editor", false, true, false),
            ("The Long Wait", false, false, false),
            ("Tom Vane is a reporter at the Tern.", false, false, true),
            ("Tom Vane is a plumber who met a reporter.", false, false, true),
            ("Tom Vane is a plumber. A reporter met him.", false, false, false),
            ("It is a reporter who knows.", false, false, false),
        ] {
            let seen = (is_bare_names(line), is_name_with_role(line), is_bio(line));
            assert_eq!(seen, (names, role, bio), "{line}");
        }
    }
}
