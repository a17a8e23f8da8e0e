//! Lexicons that are no lexicons: refused with the file and the line, and nothing is written.

use std::fmt::Write as _;
use std::fs;

use crate::place::{HEDGEROW, Place, Said};

/// `hedgerow score` with only this lexicon, into `out.csv`.
fn score_with(place: &Place, lexicon: &str) -> Said {
    let mut command = std::process::Command::new(HEDGEROW);
    command.current_dir(place.path()).args(["score", "a.txt", "-o", "out.csv", "-q"]);
    command.args(["--table", "hit", "--format", "csv-raw", "--no-builtin", "--lexicon", lexicon]);
    command.output().unwrap().into()
}

/// What is said of a lexicon that must be refused.
fn refusal(name: &str, bytes: &[u8]) -> String {
    let place = Place::with(&[("a.txt", "It may rain.")]);
    fs::write(place.at(name), bytes).unwrap();
    let said = score_with(&place, name);
    assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{}", said.err);
    assert!(!place.at("out.csv").exists(), "{name}");
    said.err.trim_end().to_owned()
}

/// The hits that a lexicon finds in a text.
fn hits(lexicon: &[u8], text: &str) -> Vec<String> {
    let place = Place::with(&[("a.txt", text)]);
    fs::write(place.at("words.csv"), lexicon).unwrap();
    let said = score_with(&place, "words.csv");
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    let table = place.read("out.csv");
    let cells = |row: &str| row.split(',').skip(3).take(3).collect::<Vec<_>>().join(" ");
    table.lines().skip(1).map(cells).collect()
}

#[test]
fn what_is_no_lexicon_is_refused_by_name() {
    let place = Place::with(&[("a.txt", "It may rain."), ("folder/x", "")]);
    for (name, why) in [
        ("none.toml", "there is no such file"),
        ("folder", "is a folder; name a file"),
        ("/dev/zero", "is larger than 256 MiB"),
    ] {
        let said = score_with(&place, name);
        let expected = format!("hedgerow: error: lexicon {name}: {why}\n");
        assert_eq!((said.code, said.err), (Some(2), expected));
        assert!(!place.at("out.csv").exists(), "{name}");
    }
    for (name, bytes, why) in [
        (
            "wide.csv",
            &b"\xff\xfet\0e\0"[..],
            "lexicon wide.csv: is not UTF-8 at byte 0; it looks like UTF-16: save it as UTF-8",
        ),
        ("bad.csv", b"term,in\nm\xffy,hedge.modal\n", "lexicon bad.csv: is not UTF-8 at byte 9"),
        (
            "empty.csv",
            b"",
            "empty.csv:1:1: the file is empty; its first line names the columns: term,in,…\n\
             hedgerow: error: empty.csv:1:1: the lexicon holds no term",
        ),
        ("bare.csv", b"term,in\r\n", "bare.csv:1:1: the lexicon holds no term"),
    ] {
        assert_eq!(refusal(name, bytes), format!("hedgerow: error: {why}"), "{name}");
    }
}

#[test]
fn terms_that_would_match_nothing_or_everything_are_refused_with_their_line() {
    for (term, why) in [
        ("", "2:1: this term has no `term`"),
        ("  ", "2:1: this term has no `term`"),
        ("\u{200b}", "2:1: term `\\u{200b}` has an empty form"),
        ("!!!", "2:1: term `!!!` must begin and end with a letter or digit, but one form is `!!!`"),
        ("m.*y", "2:1: term `m.*y` may have `*` only at the end of a word, not as in `m.*y`"),
        ("m[ay", "2:1: term `m[ay` has a `[` without a `]`"),
    ] {
        let said = refusal("w.csv", format!("term,in\n{term},hedge.modal\n").as_bytes());
        assert_eq!(said, format!("hedgerow: error: w.csv:{why}"), "{term:?}");
    }
    // What looks like a pattern of another kind is the text itself.
    assert_eq!(
        hits(b"term,in\nm.y,hedge.modal\n", "It m.y or may."),
        ["words:m.y hedge.modal m.y"]
    );
}

#[test]
fn a_weight_is_a_plain_number_from_0_to_1() {
    for weight in ["NaN", "inf", "-1", "1.01", "1e308", "\"1,5\"", "0x10"] {
        let said =
            refusal("w.csv", format!("term,in,weight\nmay,hedge.modal,{weight}\n").as_bytes());
        assert!(said.starts_with("hedgerow: error: w.csv:2:"), "{said}");
        assert!(said.contains("weight"), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[test]
fn a_term_given_twice_counts_once_and_with_two_weights_is_refused() {
    let twice = b"term,in,weight\nmay,hedge.modal,0.5\nmay,hedge.modal,0.5\n";
    assert_eq!(hits(twice, "It may rain."), ["words:may hedge.modal may"]);
    let other = b"term,in,weight\nmay,hedge.modal,0.5\nmay,hedge.modal,0.6\n";
    assert_eq!(
        refusal("w.csv", other),
        "hedgerow: error: w.csv:3:1: `may` is never reached: w.csv:2 has it without a guard"
    );
}

#[test]
fn the_order_of_lines_their_ends_and_a_mark_change_no_score() {
    let text = "It may well rain, perhaps, or so it may seem.";
    let lines =
        ["may,hedge.modal", "may well,hedge.modal", "perhaps,hedge.modal", "seem,hedge.modal"];
    let plain = hits(format!("term,in\n{}\n", lines.join("\n")).as_bytes(), text);
    assert_eq!(plain.len(), 5, "{plain:?}");
    let turned: Vec<&str> = lines.iter().rev().copied().collect();
    for other in [
        format!("term,in\n{}\n", turned.join("\n")),
        format!("term,in\r\n{}\r\n", lines.join("\r\n")),
        format!("\u{feff}term,in\n{}", lines.join("\n")),
    ] {
        assert_eq!(hits(other.as_bytes(), text), plain, "{other:?}");
    }
}

#[test]
fn huge_lexicons_work_and_huge_terms_are_refused_in_a_short_line() {
    let mut many = String::from("term,in\n");
    for number in 0..100_000 {
        writeln!(many, "word{number} may,hedge.modal").unwrap();
    }
    assert_eq!(
        hits(many.as_bytes(), "It is word99999 may."),
        ["words:word99999 may hedge.modal word99999 may"]
    );
    let nested = format!("term,in\n{},hedge.modal\n", vec!["a"; 2_000].join(" "));
    for (name, lexicon) in [
        ("long.csv", format!("term,in\n{},hedge.modal\n", "a".repeat(1 << 20))),
        ("nested.csv", nested),
    ] {
        let said = refusal(name, lexicon.as_bytes());
        assert!(said.starts_with(&format!("hedgerow: error: {name}:2:1: ")), "{said}");
        assert!(said.len() < 500, "{} bytes", said.len());
    }
}

#[test]
fn of_thousands_of_mistakes_twenty_lines_tell() {
    let lines: Vec<String> = (0..5_000).map(|n| format!("word{n},hedge.modl")).collect();
    let said = refusal("words.csv", format!("term,in\n{}\n", lines.join("\n")).as_bytes());
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 20, "{said}");
    assert!(lines[18].starts_with("hedgerow: error: words.csv:20:"), "{said}");
    assert_eq!(lines[19], "hedgerow: error: and 4981 more");
}
