//! Whether each spelling is found in a text that consists of it.

use crate::cue::finder::Finder;
use crate::cue::quality::{among, listed};
use crate::lexicon::finding::{Finding, Rule};

/// Guards are not asked: what counts is for the examples to say.
pub(super) fn findings(finder: &Finder, entries: usize) -> Vec<Finding> {
    let lexicon = finder.lexicon();
    let unreachable = lexicon.surfaces().iter().enumerate().filter(|(at, _)| !finder.reaches(*at));
    let mut findings = Vec::new();
    for (_, surface) in unreachable {
        for sense in surface.senses.iter().filter(|sense| among(sense.entry, entries)) {
            let entry = lexicon.entry(sense.entry);
            let message =
                format!("{} is not found in a text that consists of it", listed(&[&surface.text]));
            let fix = "write it as it stands in a text, words with single blanks between";
            findings.push(Finding::new(Rule::Unreachable, &entry.at, message, fix));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::lexicon::LexiconLoader;

    /// The form of terms is checked as they are read, so that a broken one has to be made.
    #[test]
    fn a_surface_that_no_text_leads_to_is_named() {
        let csv = "term,in,forms\nso-called,hedge.modal,\ncritici* of,hedge.modal,\n\
            rock 'n' roll,hedge.modal,\nnaïve,hedge.modal,\nit's,hedge.modal,\nu.s.a,hedge.modal,\n";
        let mut lexicon = LexiconLoader::new().without_builtin().add("a.csv", csv).load().unwrap();
        let all = |lexicon| findings(&Finder::new(Arc::new(lexicon)), 6);
        assert_eq!(all(lexicon.clone()), []);
        let terms = lexicon.terms.all_mut();
        for surface in &mut terms.surfaces {
            if surface.text == "so-called" {
                surface.text = "so -called".into();
            }
        }
        // The matcher looks for surfaces as they are folded, and a text is never folded so.
        terms.surfaces.last_mut().unwrap().text = "U.S.A".into();
        let messages: Vec<String> = all(lexicon).into_iter().map(|found| found.message).collect();
        assert_eq!(messages, ["`U.S.A` is not found in a text that consists of it"]);
    }
}
