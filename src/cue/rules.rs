//! What judging an entry's matches needs, laid together: an entry as the lexicon has it is ten times as
//! large, and of most guards nothing is read but a sieve.

use std::sync::OnceLock;

use crate::cue::numbers::{Numbers, Row};
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

    /// As it lies in a generated file, where no profile is in use: the category, that of a negated cue, and the
    /// places of all else among the alternatives.
    #[cfg(test)]
    fn to_bytes(&self) -> [u8; RULE] {
        assert!(!self.below, "no profile is in use");
        let (negated, routed) = match self.negated {
            Negated::Keep => (0, 0),
            Negated::Drop => (1, 0),
            Negated::Route(category) => (2, category.0),
        };
        let [case, quoted] = [self.case as u8, self.quoted as u8];
        let ([a, b], [c, d]) = (self.category.0.to_le_bytes(), routed.to_le_bytes());
        [a, b, c, d, case, negated, quoted, 0]
    }

    fn of([a, b, c, d, case, negated, quoted, _]: [u8; RULE]) -> Self {
        Self {
            category: CategoryId(u16::from_le_bytes([a, b])),
            case: Case::ALL.get(usize::from(case)).copied().unwrap_or(Case::Any),
            negated: match negated {
                0 => Negated::Keep,
                1 => Negated::Drop,
                _ => Negated::Route(CategoryId(u16::from_le_bytes([c, d]))),
            },
            quoted: Quoted::ALL.get(usize::from(quoted)).copied().unwrap_or(Quoted::Keep),
            below: false,
            sieves: OnceLock::new(),
        }
    }
}

/// Bytes of a rule.
const RULE: usize = 8;

/// One for each of [`Guards`] that has items, as few have: what an entry has none of is not touched.
#[derive(Debug, Clone)]
pub(crate) struct Sieves {
    pub(crate) if_prev: Option<Box<Sieve>>,
    pub(crate) unless_prev: Option<Box<Sieve>>,
    pub(crate) if_next: Option<Box<Sieve>>,
    pub(crate) unless_next: Option<Box<Sieve>>,
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
    senses: Leads,
}

/// The entries that surfaces lead to: most lead to one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Leads {
    /// By surface the one entry, or [`SEVERAL`] with the place where its list begins.
    one: Numbers,
    /// Of each surface that leads to none or several how many they are, and these.
    several: Numbers,
}

/// The bit that no number of an entry has.
const SEVERAL: u32 = 1 << 31;

impl Leads {
    /// Those of surfaces in order, each to these entries.
    fn new(surfaces: impl Iterator<Item = impl Iterator<Item = EntryId>>) -> Self {
        let mut several: Vec<u32> = Vec::new();
        let one = surfaces.map(|mut entries| {
            let (first, second) = (entries.next(), entries.next());
            if let (Some(only), None) = (first, second) {
                return only.0;
            }
            let start = several.len();
            several.push(0);
            let entries = first.into_iter().chain(second).chain(entries);
            several.extend(entries.map(|entry| entry.0));
            let found = small(several.len() - start - 1);
            if let Some(count) = several.get_mut(start) {
                *count = found;
            }
            SEVERAL | small(start)
        });
        Self { one: one.collect(), several: several.into_iter().collect() }
    }

    /// The entries that a surface leads to, in the order in which they are tried.
    fn of(&self, surface: usize) -> impl Iterator<Item = EntryId> {
        let lead = self.one.get(surface);
        let start = lead.filter(|lead| lead & SEVERAL != 0).map(|lead| (lead & !SEVERAL) as usize);
        let list = start.map(|start| {
            let count = self.several.get(start).map_or(0, |count| count as usize);
            self.several.at(start + 1..start + 1 + count)
        });
        let one = lead.filter(|lead| lead & SEVERAL == 0);
        one.into_iter().chain(list.into_iter().flatten()).map(EntryId)
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).expect("senses are fewer than 2^31")
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
        let surfaces = lexicon.surfaces().iter();
        let senses = surfaces.map(|surface| surface.senses.iter().map(|sense| sense.entry));
        let rules = Self { senses: Leads::new(senses), of_entries };
        if counting { rules.counting(lexicon) } else { rules }
    }

    /// The same where no surface leads to an entry that cannot count.
    pub(crate) fn counting(self, lexicon: &Lexicon) -> Self {
        let counts: Vec<bool> =
            self.of_entries.iter().map(|rule| rule.may_count(lexicon)).collect();
        let counts = |entry: &EntryId| counts.get(entry.index()).copied().unwrap_or(false);
        let surfaces = 0..self.senses.one.0.len();
        let senses = surfaces.map(|surface| self.senses.of(surface).filter(counts));
        Self { senses: Leads::new(senses), ..self }
    }

    /// Takes some from the front of a generated file; `senses` are those of [`Self::write_senses`].
    pub(crate) fn read(file: &mut &'static [u8], senses: &mut &'static [u8]) -> Option<Self> {
        let rules: Row<RULE> = Row::read(file)?;
        let of_entries = rules.iter().map(|rule| Rule::of(*rule)).collect();
        let senses =
            Leads { one: Numbers(Row::read(senses)?), several: Numbers(Row::read(senses)?) };
        Some(Self { of_entries, senses })
    }

    /// Puts all but the senses behind what is there.
    #[cfg(test)]
    pub(crate) fn write(&self, file: &mut Vec<u8>) {
        let rules: Row<RULE> = self.of_entries.iter().map(Rule::to_bytes).collect();
        rules.write(file);
    }

    /// Puts the entries that surfaces lead to behind what is there.
    #[cfg(test)]
    pub(crate) fn write_senses(&self, file: &mut Vec<u8>) {
        self.senses.one.0.write(file);
        self.senses.several.0.write(file);
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
    pub(crate) fn senses(&self, surface: usize) -> impl Iterator<Item = EntryId> {
        self.senses.of(surface)
    }
}
