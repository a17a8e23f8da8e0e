//! The same article in every format gives the same sentences with the same scores.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::Place;
use crate::made::{self, Article};

/// The rows of the sentence table, without the document's id.
fn sentences(place: &Place, file: &str, arguments: &[&str]) -> Vec<Value> {
    let mut args = vec!["score", file, "--table", "sentence", "--format", "jsonl"];
    args.extend(arguments);
    let ended = place.run(&args);
    assert_eq!(ended.code, 0, "{file}: {}", ended.said);
    let rows = ended.out.lines().map(|line| {
        let mut row: Value = serde_json::from_str(line).unwrap();
        row.as_object_mut().unwrap().shift_remove("doc_id");
        row
    });
    rows.collect()
}

fn check(file: &Path) {
    let article = Article::of(&fs::read_to_string(file).unwrap());
    let text = article.text();
    let zipped = made::zip(&[("a/b.txt", text.as_bytes())]);
    let csv = article.delimited(b',');
    let documents: [(&str, Vec<u8>); 11] = [
        ("a.md", article.markdown().into_bytes()),
        ("a.html", article.page().into_bytes()),
        ("a.docx", article.docx()),
        ("a.odt", article.odt()),
        ("a.epub", article.epub()),
        ("a.txt.gz", made::gzip(text.as_bytes())),
        ("a.zst", made::zstd(text.as_bytes())),
        ("a.docx.gz", made::gzip(&article.docx())),
        ("a.zip", zipped),
        ("utf16.txt", utf16(&text)),
        ("unnamed", article.epub()),
    ];
    let tables: [(&str, Vec<u8>); 14] = [
        ("t.csv", csv.clone()),
        ("t.tsv", article.delimited(b'\t')),
        ("t.jsonl", article.object().into_bytes()),
        ("t.json", format!("[\n  {}\n]\n", article.object()).into_bytes()),
        ("one.json", article.object().into_bytes()),
        ("t.xlsx", article.xlsx()),
        ("t.ods", article.ods()),
        ("t.parquet", article.parquet()),
        ("t.parquet.gz", made::gzip(&article.parquet())),
        ("unnamed-table", article.parquet()),
        ("t.csv.gz", made::gzip(&csv)),
        ("t.xlsx.zst", made::zstd(&article.xlsx())),
        ("t.zip", made::zip(&[("t.csv", &csv)])),
        ("unnamed", article.xlsx()),
    ];
    let place = Place::new(&[("a.txt", text.as_bytes())]);
    let expected = sentences(&place, "a.txt", &[]);
    assert!(expected.iter().any(|row| row["section"] == "headline"));
    for (name, bytes) in documents {
        fs::write(place.path(name), bytes).unwrap();
        assert_eq!(sentences(&place, name, &[]), expected, "{name}");
    }
    for (name, bytes) in tables {
        fs::write(place.path(name), bytes).unwrap();
        let columns = ["--text-col", "body", "--title-col", "title", "--id-col", "id"];
        assert_eq!(sentences(&place, name, &columns), expected, "{name}");
    }
}

fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

#[test]
fn the_same_article_in_every_format() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for file in ["tern/dam-repair.txt", "wendle/river-pollution.txt", "klaxon/boat-arrivals.txt"] {
        check(&corpus.join(file));
    }
}
