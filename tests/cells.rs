//! Any text in a cell of any format.
#![allow(
    clippy::indexing_slicing,
    clippy::expect_used,
    reason = "a test may stop at what it did not expect"
)]

#[path = "properties/cells.rs"]
mod cells;

use proptest::prelude::*;
use proptest::sample::select;

/// Texts of what spreadsheets, readers of CSV and terminals take for something else.
fn hostile() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "=",
        "+",
        "-",
        "@",
        "|",
        "%",
        "＝",
        "＋",
        "－",
        "＠",
        "'",
        "\"",
        ",",
        ";",
        "\t",
        "\r",
        "\n",
        "\r\n",
        "\0",
        "\u{1b}",
        "\u{85}",
        "\u{2028}",
        "\u{ffff}",
        " ",
        "\u{a0}",
        "\u{200b}",
        "\u{feff}",
        "\u{ad}",
        "\u{3000}",
        "1+1",
        "cmd|' /C calc'!A0",
        "é",
        "word",
        "…",
    ]);
    prop_oneof![
        prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat()),
        any::<String>(),
        (0_usize..3, 990_usize..1_010).prop_map(|(sign, length)| {
            ["=", "é", "\n"][sign].to_owned() + &"a".repeat(length)
        }),
    ]
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(hostile(), 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_text_is_a_formula_in_the_default_format(texts in texts()) {
        cells::are_safe(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    }

    #[test]
    fn every_text_comes_back_from_the_exact_formats(texts in texts()) {
        cells::come_back(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

#[test]
fn what_is_no_character_is_a_blank_in_the_default_format_too() {
    cells::are_safe(&["\u{1f}\u{7f};;=$!\u{feff}c=!\u{ffff};;=", "\u{fffe}=1", "\u{206a}+"]);
}
