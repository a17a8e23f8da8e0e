//! A sieve before a guard: most guards do not hold, and a bit for each word near the match tells it.

use crate::lexicon::guard::{GuardItem, Phrase, Test, WordMask};
use crate::text::word_hash::WordHash;

/// What can be told of a guard by the hashes of the tokens on its side.
#[derive(Debug, Clone)]
pub(crate) struct Sieve {
    /// Words of the items: single ones, and those of phrases that stand nearest to the match.
    words: WordMask,
    /// How many tokens these items look at.
    pub(crate) within: usize,
    /// The numbers of all other items, which the sieve says nothing of: classes, endings, and phrases
    /// that have a class nearest to the match.
    pub(crate) others: Vec<usize>,
}

impl Sieve {
    /// The sieve of a guard on what stands before a match; none of one without items.
    pub(crate) fn before(items: &[GuardItem]) -> Option<Box<Self>> {
        (!items.is_empty()).then(|| Box::new(Self::new(items, |phrase| phrase.last)))
    }

    /// The sieve of a guard on what stands behind one.
    pub(crate) fn behind(items: &[GuardItem]) -> Option<Box<Self>> {
        (!items.is_empty()).then(|| Box::new(Self::new(items, |phrase| phrase.first)))
    }

    fn new(items: &[GuardItem], nearest: impl Fn(&Phrase) -> Option<WordHash>) -> Self {
        let mut sieve = Self { words: WordMask::default(), within: 0, others: Vec::new() };
        for (number, item) in items.iter().enumerate() {
            let Test::Words(list) = &item.test else {
                sieve.others.push(number);
                continue;
            };
            let phrases: Option<Vec<WordHash>> = list.phrases().iter().map(&nearest).collect();
            let Some(phrases) = phrases else {
                sieve.others.push(number);
                continue;
            };
            sieve.words.add(list.mask());
            for hash in phrases {
                sieve.words.insert(hash);
            }
            sieve.within = sieve.within.max(usize::from(item.within));
        }
        sieve
    }

    /// Whether an item that is none of the [others](Self::others) may hold at a token with this hash.
    pub(crate) fn may_hold(&self, hash: WordHash) -> bool {
        self.words.may_hold(hash)
    }
}
