//! The generated file is what matcher and rules of the built-in lexicons are.

use std::path::Path;
use std::{env, fs};

use super::*;
use crate::cue::numbers::write_bytes;
use crate::cue::sentence::Words;
use crate::lexicon::LexiconLoader;
use crate::text::span::Span;

const PATH: &str = "src/cue/prepared/terms.bin";

/// The file is made anew: what is compiled in is out of date.
fn is_to_be_made() -> bool {
    env::var_os("PREPARED").is_some_and(|wish| wish == "overwrite")
}

/// Matcher and rules as they are made of a lexicon.
fn made(lexicon: &Lexicon, counting: bool) -> (Matcher, Rules) {
    let rules = Rules::new(lexicon, counting);
    let wanted = |surface: usize| rules.senses(surface).next().is_some();
    (Matcher::new(lexicon, wanted), rules)
}

/// The file, and the bytes of the spellings.
fn written(lexicon: &Lexicon) -> (Vec<u8>, Vec<u8>) {
    let (mut file, mut common) = <(Vec<u8>, Vec<u8>)>::default();
    let all = made(lexicon, false);
    let spellings = all.0.write(&mut common).to_vec();
    all.1.write(&mut common);
    write_bytes(lexicon.sha().as_bytes(), &mut file);
    let off: Vec<u8> = lexicon.categories().iter().map(off_byte).collect();
    write_bytes(&off, &mut file);
    write_bytes(&common, &mut file);
    for (matcher, rules) in [all, made(lexicon, true)] {
        let mut wanted = Vec::new();
        matcher.write_sets(&mut wanted);
        rules.write_senses(&mut wanted);
        write_bytes(&wanted, &mut file);
    }
    (file, spellings)
}

#[test]
fn the_file_is_up_to_date() {
    let lexicon = Lexicon::builtin();
    let (file, spellings) = written(&lexicon);
    if is_to_be_made() {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(PATH), &file).unwrap();
        return;
    }
    let how = "make it anew: PREPARED=overwrite cargo test --lib prepared";
    assert!(file == FILE, "{PATH} is out of date; {how}");
    assert!(lexicon.builtin_spellings().unwrap().letters.starts_with(&spellings));
}

/// Once read, they are written as they were made.
#[test]
fn what_is_read_is_what_was_made() {
    if is_to_be_made() {
        return;
    }
    let lexicon = Lexicon::builtin();
    for counting in [false, true] {
        let (matcher, rules) = terms(&lexicon, counting).unwrap();
        let (made, made_rules) = made(&lexicon, counting);
        let sets = |matcher: &Matcher, rules: &Rules| {
            let mut file = Vec::new();
            matcher.write_sets(&mut file);
            rules.write_senses(&mut file);
            rules.write(&mut file);
            file
        };
        assert!(sets(&matcher, &rules) == sets(&made, &made_rules));
    }
    assert!(read(&[], &lexicon, true).is_none());
}

/// Which categories are on says what may count, however the rules came about.
#[test]
fn switches_act_on_what_was_made_beforehand() {
    if is_to_be_made() {
        return;
    }
    let mut loader = LexiconLoader::new();
    loader.switch("hedge", false).switch("hedge.condition", true).switch("loaded.attitude", true);
    let lexicon = loader.load().unwrap();
    for counting in [false, true] {
        let (matcher, rules) = terms(&lexicon, counting).unwrap();
        let (_, made) = made(&lexicon, counting);
        let mut counted = 0;
        for surface in 0..lexicon.surfaces().len() {
            assert!(rules.senses(surface).eq(made.senses(surface)));
            counted += usize::from(rules.senses(surface).next().is_some());
        }
        assert_eq!(counted < lexicon.surfaces().len(), counting);
        let mut words = Words::default();
        words.read("if it may be", Span::new(0, 12));
        let mut found = Vec::new();
        matcher.at("if it may be", &words, 0, &mut found);
        assert_eq!(found.len(), 1);
    }
}
