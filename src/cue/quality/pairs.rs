//! Labels that answer each other carry the same category and weight.

use crate::lexicon::Lexicon;
use crate::lexicon::entry::Entry;
use crate::lexicon::finding::{Finding, Rule};

pub(super) fn findings(lexicon: &Lexicon, entries: usize) -> Vec<Finding> {
    let paired = lexicon.entries().iter().take(entries).filter(|entry| !entry.pair.is_empty());
    paired.filter_map(|entry| unequal(lexicon, entry)).collect()
}

/// Of several entries of the other term, one has to be equal.
fn unequal(lexicon: &Lexicon, entry: &Entry) -> Option<Finding> {
    let others: Vec<&Entry> =
        lexicon.entries().iter().filter(|other| other.term == entry.pair).collect();
    let found =
        |message: String, fix: &str| Some(Finding::new(Rule::Pair, &entry.at, message, fix));
    let path = |entry: &Entry| lexicon.category(entry.category).path.as_str();
    let same_weight = |other: &Entry| (other.weight - entry.weight).abs() < f64::EPSILON;
    let Some(first) = others.first() else {
        let message = format!("{}: there is no term `{}`", entry.name, entry.pair);
        return found(message, "write the other term as its own entry has it");
    };
    if others.iter().any(|other| path(other) == path(entry) && same_weight(other)) {
        return None;
    }
    let fix = "give both the same category and weight";
    if let Some(other) = others.iter().find(|other| path(other) == path(entry)) {
        let message = format!(
            "{} weighs {}, but its pair at {} weighs {}",
            entry.name, entry.weight, other.at, other.weight
        );
        return found(message, fix);
    }
    let message = format!(
        "{} is in {}, but its pair at {} in {}",
        entry.name,
        path(entry),
        first.at,
        path(first)
    );
    found(message, fix)
}

#[cfg(test)]
mod tests {
    use crate::cue::quality::tests::found;

    #[test]
    fn a_pair_that_is_not_equal_is_named() {
        let csv = "term,in,weight,pair\nred flag,loaded.label,0.5,blue flag\n\
            blue flag,loaded.label,0.5,red flag\nred hat,loaded.label,0.5,blue hat\n\
            blue hat,loaded.label,0.6,\nred [cap|caps],loaded.label,0.5,blue [cap|caps]\n\
            blue [cap|caps],loaded.metaphor,0.5,\nred tie,loaded.label,0.5,blue tie\n";
        assert_eq!(
            found(csv, ""),
            [
                "a.csv:4: pair: a:red hat weighs 0.5, but its pair at a.csv:5 weighs 0.6",
                "a.csv:6: pair: a:red cap is in loaded.label, but its pair at a.csv:7 in loaded.metaphor",
                "a.csv:8: pair: a:red tie: there is no term `blue tie`",
            ]
        );
    }
}
