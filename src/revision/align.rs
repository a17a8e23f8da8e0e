//! Pairs the sentences and the words of two versions.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::revision::Edition;
use crate::revision::pairs::{Loose, pairs};
use crate::text::fold::fold;
use crate::text::span::Span;
use crate::text::token::Tokens;

/// What became of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is as it was, where it was.
    Same,
    /// It is as it was, elsewhere.
    Moved,
    /// It was worded anew.
    Changed,
    /// It is no longer there.
    Removed,
    /// It was not there.
    Added,
}

/// A sentence of one version, or one of each that belong together; numbers from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// In the old version.
    pub old: Option<usize>,
    /// In the new version.
    pub new: Option<usize>,
    /// What became of it.
    pub fate: Fate,
}

/// Sentences and words of one version, ready to be compared. Words are compared in lower case, with
/// apostrophes, hyphens and blanks of one kind.
#[derive(Debug)]
pub struct Version {
    /// Each sentence, folded.
    sentences: Vec<String>,
    /// The words of each sentence in `words`.
    ranges: Vec<Range<usize>>,
    /// Every word, folded.
    words: Vec<String>,
    /// Where each word stands.
    spans: Vec<Span>,
}

impl Version {
    /// Reads the sentences and words of a version.
    #[must_use]
    pub fn new(edition: Edition<'_>) -> Self {
        let mut version = Self {
            sentences: Vec::new(),
            ranges: Vec::new(),
            words: Vec::new(),
            spans: Vec::new(),
        };
        for sentence in &edition.analysis.sentences {
            let first = version.words.len();
            version.sentences.push(fold(sentence.span.of(edition.text)).trim().to_owned());
            let tokens = Tokens::new(edition.text, sentence.span).filter(|token| token.is_word());
            for token in tokens {
                version.words.push(fold(token.span.of(edition.text)));
                version.spans.push(token.span);
            }
            version.ranges.push(first..version.words.len());
        }
        version
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The first and the last word of a span, if it has any.
    pub(super) fn words_in(&self, span: Span) -> Option<(usize, usize)> {
        let first = self.spans.partition_point(|word| word.end <= span.start);
        let behind = self.spans.partition_point(|word| word.start < span.end);
        (first < behind).then(|| (first, behind - 1))
    }

    /// The words of these sentences, which need not follow each other, with their numbers.
    fn words_of(&self, sentences: &[usize]) -> (Vec<usize>, Vec<&str>) {
        let ranges = sentences.iter().filter_map(|at| self.ranges.get(*at));
        let numbers: Vec<usize> = ranges.flat_map(Clone::clone).collect();
        let words = numbers.iter().filter_map(|at| self.words.get(*at)).map(String::as_str);
        let words = words.collect();
        (numbers, words)
    }

    fn words_at(&self, sentence: usize) -> &[String] {
        self.ranges.get(sentence).and_then(|range| self.words.get(range.clone())).unwrap_or(&[])
    }
}

/// How two versions belong together.
#[derive(Debug)]
pub struct Alignment {
    /// The sentences.
    pub rows: Vec<Row>,
    /// For each old word the new one that it became.
    pub(super) words: Vec<Option<usize>>,
}

/// Sentences between two that stayed: what was there, and what is there now.
#[derive(Debug, Default)]
struct Hunk {
    old: Vec<usize>,
    new: Vec<usize>,
}

impl Hunk {
    /// How many pairs of words there are.
    fn pairs(&self, old: &Version, new: &Version) -> usize {
        let words = |version: &Version, sentences: &[usize]| {
            sentences.iter().map(|at| version.words_at(*at).len()).sum::<usize>()
        };
        words(old, &self.old).saturating_mul(words(new, &self.new))
    }
}

/// Most pairs of words that a stretch is aligned by: a diff of texts that have nothing in common takes their
/// product. Beyond, sentences are aligned with the one they became, but not across their ends.
const MOST_WORDS: usize = 4_000_000;

/// Aligns two versions.
///
/// Sentences that stayed are found by a diff; of the others, those that stand elsewhere word for word have
/// moved, and of the rest those alike are taken for one that was changed. Words of changed sentences are
/// aligned by a diff over all sentences that stand between two that stayed, so that a sentence may be split
/// or joined; then between changed sentences that moved.
#[must_use]
pub fn align(old: &Version, new: &Version) -> Alignment {
    let (same, mut hunks) = stayed(old, new);
    let moved = take_moved(old, new, &mut hunks);
    let changed = changed(old, new, &hunks);
    let mut words = vec![None; old.words.len()];
    for (from, to) in same.iter().chain(&moved) {
        let ranges = old.ranges.get(*from).zip(new.ranges.get(*to));
        for (from, to) in ranges.into_iter().flat_map(|(from, to)| from.clone().zip(to.clone())) {
            if let Some(word) = words.get_mut(from) {
                *word = Some(to);
            }
        }
    }
    let mut taken = vec![false; new.words.len()];
    let small = hunks.iter().filter(|hunk| hunk.pairs(old, new) <= MOST_WORDS);
    for hunk in small {
        map_words(old, new, &hunk.old, &hunk.new, &mut words, &mut taken);
    }
    for (from, to) in &changed {
        map_words(old, new, &[*from], &[*to], &mut words, &mut taken);
    }
    let rows =
        rows(old, new, &[(same, Fate::Same), (moved, Fate::Moved), (changed, Fate::Changed)]);
    Alignment { rows, words }
}

type Pairs = Vec<(usize, usize)>;

fn stayed(old: &Version, new: &Version) -> (Pairs, Vec<Hunk>) {
    let mut same = Vec::new();
    let mut hunks = vec![Hunk::default()];
    let (mut old_at, mut new_at) = (0, 0);
    let mut until = |old_end: usize, new_end: usize, hunks: &mut Vec<Hunk>| {
        if let Some(hunk) = hunks.last_mut() {
            hunk.old.extend(old_at..old_end);
            hunk.new.extend(new_at..new_end);
        }
        (old_at, new_at) = (old_end + 1, new_end + 1);
    };
    for (from, to) in unmoved(old, new) {
        until(from, to, &mut hunks);
        same.push((from, to));
        hunks.push(Hunk::default());
    }
    until(old.sentences.len(), new.sentences.len(), &mut hunks);
    hunks.retain(|hunk| !hunk.old.is_empty() || !hunk.new.is_empty());
    (same, hunks)
}

/// The sentences that are in both versions in one order. Those that the other version does not have at all
/// are left out of the diff, which takes the longer the more it has to pass over.
fn unmoved(old: &Version, new: &Version) -> Pairs {
    let (from, old_shared) = shared(old, new);
    let (to, new_shared) = shared(new, old);
    let mut pairs = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &old_shared, &new_shared) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            let from = from.iter().skip(old_index).take(len).copied();
            pairs.extend(from.zip(to.iter().skip(new_index).copied()));
        }
    }
    pairs
}

/// The sentences that another version has, too, with their numbers.
fn shared<'v>(version: &'v Version, other: &Version) -> (Vec<usize>, Vec<&'v str>) {
    let others: BTreeSet<&str> = other.sentences.iter().map(String::as_str).collect();
    let numbered = version.sentences.iter().map(String::as_str).enumerate();
    numbered.filter(|(_, sentence)| others.contains(sentence)).unzip()
}

/// Takes the sentences out of the hunks that stand elsewhere word for word; of several alike the first
/// belongs to the first.
fn take_moved(old: &Version, new: &Version, hunks: &mut [Hunk]) -> Pairs {
    let mut places: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
    for at in hunks.iter().flat_map(|hunk| &hunk.old) {
        let sentence = old.sentences.get(*at).map(String::as_str).unwrap_or_default();
        places.entry(sentence).or_default().push_back(*at);
    }
    let mut moved = Vec::new();
    for hunk in hunks.iter_mut() {
        hunk.new.retain(|at| {
            let sentence = new.sentences.get(*at).map(String::as_str).unwrap_or_default();
            let from = places.get_mut(sentence).and_then(VecDeque::pop_front);
            moved.extend(from.map(|from| (from, *at)));
            from.is_none()
        });
    }
    let gone: BTreeSet<usize> = moved.iter().map(|(from, _)| *from).collect();
    for hunk in hunks.iter_mut() {
        hunk.old.retain(|at| !gone.contains(at));
    }
    moved
}

fn changed(old: &Version, new: &Version, hunks: &[Hunk]) -> Pairs {
    let loose = |sentences: fn(&Hunk) -> &Vec<usize>| {
        let numbered = hunks.iter().enumerate();
        numbered.flat_map(move |(hunk, sides)| sentences(sides).iter().map(move |at| (hunk, *at)))
    };
    let old_loose: Vec<Loose<'_>> = loose(|hunk| &hunk.old)
        .map(|(hunk, sentence)| Loose { hunk, sentence, words: old.words_at(sentence) })
        .collect();
    let new_loose: Vec<Loose<'_>> = loose(|hunk| &hunk.new)
        .map(|(hunk, sentence)| Loose { hunk, sentence, words: new.words_at(sentence) })
        .collect();
    pairs(&old_loose, &new_loose)
}

/// Aligns the words of some old sentences with those of some new ones, as far as they have no partner yet.
fn map_words(
    old: &Version,
    new: &Version,
    from: &[usize],
    to: &[usize],
    words: &mut [Option<usize>],
    taken: &mut [bool],
) {
    let (old_numbers, old_words) = old.words_of(from);
    let (new_numbers, new_words) = new.words_of(to);
    for op in capture_diff_slices(Algorithm::Myers, &old_words, &new_words) {
        let DiffOp::Equal { old_index, new_index, len } = op else { continue };
        let from = old_numbers.iter().skip(old_index).take(len);
        for (from, to) in from.zip(new_numbers.iter().skip(new_index)) {
            if let (Some(word @ None), Some(taken @ false)) =
                (words.get_mut(*from), taken.get_mut(*to))
            {
                *word = Some(*to);
                *taken = true;
            }
        }
    }
}

/// The rows in the order of the new version; what was removed stands behind what it stood behind.
fn rows(old: &Version, new: &Version, known: &[(Pairs, Fate)]) -> Vec<Row> {
    let mut of_old = vec![None; old.sentences.len()];
    let mut of_new = vec![None; new.sentences.len()];
    for (pairs, fate) in known {
        for (from, to) in pairs {
            if let (Some(old), Some(new)) = (of_old.get_mut(*from), of_new.get_mut(*to)) {
                *old = Some((*to, *fate));
                *new = Some((*from, *fate));
            }
        }
    }
    let mut rows = Vec::new();
    let mut at = 0;
    let mut removed_up_to = |end: usize, rows: &mut Vec<Row>| {
        while at < end {
            if matches!(of_old.get(at), Some(None)) {
                rows.push(Row { old: Some(at), new: None, fate: Fate::Removed });
            }
            at += 1;
        }
    };
    for (to, known) in of_new.iter().enumerate() {
        match known {
            Some((from, fate)) => {
                // What moved here says nothing of what stood before it.
                if *fate == Fate::Same {
                    removed_up_to(*from, &mut rows);
                }
                rows.push(Row { old: Some(*from), new: Some(to), fate: *fate });
            }
            None => rows.push(Row { old: None, new: Some(to), fate: Fate::Added }),
        }
    }
    removed_up_to(old.sentences.len(), &mut rows);
    rows
}
