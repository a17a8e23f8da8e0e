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
    of_entries: Vec<Rule>,
    /// By surface.
    senses: Vec<Senses>,
    /// The entries of surfaces that have several.
    several: Vec<EntryId>,
}

/// The entries that a surface leads to: most lead to one.
#[derive(Debug, Clone, Copy)]
enum Senses {
    One(EntryId),
    /// Where they begin in the list of several, and how many there are.
    Several(u32, u32),
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
        let mut several = Vec::new();
        let senses = lexicon.surfaces().iter().map(|surface| match surface.senses.as_slice() {
            [sense] => Senses::One(sense.entry),
            senses => {
                let number = |n: usize| u32::try_from(n).expect("senses are fewer than 2^32");
                let start = number(several.len());
                several.extend(senses.iter().map(|sense| sense.entry));
                Senses::Several(start, number(senses.len()))
            }
        });
        let senses = senses.collect();
        Self { of_entries: rules.collect(), senses, several }
    }

    pub(crate) fn of(&self, entry: EntryId) -> &Rule {
        self.of_entries.get(entry.index()).expect("entry ids are made by this lexicon")
    }

    /// The entries that a surface leads to, in the order in which they are tried.
    pub(crate) fn senses(&self, surface: usize) -> &[EntryId] {
        match self.senses.get(surface) {
            Some(Senses::One(entry)) => std::slice::from_ref(entry),
            Some(Senses::Several(start, count)) => {
                let behind = self.several.get(*start as usize..).unwrap_or(&[]);
                behind.get(..*count as usize).unwrap_or(&[])
            }
            None => &[],
        }
    }
}
