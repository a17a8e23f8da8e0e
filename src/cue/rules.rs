//! What judging an entry's matches needs, laid together: an entry as the lexicon has it is ten times as
//! large, and of most guards nothing is read but a sieve.

use std::sync::OnceLock;

use crate::cue::sieve::Sieve;
use crate::lexicon::Lexicon;
use crate::lexicon::entry::{Case, CategoryId, EntryId, Negated, Quoted, Sense};
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
    /// Made when it is first asked for.
    sieves: OnceLock<Option<Box<Sieves>>>,
}

impl Rule {
    /// Whether a cue of the entry may count.
    fn may_count(&self, lexicon: &Lexicon) -> bool {
        let routed = match self.negated {
            Negated::Route(category) => Some(category),
            Negated::Keep | Negated::Drop => None,
        };
        let mut categories = [Some(self.category), routed].into_iter().flatten();
        !self.below && categories.any(|category| !lexicon.category(category).off)
    }
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
    /// The rules of a lexicon; with `counting` no surface leads to an entry that cannot count.
    pub(crate) fn new(lexicon: &Lexicon, counting: bool) -> Self {
        let rules = lexicon.entries().iter().map(|entry| Rule {
            category: entry.category,
            case: entry.case,
            negated: entry.negated,
            quoted: entry.quoted,
            below: entry.below.is_some(),
            sieves: OnceLock::new(),
        });
        let of_entries: Vec<Rule> = rules.collect();
        let wanted = |sense: &&Sense| {
            let rule = of_entries.get(sense.entry.index());
            !counting || rule.is_some_and(|rule| rule.may_count(lexicon))
        };
        let mut several = Vec::new();
        let senses = lexicon.surfaces().iter().map(|surface| {
            if let [sense] = surface.senses.as_slice()
                && wanted(&sense)
            {
                return Senses::One(sense.entry);
            }
            let number = |n: usize| u32::try_from(n).expect("senses are fewer than 2^32");
            let start = several.len();
            several.extend(surface.senses.iter().filter(wanted).map(|sense| sense.entry));
            Senses::Several(number(start), number(several.len() - start))
        });
        let senses = senses.collect();
        Self { of_entries, senses, several }
    }

    /// The sieves of an entry's guards; `None` where it has no guard.
    pub(crate) fn sieves(&self, lexicon: &Lexicon, entry: EntryId) -> Option<&Sieves> {
        let sieves = || Sieves::new(&lexicon.entry(entry).guards);
        self.of(entry).sieves.get_or_init(sieves).as_deref()
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
