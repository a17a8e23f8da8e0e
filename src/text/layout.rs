//! Lines and paragraphs: whether a line end is a paragraph's end or only a wrap.

use crate::text::fold::{is_blank, is_invisible};
use crate::text::span::Span;

/// Lines longer than this are not the work of a typewriter: each is a paragraph of its own.
const WIDEST_WRAP: usize = 120;

/// A paragraph: its text without blanks at its ends, and what kind it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Paragraph {
    pub(crate) span: Span,
    /// Its lines begin with `>`: a block quotation.
    pub(crate) block_quote: bool,
    /// Whether an empty line, or the end of the text, follows.
    pub(crate) gap_behind: bool,
}

/// A line that is not blank, trimmed.
#[derive(Debug, Clone, Copy)]
struct Line {
    span: Span,
    /// An empty line stands before it.
    gap_before: bool,
}

/// The paragraphs of a text in order. Together they hold all of it that is not blank.
pub(crate) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let lines = lines(text);
    let widest = lines.iter().map(|line| line.span.len()).max().unwrap_or(0);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut previous: Option<Line> = None;
    for line in lines {
        let block_quote = line.span.of(text).starts_with('>');
        let joined = previous.is_some_and(|before| joins(text, before, line, widest));
        match paragraphs.last_mut() {
            Some(paragraph) if joined && paragraph.block_quote == block_quote => {
                paragraph.span.end = line.span.end;
            }
            last => {
                if let Some(last) = last {
                    last.gap_behind = line.gap_before;
                }
                paragraphs.push(Paragraph { span: line.span, block_quote, gap_behind: true });
            }
        }
        previous = Some(line);
    }
    paragraphs
}

/// The lines that are not blank.
pub(crate) fn trimmed_lines(text: &str) -> impl Iterator<Item = Span> {
    lines(text).into_iter().map(|line| line.span)
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut gap_before = false;
    let mut start = 0;
    let is_break = |c: char| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}');
    while start < text.len() {
        let rest = text.get(start..).unwrap_or("");
        let length = rest.find(is_break).unwrap_or(rest.len());
        let end = start + length;
        let span = trim(text, Span::new(start, end));
        if span.is_empty() {
            gap_before = true;
        } else {
            lines.push(Line { span, gap_before });
            gap_before = false;
        }
        let behind = rest.get(length..).unwrap_or("");
        gap_before |= behind.starts_with('\u{2029}');
        start = end
            + if behind.starts_with("\r\n") {
                2
            } else {
                behind.chars().next().map_or(1, char::len_utf8)
            };
    }
    lines
}

/// Takes blanks and invisible characters off both ends.
pub(crate) fn trim(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let nothing = |c: char| is_blank(c) || is_invisible(c);
    let from_start = inner.trim_start_matches(nothing);
    let start = span.end - from_start.len();
    Span::new(start, start + from_start.trim_end_matches(nothing).len())
}

/// Whether a line goes on with the paragraph of the line before it.
fn joins(text: &str, before: Line, line: Line, widest: usize) -> bool {
    let (above, below) = (before.span.of(text), line.span.of(text));
    if line.gap_before || begins_item(below) {
        return false;
    }
    let lower = below.chars().next().is_some_and(char::is_lowercase);
    if widest > WIDEST_WRAP {
        return lower && !ends_sentence(above);
    }
    // A wrapped line is about as long as the widest: the next word did not fit.
    let first_word = below.find(' ').unwrap_or(below.len());
    lower || above.len() + 1 + first_word > widest * 4 / 5
}

/// Whether a line begins with the mark of a list item.
fn begins_item(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let behind = line.get(digits..).unwrap_or("");
    ["- ", "* ", "• ", "– ", "+ "].iter().any(|mark| line.starts_with(mark))
        || ((1..=3).contains(&digits) && (behind.starts_with(". ") || behind.starts_with(") ")))
}

/// Whether a paragraph ends as a sentence does, closing marks passed over.
pub(crate) fn ends_sentence(paragraph: &str) -> bool {
    let closing = |c: char| matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '*' | '_');
    paragraph.trim_end_matches(closing).ends_with(['.', '!', '?', '…', ':', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        paragraphs(text).iter().map(|paragraph| paragraph.span.of(text)).collect()
    }

    #[test]
    fn where_paragraphs_end() {
        let long = "X".repeat(130);
        for (text, expected) in [
            ("", vec![]),
            (" \n\t\n", vec![]),
            ("One.\r\n\r\nTwo.", vec!["One.", "Two."]),
            (
                "The bridge at Port\nEllery was closed.\n",
                vec!["The bridge at Port\nEllery was closed."],
            ),
            ("It was late.\n- one\n- two\n\nEnd.", vec!["It was late.", "- one", "- two", "End."]),
            (&format!("A\n{long}\nB"), vec!["A", long.as_str(), "B"]),
            ("> quoted\n> on\nback", vec!["> quoted\n> on", "back"]),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }
}
