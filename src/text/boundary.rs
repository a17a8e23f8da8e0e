//! Boundaries: whether a stop ends a sentence.

use crate::text::abbreviation::{OPENING, Place, may_be_abbreviation};
use crate::text::enumerator::is_enumerator;
use crate::text::fold::{is_blank, is_invisible};
use crate::text::marks::Mark;
use crate::text::span::Span;
use crate::text::stop::{Run, Stop, ahead, footnote_end};
use crate::text::words::{Part, Parts};

/// The longest word beside a stop that is looked at, in bytes.
const LONGEST_WORD: usize = 40;
/// The longest enumerator or label of a caption, in bytes.
const LONGEST_LABEL: usize = 16;

/// Whether a full stop stands before a small letter or a digit, without a blank: *3.5*, *a.m.*,
/// *www.tern.example*.
pub(crate) fn is_inside_word(text: &str, mark: Mark) -> bool {
    let next = text.as_bytes().get(mark.span.end);
    mark.c == '.'
        && next.is_some_and(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        && footnote_end(text, mark.span.start, text.len()).is_none()
}

/// Whether the full stop at `at` plainly ends its sentence: an ordinary word in small letters before
/// it, one blank and a capitalised word behind it. Most stops are of this kind, and the longer road
/// of [`ends_sentence`] would come to the same end.
pub(crate) fn is_plain_end(text: &str, sentence: Span, at: usize) -> bool {
    let behind = text.as_bytes().get(at..sentence.end);
    let Some([b'.', b' ', capital, second, ..]) = behind else { return false };
    // A face may begin with an X: *xD*.
    if !capital.is_ascii_uppercase()
        || *capital == b'X'
        || !(second.is_ascii_lowercase() || *second == b' ')
    {
        return false;
    }
    let from = sentence.start.max(at.saturating_sub(LONGEST_WORD));
    let before = text.as_bytes().get(from..at).unwrap_or(&[]);
    let length = before.iter().rev().take_while(|byte| byte.is_ascii_lowercase()).count();
    // More of the sentence stands before the word: alone it may be an enumerator, *iii.*
    let [.., last, b' '] = before.get(..before.len() - length).unwrap_or(&[]) else { return false };
    let word = text.get(at - length..at).unwrap_or("");
    !last.is_ascii_whitespace()
        && length > 2
        && (length > Parts::LONGEST_ABBREVIATION || !may_be_abbreviation(word))
}

/// Whether a stop ends its sentence; `sentence` reaches from its start to the paragraph's end.
pub(crate) fn ends_sentence(text: &str, sentence: Span, stop: &Stop) -> bool {
    let rest = ahead(text, stop.end, sentence.end);
    let next = rest.trim_start_matches(|c| is_blank(c) || is_invisible(c));
    let word = word_before(text, sentence.start, stop.start);
    if next.len() == rest.len() {
        return is_missing_blank(word, stop, next);
    }
    let Some(first) = first_character(next) else { return true };
    let begun = text.get(sentence.start..stop.end).unwrap_or("").trim_start();
    if begun.len() <= LONGEST_LABEL && is_enumerator(begun) {
        return false;
    }
    match stop.run {
        _ if first.is_lowercase() => ends_before_small(text, stop, word, next),
        // — *the source of what was quoted*
        _ if next.starts_with(['—', '–']) || (stop.quoted && next.starts_with("- ")) => false,
        Run::Strong | Run::Ellipsis if stop.quoted && is_attribution(next) => false,
        Run::Strong => !is_aside(next),
        // *[...]* stands for words that were left out: the sentence may go on with a bracket or mark.
        Run::Ellipsis if stop.bracketed && word.is_empty() => next.starts_with(char::is_uppercase),
        // *the thing is . . . I didn’t*
        Run::Ellipsis => !word.is_empty() || stop.quoted || !next.starts_with("I "),
        Run::Trailing => true,
        Run::Full if stop.quoted || stop.bracketed || stop.referenced || word.is_empty() => true,
        Run::Full => {
            let begun = text.get(sentence.start..stop.start).unwrap_or("");
            !Place { begun, word, next, first }.goes_on()
        }
    }
}

/// Before a small letter: people who write fast leave out capitals (*it was late. we left*), but an
/// abbreviation, a name with a mark (*Yahoo!*), a quotation (*“Why?” he asked*) or a thought (*Why
/// me? he thought*) may stand there.
fn ends_before_small(text: &str, stop: &Stop, word: &str, next: &str) -> bool {
    if stop.quoted || stop.bracketed || matches!(stop.run, Run::Ellipsis | Run::Trailing) {
        return false;
    }
    let ordinary = word.len() > 1
        && word.chars().all(|c| c.is_lowercase() || matches!(c, '\'' | '’'))
        && word.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let spaced =
        stop.start > 0 && word.is_empty() && text.as_bytes().get(stop.start - 1) == Some(&b' ');
    match stop.run {
        Run::Strong => (ordinary || spaced) && !is_attribution(next),
        _ => ordinary && !may_be_abbreviation(word),
    }
}

/// The web address around a stop, if it stands in one.
pub(crate) fn url_at(text: &str, sentence: Span, stop: usize) -> Option<Span> {
    let word = word_before(text, sentence.start, stop);
    let begun = word.starts_with("www") || text.get(..stop - word.len())?.ends_with("://");
    let behind = text.get(stop + 1..sentence.end)?;
    if !begun || !behind.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let length = behind.find(|c: char| is_blank(c) || c == '<' || c == '"').unwrap_or(behind.len());
    let url = behind.get(..length)?.trim_end_matches(['.', ',', '!', '?', ')', ';', ':', '>']);
    Some(Span::new(stop - word.len(), stop + 1 + url.len()))
}

/// Whether a sentence ends with a web address, before what stands in `behind`: a capital or another
/// address. It seldom stands in the middle of one.
pub(crate) fn ends_behind_url(text: &str, behind: Span) -> bool {
    let rest = ahead(text, behind.start, behind.end);
    let next = rest.trim_start_matches(is_blank);
    next.len() < rest.len()
        && (next.starts_with(char::is_uppercase)
            || next.starts_with("http")
            || next.starts_with("www."))
}

/// *(1965)*: a year in brackets goes on with the sentence behind a title that ends in a mark.
fn is_aside(next: &str) -> bool {
    next.strip_prefix('(').and_then(|inner| inner.split_once(')')).is_some_and(|(inner, _)| {
        inner.len() == 4 && inner.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// *Tom asked*, *she said*, *Mr. Holt cried*: who speaks, behind a quotation.
fn is_attribution(next: &str) -> bool {
    let apart = |c: char| is_blank(c) || matches!(c, ',' | '.' | ';' | ':');
    let mut words = next.split(apart).filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return false };
    let pronoun = Parts::of(first).has(Part::Pronoun);
    let name = first.starts_with(char::is_uppercase);
    let reach = match (pronoun, Parts::of(first).has(Part::Title)) {
        (true, _) => 1,
        (false, titled) => 2 + usize::from(titled),
    };
    (pronoun || name) && words.take(reach).any(|word| Parts::of(word).has(Part::Say))
}

/// The first character behind a stop that is not an opening mark.
fn first_character(next: &str) -> Option<char> {
    next.chars().find(|c| !(OPENING.contains(c) || matches!(c, '–' | '-' | '<')))
}

/// *The end.The next*: a stop between a word and a capitalised one, without a blank.
fn is_missing_blank(word: &str, stop: &Stop, next: &str) -> bool {
    let mut letters = next.trim_start_matches(['“', '"', '‘']).chars();
    let capitalised = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(|c| c.is_lowercase() || c == ' ');
    if !capitalised || is_code(word, next) {
        return false;
    }
    match stop.run {
        _ if stop.quoted || stop.referenced => true,
        Run::Strong => word.chars().count() > 1 && word.chars().all(char::is_alphabetic),
        Run::Full => {
            let small = word.chars().count() > 1 && word.chars().all(char::is_lowercase);
            let figure = word.trim_start_matches(['$', '£', '€']);
            let figure = !figure.is_empty()
                && figure.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
            small || figure || matches!(word, "a.m" | "p.m")
        }
        Run::Ellipsis | Run::Trailing => false,
    }
}

/// `Node.Name.Value`, `mail@Ellery.Com`, `?Id=3` and file names are no sentences.
fn is_code(word: &str, next: &str) -> bool {
    let next = next.split(is_blank).next().unwrap_or("");
    let small = |word: &str| word.chars().skip(1).all(char::is_lowercase);
    let dotted = next
        .trim_end_matches('.')
        .split_once('.')
        .is_some_and(|(word, behind)| !(small(word) && behind.starts_with(char::is_uppercase)));
    word.contains(['/', '@', ':', '_']) || next.contains(['/', '@', '_', '=', '&']) || dotted
}

/// The word that ends at a stop: what stands before it up to a blank, a dash or any bracket or
/// quotation mark.
fn word_before(text: &str, from: usize, stop: usize) -> &str {
    let low = stop.saturating_sub(LONGEST_WORD).max(from);
    let before = text.as_bytes().get(low..stop).unwrap_or(&[]);
    // Beyond ASCII the word may hold a mark or a blank of several bytes.
    let Some(separator) = before.iter().rposition(|byte| separates(*byte)) else {
        return wide_word_before(text, low, stop);
    };
    let word = text.get(low + separator + 1..stop).unwrap_or("");
    if word.is_ascii() { word } else { wide_word_before(text, low, stop) }
}

const fn separates(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'(' | b')' | b'[' | b']' | b'"' | b'-' | b'/')
}

fn wide_word_before(text: &str, mut low: usize, stop: usize) -> &str {
    while !text.is_char_boundary(low) {
        low += 1;
    }
    let before = text.get(low..stop).unwrap_or("");
    let separates = |c: char| {
        u8::try_from(c).is_ok_and(separates)
            || is_blank(c)
            || matches!(c, '“' | '”' | '‘' | '—' | '–' | '…')
    };
    before.rsplit(separates).next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: [&str; 17] = [
        "",
        " ",
        "  ",
        "It was ",
        "By late in the ",
        "1. ",
        "I ",
        "“It ",
        "(late ",
        "é ",
        "\n",
        "well-",
        "\u{200b} ",
        "At ",
        "U.S. ",
        "late. ",
        "[1] ",
    ];
    const WORDS: [&str; 15] = [
        "night",
        "gate",
        "iii",
        "approx",
        "gen",
        "sgt",
        "hmm",
        "etc",
        "vii",
        "www",
        "x",
        "é",
        "mfg",
        "thurs",
        "unforgettable",
    ];
    const STOPS: [&str; 7] = [". ", ".  ", ".", ".. ", ".” ", ".) ", ". . "];
    const BEHIND: [&str; 15] = [
        "The gate",
        "A gate",
        "Vane",
        "Xd",
        "Xoxo",
        "X ",
        "I ",
        "U.S. troops",
        "Sgt. Vane",
        "[1]",
        ":)",
        "D:",
        "late",
        "1",
        "",
    ];

    #[test]
    fn the_short_road_comes_to_the_same_end() {
        let mut plain = 0;
        for (before, word) in BEFORE.iter().flat_map(|b| WORDS.map(|word| (b, word))) {
            for (stop, behind) in STOPS.iter().flat_map(|s| BEHIND.map(|behind| (s, behind))) {
                let text = format!("{before}{word}{stop}{behind}");
                for start in text.char_indices().map(|(at, _)| at).take(9) {
                    let sentence = Span::new(start, text.len());
                    for (at, _) in text.match_indices('.').filter(|(at, _)| *at >= start) {
                        if is_plain_end(&text, sentence, at) {
                            plain += 1;
                            let stop = Stop::read(&text, sentence, at);
                            assert_eq!(stop.end, at + 1, "{text:?} from {start} at {at}");
                            assert!(ends_sentence(&text, sentence, &stop), "{text:?} from {start}");
                        }
                    }
                }
            }
        }
        assert!(plain > 1_000, "only {plain} were tried");
    }
}
