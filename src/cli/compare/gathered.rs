//! The documents of a comparison, from texts or from earlier tables, and what was seen on the way.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::cli::Done;
use crate::compare::corpus::CorpusBuilder;
use crate::compare::labels::MISSING;
use crate::compare::observation::Observation;
use crate::compare::period::UNKNOWN;
use crate::lexicon::Lexicon;
use crate::output::comparison::example::Examples;

/// Everything the tables are made of.
pub(super) struct Gathered {
    pub(super) corpus: CorpusBuilder,
    pub(super) examples: Examples,
    /// The lexicon that the hits were found with, if it is at hand.
    pub(super) lexicon: Option<Arc<Lexicon>>,
    /// Fingerprints of lexicon and options, where they are known.
    pub(super) fingerprint: Option<[String; 2]>,
    pub(super) has_terms: bool,
    pub(super) has_scores: bool,
    pub(super) tally: Tally,
    pub(super) done: Done,
}

/// What was seen of the documents.
#[derive(Default)]
pub(super) struct Tally {
    /// Documents, those that were left out too.
    pub(super) documents: u64,
    /// Those that repeat another one, by group.
    pub(super) repeats: BTreeMap<String, u64>,
    /// Those without a group.
    pub(super) no_group: u64,
    /// Those without a stratum.
    pub(super) no_stratum: u64,
    /// Those whose date is missing or cannot be read.
    pub(super) no_period: u64,
    /// Those without any word.
    pub(super) wordless: u64,
    /// Words of the author, and of those quoted.
    pub(super) words: [u64; 2],
    pub(super) has_headlines: bool,
    ids: BTreeSet<[u8; 16]>,
    /// Ids that more than one document has.
    pub(super) twice: BTreeSet<String>,
}

impl Tally {
    /// Takes note of a document; those that are left out count, but their words do not.
    pub(super) fn add(&mut self, observation: &Observation, repeats: bool, left_out: bool) {
        self.documents += 1;
        if repeats {
            *self.repeats.entry(observation.group.clone()).or_default() += 1;
        }
        if !self.ids.insert(short(&observation.id)) {
            self.twice.insert(observation.id.clone());
        }
        if left_out {
            return;
        }
        let counts = &observation.counts;
        self.no_group += u64::from(observation.group == MISSING);
        self.no_stratum += u64::from(observation.stratum == MISSING);
        self.no_period += u64::from(observation.period.as_deref() == Some(UNKNOWN));
        self.wordless += u64::from(counts.words == [0, 0]);
        self.has_headlines |= counts.headline_words > 0;
        for (sum, words) in self.words.iter_mut().zip(counts.words) {
            *sum += words;
        }
    }

    /// How many documents repeat another one.
    pub(super) fn repeats_n(&self) -> u64 {
        self.repeats.values().sum()
    }
}

/// A fingerprint of an id: a set of these is smaller than one of ids.
fn short(id: &str) -> [u8; 16] {
    use sha2::Digest as _;
    let mut short = [0; 16];
    short.iter_mut().zip(sha2::Sha256::digest(id.as_bytes())).for_each(|(to, from)| *to = from);
    short
}
