//! Cues against the words that people have marked.

use std::collections::BTreeSet;

use crate::evaluate::rates::{Counts, ratio};
use crate::text::span::Span;

/// Cues and marked spans of a sentence, or of many, compared in three ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SpanCounts {
    /// A cue is right if a marked span has the same start and end.
    pub exact: Counts,
    /// A cue is right if it shares a byte with a marked span, and the other way round.
    pub overlap: Overlap,
    /// Words that a cue touches against words that a marked span touches.
    pub words: Counts,
}

/// Counts in which what is right differs by the side it is seen from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Overlap {
    /// Marked spans.
    pub wanted: u64,
    /// Marked spans that a cue touches.
    pub wanted_right: u64,
    /// Cues.
    pub found: u64,
    /// Cues that touch a marked span.
    pub found_right: u64,
}

impl Overlap {
    /// Share of the cues that touch a marked span.
    #[must_use]
    pub fn precision(self) -> Option<f64> {
        ratio(self.found_right, self.found)
    }

    /// Share of the marked spans that a cue touches.
    #[must_use]
    pub fn recall(self) -> Option<f64> {
        ratio(self.wanted_right, self.wanted)
    }

    /// The harmonic mean of precision and recall; 0 where one of them is missing or both are 0,
    /// `None` where both are missing.
    #[must_use]
    pub fn f1(self) -> Option<f64> {
        let sides = (self.precision(), self.recall());
        match (sides.0.unwrap_or_default(), sides.1.unwrap_or_default()) {
            _ if sides == (None, None) => None,
            (precision, recall) if precision + recall > 0.0 => {
                Some(2.0 * precision * recall / (precision + recall))
            }
            _ => Some(0.0),
        }
    }
}

impl SpanCounts {
    /// Compares the cues of a sentence with its marked spans. A span that occurs twice counts once.
    #[must_use]
    pub fn of(cues: &[Span], marked: &[Span], words: impl Iterator<Item = Span>) -> Self {
        let found: BTreeSet<Span> = cues.iter().copied().collect();
        let wanted: BTreeSet<Span> = marked.iter().copied().collect();
        let touching = |spans: &BTreeSet<Span>, others: &BTreeSet<Span>| {
            spans.iter().filter(|span| touches(**span, others.iter())).count() as u64
        };
        let (wanted_n, found_n) = (wanted.len() as u64, found.len() as u64);
        let mut counts = Self {
            exact: Counts {
                wanted: wanted_n,
                found: found_n,
                right: wanted.intersection(&found).count() as u64,
            },
            overlap: Overlap {
                wanted: wanted_n,
                wanted_right: touching(&wanted, &found),
                found: found_n,
                found_right: touching(&found, &wanted),
            },
            words: Counts::default(),
        };
        for word in words {
            let (marked, cue) = (touches(word, wanted.iter()), touches(word, found.iter()));
            counts.words.wanted += u64::from(marked);
            counts.words.found += u64::from(cue);
            counts.words.right += u64::from(marked && cue);
        }
        counts
    }

    /// Adds the counts of a sentence that occurs so often.
    pub const fn add(&mut self, other: &Self, times: u32) {
        self.exact.add(other.exact, times);
        self.words.add(other.words, times);
        let (times, more) = (times as u64, other.overlap);
        self.overlap.wanted += times * more.wanted;
        self.overlap.wanted_right += times * more.wanted_right;
        self.overlap.found += times * more.found;
        self.overlap.found_right += times * more.found_right;
    }
}

/// Whether a span shares a byte with one of the others.
pub(crate) fn touches<'a>(span: Span, mut others: impl Iterator<Item = &'a Span>) -> bool {
    others.any(|other| other.start < span.end && span.start < other.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::Tokens;

    const TEXT: &str = "They may have left, it is widely believed, some time ago.";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    fn counts(cues: &[&str], marked: &[&str]) -> SpanCounts {
        let spans = |words: &[&str]| words.iter().map(|words| span(words)).collect::<Vec<_>>();
        let words = Tokens::new(TEXT, Span::new(0, TEXT.len())).filter(|token| token.is_word());
        SpanCounts::of(&spans(cues), &spans(marked), words.map(|token| token.span))
    }

    #[test]
    fn cues_against_marked_spans() {
        let found =
            counts(&["may", "widely believed", "ago"], &["may", "is widely", "believed", "time"]);
        assert_eq!(
            found,
            SpanCounts {
                exact: Counts { wanted: 4, found: 3, right: 1 },
                overlap: Overlap { wanted: 4, wanted_right: 3, found: 3, found_right: 2 },
                words: Counts { wanted: 5, found: 4, right: 3 },
            }
        );
        assert_eq!(found.overlap.f1(), Some(2.0 * (2.0 / 3.0) * 0.75 / (2.0 / 3.0 + 0.75)));
    }

    #[test]
    fn a_missing_side_is_no_f1() {
        for (cues, marked, f1) in [
            (&[][..], &[][..], None),
            (&["may"], &[], Some(0.0)),
            (&[], &["may"], Some(0.0)),
            (&["may"], &["ago"], Some(0.0)),
            (&["may", "may"], &["may"], Some(1.0)),
        ] {
            assert_eq!(counts(cues, marked).overlap.f1(), f1, "{cues:?} {marked:?}");
        }
    }
}
