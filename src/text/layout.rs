//! Lines and paragraphs: whether a line end is a paragraph's end or only a wrap.

use memchr::{memchr2_iter, memmem};

use crate::text::fold::{is_blank, is_invisible};
use crate::text::span::Span;

/// Lines wider than this, in characters, are not the work of a typewriter: each is a paragraph.
const WIDEST_WRAP: usize = 120;

/// A paragraph: its text without blanks at its ends, and what kind it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Paragraph {
    pub(crate) span: Span,
    /// Its lines begin with `>`, or it stands between `<blockquote>` tags.
    pub(crate) block_quote: bool,
}

/// A line that is not blank, trimmed.
#[derive(Debug, Clone, Copy)]
struct Line {
    span: Span,
    /// Characters; at least as many as fit [`WIDEST_WRAP`] are not told apart.
    width: usize,
    /// An empty line stands before it.
    gap_before: bool,
    /// The last line before the next empty one ends as a sentence does.
    prose: bool,
}

/// The paragraphs of a text in order. Together they hold all of it that is not blank.
///
/// An empty line always ends a paragraph. Any other line end does where lines are long; in a text
/// that was wrapped to a width it does only behind a line that had room for the next word.
pub(crate) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let lines = lines(text);
    // A word that is longer than a line, such as a web address, stands alone and says nothing.
    let several = |line: &&Line| line.span.of(text).contains(' ');
    let widest = lines.iter().filter(several).map(|line| line.width).max().unwrap_or(0);
    let wrapped = is_wrapped(text, &lines, widest);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut previous: Option<Line> = None;
    let mut tagged = false;
    for line in lines {
        let shown = line.span.of(text);
        tagged |= shown.starts_with("<blockquote");
        let block_quote = tagged || shown.starts_with('>');
        let joined = previous.is_some_and(|before| {
            goes_on(text, before, line)
                && (wrapped && !has_room(text, before, line, widest)
                    || small(shown) && line.prose && !ends_sentence(before.span.of(text)))
        });
        match paragraphs.last_mut() {
            Some(paragraph) if joined && paragraph.block_quote == block_quote => {
                paragraph.span.end = line.span.end;
            }
            _ => paragraphs.push(Paragraph { span: line.span, block_quote }),
        }
        tagged &= !shown.contains("</blockquote>");
        previous = Some(line);
    }
    paragraphs
}

/// The lines that are not blank.
pub(crate) fn trimmed_lines(text: &str) -> impl Iterator<Item = Span> {
    lines(text).into_iter().map(|line| line.span)
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut gap_before = false;
    each_line(text, |line, starts_paragraph| {
        gap_before |= starts_paragraph;
        let span = trim(text, line);
        if span.is_empty() {
            gap_before = true;
        } else {
            let width = width(span.of(text));
            lines.push(Line { span, width, gap_before, prose: false });
            gap_before = false;
        }
    });
    let mut prose = false;
    let mut last = true;
    for line in lines.iter_mut().rev() {
        if last {
            prose = ends_sentence(line.span.of(text));
        }
        line.prose = prose;
        last = line.gap_before;
    }
    lines
}

/// Calls `line` with every line, and whether a paragraph separator stands before it.
fn each_line(text: &str, mut line: impl FnMut(Span, bool)) {
    let separators = ["\u{2028}", "\u{2029}"];
    if separators
        .iter()
        .any(|separator| memmem::find(text.as_bytes(), separator.as_bytes()).is_some())
    {
        let mut start = 0;
        let mut paragraph = false;
        for (at, c) in text.char_indices() {
            if matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}') {
                line_unless_crlf(text, Span::new(start, at), paragraph, &mut line);
                start = at + c.len_utf8();
                paragraph = c == '\u{2029}';
            }
        }
        return line(Span::new(start, text.len()), paragraph);
    }
    let mut start = 0;
    for at in memchr2_iter(b'\n', b'\r', text.as_bytes()) {
        line_unless_crlf(text, Span::new(start, at), false, &mut line);
        start = at + 1;
    }
    line(Span::new(start, text.len()), false);
}

/// Between the two characters of a Windows line end there is no line.
fn line_unless_crlf(text: &str, span: Span, paragraph: bool, line: &mut impl FnMut(Span, bool)) {
    let bytes = text.as_bytes();
    let crlf = span.is_empty()
        && bytes.get(span.start) == Some(&b'\n')
        && span.start.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b'\r');
    if !crlf {
        line(span, paragraph);
    }
}

fn width(line: &str) -> usize {
    if line.len() > 4 * WIDEST_WRAP {
        return line.len();
    }
    line.bytes().filter(|byte| byte & 0xc0 != 0x80).count()
}

/// Takes blanks and invisible characters off both ends.
pub(crate) fn trim(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let solid = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    if solid(inner.as_bytes().first()) && solid(inner.as_bytes().last()) {
        return span;
    }
    let nothing = |c: char| is_blank(c) || is_invisible(c);
    let from_start = inner.trim_start_matches(nothing);
    let start = span.end - from_start.len();
    Span::new(start, start + from_start.trim_end_matches(nothing).len())
}

/// Whether the text was wrapped to a width: of the lines of prose that another one follows, most are
/// filled, and most do not end as sentences do. A list of short lines is no prose.
fn is_wrapped(text: &str, lines: &[Line], widest: usize) -> bool {
    if widest > WIDEST_WRAP {
        return false;
    }
    let (mut pairs, mut filled, mut unfinished) = (0_usize, 0_usize, 0_usize);
    for (before, line) in lines.iter().zip(lines.iter().skip(1)) {
        if !line.gap_before && line.prose {
            pairs += 1;
            filled +=
                usize::from(before.width + 1 + first_word(text, *line) > widest.saturating_sub(2));
            unfinished += usize::from(!ends_sentence(before.span.of(text)));
        }
    }
    2 * filled > pairs && 2 * unfinished > pairs
}

fn first_word(text: &str, line: Line) -> usize {
    let line = line.span.of(text);
    width(line.split(' ').next().unwrap_or(line))
}

/// Whether the next word would have fitted into a line, with some slack.
fn has_room(text: &str, before: Line, line: Line, widest: usize) -> bool {
    before.width + 1 + first_word(text, line) <= widest * 4 / 5 && !small(line.span.of(text))
}

fn small(line: &str) -> bool {
    line.chars().next().is_some_and(char::is_lowercase)
}

/// Whether a line can go on with the paragraph of the line before it at all.
fn goes_on(text: &str, before: Line, line: Line) -> bool {
    let (above, below) = (before.span.of(text), line.span.of(text));
    !line.gap_before && !begins_item(below) && !is_heading(above) && !is_heading(below)
}

/// A heading in Markdown.
fn is_heading(line: &str) -> bool {
    line.starts_with('#') && line.trim_start_matches('#').starts_with(' ')
}

/// Whether a line begins with the mark of a list item.
fn begins_item(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let behind = line.get(digits..).unwrap_or("");
    ["- ", "* ", "• ", "– ", "+ ", "⁃"].iter().any(|mark| line.starts_with(mark))
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
            ("One.\rTwo.", vec!["One.", "Two."]),
            ("One\u{2028}two.\u{2029}three", vec!["One\u{2028}two.", "three"]),
            (
                "The bridge at Port\nEllery was closed.\n",
                vec!["The bridge at Port\nEllery was closed."],
            ),
            ("It was a cold \nnight in Ellery.", vec!["It was a cold \nnight in Ellery."]),
            ("features\ncontact manager\nevents", vec!["features", "contact manager", "events"]),
            (
                "Thanks,\nMara\nIt rained a lot.\nSo did I.",
                vec!["Thanks,", "Mara", "It rained a lot.", "So did I."],
            ),
            ("It was late.\n- one\n- two\n\nEnd.", vec!["It was late.", "- one", "- two", "End."]),
            (&format!("A\n{long}\nB"), vec!["A", long.as_str(), "B"]),
            ("> quoted\n> on\nback", vec!["> quoted\n> on", "back"]),
            ("# Head\nline.", vec!["# Head", "line."]),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }
}
