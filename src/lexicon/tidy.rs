//! What a lexicon file says of itself, and what it holds without using it.

use std::collections::BTreeSet;

use crate::lexicon::Lexicon;
use crate::lexicon::finding::{Finding, Rule};
use crate::lexicon::mistake::LexiconFile;
use crate::lexicon::raw::RawLexicon;

/// Checks licence, sources, titles and the use of categories and lists of some files of a lexicon.
/// A CSV lexicon has no place for the first two.
pub(crate) fn findings(files: &[(&LexiconFile, &RawLexicon)], lexicon: &Lexicon) -> Vec<Finding> {
    let used: BTreeSet<&str> = files.iter().flat_map(|(_, raw)| used_categories(raw)).collect();
    let mut findings = Vec::new();
    for (file, raw) in files {
        if raw.head.is_some() {
            head(file, raw, &mut findings);
        }
        categories(file, raw, lexicon, &used, &mut findings);
        lists(file, raw, &mut findings);
    }
    findings
}

fn head(file: &LexiconFile, raw: &RawLexicon, findings: &mut Vec<Finding>) {
    let at = file.location(raw.head.clone().unwrap_or(0..0).start);
    if raw.licence.trim().is_empty() {
        let fix = "write `licence = \"CC0-1.0\"` or whichever holds";
        findings.push(Finding::new(Rule::Licence, &at, "the lexicon names no licence", fix));
    }
    let blank = |source: &String| source.trim().is_empty();
    if raw.sources.iter().all(blank) {
        let fix = "write `sources = [\"…\"]`: works, or whose judgement it is";
        findings.push(Finding::new(Rule::Sources, &at, "the lexicon names no sources", fix));
    } else if raw.sources.iter().any(blank) {
        findings.push(Finding::new(Rule::Sources, &at, "a source is empty", "delete it"));
    }
}

fn categories(
    file: &LexiconFile,
    raw: &RawLexicon,
    lexicon: &Lexicon,
    used: &BTreeSet<&str>,
    findings: &mut Vec<Finding>,
) {
    for category in &raw.categories {
        let path = category.path.value.as_str();
        let at = file.location(category.path.span.start);
        // Where several files declare a category, one title is enough.
        let known = lexicon.categories().iter().find(|known| known.path == path);
        if known.is_some_and(|known| known.title.trim().is_empty()) {
            let message = format!("category `{path}` has no title");
            findings.push(Finding::new(Rule::Title, &at, message, "write `title = \"…\"`"));
        }
        if !used.contains(path) {
            let message = format!("no term counts for category `{path}`");
            let fix = "delete it, or give it terms";
            findings.push(Finding::new(Rule::UnusedCategory, &at, message, fix));
        }
    }
}

fn used_categories(raw: &RawLexicon) -> impl Iterator<Item = &str> {
    raw.terms
        .iter()
        .flat_map(|term| [&term.category, &term.negated])
        .flatten()
        .map(|path| path.value.as_str())
}

fn lists(file: &LexiconFile, raw: &RawLexicon, findings: &mut Vec<Finding>) {
    let items = raw.terms.iter().flat_map(|term| {
        [&term.if_prev, &term.if_next, &term.unless_prev, &term.unless_next].into_iter().flatten()
    });
    let named: BTreeSet<&str> = items
        .filter_map(|item| item.value.strip_prefix('@'))
        .map(|name| name.split('~').next().unwrap_or(name).trim())
        .collect();
    for (name, _) in raw.lists.iter().filter(|(name, _)| !named.contains(name.value.as_str())) {
        let message = format!("no guard names `@{}`", name.value);
        let at = file.location(name.span.start);
        findings.push(Finding::new(Rule::UnusedList, &at, message, "delete it"));
    }
}
