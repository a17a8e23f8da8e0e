//! The spellings of a lexicon laid side by side, and where those stand that begin alike.

use std::borrow::Cow;
use std::ops::Range;

use crate::cue::numbers::{Numbers, Row};
use crate::text::word_hash::WordHash;

/// All spellings in their order, in one stretch of memory: beside each other they stay cached, which
/// thousands of strings do not.
#[derive(Debug, Clone)]
pub(crate) struct Spellings {
    bytes: Cow<'static, [u8]>,
    /// Where each ends.
    ends: Numbers,
}

impl Spellings {
    /// These spellings, which are sorted.
    pub(crate) fn new(texts: &[&str]) -> Self {
        let mut end = 0;
        let ends = texts.iter().map(|text| {
            end += text.len();
            u32::try_from(end).expect("a lexicon is smaller than 4 GB")
        });
        let ends = ends.collect();
        Self { bytes: texts.concat().into_bytes().into(), ends }
    }

    /// All of them in one text.
    pub(crate) fn in_one(&self) -> &str {
        str::from_utf8(&self.bytes).expect("they were laid together from whole texts")
    }

    /// Takes from the front of a generated file where each of those ends that these bytes begin with.
    pub(crate) fn read(bytes: &'static [u8], file: &mut &'static [u8]) -> Option<Self> {
        Some(Self { bytes: Cow::Borrowed(bytes), ends: Numbers(Row::read(file)?) })
    }

    /// Puts this behind what is there, and returns the bytes.
    #[cfg(test)]
    pub(crate) fn write(&self, file: &mut Vec<u8>) -> &[u8] {
        self.ends.0.write(file);
        &self.bytes
    }

    /// The spelling with this number; empty where there is none.
    pub(crate) fn get(&self, number: usize) -> &[u8] {
        let end = |number: usize| self.ends.get(number).map_or(0, |end| end as usize);
        let start = number.checked_sub(1).map_or(0, end);
        self.bytes.get(start..end(number)).unwrap_or(&[])
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

    /// As it lies in memory: hash, start and end.
    fn to_bytes(self) -> [u8; RUN] {
        let ends = u64::from(self.end) << 32 | u64::from(self.start);
        let mut bytes = [0; RUN];
        for (half, number) in bytes.as_chunks_mut().0.iter_mut().zip([self.begin.number(), ends]) {
            *half = number.to_le_bytes();
        }
        bytes
    }
}

/// Bytes of a run.
const RUN: usize = 16;

/// Bytes that are no run: none ends before the first spelling.
const FREE: [u8; RUN] = [0; RUN];

/// Start and end of the run that these bytes are, if it begins so.
fn ends(run: &[u8; RUN], begin: WordHash) -> Option<Range<usize>> {
    let [hash, ends] = run.as_chunks().0 else { return None };
    let end = |from: usize| ends.get(from..).and_then(|end| end.first_chunk());
    let [start, end] = [end(0)?, end(4)?].map(|end| u32::from_le_bytes(*end) as usize);
    (u64::from_le_bytes(*hash) == begin.number()).then_some(start..end)
}

/// Runs by the hash of the tokens; several may have one.
#[derive(Debug, Clone)]
pub(crate) struct Runs {
    /// Each at the first free place from the one on that its hash stands for: one look at memory finds
    /// most runs. At least every other place is free.
    places: Row<RUN>,
}

impl Runs {
    pub(crate) fn new(runs: Vec<Run>) -> Self {
        let mut places = vec![FREE; (2 * runs.len() + 2).next_power_of_two()];
        for run in runs {
            let mut place = place(run.begin, places.len());
            while places.get(place).is_some_and(|run| *run != FREE) {
                place = (place + 1) & (places.len() - 1);
            }
            if let Some(free) = places.get_mut(place) {
                *free = run.to_bytes();
            }
        }
        Self { places: places.into() }
    }

    /// Takes some from the front of a generated file.
    pub(crate) fn read(file: &mut &'static [u8]) -> Option<Self> {
        Some(Self { places: Row::read(file)? })
    }

    /// Puts them behind what is there.
    #[cfg(test)]
    pub(crate) fn write(&self, file: &mut Vec<u8>) {
        self.places.write(file);
    }

    /// The runs that begin with these tokens.
    pub(crate) fn of(&self, begin: WordHash) -> impl Iterator<Item = Range<usize>> {
        let first = place(begin, self.places.len());
        let places = (first..).map(|place| self.places.get(place & (self.places.len() - 1)));
        let runs = places.map_while(|run| run.filter(|run| **run != FREE));
        runs.filter_map(move |run| ends(run, begin))
    }
}

/// The place that a hash stands for.
const fn place(hash: WordHash, places: usize) -> usize {
    (hash.number() >> 20) as usize & (places - 1)
}
