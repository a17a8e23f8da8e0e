//! The tables of the demonstration corpus: they agree with each other, and with any number of threads.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a test may stop at what it did not expect"
)]

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

fn hedgerow(args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_hedgerow"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(args)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

type Row = HashMap<String, String>;

fn table(path: &Path) -> Vec<Row> {
    let text = fs::read_to_string(path).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn number(row: &Row, column: &str) -> f64 {
    row[column].parse().unwrap_or(0.0)
}

#[test]
fn documents_can_be_recomputed_from_sentences_and_hits() {
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().join("out");
    let (code, _, said) = hedgerow(&["score", "corpus", "-O", folder.to_str().unwrap()]);
    assert_eq!((code, said.as_str()), (0, "hedgerow: 36 found, 36 scored\n"));
    let sentences = table(&folder.join("sentence.csv"));
    let hits = table(&folder.join("hit.csv"));
    let documents = table(&folder.join("document.csv"));
    let sources = table(&folder.join("source.csv"));
    assert_eq!(documents.len(), 36);
    for document in &documents {
        let id = &document["doc_id"];
        let own: Vec<&Row> = sentences
            .iter()
            .filter(|row| row["doc_id"] == *id && !row["words"].is_empty())
            .collect();
        let sum = |column: &str| own.iter().map(|row| number(row, column)).sum::<f64>();
        let equal = |column: &str, value: f64| {
            assert!(
                (number(document, column) - value).abs() < 6e-5,
                "{id} {column}: {} {value}",
                document[column]
            );
        };
        equal("sentences", own.len() as f64);
        equal("words", sum("words"));
        equal("words_quote", sum("words_quote"));
        let spoken: Vec<&Row> = sources.iter().filter(|row| row["doc_id"] == *id).collect();
        let (author, quoted) = spoken.split_first().unwrap();
        assert_eq!(author["speaker"], "(author)", "{id}");
        let unknown = quoted.iter().rposition(|row| row["speaker"] == "(unattributed)");
        assert!(unknown.is_none_or(|at| at + 1 == quoted.len()), "{id}");
        let said = |column: &str| quoted.iter().map(|row| number(row, column)).sum::<f64>();
        equal("words", number(author, "words"));
        equal("words_quote", said("words"));
        equal("quote_share", sum("words_quote") / (sum("words") + sum("words_quote")));
        for axis in ["hedge", "weasel", "certainty", "loaded"] {
            let counted = |voice: &str, sentence: Option<&str>| {
                hits.iter()
                    .filter(|hit| {
                        hit["doc_id"] == *id
                            && hit["counted"] == "true"
                            && hit["voice"] == voice
                            && hit["category"].starts_with(axis)
                            && sentence.is_none_or(|number| hit["sentence"] == number)
                    })
                    .collect::<Vec<_>>()
            };
            equal(&format!("{axis}_n"), counted("author", None).len() as f64);
            equal(&format!("{axis}_n"), sum(&format!("{axis}_n")));
            equal(&format!("{axis}_quote_n"), counted("quote", None).len() as f64);
            equal(&format!("{axis}_n"), number(author, &format!("{axis}_n")));
            equal(&format!("{axis}_quote_n"), said(&format!("{axis}_n")));
            for row in quoted {
                let own = counted("quote", None);
                let own = own.iter().filter(|hit| {
                    hit["speaker"] == row["speaker"]
                        || hit["speaker"].is_empty() && row["speaker"] == "(unattributed)"
                });
                let (n, words) = (number(row, &format!("{axis}_n")), number(row, "words"));
                assert!((own.count() as f64 - n).abs() < 0.5, "{id} {axis} {}", row["speaker"]);
                let rate = number(row, &format!("{axis}_per_1k"));
                assert!((rate - 1000.0 * n / words).abs() < 6e-5, "{id} {axis} {rate}");
            }
            equal(&format!("{axis}_per_1k"), 1000.0 * sum(&format!("{axis}_n")) / sum("words"));
            equal(
                &format!("{axis}_quote_per_1k"),
                if sum("words_quote") > 0.0 {
                    1000.0 * sum(&format!("{axis}_quote_n")) / sum("words_quote")
                } else {
                    0.0
                },
            );
            let hit_sentences =
                own.iter().filter(|row| number(row, &format!("{axis}_n")) > 0.0).count();
            equal(&format!("{axis}_share"), hit_sentences as f64 / own.len() as f64);
            let mut weighted = 0.0;
            let mut headline = 0.0;
            for row in &own {
                let cues = counted("author", Some(&row["sentence"]));
                let none: f64 = cues.iter().map(|cue| 1.0 - number(cue, "weight")).product();
                weighted += number(row, "words") * (1.0 - none);
                headline += if row["section"] == "headline" { cues.len() as f64 } else { 0.0 };
            }
            equal(&format!("{axis}_index"), 100.0 * weighted / sum("words"));
            equal(&format!("{axis}_headline_n"), headline);
        }
    }
}

#[test]
fn threads_change_no_byte() {
    for table in ["sentence", "document", "hit", "term", "source", "error"] {
        let one = hedgerow(&["score", "corpus", "-q", "-j", "1", "--table", table]);
        let four = hedgerow(&["score", "corpus", "-q", "-j", "4", "--table", table]);
        assert_eq!(one, four, "{table}");
        assert_eq!(one.0, 0);
    }
}

#[test]
fn mistakes_have_one_message_and_write_nothing() {
    let out = tempfile::tempdir().unwrap();
    let target = out.path().join("x.csv");
    let lexicon = out.path().join("bad.toml");
    fs::write(&lexicon, "[lexicon]\nformat = 1\nid = \"bad\"\n[[term]]\nterm = \"a [b\"\nin = \"loaded.label\"\nwieght = 1\nif_next = [\"NUMB\"]\n").unwrap();
    let empty = out.path().join("empty");
    fs::create_dir(&empty).unwrap();
    let (target_name, bad) = (target.to_str().unwrap(), lexicon.to_str().unwrap());
    for (args, code, lines) in [
        (vec!["score", empty.to_str().unwrap(), "-o", target_name], 1, 1),
        (vec!["score", "corpus", "--lexicon", bad, "-o", target_name], 2, 3),
        (vec!["score", "corpus/index.csv", "--text-col", "nosuch", "-o", target_name], 2, 1),
        (vec!["score", "corpus/index.csv", "-o", target_name], 2, 1),
        (vec!["nosuch.txt"], 1, 1),
    ] {
        let (found, printed, said) = hedgerow(&args);
        assert_eq!(
            (found, said.lines().count(), printed.as_str()),
            (code, lines, ""),
            "{args:?}: {said}"
        );
        assert!(!target.exists(), "{args:?}");
    }
}
