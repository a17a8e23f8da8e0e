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
    /// Where each line begins: every entry is asked for its line, and the file is long.
    lines: Arc<[usize]>,
}

impl LexiconFile {
    /// A file of this name and content; a byte order mark at the start is taken off.
    #[must_use]
    pub fn new(name: &str, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let behind_break = |(at, byte): (usize, u8)| (byte == b'\n').then_some(at + 1);
        let lines = text.bytes().enumerate().filter_map(behind_break);
        let lines = std::iter::once(0).chain(lines).collect();
        Self { name: name.into(), text: text.into(), lines }
    }

    /// A mistake at these bytes of the file. Of a message that repeats a very long text, the two ends
    /// are kept.
    #[must_use]
    pub fn mistake(&self, span: Range<usize>, message: impl Into<String>) -> Mistake {
        let message = shortened(message.into());
        Mistake { at: self.location(span.start), offset: span.start, message }
    }

    /// Where a byte of the file stands, for people.
    #[must_use]
    pub fn location(&self, offset: usize) -> Location {
        Location { file: Arc::clone(&self.name), place: self.place(offset) }
    }

    /// Line and column of a byte, both from 1, the column in characters.
    #[must_use]
    pub fn place(&self, offset: usize) -> Place {
        let offset = offset.min(self.text.len());
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self.text.get(start..offset).unwrap_or("").chars().count() + 1;
        Place { line, column }
    }
}

/// Characters kept of either end of a message that is longer than both.
const END_CHARS: usize = 150;

fn shortened(message: String) -> String {
    if message.chars().nth(2 * END_CHARS).is_none() {
        return message;
    }
    let start: String = message.chars().take(END_CHARS).collect();
    let skipped = message.chars().count() - END_CHARS;
    let end: String = message.chars().skip(skipped).collect();
    format!("{start}…{end}")
}

/// A line and a column, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line number.
    pub line: usize,
    /// Column in characters.
    pub column: usize,
}

/// A place in a file, shown as `file:line`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file's name.
    pub file: Arc<str>,
    /// Where in it.
    pub place: Place,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.place.line)
    }
}

/// What is wrong in a lexicon file, and where. Shown as `file:line:column: message`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    at: Location,
    offset: usize,
    message: String,
}

impl Mistake {
    /// Where it stands.
    #[must_use]
    pub const fn at(&self) -> &Location {
        &self.at
    }

    /// What is wrong, in words.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Sorts mistakes by file and place and drops repetitions.
    pub fn sort(mistakes: &mut Vec<Self>) {
        let order = |mistake: &Self| (Arc::clone(&mistake.at.file), mistake.offset);
        mistakes.sort_by(|a, b| order(a).cmp(&order(b)).then(a.message.cmp(&b.message)));
        mistakes.dedup();
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.at, self.at.place.column, self.message)
    }
}

impl std::error::Error for Mistake {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_from_one_in_characters() {
        let file = LexiconFile::new("x.toml", "\u{feff}a\n\nÉé x\r\nb");
        let places =
            [(0, 1, 1), (1, 1, 2), (2, 2, 1), (3, 3, 1), (8, 3, 4), (11, 4, 1), (99, 4, 2)];
        for (offset, line, column) in places {
            assert_eq!(file.place(offset), Place { line, column }, "byte {offset}");
        }
        assert_eq!(LexiconFile::new("x.toml", "").place(0), Place { line: 1, column: 1 });
    }

    #[test]
    fn a_long_message_keeps_its_two_ends() {
        let file = LexiconFile::new("x.toml", "");
        let message = |length: usize| {
            file.mistake(0..0, format!("term `{}` is wrong", "é".repeat(length)))
                .message()
                .to_owned()
        };
        assert_eq!(message(284), format!("term `{}` is wrong", "é".repeat(284)));
        let expected = format!("term `{}…{}` is wrong", "é".repeat(144), "é".repeat(140));
        assert_eq!(message(1_000_000), expected);
    }
}
