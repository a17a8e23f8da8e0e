//! The spellings of a lexicon laid side by side, and where those stand that begin alike.

use std::ops::Range;

use crate::lexicon::entry::Surface;
use crate::text::word_hash::WordHash;

/// All spellings in their order, in one stretch of memory: beside each other they stay cached, which
/// thousands of strings do not.
#[derive(Debug, Clone)]
pub(crate) struct Spellings {
    bytes: Vec<u8>,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Spellings {
    pub(crate) fn new(surfaces: &[Surface]) -> Self {
        let mut bytes = Vec::with_capacity(surfaces.iter().map(|s| s.text.len()).sum());
        let mut ends = Vec::with_capacity(surfaces.len());
        for surface in surfaces {
            bytes.extend_from_slice(surface.text.as_bytes());
            ends.push(u32::try_from(bytes.len()).expect("a lexicon is smaller than 4 GB"));
        }
        Self { bytes, ends }
    }

    /// The spelling with this number; empty where there is none.
    pub(crate) fn get(&self, number: usize) -> &[u8] {
        let end = |number: usize| self.ends.get(number).map_or(0, |end| *end as usize);
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

/// Spellings that stand together and begin with the same two tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) both: WordHash,
    pub(crate) surfaces: Range<usize>,
}

/// Runs by the hash of the two tokens; several may have one.
#[derive(Debug, Clone)]
pub(crate) struct Runs {
    /// In the order of the hashes.
    runs: Vec<Run>,
    /// How many runs have hashes whose upper bits are a smaller number.
    before: Vec<u32>,
    /// How far hashes are shifted for their upper bits.
    shift: u32,
}

impl Runs {
    pub(crate) fn new(mut runs: Vec<Run>) -> Self {
        runs.sort_unstable_by_key(|run| (run.both.number(), run.surfaces.start));
        let bits = runs.len().next_power_of_two().trailing_zeros().max(1);
        let shift = u64::BITS - bits;
        let mut before = vec![0; (1 << bits) + 1];
        for run in &runs {
            if let Some(count) = before.get_mut((run.both.number() >> shift) as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut before {
            sum += *count;
            *count = sum;
        }
        Self { runs, before, shift }
    }

    /// The runs that begin with these two tokens.
    pub(crate) fn of(&self, both: Option<WordHash>) -> impl Iterator<Item = &Range<usize>> {
        let count = |place: usize| self.before.get(place).map_or(0, |count| *count as usize);
        let place = both.map(|both| (both.number() >> self.shift) as usize);
        let near = place.map_or(0..0, |place| count(place)..count(place + 1));
        let near = self.runs.get(near).unwrap_or(&[]).iter();
        near.filter(move |run| Some(run.both) == both).map(|run| &run.surfaces)
    }
}
