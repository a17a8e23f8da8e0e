//! Senses that can never count, because an earlier one of the same spelling always does.

use std::collections::BTreeMap;

use crate::cue::quality::cover::covers;
use crate::cue::quality::{among, listed};
use crate::lexicon::Lexicon;
use crate::lexicon::entry::{EntryId, Sense};
use crate::lexicon::finding::{Finding, Rule};
use crate::lexicon::mistake::Location;

/// A place whose spellings are dead, the rule that says so, and the entry that takes them.
type Pair<'l> = (&'l Location, Rule, EntryId);

/// Checks the first `files` files, which have so many entries. A file under check may hide entries
/// of those that are not.
pub(super) fn findings(lexicon: &Lexicon, files: usize, entries: usize) -> Vec<Finding> {
    let mut dead: BTreeMap<Pair<'_>, Vec<&str>> = BTreeMap::new();
    for surface in lexicon.surfaces() {
        for (at, sense) in surface.senses.iter().enumerate() {
            let earlier = surface.senses.iter().take(at);
            let Some(winner) = earlier.into_iter().find(|one| covers(lexicon, one, sense)) else {
                continue;
            };
            if among(sense.entry, entries) {
                let rule = rule(lexicon, winner, sense);
                let pair = (&lexicon.entry(sense.entry).at, rule, winner.entry);
                dead.entry(pair).or_default().push(&surface.text);
            }
        }
    }
    for hidden in lexicon.hidden() {
        let own = |file: &str| lexicon.infos().iter().take(files).any(|info| info.file == file);
        if own(&hidden.at.file) {
            let rule = if hidden.repeated { Rule::Duplicate } else { Rule::Shadowed };
            dead.entry((&hidden.at, rule, hidden.by)).or_default().push(&hidden.text);
        }
    }
    dead.into_iter().map(|(pair, spellings)| finding(lexicon, pair, &spellings)).collect()
}

/// The same to the same effect is superfluous; to another effect it is a mistake.
fn rule(lexicon: &Lexicon, winner: &Sense, sense: &Sense) -> Rule {
    let (one, other) = (lexicon.entry(winner.entry), lexicon.entry(sense.entry));
    let same = one.category == other.category
        && one.negated == other.negated
        && (one.weight - other.weight).abs() < f64::EPSILON
        && covers(lexicon, sense, winner);
    if same { Rule::Duplicate } else { Rule::Shadowed }
}

fn finding(lexicon: &Lexicon, (at, rule, winner): Pair<'_>, spellings: &[&str]) -> Finding {
    let winner = lexicon.entry(winner);
    let spellings = listed(spellings);
    let (message, fix) = if rule == Rule::Duplicate {
        (format!("{spellings}: {} has it already, to the same effect", winner.at), "delete one")
    } else {
        (
            format!("{spellings}: never counts here, since {} always comes first", winner.at),
            "put the narrower sense first, or delete one",
        )
    };
    Finding::new(rule, at, message, fix)
}

#[cfg(test)]
mod tests {
    use crate::cue::quality::tests::found;
    use crate::lexicon::finding::Rule;

    /// What is said of the second of two senses.
    fn second(one: &str, other: &str) -> Option<String> {
        let head = "term,in,weight,case,quoted,negated,if_prev,if_next,unless_next";
        let found = found(&format!("{head}\n{one}\n{other}\n"), "");
        let said = |rule: Rule| {
            let start = format!("a.csv:3: {}: ", rule.name());
            found.iter().any(|found| found.starts_with(&start)).then(|| rule.name().to_owned())
        };
        said(Rule::Shadowed).or(said(Rule::Duplicate))
    }

    #[test]
    fn a_sense_is_shadowed_by_one_that_holds_wherever_it_would() {
        let label = "hot,loaded.label,,,,,,NUM~3,";
        for (one, other, said) in [
            (label, "hot,hedge.modal,,,,,,NUM,", Some("shadowed")),
            (label, "hot,hedge.modal,,,,,,NUM~4,", None),
            (label, "hot,loaded.label,,,,,,NUM~3,", Some("duplicate")),
            (label, "hot,loaded.label,0.1,,,,,NUM~3,", Some("shadowed")),
            (label, "hot,loaded.label,,,,drop,,NUM~3,", Some("shadowed")),
            (label, "hot,loaded.label,,,,,the,NUM~2,", Some("shadowed")),
            (label, "hot,hedge.modal,,lower,,,,twelve|six,", Some("shadowed")),
            (label, "hot,hedge.modal,,,,,,twelve|line,", None),
            (label, "hot,hedge.modal,,,,,,,", None),
            (label, "hot,hedge.modal,,,,,the,,", None),
            ("hot,loaded.label,,,,,,,of", "hot,hedge.modal,,,,,,,of|in", Some("shadowed")),
            ("hot,loaded.label,,,,,,,of|in", "hot,hedge.modal,,,,,,,of", None),
            ("hot,loaded.label,,,,,,-ly,", "hot,hedge.modal,,,,,,-ally|badly,", Some("shadowed")),
            ("hot,loaded.label,,lower,,,,NUM,", "hot,hedge.modal,,,,,,NUM,", None),
            ("hot,loaded.label,,lower,,,,NUM,", "hot,hedge.modal,,exact,,,,NUM,", Some("shadowed")),
            ("HOT,loaded.label,,exact,,,,NUM,", "HOT,hedge.modal,,exact,,,,NUM,", Some("shadowed")),
            ("HOT,loaded.label,,exact,,,,NUM,", "hot,hedge.modal,,exact,,,,NUM,", None),
            ("hot,loaded.label,,,drop,,,NUM,", "hot,hedge.modal,,,,,,NUM,", None),
            ("hot,loaded.label,,,,drop,,NUM,", "hot,hedge.modal,,,,,,NUM,", None),
            ("hot,loaded.label,,,,drop,,NUM,", "hot,hedge.modal,,,,drop,,NUM,", Some("shadowed")),
            ("hot,loaded.peacock,,,,,,NUM,", "hot,hedge.modal,,,,,,NUM,", None),
            ("hot,loaded.peacock,,,,,,NUM,", "hot,loaded.peacock,,,,,,NUM,", Some("duplicate")),
        ] {
            assert_eq!(second(one, other).as_deref(), said, "{one} then {other}");
        }
    }

    #[test]
    fn both_places_are_named_across_files() {
        let csv = "term,in\n[red|blue|green|pink] card,loaded.label\nown goal,loaded.label\n";
        let toml = "[[term]]\nterm = \"[red|blue|green|pink|grey] card\"\nin = \"hedge.modal\"\n\
            [[term]]\nterm = \"own goal\"\nin = \"loaded.label\"\n";
        assert_eq!(
            found(csv, toml),
            [
                "b.toml:5: shadowed: `red card`, `blue card`, `green card` and 1 more: never counts here, since a.csv:2 always comes first",
                "b.toml:8: duplicate: `own goal`: a.csv:3 has it already, to the same effect",
            ]
        );
    }
}
