//! What became of each counted cue.

use std::collections::BTreeMap;

use crate::cue::selector::Selector;
use crate::cue::verdict::Cue;
use crate::lexicon::Lexicon;
use crate::lexicon::entry::{CategoryId, EntryId};
use crate::revision::Edition;
use crate::revision::align::{Alignment, Version};
use crate::text::voices::Voice;

/// What a revision did to a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// It was not there, or did not count.
    Added,
    /// It is no longer there, or no longer counts.
    Removed,
    /// Its words are in the other voice now.
    Moved,
}

impl Event {
    /// All events.
    pub const ALL: [Self; 3] = [Self::Added, Self::Removed, Self::Moved];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Moved => "moved",
        }
    }
}

/// A cue in one of the versions.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The number of its sentence, from 0.
    pub sentence: usize,
    /// The cue's number in the analysis.
    pub cue: usize,
    /// As written.
    pub matched: String,
    /// Whose words.
    pub voice: Voice,
    /// Where it counts.
    pub category: CategoryId,
    /// Its weight.
    pub weight: f64,
}

/// A cue that is not what it was.
#[derive(Debug, Clone, PartialEq)]
pub struct CueChange {
    /// What was done.
    pub event: Event,
    /// The entry of the lexicon.
    pub entry: EntryId,
    /// As it was; `None` where it was added.
    pub old: Option<Side>,
    /// As it is; `None` where it was removed.
    pub new: Option<Side>,
    /// The words are in both versions: why they do not count in one of them.
    pub reason: Option<String>,
}

impl CueChange {
    /// The newest that is known of it.
    #[must_use]
    pub fn side(&self) -> Option<&Side> {
        self.new.as_ref().or(self.old.as_ref())
    }

    /// Whether it is a cue of this category, in the voice that it is now in, or was removed from.
    #[must_use]
    pub fn is(&self, selector: &Selector, lexicon: &Lexicon) -> bool {
        self.side().is_some_and(|side| {
            side.voice == selector.voice && selector.holds(lexicon.category(side.category))
        })
    }
}

/// Follows each counted cue from the old version to the new one: it is the same cue where its words stayed
/// or moved and the same entry finds them. Returns those that are not what they were, by row.
pub(super) fn follow(
    old: Edition<'_>,
    new: Edition<'_>,
    lexicon: &Lexicon,
    versions: [&Version; 2],
    alignment: &Alignment,
) -> Vec<CueChange> {
    let [old_version, new_version] = versions;
    let (from, to) =
        (Located::new(old, old_version, lexicon), Located::new(new, new_version, lexicon));
    let back = reversed(&alignment.words, new_version.len());
    let mut changes = Vec::new();
    for was in from.counted() {
        let entry = was.entry;
        let gone = |reason| CueChange {
            event: Event::Removed,
            entry,
            old: Some(from.side(was)),
            new: None,
            reason,
        };
        match to.counterpart(was, &alignment.words) {
            None => changes.push(gone(None)),
            Some(is) if !is.cue.counts() => changes.push(gone(Some(to.reason(is)))),
            Some(is) if is.cue.voice != was.cue.voice => changes.push(CueChange {
                event: Event::Moved,
                entry,
                old: Some(from.side(was)),
                new: Some(to.side(is)),
                reason: None,
            }),
            Some(_) => {}
        }
    }
    for is in to.counted() {
        let was = from.counterpart(is, &back);
        if was.is_none_or(|was| !was.cue.counts()) {
            changes.push(CueChange {
                event: Event::Added,
                entry: is.entry,
                old: None,
                new: Some(to.side(is)),
                reason: was.map(|was| from.reason(was)),
            });
        }
    }
    sorted(changes, alignment)
}

/// In the order of the rows; in one row by the numbers of the cues, what was removed first.
fn sorted(mut changes: Vec<CueChange>, alignment: &Alignment) -> Vec<CueChange> {
    let (mut old_rows, mut new_rows) = (BTreeMap::new(), BTreeMap::new());
    for (number, row) in alignment.rows.iter().enumerate() {
        old_rows.extend(row.old.map(|old| (old, number)));
        new_rows.extend(row.new.map(|new| (new, number)));
    }
    changes.sort_by_key(|change| {
        let row = match (&change.new, &change.old) {
            (Some(new), _) => new_rows.get(&new.sentence),
            (None, Some(old)) => old_rows.get(&old.sentence),
            (None, None) => None,
        };
        let cue = change.side().map(|side| side.cue);
        (row.copied(), change.new.is_some(), cue)
    });
    changes
}

fn reversed(words: &[Option<usize>], length: usize) -> Vec<Option<usize>> {
    let mut back = vec![None; length];
    for (from, to) in words.iter().enumerate() {
        if let Some(place) = to.and_then(|to| back.get_mut(to)) {
            *place = Some(from);
        }
    }
    back
}

/// A cue with its sentence and its words.
#[derive(Debug, Clone, Copy)]
struct Placed<'a> {
    number: usize,
    sentence: usize,
    entry: EntryId,
    cue: &'a Cue,
    first: usize,
    last: usize,
}

/// The cues of a version.
struct Located<'a> {
    edition: Edition<'a>,
    lexicon: &'a Lexicon,
    all: Vec<Placed<'a>>,
    /// By entry, first and last word; of several one that counts.
    places: BTreeMap<(EntryId, usize, usize), usize>,
}

impl<'a> Located<'a> {
    fn new(edition: Edition<'a>, version: &Version, lexicon: &'a Lexicon) -> Self {
        let mut located = Self { edition, lexicon, all: Vec::new(), places: BTreeMap::new() };
        for (sentence, found) in edition.analysis.sentences.iter().enumerate() {
            for (number, cue) in found.cues.clone().zip(edition.analysis.cues_of(found)) {
                let Some((first, last)) = version.words_in(cue.span) else { continue };
                let at = located.all.len();
                let entry = cue.entry;
                located.all.push(Placed { number, sentence, entry, cue, first, last });
                let place = located.places.entry((entry, first, last)).or_insert(at);
                if cue.counts() {
                    *place = at;
                }
            }
        }
        located
    }

    fn counted(&self) -> impl Iterator<Item = &Placed<'a>> {
        self.all.iter().filter(|placed| placed.cue.counts())
    }

    /// The cue of this version that one of the other is here: of the same entry, at the words that its
    /// words became.
    fn counterpart(&self, placed: &Placed<'_>, words: &[Option<usize>]) -> Option<&Placed<'a>> {
        let there = |word: usize| words.get(word).copied().flatten();
        let place = (placed.entry, there(placed.first)?, there(placed.last)?);
        self.all.get(*self.places.get(&place)?)
    }

    fn side(&self, placed: &Placed<'_>) -> Side {
        Side {
            sentence: placed.sentence,
            cue: placed.number,
            matched: placed.cue.span.of(self.edition.text).to_owned(),
            voice: placed.cue.voice,
            category: placed.cue.category,
            weight: self.lexicon.entry(placed.entry).weight,
        }
    }

    fn reason(&self, placed: &Placed<'_>) -> String {
        placed.cue.verdict.explain(self.lexicon, self.lexicon.entry(placed.entry))
    }
}
