//! Lines and paragraphs: whether a line end is a paragraph's end or only a wrap.

use memchr::{memchr2_iter, memmem};

use crate::text::fold::{is_blank, is_invisible};
use crate::text::span::Span;

/// Lines wider than this, in characters, are not the work of a typewriter: each is a paragraph.
const WIDEST_WRAP: usize = 120;

/// The lines of lists and verse are seldom wider than this.
const WIDEST_LIST: usize = 50;

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
    /// An empty line stands before it.
    gap_before: bool,
}

/// The paragraphs of a text in order. Together they hold all of it that is not blank.
///
/// An empty line always ends a paragraph. Any other line end does where lines are long; in a text
/// that was wrapped to a width it does only behind a line that had room for the next word, and in a
/// verse it does not.
pub(crate) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let lines = lines(text);
    let wrap = wrap_width(text, &lines);
    let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(lines.len());
    let mut tagged = false;
    for block in lines.chunk_by(|_, next| !next.gap_before) {
        let flow = Flow::of(text, block, wrap);
        let mut previous: Option<Line> = None;
        for &line in block {
            let shown = line.span.of(text);
            tagged |= shown.starts_with("<blockquote");
            let block_quote = tagged || shown.starts_with('>');
            let joined = previous.is_some_and(|before| {
                goes_on(text, before, line) && (block_quote || flow.joins(text, before, line))
            });
            match paragraphs.last_mut() {
                Some(paragraph) if joined && paragraph.block_quote == block_quote => {
                    paragraph.span.end = line.span.end;
                }
                _ => paragraphs.push(Paragraph { span: line.span, block_quote }),
            }
            tagged = tagged && !shown.contains("</blockquote>");
            previous = Some(line);
        }
    }
    paragraphs
}

/// What a line end is in lines with no empty one between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    /// Wrapped to this width.
    Wrapped(usize),
    /// Verse: a line end is no more than a line end.
    Verse,
    /// Each line is a paragraph, unless it plainly goes on with the one before.
    Lines,
    /// As `Lines`, but the last one does not end as a sentence does: a list of items.
    Items,
}

impl Flow {
    fn of(text: &str, block: &[Line], wrap: Option<usize>) -> Self {
        match (wrap, block) {
            (_, [_]) => Self::Lines,
            _ if is_verse(text, block) => Self::Verse,
            (Some(widest), _) => Self::Wrapped(widest),
            (None, [.., last]) if ends_sentence(last.span.of(text)) => Self::Lines,
            _ => Self::Items,
        }
    }

    fn joins(self, text: &str, before: Line, line: Line) -> bool {
        let (above, below) = (before.span.of(text), line.span.of(text));
        match self {
            Self::Wrapped(widest) => !has_room(above, below, widest),
            Self::Verse => true,
            Self::Lines => small(below) && !ends_sentence(above),
            Self::Items => false,
        }
    }
}

/// Three lines and more of about one length that begin with capitals, the last ending as a sentence
/// does, and at least one of the others not.
fn is_verse(text: &str, block: &[Line]) -> bool {
    let shown = || block.iter().map(|line| line.span.of(text));
    let last = shown().next_back().is_some_and(ends_sentence);
    if block.len() < 3 || !last || shown().any(|line| line.len() > 4 * WIDEST_LIST) {
        return false;
    }
    let widths = || shown().map(width);
    let (narrowest, widest) = (widths().min().unwrap_or(0), widths().max().unwrap_or(0));
    let capital = |line: &str| {
        let first = line.chars().find(|c| c.is_alphanumeric());
        first.is_some_and(char::is_uppercase) && !begins_item(line)
    };
    widest <= WIDEST_LIST
        && 5 * narrowest >= 2 * widest
        && shown().all(capital)
        && shown().any(|line| !ends_sentence(line))
}

/// The lines that are not blank.
pub(crate) fn trimmed_lines(text: &str) -> impl Iterator<Item = Span> {
    lines(text).into_iter().map(|line| line.span)
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(text.len() / 128);
    let mut gap_before = false;
    each_line(text, |line, starts_paragraph| {
        gap_before |= starts_paragraph;
        let span = trim(text, line);
        if span.is_empty() {
            gap_before = true;
        } else {
            lines.push(Line { span, gap_before });
            gap_before = false;
        }
    });
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

/// Takes blanks and invisible characters off both ends.
pub(crate) fn trim(text: &str, span: Span) -> Span {
    let nothing = |c: char| is_blank(c) || is_invisible(c);
    let solid = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    // Blanks in ASCII first: what they leave is seldom blank beyond ASCII.
    let mut inner = span.of(text).trim_ascii_start();
    if !solid(inner.as_bytes().first()) {
        inner = inner.trim_start_matches(nothing);
    }
    let start = span.end - inner.len();
    inner = inner.trim_ascii_end();
    if !solid(inner.as_bytes().last()) {
        inner = inner.trim_end_matches(nothing);
    }
    Span::new(start, start + inner.len())
}

/// The width that the text was wrapped to, in characters, if it was: no line is wider than people
/// wrap, and of the lines of prose that another one follows, most are filled and most do not end as
/// sentences do. Short lines without a stop at their end are a list or verse, not prose.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let mut widest = 0;
    for line in lines.iter().map(|line| line.span.of(text)) {
        // A word that is longer than a line, such as a web address, stands alone and says nothing.
        if line.len() > widest && line.contains(' ') {
            widest = widest.max(width(line));
            if widest > WIDEST_WRAP {
                return None;
            }
        }
    }
    let (mut pairs, mut filled, mut unfinished) = (0_usize, 0_usize, 0_usize);
    for block in lines.chunk_by(|_, next| !next.gap_before) {
        let Some(last) = block.last() else { continue };
        if widest <= WIDEST_LIST && !ends_sentence(last.span.of(text)) {
            continue;
        }
        for (before, line) in block.iter().zip(block.iter().skip(1)) {
            let (above, below) = (before.span.of(text), line.span.of(text));
            if !begins_item(below) {
                pairs += 1;
                filled += usize::from(width(above) + 1 + first_word(below) + 2 > widest);
                unfinished += usize::from(!ends_sentence(above));
            }
        }
    }
    // Titles (*Dr.*) may stand at the ends of filled lines.
    let all_filled = pairs > 2 && filled == pairs && unfinished > 0;
    (2 * filled > pairs && (2 * unfinished > pairs || all_filled)).then_some(widest)
}

/// Characters of a line; a line that is far too long for a wrapped one is only measured roughly.
fn width(line: &str) -> usize {
    if line.len() > 4 * WIDEST_WRAP {
        return line.len();
    }
    line.bytes().filter(|byte| byte & 0xc0 != 0x80).count()
}

fn first_word(line: &str) -> usize {
    width(line.split(' ').next().unwrap_or(line))
}

/// Whether the next word would have fitted into a line, with some slack.
fn has_room(above: &str, below: &str, widest: usize) -> bool {
    width(above) + 1 + first_word(below) <= widest * 4 / 5 && !small(below)
}

fn small(line: &str) -> bool {
    line.chars().next().is_some_and(char::is_lowercase)
}

/// Whether a line can go on with the paragraph of the line before it at all.
fn goes_on(text: &str, before: Line, line: Line) -> bool {
    let (above, below) = (before.span.of(text), line.span.of(text));
    !begins_item(below) && !is_heading(above) && !is_heading(below)
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
