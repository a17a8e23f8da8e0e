//! A place in the text where the first word of a term ends, and what goes on there.

use std::ops::Range;

use crate::cue::heads::literal_end;
use crate::cue::spellings::Spellings;
use crate::text::fold::fold_at;
use crate::text::token::Token;
use crate::text::word_hash::WordHash;

/// A place in the text where a head ends.
pub(super) struct Place<'t> {
    pub(super) text: &'t str,
    /// The tokens from the beginning of the head on.
    pub(super) rest: &'t [Token],
    /// Where the sentence ends.
    pub(super) end: usize,
    /// Length of the folded head in bytes.
    pub(super) head: usize,
    /// The hashes of the first two and three tokens, as far as longer surfaces may begin so.
    pub(super) longer: [Option<WordHash>; 2],
    pub(super) at: usize,
}

impl Place<'_> {
    /// The end of the blank behind the head, if there is one.
    pub(super) fn blank_behind(&self) -> Option<usize> {
        let folded = fold_at(self.text, self.at)?;
        (folded.bytes() == b" ").then_some(folded.next)
    }

    /// Calls `found` with number and end for those of these spellings that stand here and go on behind the head. They
    /// are sorted and have the head and a blank in common, and behind that the text goes on at `at`; with
    /// each byte fewer are left.
    pub(super) fn phrases(
        &self,
        spellings: &Spellings,
        mut alike: Range<usize>,
        mut at: usize,
        mut found: impl FnMut(usize, usize),
    ) {
        let mut length = self.head + 1;
        // The head alone is not meant, nor one that goes on without a blank.
        while !alike.is_empty() && spellings.get(alike.start).get(self.head) != Some(&b' ') {
            alike.start += 1;
        }
        loop {
            if !alike.is_empty() && spellings.get(alike.start).len() == length {
                if self.ends_word(at) {
                    found(alike.start, at);
                }
                alike.start += 1;
            }
            if alike.is_empty() {
                return;
            }
            let Some(folded) = fold_at(self.text, at) else { return };
            if folded.bytes() == b"*" {
                // A star in the text is not the one of a surface.
                return;
            }
            for byte in folded.bytes() {
                spellings.narrow(&mut alike, length, *byte);
                length += 1;
            }
            at = folded.next;
        }
    }

    /// Where a surface ends of which this stands behind the head; it has a `*`.
    pub(super) fn wild_end(&self, behind_head: &[u8]) -> Option<usize> {
        let mut parts = behind_head.split(|byte| *byte == b'*');
        let mut at = literal_end(self.text, self.at, parts.next().unwrap_or(&[]))?;
        for part in parts {
            at = literal_end(self.text, self.word_end(at)?, part)?;
        }
        self.ends_word(at).then_some(at)
    }

    /// The end of the word that `at` lies in or at the end of.
    fn word_end(&self, at: usize) -> Option<usize> {
        let span = self.rest.iter().map(|token| token.span).find(|span| span.end >= at)?;
        (span.start < at).then_some(span.end)
    }

    /// Whether a word ends at `end`, which stands behind a letter or digit.
    pub(super) fn ends_word(&self, end: usize) -> bool {
        match self.text.as_bytes().get(end) {
            Some(b' ') if end < self.end => return true,
            Some(next) if next.is_ascii_alphanumeric() => return end == self.end,
            _ => {}
        }
        self.word_end(end) == Some(end)
    }
}
