//! The built-in lexicons keep their word.

use std::sync::Arc;

use hedgerow::cue::examples::check;
use hedgerow::cue::finder::Finder;
use hedgerow::lexicon::Lexicon;
use hedgerow::lexicon::builtin::{profile_file, profile_names};
use hedgerow::lexicon::profile::Profile;

#[test]
fn every_example_comes_out_as_its_entry_says() {
    let lexicon = Arc::new(Lexicon::builtin());
    let faults: Vec<String> = check(&Finder::new(Arc::clone(&lexicon)))
        .into_iter()
        .map(|fault| {
            format!("{}: `{}`: {}", lexicon.entry(fault.entry).name, fault.example, fault.found)
        })
        .collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn guarded_entries_have_examples_for_and_against() {
    let lexicon = Lexicon::builtin();
    let bare: Vec<&str> = lexicon
        .entries()
        .iter()
        .filter(|entry| !entry.guards.is_empty() && (entry.yes.is_empty() || entry.no.is_empty()))
        .map(|entry| entry.name.as_str())
        .collect();
    assert_eq!(bare, Vec::<&str>::new());
}

#[test]
fn every_category_has_entries() {
    let lexicon = Lexicon::builtin();
    for category in lexicon.categories() {
        let some =
            lexicon.entries().iter().any(|e| lexicon.category(e.category).path == category.path);
        assert!(some, "{} is empty", category.path);
    }
}

/// An entry whose note says `pair: TERM` weighs as much as the entry of that term.
#[test]
fn paired_labels_carry_equal_weights() {
    let lexicon = Lexicon::builtin();
    let mut pairs = 0;
    let mut wrong = Vec::new();
    for entry in lexicon.entries() {
        let Some(other) = entry.note.strip_prefix("pair: ") else { continue };
        pairs += 1;
        let weights: Vec<f64> =
            lexicon.entries().iter().filter(|e| e.term == other).map(|e| e.weight).collect();
        if !weights.iter().any(|weight| (weight - entry.weight).abs() < 1e-9) {
            wrong.push(format!("{}: pair {other} has {weights:?}", entry.name));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(pairs > 20, "only {pairs} pairs");
}

/// `sh lexicons/profiles/make.sh GOLD` makes them anew.
#[test]
fn every_row_of_a_built_in_profile_rates_an_entry() {
    let lexicon = Lexicon::builtin();
    for name in profile_names() {
        let profile = Profile::parse(&profile_file(name).unwrap()).unwrap();
        assert_eq!(lexicon.unknown_of(&profile), Vec::<&str>::new(), "{name}");
        assert!(profile.ratings.len() > 100 && !profile.thresholds.is_empty(), "{name}");
    }
}
