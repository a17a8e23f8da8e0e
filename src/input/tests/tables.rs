use super::*;
use crate::input::{Document, InputError};

fn load_all(place: &Place, names: &[&str], options: &SourceOptions) -> Vec<Document> {
    let source = place.open(names, options).unwrap();
    source.map(|item| item.load(options).unwrap()).collect()
}

#[test]
fn rows_become_documents_with_the_users_columns() {
    let place = Place::new(&[(
        "t.csv",
        b"\xef\xbb\xbfid,outlet,head,text\r\n7,Post, Up ,\"It, is\r\nso\"\r\n\r\n,,\" \",\r\n",
    )]);
    let options = SourceOptions {
        id_col: Some("id".into()),
        title_col: Some("head".into()),
        ..with_text_col("text")
    };
    assert_eq!(place.open(&["t.csv"], &options).unwrap().columns(), ["id", "outlet", "head"]);
    let name = place.path("t.csv").display().to_string();
    let first = Document {
        id: "7".into(),
        source: name.clone(),
        text: "Up\n\nIt, is\r\nso".into(),
        headline: Some(2),
        encoding: "utf-8".into(),
        decode_errors: false,
        columns: cells(&[Some("7"), Some("Post"), Some(" Up ")]),
        late_keys: None,
        written: None,
        has_lines: false,
    };
    let second = Document {
        id: format!("{name}:2"),
        text: String::new(),
        headline: None,
        columns: cells(&[Some(""), Some(""), Some(" ")]),
        ..first.clone()
    };
    assert_eq!(load_all(&place, &["t.csv"], &options), [first, second]);
}

#[test]
fn columns_are_the_union_over_tables() {
    let place = Place::new(&[
        ("a.csv", b"x,text\n1,one\n"),
        ("b.tsv", b"text\ty\ntwo\t\"2\"\"\"\n"),
        ("c.txt", b"three"),
    ]);
    let options = with_text_col("text");
    let names = ["a.csv", "b.tsv", "c.txt"];
    assert_eq!(place.open(&names, &options).unwrap().columns(), ["x", "y"]);
    let columns: Vec<_> =
        load_all(&place, &names, &options).into_iter().map(|document| document.columns).collect();
    assert_eq!(
        columns,
        [cells(&[Some("1"), None]), cells(&[None, Some("2\"")]), cells(&[None, None])]
    );
}

#[test]
fn malformed_rows_fail_alone() {
    let place =
        Place::new(&[("t.csv", b"id,text\n1\n2,\"two\nlines\"\n3,x,y\n4,ok\n5,\"open\n6,z\n")]);
    assert_eq!(
        place.read(&["t.csv"], &with_text_col("text")),
        [
            "t.csv:1: parse: line 2: expected 2 fields as in the header, found 1",
            "t.csv:2: two\nlines",
            "t.csv:3: parse: line 5: expected 2 fields as in the header, found 3",
            "t.csv:4: ok",
            "t.csv:5: parse: line 7: a quotation mark is opened and not closed before the end, \
             12 bytes on",
        ]
    );
}

#[test]
fn a_record_beyond_the_limit_is_skipped() {
    let place = Place::new(&[("t.csv", b"text\nshort\nmuch too long\nlast\n")]);
    let options = SourceOptions { max_bytes: 10, ..with_text_col("text") };
    assert_eq!(
        place.read(&["t.csv"], &options),
        [
            "t.csv:1: short",
            "t.csv:2: too-large: 14 bytes, more than the limit of 10 bytes; raise it with \
             --max-bytes",
            "t.csv:3: last",
        ]
    );
}

#[test]
fn mistakes_in_tables_are_said_before_anything_is_read() {
    let place = Place::new(&[
        ("basil.csv", b"id,outlet,body\n1,Post,x\n"),
        ("twice.csv", b"a,a,text\n"),
        ("empty.csv", b"\xef\xbb\xbf\n\n"),
        ("a.txt", b"text"),
    ]);
    for (name, options, message) in [
        (
            "basil.csv",
            SourceOptions::default(),
            "basil.csv is a table: say which column holds the text with --text-col (columns: id, \
             outlet, body)",
        ),
        (
            "basil.csv",
            with_text_col("bodi"),
            "basil.csv: no column `bodi` for --text-col; did you mean `body`? (columns: id, \
             outlet, body)",
        ),
        (
            "twice.csv",
            with_text_col("text"),
            "twice.csv: two columns are named `a`; rename one of them",
        ),
        (
            "empty.csv",
            with_text_col("text"),
            "empty.csv: is empty; a table begins with a line of column names",
        ),
        (
            "a.txt",
            with_text_col("text"),
            "--text-col is given and no input is a table (.csv, .tsv, .json, .jsonl, .ndjson, \
             .xlsx, .ods); name standard input with --stdin-filename if it is one",
        ),
    ] {
        assert_eq!(place.mistake(&[name], &options), message);
    }
    assert_eq!(
        place.read(&["none.csv"], &with_text_col("text")),
        ["none.csv: not-found: there is no such file"]
    );
}

#[test]
fn encodings_of_tables_are_found_row_by_row() {
    let utf16: Vec<u8> =
        "\u{feff}id,text\n1,it\u{2019}s\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let place = Place::new(&[
        ("old.csv", b"n,text\nplain,plain\ncaf\xe9,it\x92s\nnul,a\0b\n"),
        ("wide.csv", &utf16),
        ("bare.csv", &utf16[2..]),
    ]);
    let options = with_text_col("text");
    let loaded: Vec<Result<(String, String), InputError>> = place
        .open(&["old.csv", "wide.csv"], &options)
        .unwrap()
        .map(|item| item.load(&options).map(|document| (document.text, document.encoding)))
        .collect();
    let read = |text: &str, encoding: &str| Ok((text.to_owned(), encoding.to_owned()));
    let nul = "line 4: has a NUL, as no text has; read it all the same with --binary text";
    assert_eq!(
        loaded,
        [
            read("plain", "utf-8"),
            read("it\u{2019}s", "windows-1252?"),
            Err(InputError::new(Code::Binary, nul)),
            read("it\u{2019}s", "utf-16le"),
        ]
    );
    assert_eq!(
        place.read(&["bare.csv"], &options),
        ["bare.csv: binary: looks like UTF-16: use --encoding utf-16le"]
    );
    let forced = SourceOptions { encoding: Some("utf-16le".into()), ..options };
    assert_eq!(place.read(&["bare.csv"], &forced), ["bare.csv:1: it\u{2019}s"]);
}

#[test]
fn a_header_that_changes_is_named() {
    let place = Place::new(&[("t.csv", b"id,text\n1,x\n")]);
    let options = with_text_col("text");
    let mut source = place.open(&["t.csv"], &options).unwrap();
    fs::write(place.path("t.csv"), "id,new,text\n1,2,x\n").unwrap();
    assert_eq!(source.next().unwrap().load(&options).unwrap_err().code, Code::Changed);
}

#[cfg(unix)]
#[test]
fn a_table_in_a_pipe_is_read_once() {
    let place = Place::new(&[]);
    if !make_pipe(&place.path("pipe.jsonl")) {
        return;
    }
    let path = place.path("pipe.jsonl");
    let writer = std::thread::spawn(move || fs::write(path, "{\"t\":\"one\"}\n{\"t\":\"two\"}\n"));
    assert_eq!(
        place.read(&["pipe.jsonl"], &with_text_col("t")),
        ["pipe.jsonl:1: one", "pipe.jsonl:2: two"]
    );
    writer.join().unwrap().unwrap();
}
