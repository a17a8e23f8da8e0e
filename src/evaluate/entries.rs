//! Each entry of the lexicon judged by the labels of the sentences in which it counts.

use std::collections::BTreeMap;

use crate::cue::verdict::Cue;
use crate::evaluate::gold::labelled::LabelledSentence;
use crate::evaluate::judge::{Judged, Question};
use crate::evaluate::rates::ratio;
use crate::evaluate::spans::touches;
use crate::lexicon::Lexicon;
use crate::lexicon::entry::EntryId;
use crate::stats::interval::{Interval, wilson};

/// What the labels say of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EntryCounts {
    /// Sentences in which it counts.
    pub judged: u64,
    /// Those of them with label 1.
    pub right: u64,
    /// Its counted cues.
    pub hits: u64,
    /// Those of them that touch a marked span.
    pub touching: u64,
}

impl EntryCounts {
    /// Share of the sentences in which it counts that have label 1.
    #[must_use]
    pub fn precision(self) -> Option<f64> {
        ratio(self.right, self.judged)
    }

    /// The 95 % interval around [`Self::precision`] (Wilson).
    #[must_use]
    pub fn interval(self) -> Option<Interval> {
        wilson(self.right, self.judged)
    }
}

/// Counts for every entry that counts in at least one sentence, in the order of the lexicon.
#[must_use]
pub fn entry_counts(
    question: &Question,
    lexicon: &Lexicon,
    sentences: &[LabelledSentence],
    judged: &[Judged],
) -> BTreeMap<EntryId, EntryCounts> {
    let mut counts: BTreeMap<EntryId, EntryCounts> = BTreeMap::new();
    for (sentence, judged) in sentences.iter().zip(judged) {
        let counted: Vec<&Cue> =
            judged.cues.iter().filter(|cue| question.counts(cue, lexicon)).collect();
        for (number, cue) in counted.iter().enumerate() {
            let counts = counts.entry(cue.entry).or_default();
            if counted.iter().take(number).all(|before| before.entry != cue.entry) {
                counts.judged += 1;
                counts.right += u64::from(sentence.label);
            }
            counts.hits += 1;
            counts.touching += u64::from(touches(cue.span, sentence.spans.iter()));
        }
    }
    counts
}
