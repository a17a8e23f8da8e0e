//! Mistakes in a lexicon file, each with its place.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A lexicon file as read: its name and its text.
#[derive(Debug, Clone)]
pub struct LexiconFile {
    /// The path or name shown in messages.
    pub name: Arc<str>,
    /// The whole content.
    pub text: Arc<str>,
}

impl LexiconFile {
    /// A file of this name and content; a byte order mark at the start is taken off.
    #[must_use]
    pub fn new(name: &str, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self { name: name.into(), text: text.into() }
    }

    /// A mistake at these bytes of the file.
    #[must_use]
    pub fn mistake(&self, span: Range<usize>, message: impl Into<String>) -> Mistake {
        let place = self.place(span.start);
        Mistake { file: Arc::clone(&self.name), offset: span.start, place, message: message.into() }
    }

    /// Line and column of a byte, both from 1, the column in characters.
    #[must_use]
    pub fn place(&self, offset: usize) -> Place {
        let before = self.text.get(..offset.min(self.text.len())).unwrap_or("");
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before.get(line_start..).unwrap_or("").chars().count() + 1;
        Place { line: before.bytes().filter(|byte| *byte == b'\n').count() + 1, column }
    }
}

/// A line and a column, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Line number.
    pub line: usize,
    /// Column in characters.
    pub column: usize,
}

/// What is wrong in a lexicon file, and where. Shown as `file:line:column: message`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    file: Arc<str>,
    offset: usize,
    place: Place,
    message: String,
}

impl Mistake {
    /// Sorts mistakes by file and place and drops repetitions.
    pub fn sort(mistakes: &mut Vec<Self>) {
        mistakes
            .sort_by(|a, b| (&a.file, a.offset, &a.message).cmp(&(&b.file, b.offset, &b.message)));
        mistakes.dedup();
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.place.line, self.place.column, self.message)
    }
}

impl std::error::Error for Mistake {}
