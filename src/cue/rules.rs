//! What judging an entry's matches needs, laid together: an entry as the lexicon has it is ten times as
//! large, and of most guards nothing is read but a sieve.

use crate::cue::sieve::Sieve;
use crate::lexicon::Lexicon;
use crate::lexicon::entry::{Case, CategoryId, EntryId, Negated, Quoted};
use crate::lexicon::guard::Guards;

/// The rules of an entry.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) category: CategoryId,
    pub(crate) case: Case,
    pub(crate) negated: Negated,
    pub(crate) quoted: Quoted,
    /// The profile in use says that it is right too seldom.
    pub(crate) below: bool,
    /// `None` where the entry has no guard.
    pub(crate) sieves: Option<Box<Sieves>>,
}

/// One for each of [`Guards`].
#[derive(Debug, Clone)]
pub(crate) struct Sieves {
    pub(crate) if_prev: Sieve,
    pub(crate) unless_prev: Sieve,
    pub(crate) if_next: Sieve,
    pub(crate) unless_next: Sieve,
}

impl Sieves {
    fn new(guards: &Guards) -> Option<Box<Self>> {
        (!guards.is_empty()).then(|| {
            Box::new(Self {
                if_prev: Sieve::before(&guards.if_prev),
                unless_prev: Sieve::before(&guards.unless_prev),
                if_next: Sieve::behind(&guards.if_next),
                unless_next: Sieve::behind(&guards.unless_next),
            })
        })
    }
}

/// The rules of all entries, and the entries of all surfaces.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    rules: Vec<Rule>,
    /// The entries of the senses of all surfaces, in order.
    senses: Vec<EntryId>,
    /// Where those of each surface end.
    ends: Vec<u32>,
}

impl Rules {
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let rules = lexicon.entries().iter().map(|entry| Rule {
            category: entry.category,
            case: entry.case,
            negated: entry.negated,
            quoted: entry.quoted,
            below: entry.below.is_some(),
            sieves: Sieves::new(&entry.guards),
        });
        let mut senses = Vec::with_capacity(lexicon.surfaces().len());
        let mut ends = Vec::with_capacity(lexicon.surfaces().len());
        for surface in lexicon.surfaces() {
            senses.extend(surface.senses.iter().map(|sense| sense.entry));
            ends.push(u32::try_from(senses.len()).expect("entries are numbered in 32 bits"));
        }
        Self { rules: rules.collect(), senses, ends }
    }

    pub(crate) fn of(&self, entry: EntryId) -> &Rule {
        self.rules.get(entry.index()).expect("entry ids are made by this lexicon")
    }

    /// The entries that a surface leads to, in the order in which they are tried.
    pub(crate) fn senses(&self, surface: usize) -> &[EntryId] {
        let end = |number: usize| self.ends.get(number).map_or(0, |end| *end as usize);
        let start = surface.checked_sub(1).map_or(0, end);
        self.senses.get(start..end(surface)).unwrap_or(&[])
    }
}
