//! Comments in a text that are meant for this program, `<!-- hedgerow: … -->`, and are no words of it.

use std::iter::{from_fn, repeat_n};

use memchr::memmem;

use super::span::Span;

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";
const NAME: &str = "hedgerow:";

/// The comments in order, each with what stands behind the name of the program.
pub fn comments(source: &str) -> impl Iterator<Item = (Span, &str)> {
    let mut from = 0;
    from_fn(move || {
        loop {
            let start = from + memmem::find(source.as_bytes().get(from..)?, OPEN.as_bytes())?;
            let inside = start + OPEN.len();
            let length = memmem::find(source.as_bytes().get(inside..)?, CLOSE.as_bytes())?;
            let words = source.get(inside..inside + length)?;
            from = inside + length + CLOSE.len();
            if let Some(words) = words.trim_start().strip_prefix(NAME) {
                return Some((Span::new(start, from), words));
            }
        }
    })
}

/// The text with its comments made blanks, byte for byte; `None` where there is none.
///
/// The line end before a line of nothing but comments becomes a blank too: such a line is not one of the empty
/// ones that part paragraphs.
#[must_use]
pub fn without_comments(text: &str) -> Option<String> {
    let mut found = comments(text).peekable();
    // Few texts have one: no other is copied.
    found.peek()?;
    let mut starts = Vec::new();
    let mut blank = String::with_capacity(text.len());
    for (span, _) in found {
        starts.push(span.start);
        blank.push_str(text.get(blank.len()..span.start).unwrap_or_default());
        blank.extend(repeat_n(' ', span.len()));
    }
    blank.push_str(text.get(blank.len()..).unwrap_or_default());
    Some(joined(&blank, &starts))
}

/// Takes off the line ends before blank lines in which something starts.
fn joined(blank: &str, starts: &[usize]) -> String {
    let mut starts = starts.iter().peekable();
    let mut out = String::with_capacity(blank.len());
    for line in blank.split_inclusive('\n') {
        let end = out.len() + line.len();
        let mut has_comment = false;
        while starts.next_if(|start| **start < end).is_some() {
            has_comment = true;
        }
        if has_comment && line.trim().is_empty() {
            let ending = if out.ends_with("\r\n") { 2 } else { usize::from(out.ends_with('\n')) };
            out.truncate(out.len() - ending);
            out.extend(repeat_n(' ', ending));
        }
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_become_blanks_of_the_same_length() {
        let blank = |n: usize| " ".repeat(n);
        let c = "<!-- hedgerow: ignore-next é -->";
        for (text, expected) in [
            (format!("a {c}b <!-- x -->"), format!("a {}b <!-- x -->", blank(c.len()))),
            (format!("a\n{c}\nb"), format!("a{}\nb", blank(c.len() + 1))),
            (format!("a\r\n  {c} {c}\t\r\nb"), format!("a{}\t\r\nb", blank(2 * c.len() + 5))),
            (format!("a\n\n{c}\nb"), format!("a\n{}\nb", blank(c.len() + 1))),
            (format!("{c}\nb\n{c} c"), format!("{}\nb\n{} c", blank(c.len()), blank(c.len()))),
            ("<!--hedgerow:\n-->".to_owned(), blank(17)),
        ] {
            assert_eq!(without_comments(&text).as_deref(), Some(expected.as_str()), "{text:?}");
        }
    }

    #[test]
    fn other_comments_and_open_ones_are_words() {
        for text in ["", "a <!-- hedge -->", "<!-- hedgerow: ignore-file", "<!-- the hedgerow: -->"]
        {
            assert_eq!(without_comments(text), None, "{text:?}");
        }
    }
}
