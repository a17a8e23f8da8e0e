//! Structure: pages, documents and archives that are made to do harm.

use std::fmt::Write as _;
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{Place, made};

#[test]
fn html_a_million_deep_unclosed_or_with_many_attributes_is_refused_or_read() {
    let begun = Instant::now();
    let words = "<p>It is perhaps late, and nobody knows why the ferry stayed in port.";
    let attributes: String = (0..100_000).fold(String::new(), |mut all, n| {
        let _ = write!(all, " a{n}=1");
        all
    });
    let emphasis: String = (0..20_000).fold(String::new(), |mut all, n| {
        let _ = write!(all, "<p><b id={n}>x");
        all
    });
    let deep = ("is nested deeper than 512 elements", "parse");
    let pages = [
        ("deep.html", format!("{}{words}", "<div>".repeat(1_000_000)), Some(deep.0)),
        (
            "closed.html",
            format!("{}{words}{}", "<div>".repeat(1_000_000), "</div>".repeat(1_000_000)),
            Some(deep.0),
        ),
        ("drawn.html", format!("<svg><title>{}", "<g>".repeat(1_000_000)), Some(deep.0)),
        ("emphasis.html", emphasis, Some("has more than 200000 elements")),
        (
            "attributes.html",
            format!("<div{attributes}>{words}"),
            Some("has a tag with more than 1000 attributes"),
        ),
        ("unclosed.html", words.repeat(2_000), None),
        ("ends.html", format!("{words}{}", "</div>".repeat(200_000)), None),
        ("comments.html", format!("{words}{}", "<!-- ".repeat(200_000)), None),
        ("tags.html", format!("{words}{}", "<a href=\"".repeat(100_000)), None),
        (
            "references.html",
            format!("{words}{}", "&#".repeat(200_000)),
            Some("has more than 100000 references to characters"),
        ),
    ];
    let place = Place::new(&[]);
    for (name, page, fault) in &pages {
        std::fs::write(place.path(name), page).unwrap();
        let expected = match fault {
            Some(fault) => format!(
                "{name}: {}: the page {fault}, too much to look for an article; read it with --html all",
                deep.1
            ),
            None => format!("{name}: ok: utf-8"),
        };
        assert_eq!(place.documents(&[name]), [expected]);
        let all = place.documents(&[name, "--html", "all"]);
        assert!(!all[0].contains(": parse: "), "{}", all[0]);
    }
    assert!(begun.elapsed() < Duration::from_secs(120), "{:?}", begun.elapsed());
}

#[test]
fn markdown_that_nests_without_end_is_read() {
    let begun = Instant::now();
    for (name, page) in [
        ("quotes.md", ">".repeat(100_000)),
        ("lists.md", "- ".repeat(50_000)),
        ("links.md", "[".repeat(100_000)),
        ("marks.md", "*a _b ".repeat(50_000)),
        ("ticks.md", (1..500).map(|n| "`".repeat(n) + " ").collect()),
    ] {
        let page = format!("It is perhaps late.\n\n{page}");
        let place = Place::new(&[(name, page.as_bytes())]);
        assert_eq!(place.documents(&[name]), [format!("{name}: ok: utf-8")]);
    }
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
}

#[test]
fn xml_bombs_and_outer_entities_are_refused_unexpanded() {
    let bomb = "<!DOCTYPE d [<!ENTITY a \"perhaps\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    let outer = "<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>";
    let docx = |document: &str| made::zip(&[("word/document.xml", document.as_bytes())]);
    let odt = |document: &str| made::zip(&[("content.xml", document.as_bytes())]);
    let body = "<document><body><p><r><t>&b;</t></r></p></body></document>";
    let deep = "<p>".repeat(20_000);
    let place = Place::new(&[
        ("a.docx", &docx(&format!("{bomb}{body}"))),
        ("b.odt", &odt(&format!("{outer}{body}"))),
        ("c.docx", &docx(body)),
        ("d.docx", &docx("<document><p></document>")),
        ("e.docx", b"no zip at all"),
        ("f.odt", &docx(body)),
        (
            "g.docx",
            &docx(&format!("<body>{deep}<r><t>Perhaps.</t></r>{}</body>", "</p>".repeat(20_000))),
        ),
        ("h.ods", &odt(&format!("{bomb}{body}"))),
    ]);
    let lines =
        place.documents(&["a.docx", "b.odt", "c.docx", "d.docx", "e.docx", "f.odt", "g.docx"]);
    let starts = [
        "a.docx: parse: its XML has a document type declaration",
        "b.odt: parse: its XML has a document type declaration",
        "c.docx: parse: its XML refers to an entity of its own",
        "d.docx: parse: its XML is malformed: ",
        "e.docx: parse: is no whole zip archive: ",
        "f.odt: parse: is no ODT: it has no content.xml",
        "g.docx: ok: utf-8",
    ];
    for (line, start) in lines.iter().zip(starts) {
        assert!(line.starts_with(start), "{line}");
    }
    assert_eq!(
        place.documents(&["h.ods", "--text-col", "a"]),
        ["h.ods: parse: its XML has a document type declaration"]
    );
}

#[test]
fn bombs_are_stopped_at_a_hundred_bytes_for_each() {
    let zeros = vec![b' '; 50 << 20];
    let document = [b"<document><p><t>".as_slice(), &zeros, b"</t></p></document>"].concat();
    let ratio = "more than 100 bytes come of each packed one; unpack it if you trust it";
    let place = Place::new(&[
        ("a.gz", &made::gzip(&zeros)),
        ("b.zst", &made::zstd(&zeros)),
        ("c.zip", &made::zip(&[("bomb.txt", &zeros), ("fine.txt", b"Perhaps.")])),
        ("d.docx", &made::zip(&[("word/document.xml", &document)])),
        ("e.csv.gz", &made::gzip(&[b"id,text\n1,Perhaps.\n".as_slice(), &zeros].concat())),
        ("f.xlsx", &made::zip(&[("xl/sharedStrings.xml", &zeros)])),
        ("g.epub", &made::zip(&[("META-INF/container.xml", &zeros)])),
    ]);
    let files = ["a.gz", "b.zst", "c.zip", "d.docx", "e.csv.gz", "f.xlsx", "g.epub"];
    assert_eq!(
        place.documents(&[&["--text-col", "text"][..], &files].concat()),
        [
            format!("a.gz: archive-too-big: {ratio}"),
            format!("b.zst: archive-too-big: {ratio}"),
            format!("c.zip/bomb.txt: archive-too-big: {ratio}"),
            "c.zip/fine.txt: ok: utf-8".to_owned(),
            format!("d.docx: archive-too-big: {ratio}"),
            "e.csv.gz:1: ok: utf-8".to_owned(),
            format!("e.csv.gz:2: archive-too-big: {ratio}"),
            format!("f.xlsx: archive-too-big: {ratio}"),
            format!("g.epub: archive-too-big: {ratio}"),
        ]
    );
}

#[test]
fn a_member_that_lies_about_its_size_is_unsafe_or_damaged() {
    let text = b"Perhaps it rains in Ellery. ".repeat(100);
    let honest = made::zip(&[("a.txt", &text)]);
    // The list at the end of the archive: where its first record holds the size and the checksum.
    let list = memchr::memmem::rfind(&honest, b"PK\x01\x02").unwrap();
    let lie = |at: usize, bytes: [u8; 4]| {
        let mut archive = honest.clone();
        archive[list + at..list + at + 4].copy_from_slice(&bytes);
        archive
    };
    let place = Place::new(&[
        ("short.zip", &lie(24, 7_u32.to_le_bytes())),
        ("long.zip", &lie(24, 9000_u32.to_le_bytes())),
        ("sum.zip", &lie(16, [1, 2, 3, 4])),
        ("cut.zip", &honest[..honest.len() - 30]),
        ("far.zip", &lie(42, 0x7fff_ffff_u32.to_le_bytes())),
    ]);
    let lines = place.documents(&["short.zip", "long.zip", "sum.zip", "cut.zip", "far.zip"]);
    let damaged = "parse: is damaged: its bytes are not those the archive was made of";
    assert_eq!(lines[0], "short.zip/a.txt: archive-unsafe: is larger than the archive's list says");
    assert_eq!(lines[1], format!("long.zip/a.txt: {damaged}"));
    assert_eq!(lines[2], format!("sum.zip/a.txt: {damaged}"));
    assert!(lines[3].starts_with("cut.zip: parse: is no whole zip archive"), "{}", lines[3]);
    assert!(lines[4].starts_with("far.zip/a.txt: parse: "), "{}", lines[4]);
}

#[test]
fn archives_in_archives_are_unpacked_once_and_no_further() {
    let inner = made::zip(&[("a.txt", b"Perhaps.")]);
    let place = Place::new(&[
        (
            "a.zip",
            &made::zip(&[
                ("in.zip", &inner),
                ("in.txt.gz", &made::gzip(b"Perhaps.")),
                ("b.txt", b"Perhaps."),
            ]),
        ),
        ("b.zip.gz", &made::gzip(&inner)),
        ("c.gz", &made::gzip(&made::gzip(b"Perhaps."))),
        ("d.docx.gz", &made::gzip(&made::zip(&[("word/document.xml", b"<p><t>Perhaps.</t></p>")]))),
    ]);
    let nested = "archive-unsafe: is packed inside an archive; only one wrapping is taken off, so \
                  unpack it first";
    assert_eq!(
        place.documents(&["a.zip", "b.zip.gz", "c.gz", "d.docx.gz"]),
        [
            format!("a.zip/in.zip: {nested}"),
            format!("a.zip/in.txt.gz: {nested}"),
            "a.zip/b.txt: ok: utf-8".to_owned(),
            format!("b.zip.gz: {nested}"),
            format!("c.gz: {nested}"),
            "d.docx.gz: ok: utf-8".to_owned(),
        ]
    );
}

#[test]
fn twenty_thousand_members_are_read_as_they_come() {
    let names: Vec<String> = (0..20_000).map(|n| format!("folder/{n:05}.txt")).collect();
    let mut members: Vec<(&str, &[u8])> =
        names.iter().map(|name| (name.as_str(), b"It is perhaps late.".as_slice())).collect();
    members.push(("folder/picture.png", b"\x89PNG"));
    members.push(("__MACOSX/folder/._00000.txt", b"\0"));
    let place = Place::new(&[("a.zip", &made::zip(&members))]);
    let ended = place.run(&["score", "a.zip", "--table", "document", "--format", "jsonl"]);
    assert_eq!(ended.code, 0, "{}", ended.said);
    let rows: Vec<&str> = ended.out.lines().collect();
    assert_eq!(rows.len(), 20_000);
    assert!(rows[0].contains("\"a.zip/folder/00000.txt\""), "{}", rows[0]);
    assert!(rows[19_999].contains("\"a.zip/folder/19999.txt\""), "{}", rows[19_999]);
    let one = place.run(&["score", "a.zip", "-j1", "--table", "document", "--format", "jsonl"]);
    assert!(one.out == ended.out, "the number of threads makes a difference");
}

#[test]
fn names_that_lead_out_of_an_archive_are_labels_and_links_are_not_followed() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for name in ["../../escape.txt", "/absolute.txt", "C:\\windows.txt", "a\nb.txt"] {
        writer.start_file(name, options).unwrap();
        writer.write_all(b"It is perhaps late.").unwrap();
    }
    writer.add_symlink("link.txt", "/etc/passwd", options).unwrap();
    let archive = writer.finish().unwrap().into_inner();
    let place = Place::new(&[("a.zip", &archive)]);
    let lines = place.documents(&["a.zip"]);
    assert_eq!(
        lines,
        [
            "a.zip/../../escape.txt: ok: utf-8",
            "a.zip//absolute.txt: ok: utf-8",
            "a.zip/C:\\windows.txt: ok: utf-8",
            "a.zip/a\nb.txt: ok: utf-8",
            "a.zip/link.txt: not-regular: is a link in an archive, and links are not followed",
        ]
    );
    let files: Vec<_> = std::fs::read_dir(place.path("")).unwrap().collect();
    assert_eq!(files.len(), 1, "nothing is unpacked to disk");
}

#[test]
fn a_sheet_with_far_cells_needs_no_room_for_those_between() {
    let text = |place: &str, text: &str| {
        format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let sheet = format!(
        "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\">{}{}</row><row r=\"3\">{}{}</row>\
         <row r=\"1048576\">{}</row></sheetData>",
        text("A1", "id"),
        text("B1", "text"),
        "<c r=\"A3\"><v>12</v></c>",
        text("B3", "Perhaps."),
        text("XFD1048576", "far"),
    );
    let place = Place::new(&[("a.xlsx", &made::xlsx_of_sheet(&sheet))]);
    assert_eq!(
        place.documents(&["a.xlsx", "--text-col", "text", "--id-col", "id"]),
        [
            "12: ok: utf-8",
            "a.xlsx:2: parse: line 1048576: expected 2 fields as in the header, found 16384",
        ]
    );
}

#[test]
fn a_list_of_json_that_breaks_off_is_named() {
    let place = Place::new(&[
        ("a.json", b"[{\"text\":\"Perhaps.\"},\n{\"text\":\"So. ]\"}\n"),
        ("b.json", b"[{\"text\":\"Perhaps.\"}, {\"text\":"),
        ("c.json", b"{\"text\":\"Perhaps.\"}\n{\"text\":\"So.\"}"),
        ("d.json", b"[1, \"two\", {\"text\":\"Perhaps.\"}] rest"),
    ]);
    assert_eq!(
        place.documents(&["a.json", "b.json", "c.json", "d.json", "--text-col", "text"]),
        [
            "a.json:1: ok: utf-8",
            "a.json:2: ok: utf-8",
            "a.json:3: parse: the list is opened and not closed before the end",
            "b.json:1: ok: utf-8",
            "b.json:2: parse: line 1: not a record: EOF while parsing a value (column 8)",
            "c.json:1: ok: utf-8",
            "c.json:2: ok: utf-8",
            "d.json:1: parse: line 1: not a record: expected an object `{…}`, found a number",
            "d.json:2: parse: line 1: not a record: expected an object `{…}`, found a string",
            "d.json:3: ok: utf-8",
            "d.json:4: parse: line 1: not a record: expected value (column 1)",
        ]
    );
}

#[test]
fn a_text_that_a_few_bytes_repeat_in_every_row_is_not_read_for_ever() {
    let row = || ["a".to_owned(), "a word ".repeat(1_500)];
    let bytes = made::parquet(&["id", "text"], &(0..2_000).map(|_| row()).collect::<Vec<_>>());
    assert!(bytes.len() < 100_000, "{}", bytes.len());
    let place = Place::new(&[("a.parquet", &bytes)]);
    let documents = place.documents(&["a.parquet", "--text-col", "text"]);
    let read = documents.len() - 1;
    assert!((90..1_900).contains(&read), "{read}");
    assert_eq!(
        documents[read],
        format!(
            "a.parquet:{}: archive-too-big: rows {} to 2000: more than 100 bytes come of each of its bytes",
            read + 1,
            read + 1
        )
    );
}
