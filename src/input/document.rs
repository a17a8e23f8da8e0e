//! What reading gives: one text with its id and the user's own columns.

/// One text with an id and the user's own columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The value of the id column; else the path as the user named it, or `table:record`.
    pub id: String,
    /// Where it came from, as the user would name it: a path, a table, or standard input.
    pub source: String,
    /// The decoded text, without a byte order mark; line ends are as they were.
    pub text: String,
    /// Byte length of the headline the text starts with; `"\n\n"` and the body follow it.
    pub headline: Option<usize>,
    /// Label of the encoding: `utf-8`, `utf-16le`, …; a `?` at the end marks a guess.
    pub encoding: String,
    /// Whether U+FFFD was put in for bytes that mean nothing in this encoding.
    pub decode_errors: bool,
    /// Values of the user's columns, in the order of [`Source::columns`]; `None` where this
    /// document has none.
    ///
    /// [`Source::columns`]: super::source::Source::columns
    pub columns: Vec<Option<String>>,
    /// Keys of this record that were dropped because no column stands for them.
    pub late_keys: Option<LateKeys>,
    /// What the text was taken out of, where [`SourceOptions::keep_written`] asks for it: the markup of a
    /// page, or the text with its comments for this program. `None` where it is the text itself.
    ///
    /// [`SourceOptions::keep_written`]: super::options::SourceOptions::keep_written
    pub written: Option<String>,
    /// Whether its lines, or else those of the text, are lines of a file: not of a cell, nor of a document
    /// of a word processor.
    pub has_lines: bool,
}

/// What can be said of a document whose text could not be read: enough for its row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identity {
    /// As [`Document::id`], as far as it could be read.
    pub id: String,
    /// As [`Document::source`].
    pub source: String,
    /// As [`Document::columns`], as far as they could be read.
    pub columns: Vec<Option<String>>,
}

/// Keys of JSON Lines records that first appear behind the records looked at for the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateKeys {
    /// How many values were dropped.
    pub count: u64,
    /// The first such key.
    pub first: String,
    /// The table it stands in.
    pub source: String,
    /// Its line in that table, from 1.
    pub line: u64,
}

impl LateKeys {
    /// Adds those of a later document: the counts add up, the first key stays the first.
    pub fn add(&mut self, later: &Self) {
        self.count = self.count.saturating_add(later.count);
    }
}
