//! The spellings of a lexicon laid side by side, and where those stand that begin alike.

use std::ops::Range;

use crate::text::span::Span;
use crate::text::word_hash::WordHash;

/// All spellings in their order, in one stretch of memory: beside each other they stay cached, which
/// thousands of strings do not.
#[derive(Debug, Clone)]
pub(crate) struct Spellings {
    bytes: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Spellings {
    /// These spellings, which are sorted.
    pub(crate) fn new(texts: &[&str]) -> Self {
        let mut bytes = String::with_capacity(texts.iter().map(|text| text.len()).sum());
        let mut ends = Vec::with_capacity(texts.len());
        for text in texts {
            bytes.push_str(text);
            ends.push(u32::try_from(bytes.len()).expect("a lexicon is smaller than 4 GB"));
        }
        Self { bytes, ends }
    }

    /// All of them in one text, and where in it each stands.
    pub(crate) fn in_one(&self) -> (&str, impl Iterator<Item = Span>) {
        let ends = self.ends.iter().map(|end| *end as usize);
        let starts = std::iter::once(0).chain(ends.clone());
        (&self.bytes, starts.zip(ends).map(|(start, end)| Span::new(start, end)))
    }

    /// The spelling with this number; empty where there is none.
    pub(crate) fn get(&self, number: usize) -> &[u8] {
        let end = |number: usize| self.ends.get(number).map_or(0, |end| *end as usize);
        let start = number.checked_sub(1).map_or(0, end);
        self.bytes.as_bytes().get(start..end(number)).unwrap_or(&[])
    }

    /// Leaves of spellings that are alike up to a place those that have a byte there.
    pub(crate) fn narrow(&self, alike: &mut Range<usize>, place: usize, byte: u8) {
        let at = |number: usize| self.get(number).get(place).copied();
        if alike.len() == 1 {
            alike.end = alike.start + usize::from(at(alike.start) == Some(byte));
            return;
        }
        alike.start = first_not(alike.clone(), |number| at(number) < Some(byte));
        alike.end = first_not(alike.clone(), |number| at(number) == Some(byte));
    }
}

/// The first number of a range that is not so, where all that are come first.
fn first_not(mut range: Range<usize>, so: impl Fn(usize) -> bool) -> usize {
    while !range.is_empty() {
        let middle = range.start.midpoint(range.end);
        if so(middle) {
            range.start = middle + 1;
        } else {
            range.end = middle;
        }
    }
    range.start
}

/// Spellings that stand together and begin with the same tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    begin: WordHash,
    start: u32,
    pub(crate) end: u32,
}

impl Run {
    /// A run of one spelling.
    pub(crate) fn new(begin: WordHash, at: usize) -> Self {
        let start = u32::try_from(at).expect("surfaces are fewer than 2^32");
        Self { begin, start, end: start + 1 }
    }

    /// Whether the spelling with the number `at`, which begins with these tokens, is the next.
    pub(crate) fn goes_on(&self, begin: WordHash, at: usize) -> bool {
        self.begin == begin && self.end as usize == at
    }
}

/// Runs by the hash of the tokens; several may have one.
#[derive(Debug, Clone)]
pub(crate) struct Runs {
    /// Each at the first free place from the one on that its hash stands for: one look at memory finds
    /// most runs. At least every other place is free.
    places: Vec<Option<Run>>,
}

impl Runs {
    pub(crate) fn new(runs: Vec<Run>) -> Self {
        let mut places: Vec<Option<Run>> = vec![None; (2 * runs.len() + 2).next_power_of_two()];
        for run in runs {
            let mut place = place(run.begin, places.len());
            while places.get(place).is_some_and(Option::is_some) {
                place = (place + 1) & (places.len() - 1);
            }
            if let Some(free) = places.get_mut(place) {
                *free = Some(run);
            }
        }
        Self { places }
    }

    /// The runs that begin with these tokens.
    pub(crate) fn of(&self, begin: WordHash) -> impl Iterator<Item = Range<usize>> {
        let first = place(begin, self.places.len());
        let places = (first..).map(|place| self.places.get(place & (self.places.len() - 1)));
        let runs = places.map_while(|run| run.copied().flatten());
        let runs = runs.filter(move |run| run.begin == begin);
        runs.map(|run| run.start as usize..run.end as usize)
    }
}

/// The place that a hash stands for.
const fn place(hash: WordHash, places: usize) -> usize {
    (hash.number() >> 20) as usize & (places - 1)
}
