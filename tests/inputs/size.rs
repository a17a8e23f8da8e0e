//! Size.

use std::fs;
use std::time::{Duration, Instant};

use crate::{Place, made};

#[test]
fn a_file_over_the_limit_is_refused_before_it_is_read() {
    let place = Place::new(&[("a.txt", b"12345678901"), ("b.docx", b"12345678901")]);
    let file = fs::File::create(place.path("sparse.html")).unwrap();
    file.set_len(10 << 30).unwrap();
    let begun = Instant::now();
    let limit = "more than the limit of 10 bytes; raise it with --max-bytes";
    assert_eq!(
        place.documents(&["a.txt", "b.docx", "sparse.html", "--max-bytes", "10"]),
        [
            format!("a.txt: too-large: 11 bytes, {limit}"),
            format!("b.docx: too-large: 11 bytes, {limit}"),
            format!("sparse.html: too-large: 10737418240 bytes, {limit}"),
        ]
    );
    assert!(begun.elapsed() < Duration::from_secs(20));
}

#[test]
fn what_is_packed_counts_by_what_comes_of_it() {
    let text = b"Perhaps it rains. ".repeat(10);
    let place = Place::new(&[
        ("a.gz", &made::gzip(&text)),
        ("b.zst", &made::zstd(&text)),
        ("c.zip", &made::zip(&[("c.txt", &text)])),
        (
            "d.csv.gz",
            &made::gzip(&[b"id,text\n1,short\n2,", text.as_slice(), b"\n3,short\n"].concat()),
        ),
    ]);
    let lines = place.documents(&[
        "a.gz",
        "b.zst",
        "c.zip",
        "d.csv.gz",
        "--text-col",
        "text",
        "--max-bytes",
        "100",
    ]);
    let limit = "more than the limit of 100 bytes; raise it with --max-bytes";
    assert_eq!(
        lines,
        [
            format!("a.gz: too-large: {limit}"),
            format!("b.zst: too-large: {limit}"),
            format!("c.zip/c.txt: too-large: 180 bytes, {limit}"),
            "d.csv.gz:1: ok: utf-8".to_owned(),
            format!("d.csv.gz:2: too-large: 183 bytes, {limit}"),
            "d.csv.gz:3: ok: utf-8".to_owned(),
        ]
    );
}

#[test]
fn one_line_or_one_word_of_any_length_is_scored() {
    let words = "perhaps ".repeat(100_000);
    let word = "x".repeat(4 << 20);
    let paragraph = |text: &str| format!("<html><body><p>{text}</p></body></html>");
    let place = Place::new(&[
        ("a.txt", words.as_bytes()),
        ("b.txt", word.as_bytes()),
        ("c.md", words.as_bytes()),
        ("d.html", paragraph(&words).as_bytes()),
        ("e.html", paragraph(&word).as_bytes()),
    ]);
    let files = ["a.txt", "b.txt", "c.md", "d.html", "e.html"];
    assert_eq!(place.documents(&files), files.map(|name| format!("{name}: ok: utf-8")));
}

#[cfg(target_os = "linux")]
#[test]
fn endless_inputs_and_what_is_no_file_end_with_a_name() {
    let place = Place::new(&[]);
    let _socket = std::os::unix::net::UnixListener::bind(place.path("socket.html")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", place.path("zero.zip")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", place.path("zero.csv")).unwrap();
    let limit = "more than the limit of 1000 bytes; raise it with --max-bytes";
    let lines = place.documents(&[
        "/dev/zero",
        "zero.zip",
        "zero.csv",
        "socket.html",
        "/dev/null",
        "--max-bytes",
        "1000",
        "--text-col",
        "text",
    ]);
    assert_eq!(lines[0], format!("/dev/zero: too-large: {limit}"));
    assert_eq!(lines[1], format!("zero.zip: too-large: {limit}"));
    assert!(lines[2].starts_with("zero.csv: too-large: "), "{}", lines[2]);
    assert!(lines[3].starts_with("socket.html: not-regular: "), "{}", lines[3]);
    assert_eq!(lines[4], "/dev/null: empty: utf-8");
}
