//! The built-in lexicons keep their word.

use std::sync::Arc;

use hedgerow::cue::finder::Finder;
use hedgerow::cue::quality;
use hedgerow::lexicon::builtin::{profile_file, profile_names};
use hedgerow::lexicon::profile::Profile;
use hedgerow::lexicon::{Lexicon, LexiconLoader};

/// As `hedgerow lexicon check --strict`.
#[test]
fn the_built_in_lexicons_pass_every_check() {
    let loader = LexiconLoader::new();
    let lexicon = Arc::new(Lexicon::builtin());
    let mut findings = loader.untidy(&lexicon);
    findings.extend(quality::findings(&Finder::new(Arc::clone(&lexicon)), lexicon.infos().len()));
    let told: Vec<String> = findings
        .iter()
        .map(|found| format!("{}: {}: {}", found.at, found.rule.name(), found.message))
        .collect();
    assert_eq!(told, Vec::<String>::new());
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

#[test]
fn labels_of_left_and_right_are_paired() {
    let lexicon = Lexicon::builtin();
    let pairs = lexicon.entries().iter().filter(|entry| !entry.pair.is_empty()).count();
    assert!(pairs > 100, "only {pairs} pairs");
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
