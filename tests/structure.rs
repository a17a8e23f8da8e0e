//! What every text keeps to, also a hostile one.
use std::sync::{Arc, LazyLock};

use hedgerow::analyzer::Analyzer;
use hedgerow::lexicon::Lexicon;
use proptest::prelude::*;

/// The claims themselves, which the targets in `tests/fuzz` make too.
mod properties {
    pub(crate) mod analysis;
    pub(crate) mod lexicon;
    pub(crate) mod structure;
}

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(Arc::new(Lexicon::builtin())));
static SMALL: LazyLock<Analyzer> =
    LazyLock::new(|| Analyzer::new(Arc::new(properties::analysis::small_lexicon())));

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
        "never",
        "so-called ",
        "some critics say",
        "not ",
        "sure",
        "The ",
        "\u{2029}",
        "💥",
    ]);
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

/// Pieces of attributions in any order.
fn spoken() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "“It held,” ",
        "“Did it?” ",
        "“a farce” ",
        "‘Held’, ",
        "said ",
        "told ",
        "Mara Quill ",
        "Quill ",
        "Dr. ",
        "J. ",
        "& ",
        "van der ",
        "the minister ",
        "she ",
        "they ",
        "it ",
        "and ",
        "who ",
        ", ",
        ": ",
        ". ",
        "(",
        ") ",
        "— ",
        "\n\n",
        "> held\n\n",
        "according to ",
        "not ",
        "one of the ",
        "’s ",
        "calling ",
        "as ",
        "put it ",
        "by ",
        "May ",
        "İ",
        "💥",
        "in ",
        "\u{ad}",
        "“Open. ",
    ]);
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

/// Hostile parts among any characters.
fn hostile_and_any() -> impl Strategy<Value = String> {
    let parts = prop::collection::vec(prop_oneof![hostile(), any::<String>()], 0..4);
    parts.prop_map(|parts| parts.concat())
}

/// A paragraph of whole sentences whose quotations are closed. All end with a stop: a short line that
/// ends with `!` is a headline where it stands first, and only there.
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
        2 => format!("Then {before} «{inside}»."),
        _ => format!("The {before} {inside}."),
    });
    prop::collection::vec(sentence, 1..5).prop_map(|sentences| sentences.join(" "))
}

/// Pieces of lexicon files, right ones and broken ones.
fn lexicon_file() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "[lexicon]\nformat = 1\nid = \"any\"\nversion = \"1\"\nlanguage = \"en\"\nlicence = \"CC0-1.0\"\nsources = []\n",
        "[list]\nx = [\"a\", \"b c\"]\n",
        "[category.\"hedge.x\"]\ntitle = \"X\"\nweight = 0.5\nterms = [\"perhaps\"]\n",
        "[[term]]\nin = \"hedge.x\"\n",
        "term = \"about\"\n",
        "term = \"[a|b|] [c|\"\n",
        "term = \"disgrac*\"\n",
        "term = \"“…”\"\n",
        "term = \"İẞ -’\"\n",
        "if_next = [\"NUM~2\", \"@x\", \"-ly\"]\n",
        "unless_prev = [\"@y~0\", \"NUM~99999999999999999999\", \"~\", \"\"]\n",
        "forms = \"verb\"\n",
        "forms = [\"\", \"*\"]\n",
        "weight = 1e400\n",
        "weight = -0.1\n",
        "negated = \"hedge.x\"\n",
        "yes = [\"About 3.\"]\n",
        "term,in,if_next,weight\n",
        "about,hedge.modal,NUM|@x,0.5\n",
        "\"a \"\"b\"\"\",,,\n",
        "\"",
        "\n",
        "[",
        "]",
        ",",
        "|",
        "=",
        "\u{feff}",
        "\0",
        "é",
    ]);
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn sentences_and_quotations_hold_all_that_is_not_blank(text in hostile()) {
        properties::structure::holds(&text);
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
    fn sentences_and_quotations_of_any_characters(text in any::<String>()) {
        properties::structure::holds(&text);
    }

    #[test]
    fn an_analysis_adds_up(text in hostile()) {
        properties::analysis::holds(&SMALL, &text);
        properties::analysis::holds(&ANALYZER, &text);
    }

    #[test]
    fn every_quotation_has_a_place_among_the_speakers(text in spoken()) {
        let analysis = ANALYZER.analyze(&text, None);
        let speakers = &analysis.speakers;
        prop_assert_eq!(speakers.of_quotes.len(), analysis.quotes.len());
        for speaker in speakers.of_quotes.iter().flatten() {
            prop_assert!(!speakers.name(*speaker).is_empty());
        }
        for (number, name) in speakers.names.iter().enumerate() {
            let found = speakers.of_quotes.iter().flatten().any(|speaker| speaker.0 == number);
            prop_assert!(found, "{} speaks nothing", name);
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

proptest! {
    // A lexicon is checked against all that is built in, which takes its time.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_lexicon_is_read_or_refused(file in lexicon_file()) {
        properties::lexicon::holds(file.as_bytes());
    }

    #[test]
    fn any_bytes_are_a_lexicon_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        properties::lexicon::holds(&bytes);
    }
}
