use super::*;
use crate::input::LateKeys;
use std::fmt::Write;

#[test]
fn lines_become_documents() {
    let place = Place::new(&[(
        "t.jsonl",
        br#"{"id":7,"t":"one","tags":["a", "b"],"head":"Up"}

{"t":"two","n":null,"x":1.50}
{"t":3}
{"id":"k","x":true}
[1]
{"t":"open
{"id":"","t":"last","head":9}"#,
    )]);
    let options = SourceOptions {
        id_col: Some("id".into()),
        title_col: Some("head".into()),
        ..with_text_col("t")
    };
    assert_eq!(
        place.read(&["t.jsonl"], &options),
        [
            "7: Up\n\none",
            "t.jsonl:2: two",
            "t.jsonl:3: parse: line 4: the text in `t` is not a string",
            "k: parse: line 5: no text: `t` is missing or null",
            "t.jsonl:5: parse: line 6: not a record: expected an object `{…}`, found a list",
            "t.jsonl:6: parse: line 7: not a record: EOF while parsing a string (column 10)",
            "t.jsonl:7: 9\n\nlast",
        ]
    );
    let source = place.open(&["t.jsonl"], &options).unwrap();
    assert_eq!(source.columns(), ["id", "tags", "head", "n", "x"]);
    let rows: Vec<_> = source.map(|item| item.identity(&options).columns).collect();
    assert_eq!(rows[0], cells(&[Some("7"), Some(r#"["a","b"]"#), Some("Up"), None, None]));
    assert_eq!(rows[1], cells(&[None, None, None, None, Some("1.50")]));
    assert_eq!(rows[3], cells(&[Some("k"), None, None, None, Some("true")]));
    assert_eq!(rows[4], cells(&[None; 5]));
}

#[test]
fn keys_behind_the_records_looked_at_are_counted_and_dropped() {
    let mut lines = "{\"t\":\"x\"}\n".repeat(1000);
    for number in 0..3 {
        writeln!(lines, "{{\"t\":\"x\",\"late{number}\":1,\"later\":2}}").unwrap();
    }
    let place = Place::new(&[("t.ndjson", lines.as_bytes())]);
    let options = with_text_col("t");
    let source = place.open(&["t.ndjson"], &options).unwrap();
    assert_eq!(source.columns(), [""; 0]);
    let late = source
        .filter_map(|item| item.load(&options).unwrap().late_keys)
        .reduce(|mut all, keys| {
            all.add(&keys);
            all
        })
        .unwrap();
    assert_eq!(place.relative(&late.source), "t.ndjson");
    assert_eq!(
        late,
        LateKeys { count: 6, first: "late0".into(), line: 1001, source: late.source.clone() }
    );
}

#[test]
fn lone_surrogates_and_old_encodings_are_flagged() {
    let place = Place::new(&[("t.jsonl", b"{\"t\":\"a\\ud800\"}\n{\"t\":\"caf\xe9\"}\n")]);
    let options = with_text_col("t");
    let read: Vec<_> = place
        .open(&["t.jsonl"], &options)
        .unwrap()
        .map(|item| item.load(&options).unwrap())
        .map(|document| (document.text, document.encoding, document.decode_errors))
        .collect();
    assert_eq!(
        read,
        [
            ("a\u{fffd}".to_owned(), "utf-8".to_owned(), true),
            ("caf\u{e9}".to_owned(), "windows-1252?".to_owned(), false),
        ]
    );
}

#[test]
fn a_missing_key_is_a_mistake_and_an_empty_table_is_none() {
    let place = Place::new(&[
        ("t.jsonl", b"{\"id\":1,\"text\":\"x\"}\n"),
        ("empty.jsonl", b"\n"),
        ("broken.jsonl", b"{\n"),
    ]);
    assert_eq!(
        place.mistake(&["t.jsonl"], &with_text_col("txt")),
        "t.jsonl: no column `txt` for --text-col; did you mean `text`? (columns: id, text)"
    );
    let lines = place.read(&["empty.jsonl", "broken.jsonl"], &with_text_col("txt"));
    assert_eq!(
        lines,
        ["broken.jsonl:1: parse: line 1: not a record: EOF while parsing an object (column 1)"]
    );
}
