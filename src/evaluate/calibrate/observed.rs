//! What a calibration sees of a labelled sentence.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::evaluate::gold::labelled::LabelledSentence;
use crate::evaluate::judge::{Judged, Question};
use crate::lexicon::Lexicon;
use crate::lexicon::entry::EntryId;

/// A labelled sentence as the entries that count in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// Which of several sets it is from; each has a share of label 1 of its own.
    pub source: usize,
    /// Whether its label is 1.
    pub label: bool,
    /// Entries that count, sorted; one that counts twice stands twice.
    pub entries: Vec<EntryId>,
    /// Its words.
    pub words: u64,
    place: u64,
}

impl Observation {
    /// What is seen of a sentence.
    #[must_use]
    pub fn new(
        question: &Question,
        lexicon: &Lexicon,
        source: usize,
        sentence: &LabelledSentence,
        judged: &Judged,
    ) -> Self {
        let counted = judged.cues.iter().filter(|cue| question.counts(cue, lexicon));
        let mut entries: Vec<EntryId> = counted.map(|cue| cue.entry).collect();
        entries.sort_unstable();
        let place = place(&sentence.id);
        Self { source, label: sentence.label, entries, words: judged.case.words, place }
    }

    #[cfg(test)]
    pub(super) fn of(source: usize, label: bool, entries: &[u32], place: u64) -> Self {
        let entries = entries.iter().map(|entry| EntryId(*entry)).collect();
        Self { source, label, entries, words: 10, place }
    }

    /// The fold, of so many, that it belongs to. Its id alone decides.
    #[must_use]
    pub const fn fold(&self, folds: u64) -> u64 {
        self.place % folds
    }

    /// As [`Self::fold`], but independent of it: for folds inside of folds.
    #[must_use]
    pub const fn inner_fold(&self, folds: u64) -> u64 {
        (self.place >> 32) % folds
    }
}

/// A number that only the id gives.
fn place(id: &str) -> u64 {
    let digest = Sha256::digest(id.as_bytes());
    digest.iter().take(8).fold(0, |place, byte| place << 8 | u64::from(*byte))
}

/// In how many sentences an entry counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    /// Sentences in which it counts.
    pub judged: u64,
    /// Those of them with label 1.
    pub right: u64,
}

/// Counts for every entry that counts in at least one sentence.
#[must_use]
pub fn seen(observations: &[&Observation]) -> BTreeMap<EntryId, Seen> {
    let mut seen: BTreeMap<EntryId, Seen> = BTreeMap::new();
    for observation in observations {
        for same in observation.entries.chunk_by(|a, b| a == b) {
            let Some(entry) = same.first() else { continue };
            let seen = seen.entry(*entry).or_default();
            seen.judged += 1;
            seen.right += u64::from(observation.label);
        }
    }
    seen
}
