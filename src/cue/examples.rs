//! Runs the examples that stand beside the entries of a lexicon.

use crate::cue::finder::{Finder, Scratch};
use crate::cue::verdict::{Cue, Reason, Verdict};
use crate::lexicon::entry::EntryId;

/// An example that does not come out as its entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleFault {
    /// The entry that the example belongs to.
    pub entry: EntryId,
    /// The sentence.
    pub example: String,
    /// Whether it is a `yes`.
    pub wanted: bool,
    /// What was found instead, in words.
    pub found: String,
}

/// Checks every `yes` and `no` of every entry: an entry counts in each of its `yes` sentences, and
/// in none of its `no` sentences. A category that is off makes no difference.
#[must_use]
pub fn check(finder: &Finder) -> Vec<ExampleFault> {
    check_first(finder, finder.lexicon().entries().len())
}

/// As [`check`], of so many entries from the first on: those of added files come before the
/// built-in ones, which they may rightly overrule.
#[must_use]
pub fn check_first(finder: &Finder, entries: usize) -> Vec<ExampleFault> {
    let mut faults = Vec::new();
    for (index, entry) in finder.lexicon().entries().iter().take(entries).enumerate() {
        let id = EntryId(u32::try_from(index).unwrap_or(u32::MAX));
        let yes = entry.yes.iter().map(|example| (example, true));
        let no = entry.no.iter().map(|example| (example, false));
        for (example, wanted) in yes.chain(no) {
            let mut cues = Vec::new();
            finder.find_whole(example, &mut Scratch::default(), &mut cues);
            let own = |cue: &&Cue| cue.entry == id;
            if cues.iter().filter(own).any(holds) != wanted {
                let found = describe(finder, &cues, id);
                faults.push(ExampleFault { entry: id, example: example.clone(), wanted, found });
            }
        }
    }
    faults
}

fn holds(cue: &Cue) -> bool {
    cue.counts() || cue.verdict == Verdict::Discounted(Reason::Off)
}

fn describe(finder: &Finder, cues: &[Cue], id: EntryId) -> String {
    let lexicon = finder.lexicon();
    let own = cues.iter().find(|cue| cue.entry == id);
    let counted = cues.iter().find(|cue| cue.counts());
    match (own, counted) {
        (Some(own), _) if own.counts() => "it counted".to_owned(),
        (Some(own), _) => {
            format!("it did not count: {}", own.verdict.explain(lexicon, lexicon.entry(id)))
        }
        (None, Some(other)) => format!("{} counted instead", lexicon.entry(other.entry).name),
        (None, None) => "it was not found".to_owned(),
    }
}
