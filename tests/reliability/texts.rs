//! Texts whose characters are not what they seem.

use crate::place::{Place, Said};

/// The hits in a text as `matched counted`, with the matched part as it stands there.
fn hits(text: &str) -> Vec<String> {
    let place = Place::with(&[("a.txt", text)]);
    let said: Said = place.score(&["a.txt", "--table", "hit", "--format", "jsonl", "-q"]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{text:?}");
    let rows = said.out.lines().map(|row| serde_json::from_str::<serde_json::Value>(row).unwrap());
    rows.map(|row| {
        let number = |name: &str| usize::try_from(row[name].as_u64().unwrap()).unwrap();
        // Offsets are of the text as it was given; a slice at a shifted one would not be the match.
        assert_eq!(text.get(number("start")..number("end")), row["matched"].as_str());
        format!("{} {}", row["entry"].as_str().unwrap(), row["counted"])
    })
    .collect()
}

#[test]
fn letters_that_grow_when_folded_move_no_offset() {
    for letters in ["ß", "İ", "K", "ẞ", "ΐ", "ŉ", "ﬁ"] {
        let text =
            format!("{letters} {letters}{letters} CLEARLY{letters} clearly, {letters} shambles.");
        assert_eq!(hits(&text), ["desk:clearly true", "desk:shambles true"], "{letters}");
    }
}

#[test]
fn what_is_invisible_wide_or_apart_is_the_same_word() {
    let plain = hits("It is clearly a shambles.");
    assert_eq!(plain.len(), 2);
    for text in [
        "It is CLEARLY a Shambles.",
        "It is clear\u{ad}ly a sham\u{200b}bles.",
        "It is\u{a0}clearly\u{a0}a\u{a0}shambles.",
        "It is \u{202e}clearly\u{202c} a shambles.",
        "It is cl\u{2060}early a \u{feff}shambles.",
    ] {
        assert_eq!(hits(text), plain, "{text:?}");
    }
    for (apart, together) in
        [("cafe\u{301} clearly", "café clearly"), ("A\u{30a}, never", "Å, never")]
    {
        assert_eq!(hits(apart), hits(together), "{apart:?}");
    }
}

#[test]
fn a_phrase_broken_by_a_line_end_or_two_blanks_is_found() {
    for blank in [" ", "  ", "\n", "\r\n", "\t", "\u{a0}", " \n "] {
        let text = format!("Some{blank}critics say it rained.");
        assert_eq!(hits(&text), ["desk:some critics true"], "{blank:?}");
    }
}

#[test]
fn numbers_stay_numbers_however_little_there_is_to_count() {
    let place = Place::with(&[("a.txt", "Clearly."), ("b.txt", "..."), ("c.txt", "7")]);
    let said = place.score(&["a.txt", "b.txt", "c.txt", "--table", "document", "-q"]);
    assert_eq!(said.code, Some(0));
    let lower = said.out.to_lowercase();
    assert!(!lower.contains("nan") && !lower.contains("inf,"), "{lower}");
    assert!(!lower.contains("e-") && !lower.contains("e+"), "{lower}");
}
