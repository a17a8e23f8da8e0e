//! Encodings.

use std::fs;

use crate::{Place, made};

const TEXT: &str = "It is perhaps Mara’s café. He said so.";

fn wide(mark: bool, unit: fn(u32) -> Vec<u8>) -> Vec<u8> {
    let mark = mark.then_some(0xfeff);
    mark.into_iter().chain(TEXT.chars().map(u32::from)).flat_map(unit).collect()
}

#[test]
fn utf_8_16_and_32_with_a_mark_are_scored_as_utf_8() {
    let place = Place::new(&[("plain.txt", TEXT.as_bytes())]);
    let files: [(&str, Vec<u8>, &str); 5] = [
        ("a.txt", [b"\xef\xbb\xbf", TEXT.as_bytes()].concat(), "utf-8"),
        ("b.txt", wide(true, |c| u16::try_from(c).unwrap().to_le_bytes().to_vec()), "utf-16le"),
        ("c.txt", wide(true, |c| u16::try_from(c).unwrap().to_be_bytes().to_vec()), "utf-16be"),
        ("d.txt", wide(true, |c| c.to_le_bytes().to_vec()), "utf-32le"),
        ("e.txt", wide(true, |c| c.to_be_bytes().to_vec()), "utf-32be"),
    ];
    let score = |name: &str| {
        let args = ["score", name, "--table", "sentence", "--format", "jsonl"];
        place.run(&args).out.replace(name, "-")
    };
    assert!(score("plain.txt").contains("café"));
    for (name, bytes, encoding) in files {
        fs::write(place.path(name), bytes).unwrap();
        assert_eq!(score(name), score("plain.txt"), "{name}");
        assert_eq!(place.documents(&[name]), [format!("{name}: ok: {encoding}")]);
    }
}

#[test]
fn utf_16_and_32_without_a_mark_are_binary_with_a_hint() {
    for (bytes, label) in [
        (
            wide(false, |c| u16::try_from(c).unwrap().to_le_bytes().to_vec()),
            "UTF-16: use --encoding utf-16le",
        ),
        (wide(false, |c| c.to_be_bytes().to_vec()), "UTF-32: use --encoding utf-32be"),
    ] {
        let place =
            Place::new(&[("a.txt", &bytes), ("b.html", &bytes), ("c.md.gz", &made::gzip(&bytes))]);
        let lines = place.documents(&["a.txt", "b.html", "c.md.gz"]);
        let expected = |name| format!("{name}: binary: looks like {label}");
        assert_eq!(lines, ["a.txt", "b.html", "c.md.gz"].map(expected));
    }
}

#[test]
fn bytes_that_are_not_utf_8_are_read_by_a_guess_that_is_said() {
    let latin = b"It is perhaps a caf\xe9, it\x92s said.";
    let mixed = b"It\xe2\x80\x99s \xe2\x80\x99 perhaps \xe9.";
    let page = b"<html><p>It is perhaps a caf\xe9.</p></html>";
    let place = Place::new(&[
        ("a.txt", latin),
        ("b.txt", mixed),
        ("c.html", page),
        ("d.md", latin),
        ("e.txt", b"cut \xed\xa0\x80 off \xc0\xaf \xe2\x80"),
    ]);
    let files = ["a.txt", "b.txt", "c.html", "d.md", "e.txt"];
    let expected = [
        "a.txt: ok: windows-1252?",
        "b.txt: ok: utf-8",
        "c.html: ok: windows-1252?",
        "d.md: ok: windows-1252?",
        "e.txt: ok: utf-8",
    ];
    assert_eq!(place.documents(&files), expected);
    let args = [&["score", "--table", "document", "--format", "jsonl"][..], &files].concat();
    let flags =
        place.run(&args).out.lines().map(|line| line.contains("decode_errors")).collect::<Vec<_>>();
    assert_eq!(flags, [false, true, false, false, true]);
    let strict = place.documents(&[&["--strict-utf8"][..], &files].concat());
    for (line, at) in strict.iter().zip([19, 19, 28, 19, 4]) {
        let message = format!("not UTF-8 at byte {at}, and --strict-utf8 is given");
        assert!(line.ends_with(&format!(": encoding: {message}")), "{line}");
    }
}

#[test]
fn binary_pdf_and_packed_files_named_txt_fail_by_name() {
    let place = Place::new(&[
        ("a.txt", b"a\0b"),
        ("b.txt", b"%PDF-1.7\n%\xe2"),
        ("c.pdf", b"It is perhaps text."),
        ("d.txt", &made::gzip(b"It is perhaps text.")),
        ("e.txt", &made::zip(&[("a", b"b")])),
        ("f", b"%PDF-1.7\n%\xe2"),
        ("g.xls", b"\xd0\xcf\x11\xe0"),
    ]);
    let files = ["a.txt", "b.txt", "c.pdf", "d.txt", "e.txt", "f"];
    assert_eq!(
        place.documents(&files),
        [
            "a.txt: binary: has a NUL, as no text has; read it all the same with --binary text",
            "b.txt: binary: is a PDF; turn it into a text with pdftotext",
            "c.pdf: binary: is a PDF; turn it into a text with pdftotext",
            "d.txt: binary: is compressed with gzip; give it the ending .gz",
            "e.txt: binary: is a zip archive, as DOCX, ODT, EPUB and XLSX are; give it its own ending",
            "f: binary: is a PDF; turn it into a text with pdftotext",
        ]
    );
    assert_eq!(
        place.documents(&["g.xls", "--text-col", "a"]),
        ["g.xls: binary: is a workbook of Excel before 2007; save it as .xlsx or .csv"]
    );
    for line in place.documents(&[&["--binary", "text"][..], &files].concat()) {
        assert!(line.contains(": ok: "), "{line}");
    }
    assert_eq!(place.documents(&["c.pdf", "--type", "text"]), ["c.pdf: ok: utf-8"]);
}

#[test]
fn empty_documents_of_every_format_are_empty_and_no_failures() {
    let document = b"<w:document xmlns:w='w'><w:body/></w:document>";
    let place = Place::new(&[
        ("a.txt", b""),
        ("b.txt", b" \n\t"),
        ("c.txt", b"\xef\xbb\xbf"),
        ("d.html", b""),
        ("e.html", b"<html><body></body></html>"),
        ("f.md", b"---\na: b\n---\n"),
        ("g.docx", &made::zip(&[("word/document.xml", document)])),
        ("h.gz", &made::gzip(b"")),
    ]);
    let files = ["a.txt", "b.txt", "c.txt", "d.html", "e.html", "f.md", "g.docx", "h.gz"];
    let expected = files.map(|name| format!("{name}: empty: utf-8"));
    assert_eq!(place.documents(&files), expected);
}

#[test]
fn the_encoding_a_page_names_is_believed() {
    let page =
        "<html><head><meta charset='windows-1251'></head><body><p>Она perhaps.</p></body></html>";
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(page);
    let place = Place::new(&[("a.html", &bytes)]);
    assert_eq!(place.documents(&["a.html"]), ["a.html: ok: windows-1251"]);
    let said = place.run(&["score", "a.html", "--table", "sentence", "--format", "jsonl"]);
    assert!(said.out.contains("Она perhaps."), "{}", said.out);
}
