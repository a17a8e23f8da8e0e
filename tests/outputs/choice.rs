//! Which format is written, in which dialect, in how many files; and what is said of it.

use crate::Place;

const NEWS: &[u8] = b"id,text\n0012,It may rain.\n1E5,It may snow.\nc,So.\n";
const READ: [&str; 6] = ["score", "news.csv", "--text-col", "text", "--id-col", "id"];

fn place() -> Place {
    Place::new(&[("news.csv", NEWS)])
}

fn with<'a>(options: &[&'a str]) -> Vec<&'a str> {
    READ.iter().chain(options).copied().collect()
}

#[test]
fn the_ending_says_the_format() {
    let place = place();
    for (file, start) in [
        ("x.csv", &b"\xef\xbb\xbfid,doc_id,source,"[..]),
        ("x.tsv", b"id\tdoc_id\tsource\t"),
        ("x.jsonl", b"{\"id\":\"0012\","),
        ("x.NDJSON", b"{\"id\":\"0012\","),
        ("x.xlsx", b"PK\x03\x04"),
        ("x.parquet", b"PAR1"),
        ("none", b"\xef\xbb\xbfid,doc_id,source,"),
    ] {
        place.done(&with(&["-o", file]));
        assert!(place.read(file).starts_with(start), "{file}");
    }
    place.done(&with(&["-o", "raw.csv", "--format", "csv-raw"]));
    assert!(place.read("raw.csv").starts_with(b"id,doc_id,"));
    place.done(&with(&["-o", "x.odd", "--format", "jsonl"]));
    assert!(place.read("x.odd").starts_with(b"{"));
}

#[test]
fn an_ending_that_is_not_known_is_refused_with_those_that_are() {
    let place = place();
    let told = "no table is written with the ending .xls; the endings known are .csv, .tsv, \
                .jsonl, .ndjson, .xlsx and .parquet, or name the format with --format\n";
    let refused = place.run(&with(&["-o", "x.xls"]));
    assert_eq!((refused.code, refused.said), (2, format!("hedgerow: error: x.xls: {told}")));
    let compare = ["compare", "news.csv", "--text-col", "text", "--by", "id", "-o", "x.xls"];
    let refused = place.run(&compare);
    assert_eq!((refused.code, refused.said), (2, format!("hedgerow: error: x.xls: {told}")));
    assert!(!place.path("x.xls").exists());
}

#[test]
fn a_packed_table_is_refused_also_where_its_format_is_named() {
    let place = place();
    let told = "no table is written packed; leave out -o and pipe the table to the program that packs, \
                or write .parquet, which is packed in itself\n";
    for (file, format) in [("x.jsonl.gz", "jsonl"), ("x.csv.ZST", "csv"), ("x.zip", "xlsx")] {
        for args in [&["-o", file][..], &["-o", file, "--format", format]] {
            let refused = place.run(&with(args));
            let told = format!("hedgerow: error: {file}: {told}");
            assert_eq!((refused.code, refused.said), (2, told), "{args:?}");
        }
        assert!(!place.path(file).exists());
    }
}

#[test]
fn a_dialect_with_semicolons_and_decimal_commas() {
    let place = place();
    place.done(&with(&["-o", "x.csv", "--csv-dialect", "excel-eu"]));
    let table = place.text("x.csv");
    let mut lines = table.lines();
    assert!(
        lines.next().unwrap().starts_with("\u{feff}id;doc_id;source;status;encoding;sentences;")
    );
    let row = lines.next().unwrap();
    let start = "\"0012\";\"0012\";\"news.csv\";\"ok\";\"utf-8\";1;3;0;0,0000;1;333,3333;";
    assert!(row.starts_with(start), "{row}");
}

#[test]
fn a_dialect_goes_with_csv_only() {
    let place = place();
    for (options, format) in [
        (&["-o", "x.xlsx"][..], "xlsx"),
        (&["-o", "x.csv", "--format", "csv-raw"], "csv-raw"),
        (&["--format", "tsv"], "tsv"),
        (&["-O", "out", "--format", "parquet"], "parquet"),
    ] {
        let mut args = with(options);
        args.extend(["--csv-dialect", "excel-eu"]);
        let refused = place.run(&args);
        let told = format!(
            "hedgerow: error: --csv-dialect is about the format csv, and tables are written as {format}\n"
        );
        assert_eq!((refused.code, refused.said), (2, told));
    }
}

#[test]
fn a_table_is_split_into_files_of_so_many_rows() {
    let place = place();
    place.done(&with(&["-O", "out", "--format", "csv-raw", "--split-rows=2"]));
    let parts = ["document.csv", "document-2.csv"].map(|name| place.text(&format!("out/{name}")));
    assert_eq!(parts[0].lines().count(), 3);
    assert_eq!(parts[1].lines().count(), 2);
    assert!(parts[1].starts_with("id,doc_id,"));
    assert!(parts[1].lines().nth(1).unwrap().starts_with("c,c,news.csv,ok,"));
    assert!(place.path("out/sentence-2.csv").exists());
    // Without a number, a file has as many as a spreadsheet shows.
    place.done(&with(&["-o", "x.csv", "--split-rows"]));
    assert!(!place.path("x-2.csv").exists());
    let refused = place.run(&with(&["--format", "csv", "--split-rows"]));
    let told = "hedgerow: error: --split-rows goes with -o FILE or -O DIR\n";
    assert_eq!((refused.code, refused.said.as_str()), (2, told));
}

#[test]
fn a_part_does_not_replace_an_input() {
    let place = Place::new(&[("x-2.csv", NEWS)]);
    let read = ["score", "x-2.csv", "--text-col", "text", "-o", "x.csv", "--split-rows=1"];
    let refused = place.run(&read);
    let told = "hedgerow: error: x-2.csv is an input; choose another output\n";
    assert_eq!((refused.code, refused.said.as_str()), (2, told));
    assert_eq!((place.read("x-2.csv"), place.path("x.csv").exists()), (NEWS.to_vec(), false));
    // Parts of an earlier run are no texts.
    let place = Place::new(&[("a.txt", b"So."), ("b.txt", b"So.")]);
    let write = ["score", ".", "-o", "x.csv", "--split-rows=1", "--glob", "*"];
    place.done(&write);
    assert_eq!(place.done(&write).said, "hedgerow: 2 documents scored\n");
}

#[test]
fn ids_that_a_spreadsheet_changes_are_named_and_a_prefix_keeps_them() {
    let place = place();
    let warning = "hedgerow: 2 ids look like numbers or dates, such as `0012`; a spreadsheet will \
                   change them; use xlsx or --id-prefix\n";
    let scored = "hedgerow: 3 documents scored\n";
    for (options, said) in [
        (&["-o", "x.csv"][..], format!("{warning}{scored}")),
        (&["-o", "x.csv", "--csv-dialect", "excel-eu"], format!("{warning}{scored}")),
        (&["-o", "x.xlsx"], scored.to_owned()),
        (&["-o", "x.jsonl"], scored.to_owned()),
        (&["-o", "x.csv", "--id-prefix", "n-"], scored.to_owned()),
        (&["-o", "x.csv", "-q"], String::new()),
    ] {
        assert_eq!(place.done(&with(options)).said, said, "{options:?}");
    }
    place.done(&with(&["--format", "csv-raw", "-o", "x.csv", "--id-prefix", "n-"]));
    let ids: Vec<String> = place
        .text("x.csv")
        .lines()
        .skip(1)
        .map(|line| line.split(',').take(2).collect::<Vec<_>>().join(" "))
        .collect();
    // The user's own column stays as it was.
    assert_eq!(ids, ["0012 n-0012", "1E5 n-1E5", "c n-c"]);
}

#[test]
fn a_failed_document_has_the_prefix_too() {
    let place = Place::new(&[("a.txt", b"So."), ("b.txt", b"\0\0")]);
    let args =
        ["score", "a.txt", "b.txt", "--table", "error", "--format", "csv-raw", "--id-prefix", "n-"];
    let ended = place.run(&args);
    let out = String::from_utf8(ended.out).unwrap();
    assert_eq!(ended.code, 1);
    assert!(out.lines().nth(1).unwrap().starts_with("n-b.txt,b.txt,binary,"), "{out}");
}
