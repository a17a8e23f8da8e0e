//! Whether a lexicon does what it says: each spelling found, each sense able to count, each example
//! and each pair true.

mod cover;
mod examples;
mod pairs;
mod reach;
mod redundant;
mod shadow;
mod swallow;

use crate::cue::finder::Finder;
use crate::lexicon::entry::EntryId;
use crate::lexicon::finding::Finding;

/// How many spellings a message names.
const NAMED_SPELLINGS: usize = 3;

/// Checks the entries of the first `files` files of a lexicon: added ones come before the built-in
/// ones, which they may rightly overrule. Findings are sorted by place.
///
/// What only the files themselves tell, such as a list that no guard names, is found by
/// [`LexiconLoader::untidy`](crate::lexicon::LexiconLoader::untidy).
#[must_use]
pub fn findings(finder: &Finder, files: usize) -> Vec<Finding> {
    let lexicon = finder.lexicon();
    let entries = lexicon.infos().iter().take(files).map(|info| info.entries).sum();
    let mut findings = examples::findings(finder, entries);
    findings.extend(reach::findings(finder, entries));
    findings.extend(shadow::findings(lexicon, files, entries));
    findings.extend(swallow::findings(lexicon, entries));
    findings.extend(redundant::findings(lexicon, entries));
    findings.extend(pairs::findings(lexicon, entries));
    findings.sort();
    findings.dedup();
    findings
}

/// Whether an entry is one of the first so many.
const fn among(id: EntryId, entries: usize) -> bool {
    id.index() < entries
}

/// `a`, `b`, `c` and 2 more.
fn listed(spellings: &[&str]) -> String {
    let named: Vec<String> =
        spellings.iter().take(NAMED_SPELLINGS).map(|text| format!("`{text}`")).collect();
    match spellings.len().saturating_sub(NAMED_SPELLINGS) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::lexicon::LexiconLoader;

    /// All that is found in two files, the second TOML after a common head if it is not empty.
    pub(super) fn found(csv: &str, toml: &str) -> Vec<String> {
        let mut loader = LexiconLoader::new();
        loader.without_builtin();
        let files = usize::from(!csv.is_empty()) + usize::from(!toml.is_empty());
        if !csv.is_empty() {
            loader.add("a.csv", csv);
        }
        if !toml.is_empty() {
            loader.add("b.toml", &format!("[lexicon]\nformat = 1\nid = \"b\"\n{toml}"));
        }
        let lexicon = loader.load().unwrap();
        findings(&Finder::new(Arc::new(lexicon)), files)
            .iter()
            .map(|f| format!("{}: {}: {}", f.at, f.rule.name(), f.message))
            .collect()
    }

    #[test]
    fn a_sound_lexicon_has_no_finding() {
        let csv = "term,in,if_next,yes,no\nabout,hedge.modal,NUM,About 9 came.,Talk about it.\n\
            perhaps,hedge.modal,,Perhaps it will.,\n";
        assert_eq!(found(csv, ""), Vec::<String>::new());
    }

    #[test]
    fn many_spellings_are_named_by_the_first() {
        assert_eq!(listed(&["a", "b"]), "`a`, `b`");
        assert_eq!(listed(&["a", "b", "c", "d", "e"]), "`a`, `b`, `c` and 2 more");
    }
}
