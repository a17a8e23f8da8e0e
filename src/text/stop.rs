//! Stops: a run of them, with the marks behind it that belong to it.

use crate::text::fold::is_blank;
use crate::text::span::Span;
use crate::text::words::{Part, Parts};

/// How far behind a stop anyone looks, in bytes.
const AHEAD: usize = 160;

/// What a run of stops is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Run {
    /// One full stop.
    Full,
    /// Three dots, with or without blanks between.
    Ellipsis,
    /// Four dots and more: a full stop and an ellipsis.
    Trailing,
    /// With a question or exclamation mark.
    Strong,
}

/// A run of stops with the marks that close behind it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stop {
    /// The first byte of the run.
    pub(crate) start: usize,
    /// Behind the run and the closing marks, reference marks and faces that belong to it.
    pub(crate) end: usize,
    pub(crate) run: Run,
    /// A quotation mark closes behind the run.
    pub(crate) quoted: bool,
    /// A bracket closes behind the run.
    pub(crate) bracketed: bool,
    /// A reference mark stands behind the run: *[12]*, *¹²*.
    pub(crate) referenced: bool,
}

impl Stop {
    /// Reads the run of stops at `start` of a stretch of text.
    pub(crate) fn read(text: &str, stretch: Span, start: usize) -> Self {
        let (run, end) = read_run(text, start, stretch.end);
        let mut stop = Self { start, end, run, quoted: false, bracketed: false, referenced: false };
        stop.read_closing(text, stretch.end);
        if let Some(end) = footnote_end(text, start, stretch.end) {
            (stop.end, stop.referenced) = (end, true);
        }
        while let Some((end, reference)) = appendage_end(text, stop.end, stretch.end) {
            stop.end = end;
            stop.referenced |= reference;
        }
        stop
    }

    fn read_closing(&mut self, text: &str, end: usize) {
        let mut chars = text.get(self.end..end).unwrap_or("").chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '”' | '»' | '›' => self.quoted = true,
                // A straight mark or an apostrophe closes only what stands before it.
                // Joined to a capital by mistake (*late."He left*) it closes more often than it opens.
                '"' | '\'' | '’' | '＂'
                    if chars.peek().is_none_or(|next| !next.is_alphanumeric())
                        || (c == '"' && chars.peek().is_some_and(|next| next.is_uppercase())) =>
                {
                    self.quoted = true;
                }
                ')' | ']' | '}' => self.bracketed = true,
                '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '†' | '‡' => {
                    self.referenced = true;
                }
                '*' | '_' => {}
                _ => return,
            }
            self.end += c.len_utf8();
        }
    }
}

/// The kind of a run of stops, and where it ends.
fn read_run(text: &str, start: usize, end: usize) -> (Run, usize) {
    let rest = text.get(start..end).unwrap_or("");
    let (mut dots, mut strong, mut at) = (0, false, 0);
    for (found, c) in rest.char_indices() {
        match c {
            '.' => dots += 1,
            '…' => dots += 3,
            '!' | '?' | '‽' | '。' | '！' | '？' => strong = true,
            // `. . .`, `? ?`: the marks of a run may stand apart.
            ' ' if spaced_stop(rest, found, strong) => {}
            _ => break,
        }
        at = found + c.len_utf8();
    }
    let run = match dots {
        _ if strong => Run::Strong,
        0 | 1 => Run::Full,
        2 | 3 => Run::Ellipsis,
        _ => Run::Trailing,
    };
    (run, start + at)
}

/// Whether a blank is followed by a stop that begins no number or name (*.5*, *.txt*).
fn spaced_stop(rest: &str, blank: usize, strong: bool) -> bool {
    let mut behind = rest.get(blank + 1..).unwrap_or("").chars();
    let again = if strong { ['?', '!'] } else { ['.', '.'] };
    behind.next().is_some_and(|c| again.contains(&c))
        && behind.next().is_none_or(|c| !c.is_alphanumeric())
}

/// The end of a footnote's number that has lost its height: *It was old.13 Nobody*.
pub(crate) fn footnote_end(text: &str, stop: usize, end: usize) -> Option<usize> {
    let small = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_lowercase);
    let word = stop >= 3 && (stop - 3..stop).all(small);
    let rest = text.get(stop + 1..end)?;
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let next = rest.get(digits..)?.strip_prefix(' ')?;
    (word && (1..=3).contains(&digits) && next.starts_with(char::is_uppercase))
        .then_some(stop + 1 + digits)
}

/// The end of a reference mark (*[12]*), which is told by `true`, or a face (*:)*) that stands behind
/// a stop and belongs to it.
fn appendage_end(text: &str, from: usize, end: usize) -> Option<(usize, bool)> {
    let rest = ahead(text, from, end);
    let behind = rest.trim_start_matches(is_blank);
    let start = from + rest.len() - behind.len();
    let token = behind.split(is_blank).next().unwrap_or("");
    let (mut mark, bracket) = match behind.strip_prefix('[').and_then(|inner| inner.split_once(']'))
    {
        Some((inner, _)) if is_reference(inner) => (inner.len() + 2, true),
        _ if is_face(token) => (token.len(), false),
        _ => return None,
    };
    let mut next = ahead(text, start + mark, end);
    if let Some(behind) = next.strip_prefix('.').filter(|_| bracket) {
        (mark, next) = (mark + 1, behind);
    }
    let joined = bracket && start == from && next.starts_with(char::is_uppercase);
    let free = next.chars().next().is_none_or(is_blank) || (bracket && next.starts_with('['));
    // *[4] shows that* is the subject of its sentence.
    let subject = bracket && next.trim_start().starts_with(char::is_lowercase);
    ((free || joined) && !subject).then_some((start + mark, bracket))
}

/// *12*, *3, 4*, *a*, *citation needed*: what an encyclopedia puts between brackets behind a sentence.
fn is_reference(inner: &str) -> bool {
    let numbers = inner.bytes().all(|byte| byte.is_ascii_digit() || b", -".contains(&byte));
    (numbers && inner.len() <= 12 && !inner.is_empty())
        || inner.ends_with(" needed")
        || (inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// *:)*, or pictures and nothing else.
fn is_face(token: &str) -> bool {
    let picture = |c: char| u32::from(c) >= 0x2600 && !c.is_alphanumeric();
    !token.is_empty() && (token.chars().all(picture) || Parts::of(token).has(Part::Face))
}

/// What stands behind a place, as far as anyone looks.
pub(crate) fn ahead(text: &str, from: usize, end: usize) -> &str {
    let mut to = end.min(from.saturating_add(AHEAD));
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    text.get(from..to).unwrap_or("")
}
