//! Captions: paragraphs that close with the credit of a picture.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr, memchr2};

use crate::text::section::data::WORDS;
use crate::text::section::line::{is_names, is_title_case, words};

/// A credit in brackets is not longer, in bytes.
const LONGEST_CREDIT: usize = 90;
/// A credit has at most so many words.
const CREDIT_WORDS: usize = 8;

/// Whether a paragraph closes with a credit: *A tram crosses the bridge. Picture: Tom Vane*,
/// *… in May. (Mara Quill/Reuters)*, *… (Credit: Tom Vane)*.
pub(super) fn closes_with_credit(line: &str) -> bool {
    if closes_with_bracketed_credit(line) {
        return true;
    }
    if line.ends_with(['.', '"', '”', ',', '?', '!', ')']) {
        return false;
    }
    is_labelled(line) || is_labelled_behind(line) || closes_with_agency(line)
}

/// *The dam in May. Mara Quill/Reuters*, *The dam in May | Reuters*.
fn closes_with_agency(line: &str) -> bool {
    if memchr2(b'/', b'|', line.as_bytes()).is_none() {
        return false;
    }
    let (before, last) = line.rsplit_once(['.', '|', '\n']).unwrap_or(("", line));
    let last = last.trim();
    (last.contains('/') && is_by_agency(last))
        || (!before.is_empty() && line.contains('|') && WORDS.agency.has(last))
}

/// The same in brackets alone: *… in May. (Mara Quill/Reuters)*.
pub(super) fn closes_with_bracketed_credit(line: &str) -> bool {
    let closed = line.strip_suffix(").").or_else(|| line.strip_suffix(')'));
    let credit = closed.and_then(|line| line.rsplit_once('(')).map(|(_, credit)| credit);
    credit.is_some_and(|credit| {
        credit.len() <= LONGEST_CREDIT && (is_labelled(credit) || is_by_agency(credit))
    })
}

/// *Photo: Tom Vane*, *photograph by Tom Vane*.
fn is_labelled(credit: &str) -> bool {
    static BY: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(" by "));
    let colon = memchr(b':', credit.as_bytes()).and_then(|_| credit.split_once(": "));
    let by = || {
        let at = BY.find(credit.as_bytes())?;
        Some((credit.get(..at)?, credit.get(at + BY.needle().len()..)?))
    };
    let Some((label, name)) = colon.or_else(by) else { return false };
    is_credit_label(label) && is_names(name) && words(name) <= CREDIT_WORDS
}

/// The same at the end of a caption, behind a stop or another sign that ends it.
fn is_labelled_behind(line: &str) -> bool {
    if memchr(b':', line.as_bytes()).is_none() {
        return false;
    }
    let Some((before, name)) = line.rsplit_once(": ") else { return false };
    let (caption, label) = before.rsplit_once([' ', '\n']).unwrap_or(("", before));
    WORDS.credit.has(label)
        && (caption.is_empty()
            || caption.ends_with(['.', '|', '!', '?', '…', '”', '"', '/', ')', '—', '–']))
        && is_names(name)
        && words(name) <= CREDIT_WORDS
}

/// *Photo*, *Reuters photo*, *File picture*.
fn is_credit_label(label: &str) -> bool {
    words(label) <= 3 && label.split(' ').next_back().is_some_and(|word| WORDS.credit.has(word))
}

/// *Mara Quill/Reuters*, *Tom Vane/Tern via AP*, *AP Photo/Tom Vane*: names around a slash, an agency
/// on one side.
fn is_by_agency(credit: &str) -> bool {
    let Some((left, right)) = credit.rsplit_once('/') else { return false };
    let agency = right.rsplit_once("via ").map_or(right, |(_, agency)| agency).trim();
    let agencies =
        WORDS.agency.has(agency) || left.split('/').any(|part| WORDS.agency.has(part.trim()));
    agencies && words(credit) <= CREDIT_WORDS && is_title_case(credit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits() {
        for (line, expected) in [
            ("A tram crosses the bridge. Picture: Tom Vane", true),
            ("A tram crosses the bridge. (Credit: Tom Vane)", true),
            ("A tram crosses the bridge. (Photo by Tom Vane/Tern).", true),
            ("The dam in May. (Mara Quill/Reuters)", true),
            ("The dam in May. (AP Photo/Mara Quill)", true),
            ("The dam in May. Mara Quill/Getty Images", true),
            ("The dam in May. | REUTERS", true),
            ("Pool photo by Tom Vane", true),
            ("The sign at dawn. (Photo: @tomvane/Tern/via Reuters)", true),
            ("It rained (and how).", false),
            ("The clearer picture: nobody knows", false),
            ("He waited. Then came the picture: Tom Vane was gone", false),
            ("Talks on either/or questions", false),
            ("The dam (built by Reuters and/or others)", false),
        ] {
            assert_eq!(closes_with_credit(line), expected, "{line}");
        }
    }
}
