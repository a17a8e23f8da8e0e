//! Senses whose guard asks for the very word with which a longer term begins or ends.

use std::collections::HashSet;

use crate::cue::quality::among;
use crate::lexicon::Lexicon;
use crate::lexicon::entry::Negated;
use crate::lexicon::finding::{Finding, Rule};
use crate::lexicon::guard::{GuardItem, PhraseWord, Test};

pub(super) fn findings(lexicon: &Lexicon, entries: usize) -> Vec<Finding> {
    let sure: HashSet<&str> = sure(lexicon).collect();
    let mut findings = Vec::new();
    for surface in lexicon.surfaces() {
        for sense in surface.senses.iter().filter(|sense| among(sense.entry, entries)) {
            let entry = lexicon.entry(sense.entry);
            let behind =
                |word: &str| [format!("{} {word}", surface.text), surface.text.to_string() + word];
            let before = |word: &str| [format!("{word} {}", surface.text), String::new()];
            let longer = swallowed(&entry.guards.if_next, &sure, behind)
                .or_else(|| swallowed(&entry.guards.if_prev, &sure, before));
            if let Some(longer) = longer {
                let message = format!(
                    "`{}` has what it needs beside it only inside a longer term, such as `{longer}`",
                    surface.text
                );
                let fix = "delete it, or let its guard ask for something else too";
                findings.push(Finding::new(Rule::Swallowed, &entry.at, message, fix));
            }
        }
    }
    findings
}

/// The spellings that count wherever they stand.
fn sure(lexicon: &Lexicon) -> impl Iterator<Item = &str> {
    let counts = |surface: &&crate::lexicon::entry::Surface| {
        surface.senses.first().map(|sense| lexicon.entry(sense.entry)).is_some_and(|entry| {
            entry.is_unguarded()
                && entry.negated == Negated::Keep
                && !lexicon.category(entry.category).off
        })
    };
    lexicon.surfaces().iter().filter(counts).map(|surface| surface.text.as_str())
}

/// If every item asks for words that make a longer term with the match, the first such term.
fn swallowed(
    items: &[GuardItem],
    sure: &HashSet<&str>,
    join: impl Fn(&str) -> [String; 2],
) -> Option<String> {
    let mut first = None;
    for item in items {
        let Test::Words(list) = &item.test else { return None };
        if item.within > 1 {
            return None;
        }
        let words = list.words().map(|word| Some(word.to_owned()));
        for beside in words.chain(list.phrases().iter().map(|phrase| spelling(&phrase.parts))) {
            let beside = beside?;
            let longer = join(&beside).into_iter().find(|longer| sure.contains(longer.as_str()))?;
            first.get_or_insert(longer);
        }
    }
    first
}

/// A phrase as a text has it; `None` if any word of a class may stand in it.
fn spelling(phrase: &[PhraseWord]) -> Option<String> {
    let words: Option<Vec<&str>> = phrase
        .iter()
        .map(|part| match part {
            PhraseWord::Word(word) => Some(word.as_str()),
            PhraseWord::Class(_) => None,
        })
        .collect();
    Some(words?.join(" "))
}

#[cfg(test)]
mod tests {
    use crate::cue::quality::tests::found;

    #[test]
    fn a_guard_that_only_a_longer_term_fulfils_is_named() {
        let long = "term,in,if_prev,if_next\nlikely to,hedge.modal,,\nit seems,hedge.modal,,\n\
            seems it 's,hedge.modal,,\n";
        for (short, said) in [
            (
                "likely,hedge.modal,,to",
                Some(
                    "`likely` has what it needs beside it only inside a longer term, such as `likely to`",
                ),
            ),
            ("likely,hedge.modal,,to|that", None),
            ("likely,hedge.modal,,to~2", None),
            ("likely,hedge.modal,,TO", None),
            (
                "seems,hedge.modal,it,",
                Some(
                    "`seems` has what it needs beside it only inside a longer term, such as `it seems`",
                ),
            ),
            ("seems,hedge.modal,that it,", None),
        ] {
            let found: Vec<String> = found(&format!("{long}{short}\n"), "")
                .into_iter()
                .filter_map(|found| Some(found.strip_prefix("a.csv:5: swallowed: ")?.to_owned()))
                .collect();
            assert_eq!(found, said.into_iter().collect::<Vec<_>>(), "{short}");
        }
    }
}
