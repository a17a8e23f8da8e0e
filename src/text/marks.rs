//! The marks that matter to sentences and quotations, found in one pass over the bytes.

use crate::text::span::Span;

/// What a mark may be part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkKind {
    /// `. ! ? … 。`: may end a sentence.
    Stop,
    /// Any quotation mark or apostrophe that is not inside a word.
    Quote,
}

/// A mark and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) kind: MarkKind,
    pub(crate) c: char,
    pub(crate) span: Span,
}

/// The marks of a stretch of text, in order.
///
/// Bytes are looked at in groups, with comparisons that the compiler turns into vector instructions, and
/// each group once: a table of bytes, which looks simpler, takes a step for every byte.
#[derive(Debug, Clone)]
pub(crate) struct Marks<'t> {
    bytes: &'t [u8],
    /// Where the present group begins.
    group: usize,
    /// A bit for each byte of the group from which on a mark may stand that was not looked at.
    places: u128,
    end: usize,
}

/// Bytes of a group.
const GROUP: usize = 16;

impl<'t> Marks<'t> {
    pub(crate) fn new(text: &'t str, span: Span) -> Self {
        let end = span.end.min(text.len());
        let bytes = text.as_bytes();
        Self { bytes, group: span.start, places: places(bytes, span.start), end }
    }

    /// The next place where a mark may begin.
    fn place(&mut self) -> Option<usize> {
        while self.places == 0 {
            self.group += GROUP;
            if self.group >= self.end {
                return None;
            }
            self.places = places(self.bytes, self.group);
        }
        let at = self.group + self.places.trailing_zeros() as usize / 8;
        self.places &= self.places - 1;
        (at < self.end).then_some(at)
    }

    /// An apostrophe between two letters joins them: *don't*, *O’Brien*.
    fn joins_letters(&self, mark: Span) -> bool {
        let letter = |at: usize| self.bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        mark.start > 0 && letter(mark.start - 1) && letter(mark.end) && mark.end < self.end
    }
}

impl Iterator for Marks<'_> {
    type Item = Mark;

    fn next(&mut self) -> Option<Mark> {
        loop {
            let at = self.place()?;
            let found = self.bytes.get(at..self.end)?;
            let Some((kind, c)) = mark_at(found) else { continue };
            let span = Span::new(at, at + c.len_utf8());
            if !(matches!(c, '\'' | '’') && self.joins_letters(span)) {
                return Some(Mark { kind, c, span });
            }
        }
    }
}

/// The group that begins at a byte, as the lowest bit of each of its bytes: set where a mark may begin.
fn places(bytes: &[u8], group: usize) -> u128 {
    let rest = bytes.get(group..).unwrap_or(&[]);
    let first = if let Some(group) = rest.first_chunk::<GROUP>() {
        group.map(first_byte)
    } else {
        let mut last = [0; GROUP];
        for (place, byte) in last.iter_mut().zip(rest) {
            *place = first_byte(*byte);
        }
        last
    };
    u128::from_le_bytes(first)
}

/// 1 where a mark may begin with this byte, else 0.
const fn first_byte(byte: u8) -> u8 {
    // `!` and `"` are neighbours. Beyond ASCII English seldom has anything but quotation marks.
    (byte.wrapping_sub(b'!') < 2) as u8
        | (byte == b'\'') as u8
        | (byte == b'.') as u8
        | (byte == b'?') as u8
        | (byte == b'`') as u8
        | byte >> 7
}

/// The mark that these bytes begin with.
const fn mark_at(bytes: &[u8]) -> Option<(MarkKind, char)> {
    Some(match bytes {
        [b'.', ..] => (MarkKind::Stop, '.'),
        [b'!', ..] => (MarkKind::Stop, '!'),
        [b'?', ..] => (MarkKind::Stop, '?'),
        [b'"', ..] => (MarkKind::Quote, '"'),
        [b'\'', ..] => (MarkKind::Quote, '\''),
        [b'`', ..] => (MarkKind::Quote, '`'),
        [0xe2, 0x80, last, ..] => match last {
            0x98 => (MarkKind::Quote, '‘'),
            0x99 => (MarkKind::Quote, '’'),
            0x9a => (MarkKind::Quote, '‚'),
            0x9b => (MarkKind::Quote, '‛'),
            0x9c => (MarkKind::Quote, '“'),
            0x9d => (MarkKind::Quote, '”'),
            0x9e => (MarkKind::Quote, '„'),
            0x9f => (MarkKind::Quote, '‟'),
            0xa6 => (MarkKind::Stop, '…'),
            0xbd => (MarkKind::Stop, '‽'),
            0xb3 => (MarkKind::Quote, '″'),
            0xb9 => (MarkKind::Quote, '‹'),
            0xba => (MarkKind::Quote, '›'),
            _ => return None,
        },
        [0xc2, 0xab, ..] => (MarkKind::Quote, '«'),
        [0xc2, 0xbb, ..] => (MarkKind::Quote, '»'),
        [0xe3, 0x80, 0x82, ..] => (MarkKind::Stop, '。'),
        [0xef, 0xbc, 0x81, ..] => (MarkKind::Stop, '！'),
        [0xef, 0xbc, 0x82, ..] => (MarkKind::Quote, '＂'),
        [0xef, 0xbc, 0x9f, ..] => (MarkKind::Stop, '？'),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_order_without_the_apostrophes_inside_words() {
        let text = "“It’s” don't 'so'… the dogs’ «end»。É’s?";
        let marks: String = Marks::new(text, Span::new(0, text.len())).map(|mark| mark.c).collect();
        assert_eq!(marks, "“”''…’«»。’?");
    }
}
