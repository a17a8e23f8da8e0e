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
    fn sentences_and_quotations_of_any_characters(text in any::<String>()) {
        properties::structure::holds(&text);
    }

    #[test]
    fn an_analysis_adds_up(text in hostile()) {
        properties::analysis::holds(&SMALL, &text);
        properties::analysis::holds(&ANALYZER, &text);
    }

    #[test]
    fn a_document_split_in_two_adds_up(
        first in "[A-Z][a-z]{2,8} (perhaps|botched|clearly) [a-z]{2,8}\\.",
        second in "[A-Z][a-z]{2,8} (maybe|slammed|never) [a-z]{2,8}\\.",
    ) {
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
