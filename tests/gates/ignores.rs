//! Comments that take cues out of the count, wherever a text may stand.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{place, said, with_own};

const CHECK: [&str; 7] =
    ["check", "--max", "loaded:count=0", "--max", "hedge:count=0", "--format", "github"];

/// A text with one cue that is ignored and one that is not, and a comment that is not understood.
const TEXT: &str = "They waited.\n<!-- hedgerow: ignore-next loaded -->\n\nThey botched it.\n\nA shambles.\n\n<!-- hedgerow: ignore-nxt -->\n";

/// What is said of `shambles` and of the comment, at these places.
fn found(file: &str, id: &str, place: &str, at: &str) -> (Option<i32>, String, String) {
    let told = format!(
        "::error file={file},title=loaded.author%3Acount::1 cue, at most 0\n\
         ::warning file={file}{place},title=loaded.author%3Acount::“shambles” is loaded.verdict 0.70\n"
    );
    let comment = format!(
        "hedgerow: {id}:{at} comment `ignore-nxt` is not known; did you mean `ignore-next`?\n\
         hedgerow: 1 document checked, 1 breaks a limit; 1 cue ignored by comments\n"
    );
    (Some(3), told, comment)
}

fn page() -> String {
    let paragraphs = TEXT.replace("\n\n", "</p>\n<p>");
    format!(
        "<!doctype html><html><head><title>x</title></head><body>\n<p>{paragraphs}</p>\n</body></html>\n"
    )
}

#[test]
fn in_plain_text_markdown_and_pages() {
    let folder = place(&[("a.txt", TEXT), ("a.md", TEXT), ("a.html", &page())]);
    for (file, place, at) in [
        ("a.txt", ",line=6,col=3,endLine=6,endColumn=11", "8:1:"),
        ("a.md", ",line=6,col=3,endLine=6,endColumn=11", "8:1:"),
        ("a.html", ",line=5,col=6,endLine=5,endColumn=14", "6:4:"),
    ] {
        let args = with_own(&[&CHECK[..], &[file, "--html", "all"]].concat());
        assert_eq!(said(folder.path(), &args), found(file, file, place, at), "{file}");
    }
}

fn on_standard_input(folder: &Path, text: &str, kind: &str) -> (Option<i32>, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hedgerow"))
        .current_dir(folder)
        .args(with_own(&[&CHECK[..], &["-", "--html", "all", "--type", kind]].concat()))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn on_standard_input_of_every_type() {
    let folder = place(&[]);
    for (text, kind, place, at) in [
        (TEXT, "text", ",line=6,col=3,endLine=6,endColumn=11", "8:1:"),
        (TEXT, "markdown", ",line=6,col=3,endLine=6,endColumn=11", "8:1:"),
        (&page(), "html", ",line=5,col=6,endLine=5,endColumn=14", "6:4:"),
    ] {
        assert_eq!(
            on_standard_input(folder.path(), text, kind),
            found("-", "-", place, at),
            "{kind}"
        );
    }
}

fn zipped(file: &Path, members: &[(&str, &str)]) {
    let mut archive = ZipWriter::new(File::create(file).unwrap());
    for (name, text) in members {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap();
}

#[test]
fn in_cells_archives_and_documents_of_word_processors() {
    let folder = place(&[("t.csv", &format!("id,text\na,\"{TEXT}\"\n"))]);
    zipped(&folder.path().join("press.zip"), &[("a.md", TEXT)]);
    let escaped = TEXT.replace('<', "&lt;");
    let paragraphs: Vec<String> = escaped
        .split("\n\n")
        .map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"))
        .collect();
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body>{}</w:body></w:document>",
        paragraphs.concat()
    );
    let members = [("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document)];
    zipped(&folder.path().join("a.docx"), &members);
    for (args, source, id, place, at) in [
        (&["t.csv", "--text-col", "text", "--id-col", "id"][..], "t.csv", "a", "", ""),
        (
            &["press.zip"],
            "press.zip/a.md",
            "press.zip/a.md",
            ",line=6,col=3,endLine=6,endColumn=11",
            "8:1:",
        ),
        (&["a.docx"], "a.docx", "a.docx", "", ""),
    ] {
        let args = with_own(&[&CHECK[..], args].concat());
        assert_eq!(said(folder.path(), &args), found(source, id, place, at), "{id}");
    }
}

/// The document table, but for the digest of the text and the id.
fn scored(folder: &Path, file: &str) -> String {
    let args = with_own(&["score", "-q", file, "--table", "sentence", "--format", "csv"]);
    let (code, table, said) = said(folder, &args);
    assert_eq!(code, Some(0), "{said}");
    table.replace(file, "FILE")
}

#[test]
fn their_words_are_no_words_of_a_text() {
    let text = "They waited about an hour,\nthen left.\n\nThe end came.\n";
    let comment = "<!-- hedgerow: ignore-next hedge -- about time, clearly -->";
    let (first, rest) = text.split_once('\n').unwrap();
    let commented = format!("{first}\n{comment}\n{rest}");
    let blanks = format!("{first}{}\n{rest}", " ".repeat(comment.len() + 1));
    let folder = place(&[("commented.txt", &commented), ("blanks.txt", &blanks)]);
    let table = scored(folder.path(), "commented.txt");
    assert!(table.lines().count() == 3 && !table.contains("ignore"), "{table}");
    assert_eq!(table, scored(folder.path(), "blanks.txt"));
}

#[test]
fn any_number_of_threads_finds_the_same() {
    let folder = place(&[]);
    fs::create_dir(folder.path().join("press")).unwrap();
    for number in 0..40 {
        let text = format!("{TEXT}\nPerhaps {number}.\n").repeat(1 + number % 7);
        fs::write(folder.path().join(format!("press/{number:02}.txt")), text).unwrap();
    }
    let with =
        |threads| said(folder.path(), &with_own(&[&CHECK[..], &["press", "-j", threads]].concat()));
    let alone = with("1");
    assert_eq!(alone.0, Some(3));
    assert_eq!(alone.2.lines().count(), 156, "{}", alone.2);
    assert_eq!(alone, with("3"));
}
