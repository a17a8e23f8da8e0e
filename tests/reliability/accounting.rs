//! Every document found is a scored row or a named failure, and the exit code says which.

use crate::place::{Place, Said, TEXT};

/// Files of which every tenth is broken.
fn many(files: usize) -> Place {
    let place = Place::new();
    for number in 0..files {
        let broken = number % 10 == 3;
        let text = if broken { "\0\0\u{1}broken\0" } else { TEXT };
        place.write(&format!("in/{:02}/{number:05}.txt", number % 20), text);
    }
    place
}

fn rows(table: &str) -> Vec<&str> {
    table.lines().skip(1).collect()
}

#[test]
fn thousands_of_broken_files_are_all_accounted_for_in_twenty_lines() {
    let place = many(1_000);
    let said = place.score(&["in", "-O", "out"]);
    let lines: Vec<&str> = said.err.lines().collect();
    assert_eq!(said.code, Some(1));
    assert!(lines.len() <= 20, "{} lines: {}", lines.len(), said.err);
    assert_eq!(
        lines.last(),
        Some(
            &"hedgerow: 1000 documents found, 900 scored, 100 failed (100 binary); \
              out/error.csv lists them"
        )
    );
    assert_eq!(lines[12], "hedgerow: skipped: more documents, which are not named here");
    let (documents, errors) = (place.read("out/document.csv"), place.read("out/error.csv"));
    let of_status = |status: &str| rows(&documents).iter().filter(|r| r.contains(status)).count();
    assert_eq!((of_status(",\"ok\","), of_status(",\"binary\",")), (900, 100));
    assert_eq!(rows(&errors).len(), 100);
}

#[test]
fn a_failed_document_keeps_its_row_with_empty_numbers() {
    let place = Place::with(&[("a.txt", TEXT), ("b.txt", "\0\0\0\0")]);
    let said = place.score(&["a.txt", "b.txt", "nosuch.txt", "--format", "csv-raw", "-q"]);
    assert_eq!(said.code, Some(1));
    let names: Vec<&str> = said.out.lines().next().expect("a header").trim().split(',').collect();
    let failed: Vec<Vec<&str>> =
        rows(&said.out).iter().skip(1).map(|row| row.split(',').collect()).collect();
    for (row, (id, code)) in failed.iter().zip([("b.txt", "binary"), ("nosuch.txt", "not-found")]) {
        let filled: Vec<(&str, &str)> = names
            .iter()
            .copied()
            .zip(row.iter().copied())
            .filter(|(_, cell)| !cell.is_empty())
            .collect();
        assert_eq!(filled[..3], [("doc_id", id), ("source", id), ("status", code)]);
        let made_by: Vec<&str> = filled[3..].iter().map(|(name, _)| *name).collect();
        assert_eq!(made_by, ["tool_version", "schema", "lexicon_sha", "options_sha"]);
    }
    assert_eq!(failed.len(), 2);
}

#[test]
fn a_text_without_words_is_scored_and_its_rates_are_empty() {
    let place = Place::with(&[("a.txt", ""), ("b.txt", " \n\n"), ("c.txt", "\u{feff}")]);
    let said = place.score(&["a.txt", "b.txt", "c.txt", "--format", "jsonl", "-q"]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    let number = r#""sentences":0,"words":0,"words_quote":0,"quote_share":null,"hedge_n":0,"hedge_per_1k":null,"hedge_lo":null,"hedge_hi":null,"hedge_share":null,"hedge_index":null"#;
    let rows: Vec<&str> = said.out.lines().collect();
    assert_eq!(rows.len(), 3);
    for row in rows {
        assert!(row.contains(r#""status":"empty""#) && row.contains(number), "{row}");
    }
}

#[test]
fn exit_codes_of_failures() {
    let place = many(40);
    place.write("old.csv", "old\n");
    let code = |args: &[&str]| place.score(args).code;
    assert_eq!(code(&["in", "-o", "a.csv"]), Some(1));
    assert_eq!(code(&["in", "-o", "a.csv", "--allow-failures"]), Some(0));
    assert_eq!(code(&["in", "-o", "a.csv", "--max-failures", "4"]), Some(1));
    assert_eq!(code(&["in", "-o", "a.csv", "--max-failures", "4", "--allow-failures"]), Some(0));
    for state in [&[][..], &["--state", "state"]] {
        let args = [&["in", "-o", "old.csv", "--max-failures", "3", "-q"], state].concat();
        let said = place.score(&args);
        let last = "hedgerow: error: 4 documents failed, more than --max-failures 3 allows";
        assert_eq!((said.code, said.err.lines().last()), (Some(2), Some(last)));
        assert_eq!(place.read("old.csv"), "old\n");
    }
    // A folder without documents is never a silent success.
    std::fs::create_dir(place.at("empty")).unwrap();
    assert_eq!(code(&["empty", "-o", "b.csv"]), Some(1));
    assert_eq!(code(&["empty", "-o", "b.csv", "--allow-failures"]), Some(1));
    assert!(!place.at("b.csv").exists());
    // One article without a table.
    assert_eq!(code(&["nosuch.txt"]), Some(1));
    assert_eq!(code(&["nosuch.txt", "--allow-failures"]), Some(0));
    assert_eq!(code(&["nosuch.txt", "--max-failures", "0"]), Some(2));
}

#[test]
fn the_same_file_twice_and_duplicate_ids_keep_their_rows_and_are_warned_about() {
    let place = Place::with(&[("a.txt", TEXT)]);
    let said = place.score(&["a.txt", "./a.txt", "a.txt", "-o", "x.csv"]);
    assert_eq!(
        said,
        Said {
            code: Some(0),
            out: String::new(),
            err: "hedgerow: 1 document has the id of an earlier one, such as `a.txt`; all are in \
                  the tables\nhedgerow: 3 documents scored\n"
                .to_owned()
        }
    );
    assert_eq!(rows(&place.read("x.csv")).len(), 3);
}

#[test]
fn ids_that_look_like_numbers_or_dates_are_warned_about_once_for_a_spreadsheet() {
    let place = Place::with(&[(
        "t.csv",
        "id,text\n0012,It rained.\n1E5,It rained.\n2024-01-02,It rained.\n7,It rained.\n",
    )]);
    let read = ["t.csv", "--text-col", "text", "--id-col", "id"];
    let safe = place.score(&[&read[..], &["-o", "x.csv"]].concat());
    let warning = "hedgerow: 3 ids look like numbers or dates, such as `0012`; a spreadsheet will \
                   change them; use xlsx or --id-prefix\n";
    assert_eq!(safe.err, format!("{warning}hedgerow: 4 documents scored\n"));
    let exact = place.score(&[&read[..], &["-o", "x.jsonl"]].concat());
    assert_eq!(exact.err, "hedgerow: 4 documents scored\n");
}
