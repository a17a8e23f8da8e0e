//! Lays a text out anew: sentences must be found whatever the line length. Only blanks change.

use std::fmt::Write as _;

use crate::evaluate::gold::sentences::MarkedDocument;

/// How the lines of a text are laid out before its sentences are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// As they are.
    Plain,
    /// Paragraphs wrapped at so many columns, an empty line between them.
    Wrapped(usize),
    /// Each paragraph one line, no empty line between them.
    OneLine,
}

impl Layout {
    /// The text of a document so laid out.
    #[must_use]
    pub fn of(self, document: &MarkedDocument) -> String {
        match self {
            Self::Plain => document.text.clone(),
            Self::Wrapped(columns) => {
                let wrapped = paragraphs(document).into_iter().map(|text| wrap(text, columns));
                wrapped.collect::<Vec<_>>().join("\n\n")
            }
            Self::OneLine => {
                let lines = paragraphs(document).into_iter().map(|text| wrap(text, usize::MAX));
                lines.collect::<Vec<_>>().join("\n")
            }
        }
    }
}

/// The paragraphs that the marked sentences tell of; together they hold the whole text.
fn paragraphs(document: &MarkedDocument) -> Vec<&str> {
    let mut starts = vec![0];
    for pair in document.sentences.windows(2) {
        if let [before, next] = pair
            && before.paragraph != next.paragraph
        {
            starts.push(next.span.start);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([document.text.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| document.text.get(*start..end)).collect()
}

/// Words in lines of at most so many characters; a longer word has a line of its own.
fn wrap(text: &str, columns: usize) -> String {
    let mut wrapped = String::with_capacity(text.len());
    let mut column = 0_usize;
    for word in text.split_ascii_whitespace() {
        let width = word.chars().count();
        let fits = column.saturating_add(1).saturating_add(width) <= columns;
        let (between, before) = match column {
            0 => ("", 0),
            _ if fits => (" ", column + 1),
            _ => ("\n", 0),
        };
        let _ = write!(wrapped, "{between}{word}");
        column = before + width;
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::gold::sentences::MarkedSentence;
    use crate::text::span::Span;

    #[test]
    fn paragraphs_are_wrapped_or_joined() {
        let sentence =
            |start, end, paragraph| MarkedSentence { span: Span::new(start, end), paragraph };
        let document = MarkedDocument {
            id: "a".to_owned(),
            genre: String::new(),
            text: "The dam held. It\nrained on.\n\nNobody left.".to_owned(),
            sentences: vec![sentence(0, 13, 0), sentence(14, 27, 0), sentence(29, 41, 1)],
        };
        for (layout, expected) in [
            (Layout::Plain, "The dam held. It\nrained on.\n\nNobody left."),
            (Layout::Wrapped(9), "The dam\nheld. It\nrained\non.\n\nNobody\nleft."),
            (Layout::Wrapped(3), "The\ndam\nheld.\nIt\nrained\non.\n\nNobody\nleft."),
            (Layout::OneLine, "The dam held. It rained on.\nNobody left."),
        ] {
            assert_eq!(layout.of(&document), expected, "{layout:?}");
        }
    }
}
