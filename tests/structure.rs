//! What every text keeps to, also a hostile one.
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use std::sync::{Arc, LazyLock};

use hedgerow::analyzer::Analyzer;
use hedgerow::lexicon::Lexicon;
use hedgerow::text::structure::{StructureOptions, structure};
use proptest::prelude::*;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(Arc::new(Lexicon::builtin())));

/// Words, marks and characters whose folding changes their length.
fn hostile() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "perhaps",
        "about 300",
        "botched",
        "Gen.",
        "U.S.",
        "p.m.",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "“",
        "”",
        "\"",
        "'",
        "’",
        ". ",
        "…",
        "! ",
        "> ",
        "İ",
        "ẞ",
        "é",
        "e\u{301}",
        "\u{ad}",
        "\u{200b}",
        "Comments",
        "By ",
        "- ",
        "(",
        ")",
        "«",
        "word",
        "The ",
        "\u{2029}",
        "💥",
    ]);
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

/// Hostile parts among any characters.
fn hostile_and_any() -> impl Strategy<Value = String> {
    let parts = prop::collection::vec(prop_oneof![hostile(), any::<String>()], 0..4);
    parts.prop_map(|parts| parts.concat())
}

/// A paragraph of whole sentences whose quotations are closed.
fn paragraph() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "perhaps",
        "botched",
        "clearly",
        "never",
        "slammed",
        "about 300",
        "boats",
        "in Ostrava",
        "may",
        "critics",
        "the dogs’ owner",
        "could not",
        "it’s",
        "reportedly",
    ]);
    let words = prop::collection::vec(word, 1..8).prop_map(|words| words.join(" "));
    let sentence = (words.clone(), words, 0..4).prop_map(|(before, inside, kind)| match kind {
        0 => format!("The {before}, “it {inside},” she said."),
        1 => format!("\"They {inside}.\" The {before}."),
        2 => format!("Then {before} «{inside}»!"),
        _ => format!("The {before} {inside}."),
    });
    prop::collection::vec(sentence, 1..5).prop_map(|sentences| sentences.join(" "))
}

proptest! {
    #[test]
    fn sentences_are_in_order_and_hold_all_that_is_not_blank(text in hostile()) {
        let parts = structure(&text, &StructureOptions::default());
        let mut end = 0;
        for sentence in &parts.sentences {
            prop_assert!(sentence.span.start >= end && !sentence.span.is_empty());
            prop_assert!(text.get(sentence.span.start..sentence.span.end).is_some());
            let between = text.get(end..sentence.span.start).unwrap();
            prop_assert!(!between.chars().any(char::is_alphanumeric), "lost {between:?}");
            end = sentence.span.end;
        }
        prop_assert!(!text.get(end..).unwrap().chars().any(char::is_alphanumeric));
        let mut quoted = 0;
        for quote in &parts.quotes {
            prop_assert!(quote.span.start >= quoted);
            prop_assert!(text.get(quote.span.start..quote.span.end).is_some());
            quoted = quote.span.end;
        }
    }

    #[test]
    fn any_text_is_analysed_and_every_span_lies_on_character_boundaries(
        text in prop_oneof![hostile(), any::<String>(), hostile_and_any()],
        headline in prop::option::of(0_usize..40),
    ) {
        let analysis = ANALYZER.analyze(&text, headline);
        for quote in &analysis.quotes {
            prop_assert!(text.get(quote.start..quote.end).is_some());
        }
        let listed: usize = analysis.sentences.iter().map(|sentence| sentence.cues.len()).sum();
        prop_assert_eq!(listed, analysis.cues.len());
        for sentence in &analysis.sentences {
            prop_assert!(text.get(sentence.span.start..sentence.span.end).is_some());
            for cue in analysis.cues_of(sentence) {
                prop_assert!(sentence.span.covers(cue.span));
                prop_assert!(text.get(cue.span.start..cue.span.end).is_some());
            }
        }
    }

    #[test]
    fn a_document_split_in_two_adds_up(
        first in prop::collection::vec(paragraph(), 1..5),
        second in prop::collection::vec(paragraph(), 1..5),
    ) {
        let (first, second) = (first.join("\n\n"), second.join("\n\n"));
        let whole = ANALYZER.analyze(&format!("{first}\n\n{second}"), None).summary;
        let mut parts = ANALYZER.analyze(&first, None).summary;
        parts.merge(&ANALYZER.analyze(&second, None).summary);
        prop_assert_eq!(whole, parts);
    }
}
