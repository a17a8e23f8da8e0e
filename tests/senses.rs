//! Which sense of a term counts: categories that are off, and guards by class.
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use std::sync::Arc;

use hedgerow::cue::finder::{Finder, Scratch};
use hedgerow::lexicon::{Lexicon, LexiconLoader};

/// All cues of a sentence in their order: what counts as its entry, what does not in brackets with
/// the reason.
fn cues(lexicon: &Arc<Lexicon>, text: &str) -> String {
    let mut cues = Vec::new();
    Finder::new(Arc::clone(lexicon)).find_whole(text, &mut Scratch::default(), &mut cues);
    let shown = cues.iter().map(|cue| {
        let entry = lexicon.entry(cue.entry);
        let name = entry.name.as_str();
        let why = cue.verdict.explain(lexicon, entry);
        if cue.counts() { name.to_owned() } else { format!("({name}: {why})") }
    });
    shown.collect::<Vec<_>>().join(" ")
}

fn loader(files: &[(&str, &str)]) -> LexiconLoader {
    let mut loader = LexiconLoader::new();
    loader.without_builtin();
    for (name, text) in files {
        loader.add(name, text);
    }
    loader
}

/// `hedge.condition` is off by default, `hedge.modal` is on.
const OFF: &str = "term,in,if_next\nwould,hedge.condition,\nwould seem,hedge.condition,\n\
    would,hedge.modal,be\nseem,hedge.modal,\n";

#[test]
fn a_sense_that_is_off_hides_neither_later_senses_nor_shorter_terms() {
    let one = [("a.csv", OFF)];
    let (first, second) = OFF.split_once("would,hedge.modal").unwrap();
    let second = format!("term,in,if_next\nwould,hedge.modal{second}");
    let two = [("a.csv", first), ("b.csv", second.as_str())];
    for (files, later, seem) in
        [(one.as_slice(), "a:would#2", "a:seem"), (two.as_slice(), "b:would", "b:seem")]
    {
        let mut loader = loader(files);
        let off = Arc::new(loader.load().unwrap());
        assert_eq!(cues(&off, "It would be."), format!("(a:would: category is off) {later}"));
        assert_eq!(
            cues(&off, "It would seem so."),
            format!(
                "(a:would seem: category is off) (a:would: category is off) \
                 ({later}: needs behind it: be) {seem}"
            )
        );
        let on = Arc::new(loader.switch("hedge.condition", true).load().unwrap());
        assert_eq!(cues(&on, "It would be."), "a:would");
        assert_eq!(
            cues(&on, "It would seem so."),
            format!("a:would seem (a:would: inside a:would seem) ({seem}: inside a:would seem)")
        );
    }
}

#[test]
fn switching_a_category_changes_no_name() {
    let names = |lexicon: &Lexicon| -> Vec<String> {
        lexicon.entries().iter().map(|entry| entry.name.to_string()).collect()
    };
    let builtin = names(&Lexicon::builtin());
    let mut loader = LexiconLoader::new();
    for category in Lexicon::builtin().categories().iter().filter(|category| category.off) {
        loader.switch(&category.path, true);
    }
    assert_eq!(names(&loader.load().unwrap()), builtin);
}

/// A file that hides a sense of a later one takes no number from it.
#[test]
fn names_do_not_depend_on_the_files_before() {
    let later = "term,in,if_next\n[about|thing],hedge.modal,NUM\n[about|stuff],hedge.modal,\n";
    let names = |files: &[(&str, &str)]| {
        let lexicon = loader(files).load().unwrap();
        lexicon.entries().iter().map(|entry| entry.name.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(names(&[("b.csv", later)]), ["b:about", "b:about#2"]);
    let before = "term,in\nabout,loaded.label\nthing,loaded.label\n";
    assert_eq!(names(&[("a.csv", before), ("b.csv", later)]), ["a:about", "a:thing", "b:about#2"]);
}

#[test]
fn guards_by_participle_and_by_phrases_with_a_class() {
    let csv = "term,in,if_next,if_prev,unless_next\ncould be,hedge.modal,PART,,\n\
        likely,hedge.modal,to DET,,\nso,loaded.label,,DET MODAL,\nah,loaded.label,,,now COMMA PRON\n";
    let lexicon = Arc::new(loader(&[("t.csv", csv)]).load().unwrap());
    for (text, found) in [
        ("It could be blamed.", "t:could be"),
        ("It could be re-written.", "t:could be"),
        ("It could be seen.", "t:could be"),
        ("It could be indeed.", "(t:could be: needs behind it: PART)"),
        ("It could be open.", "(t:could be: needs behind it: PART)"),
        ("It is likely to the point.", "t:likely"),
        ("It is likely to point.", "(t:likely: needs behind it: to DET)"),
        ("That could so end.", "t:so"),
        ("It could so end.", "(t:so: needs before it: DET MODAL)"),
        ("Say ah now, we go.", "(t:ah: excluded by what is behind it: now COMMA PRON)"),
        ("Say ah now, go.", "t:ah"),
    ] {
        assert_eq!(cues(&lexicon, text), found, "{text}");
    }
}
