//! The lines of a file with their numbers and places.

/// A line without its end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// From 1.
    pub(super) number: usize,
    /// Its first byte in the file.
    pub(super) start: usize,
    pub(super) text: &'t str,
}

impl Line<'_> {
    /// The bytes of the line in the file.
    pub(super) const fn span(&self) -> std::ops::Range<usize> {
        self.start..self.start + self.text.len()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The lines of a text whose line ends are `\n`.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split('\n').enumerate().map(move |(at, text)| {
        let line = Line { number: at + 1, start, text };
        start += text.len() + 1;
        line
    })
}
