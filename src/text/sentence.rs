//! Sentences: where a stop ends one, and where it does not.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::fold::{is_blank, is_invisible};
use crate::text::layout::trim;
use crate::text::span::Span;

/// The longest word before a stop that is looked at, in bytes.
const LONGEST_WORD: usize = 40;

/// Appends the sentences of a paragraph, in order, together all of it that is not blank.
pub(crate) fn split(text: &str, paragraph: Span, sentences: &mut Vec<Span>) {
    let mut start = paragraph.start;
    let mut at = paragraph.start;
    while let Some(stop) = next_stop(text, at, paragraph.end) {
        let end = stops_end(text, stop, paragraph.end);
        at = end;
        if end < paragraph.end && is_boundary(text, paragraph, stop, end) {
            push(text, Span::new(start, end), sentences);
            start = end;
        }
    }
    push(text, Span::new(start, paragraph.end), sentences);
}

fn push(text: &str, span: Span, sentences: &mut Vec<Span>) {
    let span = trim(text, span);
    if !span.is_empty() {
        sentences.push(span);
    }
}

fn next_stop(text: &str, from: usize, end: usize) -> Option<usize> {
    let rest = text.get(from..end)?;
    rest.find(['.', '!', '?', '…', '。']).map(|at| from + at)
}

/// The end of a run of stops and the closing marks behind it.
fn stops_end(text: &str, stop: usize, end: usize) -> usize {
    let rest = text.get(stop..end).unwrap_or("");
    let behind = rest.trim_start_matches(['.', '!', '?', '…', '。']);
    let mut at = end - behind.len();
    let mut chars = behind.chars().peekable();
    while let Some(c) = chars.next() {
        let closes = match c {
            '”' | '»' | ')' | ']' | '}' | '*' | '_' => true,
            // A straight mark or an apostrophe closes only what stands before it.
            '"' | '\'' | '’' => chars.peek().is_none_or(|next| !next.is_alphanumeric()),
            _ => false,
        };
        if !closes {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// Whether the stops from `stop` to `end` end a sentence, with more of the paragraph behind them.
fn is_boundary(text: &str, paragraph: Span, stop: usize, end: usize) -> bool {
    let stops = text.get(stop..end).unwrap_or("");
    let behind = text.get(end..paragraph.end).unwrap_or("");
    let next = behind.trim_start_matches(|c| is_blank(c) || is_invisible(c));
    let word = word_before(text, paragraph.start, stop);
    let plain = stops == ".";
    if next.len() == behind.len() {
        return plain && is_missing_blank(word, next);
    }
    let Some(first) = opening(next) else { return true };
    if first.is_lowercase() {
        return false;
    }
    let full_stop = stops.starts_with('.') && !stops.starts_with("..");
    !full_stop || abbreviation_ends(word, next, first, plain)
}

/// The first character behind blanks that is not an opening mark.
fn opening(next: &str) -> Option<char> {
    next.chars().find(|c| {
        !matches!(c, '"' | '“' | '‘' | '\'' | '«' | '(' | '[' | '*' | '_' | '—' | '–' | '-')
    })
}

/// *The end.The next*: a stop between a word of small letters and a capitalised one.
fn is_missing_blank(word: &str, next: &str) -> bool {
    let mut letters = next.trim_start_matches(['“', '"', '‘']).chars();
    let capitalised = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase);
    let rest = next.split(is_blank).next().unwrap_or("");
    // `Node.Name.Value`, `mail@Ellery.Com` and file names are no sentences.
    let code = word.contains(['.', '/', '@', ':', '_'])
        || rest.contains(['/', '@', '_'])
        || rest.trim_end_matches('.').contains('.');
    capitalised && !code && word.chars().count() > 1 && word.chars().all(char::is_lowercase)
}

/// The word that ends at a stop: what stands before it up to a blank or an opening mark.
fn word_before(text: &str, from: usize, stop: usize) -> &str {
    let mut low = stop.saturating_sub(LONGEST_WORD).max(from);
    while !text.is_char_boundary(low) {
        low += 1;
    }
    let before = text.get(low..stop).unwrap_or("");
    let separates =
        |c: char| is_blank(c) || matches!(c, '(' | '[' | '“' | '"' | '‘' | '—' | '–' | '-' | '/');
    before.rsplit(separates).next().unwrap_or("")
}

/// Whether a sentence ends at a full stop behind `word`, before something capitalised.
fn abbreviation_ends(word: &str, next: &str, first: char, plain: bool) -> bool {
    let mut letters = word.chars();
    let initial = matches!((letters.next(), letters.next()), (Some(c), None) if c.is_uppercase());
    let kind = KINDS.get(word.to_lowercase().as_str()).copied().unwrap_or_default();
    let follower = next.trim_start_matches(['"', '“', '‘', '\'', '(', '[']);
    let follower = follower.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let starts = KINDS.get(follower.to_lowercase().as_str()).is_some_and(|kind| kind.starter);
    if !plain && !word.contains('.') && !initial && kind == Kind::default() {
        return true;
    }
    if kind.title || kind.never {
        return false;
    }
    if kind.number {
        return !first.is_numeric();
    }
    if word.contains('.') {
        // p.m. ends a sentence before any capital, U.S. only before a word that often begins one.
        let time = matches!(word.to_lowercase().as_str(), "a.m" | "p.m");
        let letters = word.split('.').all(|part| part.chars().count() <= 2);
        return !letters
            || starts
            || (time && first.is_uppercase())
            || next.starts_with(['“', '"']);
    }
    if initial {
        return starts && word != "I";
    }
    !kind.maybe || starts
}

/// What `data/abbreviations.txt` says of a word: the parts that list it.
#[expect(clippy::struct_excessive_bools, reason = "a word may stand in any of the parts")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Kind {
    title: bool,
    never: bool,
    number: bool,
    maybe: bool,
    starter: bool,
}

static KINDS: LazyLock<HashMap<&'static str, Kind>> = LazyLock::new(|| {
    let mut kinds: HashMap<&str, Kind> = HashMap::new();
    let mut part = "";
    for line in include_str!("data/abbreviations.txt").lines() {
        if line.starts_with('[') {
            part = line;
        } else if !line.starts_with('#') {
            for word in line.split_whitespace() {
                let kind = kinds.entry(word).or_default();
                match part {
                    "[title]" => kind.title = true,
                    "[never]" => kind.never = true,
                    "[number]" => kind.number = true,
                    "[maybe]" => kind.maybe = true,
                    _ => kind.starter = true,
                }
            }
        }
    }
    kinds
});
