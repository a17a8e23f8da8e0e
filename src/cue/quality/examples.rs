//! Examples: they are there, they do not contradict each other, and they come out.

use crate::cue::examples::check_first;
use crate::cue::finder::Finder;
use crate::lexicon::entry::Entry;
use crate::lexicon::finding::{Finding, Rule};

pub(super) fn findings(finder: &Finder, entries: usize) -> Vec<Finding> {
    let lexicon = finder.lexicon();
    let mut findings = Vec::new();
    for entry in lexicon.entries().iter().take(entries) {
        findings.extend(contradicted(entry).map(|example| {
            let message = format!("{}: `{example}` is both a `yes` and a `no`", entry.name);
            Finding::new(Rule::Contradiction, &entry.at, message, "delete one of them")
        }));
        findings.extend(missing(entry));
    }
    for fault in check_first(finder, entries) {
        let entry = lexicon.entry(fault.entry);
        if contradicted(entry).any(|example| *example == fault.example) {
            continue;
        }
        let side = if fault.wanted { "yes" } else { "no" };
        let message = format!("{}: `{side}`: `{}`: {}", entry.name, fault.example, fault.found);
        let fix = "change the guards, the order of senses or the example";
        findings.push(Finding::new(Rule::Example, &entry.at, message, fix));
    }
    findings
}

/// The sentences of `yes` that stand among those of `no` too.
fn contradicted(entry: &Entry) -> impl Iterator<Item = &String> {
    entry.yes.iter().filter(|example| entry.no.contains(example))
}

fn missing(entry: &Entry) -> Option<Finding> {
    if entry.guards.is_empty() {
        return None;
    }
    let missing = match (entry.yes.is_empty(), entry.no.is_empty()) {
        (true, true) => "no example",
        (true, false) => "no example for it",
        (false, true) => "no example against it",
        (false, false) => return None,
    };
    let message = format!("{} is guarded and has {missing}", entry.name);
    let fix = "add sentences to `yes` and `no`";
    Some(Finding::new(Rule::NoExample, &entry.at, message, fix))
}

#[cfg(test)]
mod tests {
    use crate::cue::quality::tests::found;

    #[test]
    fn examples_are_there_agree_and_come_out() {
        let csv = "term,in,unless_next,yes,no\n\
            about,hedge.modal,,,Talk about it.\n\
            around,hedge.modal,NUM,Around 9 came.,\n\
            nearly,hedge.modal,NUM,Nearly all came.|Nearly so.,Nearly so.\n\
            hardly,hedge.modal,NUM,,\n";
        assert_eq!(
            found(csv, ""),
            [
                "a.csv:2: example: a:about: `no`: `Talk about it.`: it counted",
                "a.csv:3: example: a:around: `yes`: `Around 9 came.`: it did not count: excluded by what is behind it: NUM",
                "a.csv:3: no-example: a:around is guarded and has no example against it",
                "a.csv:4: contradiction: a:nearly: `Nearly so.` is both a `yes` and a `no`",
                "a.csv:5: no-example: a:hardly is guarded and has no example",
            ]
        );
    }
}
