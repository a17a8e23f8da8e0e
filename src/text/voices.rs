//! Whose words stand at a place: the author's, or those of somebody quoted.

use crate::text::span::Span;

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Voice {
    /// The writer of the text.
    Author,
    /// Somebody inside quotation marks or a block quotation.
    Quote,
}

impl Voice {
    /// Both voices in the order of every table.
    pub const ALL: [Self; 2] = [Self::Author, Self::Quote];

    /// The name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Quote => "quote",
        }
    }

    /// Position in [`Voice::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// Tells the voice at places asked for in ascending order, in linear time over all of them.
#[derive(Debug, Clone)]
pub struct VoiceCursor<'q> {
    quotes: &'q [Span],
}

impl<'q> VoiceCursor<'q> {
    /// A cursor over quoted stretches that are in order and do not overlap.
    #[must_use]
    pub const fn new(quotes: &'q [Span]) -> Self {
        Self { quotes }
    }

    /// The voice at byte `at`, which is not before any place asked for earlier.
    pub fn at(&mut self, at: usize) -> Voice {
        if self.quote(at).is_some() { Voice::Quote } else { Voice::Author }
    }

    /// The quoted stretch around byte `at`, which is not before any place asked for earlier.
    pub fn quote(&mut self, at: usize) -> Option<Span> {
        while let [first, rest @ ..] = self.quotes {
            if at < first.end {
                return (first.start <= at).then_some(*first);
            }
            self.quotes = rest;
        }
        None
    }

    /// How far the voice stays what it is at byte `at`, which was asked for last; the end of the text is as
    /// far as can be.
    #[must_use]
    pub fn until(&self, at: usize) -> usize {
        match self.quotes {
            [first, ..] if at < first.start => first.start,
            [first, ..] => first.end,
            [] => usize::MAX,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_goes_forward() {
        let quotes = [Span::new(2, 4), Span::new(4, 6), Span::new(9, 10)];
        let mut cursor = VoiceCursor::new(&quotes);
        let at = |at| {
            let voice = if cursor.at(at) == Voice::Quote { 'q' } else { '.' };
            (voice, cursor.until(at))
        };
        let (voices, until): (String, Vec<usize>) = (0..12).map(at).unzip();
        assert_eq!(voices, "..qqqq...q..");
        assert_eq!(until, [2, 2, 4, 4, 6, 6, 9, 9, 9, 10, usize::MAX, usize::MAX]);
    }
}
