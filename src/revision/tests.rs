//! What is reported of small revisions.

use std::sync::Arc;

use super::*;
use crate::analyzer::Analyzer;
use crate::lexicon::LexiconLoader;
use crate::revision::align::Fate;
use crate::revision::cues::Event;

const LEXICON: &str = "term,in,weight,if_next\nbotched,loaded.pejorative,0.8,\nmob,loaded.label,0.6,\n\
    perhaps,hedge.shield.plausibility,0.9,\nclearly,certainty.booster,0.5,\n\
    about,hedge.approximator.rounder,0.5,NUM\n";

fn revised(old: &str, new: &str) -> (Revision, Analyzer) {
    let mut loader = LexiconLoader::new();
    let lexicon = loader.without_builtin().add("mine.csv", LEXICON).load().unwrap();
    let analyzer = Analyzer::new(Arc::new(lexicon));
    let (was, is) = (analyzer.analyze(old, None), analyzer.analyze(new, None));
    let old = Edition { text: old, analysis: &was };
    let new = Edition { text: new, analysis: &is };
    (Revision::new(old, new, analyzer.lexicon()), analyzer)
}

/// `+botched`, `-mob`, `~clearly author>quote`, with the reason if there is one.
fn cues(old: &str, new: &str) -> Vec<String> {
    let (revision, _) = revised(old, new);
    let shown = revision.cues.iter().map(|change| {
        let matched = &change.side().unwrap().matched;
        let why = change.reason.as_ref().map_or_else(String::new, |why| format!(": {why}"));
        match change.event {
            Event::Added => format!("+{matched}{why}"),
            Event::Removed => format!("-{matched}{why}"),
            Event::Moved => {
                let voice = |side: &Option<cues::Side>| side.as_ref().unwrap().voice.name();
                format!("~{matched} {}>{}", voice(&change.old), voice(&change.new))
            }
        }
    });
    shown.collect()
}

/// One letter a row: `=` same, `>` moved, `~` changed, `-` removed, `+` added.
fn rows(old: &str, new: &str) -> String {
    let (revision, _) = revised(old, new);
    let letter = |row: &Row| match row.fate {
        Fate::Same => '=',
        Fate::Moved => '>',
        Fate::Changed => '~',
        Fate::Removed => '-',
        Fate::Added => '+',
    };
    revision.rows.iter().map(letter).collect()
}

const PARAGRAPHS: [&str; 3] = [
    "The council botched the timetable. It met on Monday. Nobody came to the harbour.",
    "Perhaps the mob will be back. The ferry left at nine. It carried about 300 people.",
    "“They botched it,” said Tobias Fenn. He left the hall with a wave of his hat.",
];

#[test]
fn one_changed_sentence_is_exactly_that_change() {
    let old = PARAGRAPHS.join("\n\n");
    let new = old.replace("It met on Monday.", "It clearly met on Monday.");
    assert_eq!(rows(&old, &new), "=~======");
    assert_eq!(cues(&old, &new), ["+clearly"]);
    assert_eq!(cues(&new, &old), ["-clearly"]);
    let new = old.replace("botched the timetable", "changed the timetable");
    assert_eq!(
        (rows(&old, &new), cues(&old, &new)),
        ("~=======".to_owned(), vec!["-botched".to_owned()])
    );
    assert_eq!((rows(&old, &old), cues(&old, &old)), ("========".to_owned(), Vec::new()));
}

#[test]
fn a_moved_paragraph_brings_no_new_cue() {
    let [a, b, c] = PARAGRAPHS;
    let (old, new) = ([a, b, c].join("\n\n"), [c, a, b].join("\n\n"));
    assert_eq!((rows(&old, &new), cues(&old, &new)), (">>======".to_owned(), Vec::new()));
    // One of its sentences was changed on the way.
    let new = new.replace("a wave of his hat", "a wave of his best hat");
    assert_eq!((rows(&old, &new), cues(&old, &new)), (">~======".to_owned(), Vec::new()));
    let new = new.replace("best hat", "hat, perhaps");
    assert_eq!(cues(&old, &new), ["+perhaps"]);
}

#[test]
fn sentences_split_and_joined_keep_their_cues() {
    let one = "The council botched the timetable, and the mob came to the harbour of Skelder.";
    let two = "The council botched the timetable. The mob came to the harbour of Skelder.";
    assert_eq!(cues(one, two), Vec::<String>::new());
    assert_eq!(cues(two, one), Vec::<String>::new());
}

#[test]
fn words_put_between_quotation_marks_move_to_the_other_voice() {
    let old = "Tobias Fenn said the council botched the timetable on Monday.";
    let new = "Tobias Fenn said “the council botched the timetable” on Monday.";
    assert_eq!(cues(old, new), ["~botched author>quote"]);
    assert_eq!(cues(new, old), ["~botched quote>author"]);
}

#[test]
fn words_that_stay_and_no_longer_count_say_why() {
    let old = "The ferry carried about 300 people to the harbour.";
    let new = "The ferry carried about people to the harbour.";
    assert_eq!(cues(old, new), ["-about: needs behind it: NUM"]);
    assert_eq!(cues(new, old), ["+about: needs behind it: NUM"]);
}

#[test]
fn a_cue_is_added_where_the_same_word_stands_elsewhere_already() {
    let old = "The mob left. It rained all day in the old town.";
    let new = "The mob left. It rained all day in the old town. The mob was back by the evening.";
    assert_eq!((rows(old, new), cues(old, new)), ("==+".to_owned(), vec!["+mob".to_owned()]));
    assert_eq!((rows(new, old), cues(new, old)), ("==-".to_owned(), vec!["-mob".to_owned()]));
    assert_eq!(cues("", new), ["+mob", "+mob"]);
    assert_eq!((rows("", ""), cues("", "")), (String::new(), Vec::new()));
}

#[test]
fn the_change_of_an_axis_has_an_interval_around_it() {
    let old = PARAGRAPHS.join("\n\n");
    let new = format!("{old}\n\nThe mob botched it.");
    let (revision, _) = revised(&old, &new);
    let loaded = revision.changes[3];
    assert_eq!((loaded.hits, loaded.words), ([2, 4], [43, 47]));
    let difference = loaded.difference.unwrap();
    assert!((difference - (4_000.0 / 47.0 - 2_000.0 / 43.0)).abs() < 1e-9, "{loaded:?}");
    let interval = loaded.interval.unwrap();
    assert!(interval.lo < 0.0 && difference < interval.hi, "{interval:?}");
    assert_eq!(revised("", &new).0.changes[3].interval, None);
    assert_eq!(revision.changes.len(), 8);
}

#[test]
fn long_texts_with_nothing_in_common_take_no_product_of_their_lengths() {
    let text = |word: &str| {
        let sentences =
            (0..4_000).map(|n| format!("The {word}{n} botched {n} of {word} and {word}."));
        sentences.collect::<Vec<_>>().join("\n\n")
    };
    let (old, new) = (text("ferry"), text("harbour"));
    let begun = std::time::Instant::now();
    let (revision, _) = revised(&old, &new);
    let events = |event| revision.cues.iter().filter(|cue| cue.event == event).count();
    assert_eq!(events(Event::Added), events(Event::Removed));
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    let moved = format!("{}\n\n{old}", new.split("\n\n").next().unwrap());
    assert_eq!(cues(&old, &moved), ["+botched"]);
}
