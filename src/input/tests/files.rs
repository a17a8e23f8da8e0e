use super::*;

#[test]
fn texts_are_read_in_the_order_named() {
    let place = Place::new(&[("b.txt", b"two"), ("a", b""), ("c.text", b"\xef\xbb\xbfthree\r\n")]);
    let lines = place.read(&["b.txt", "a", "c.text"], &SourceOptions::default());
    assert_eq!(lines, ["b.txt: two", "a: ", "c.text: three\r\n"]);
}

#[test]
fn a_failure_has_a_name_and_the_others_go_on() {
    let place = Place::new(&[("a.txt", b"one"), ("b.pdf", b"%PDF-1.4"), ("long", &[b'x'; 11])]);
    let options = SourceOptions { max_bytes: 10, ..SourceOptions::default() };
    let lines = place.read(&["none.txt", "a.txt/b", "b.pdf", "long", "a.txt"], &options);
    assert_eq!(
        lines,
        [
            "none.txt: not-found: there is no such file",
            "a.txt/b: not-found: there is no such file",
            "b.pdf: binary: is a PDF; turn it into a text with pdftotext",
            "long: too-large: 11 bytes, more than the limit of 10 bytes; raise it with --max-bytes",
            "a.txt: one",
        ]
    );
}

#[test]
fn a_huge_file_is_refused_unread() {
    let place = Place::new(&[("sparse.txt", b"")]);
    let file = fs::OpenOptions::new().write(true).open(place.path("sparse.txt")).unwrap();
    file.set_len(10 << 30).unwrap();
    let mut source = place.open(&["sparse.txt"], &SourceOptions::default()).unwrap();
    let item = source.next().unwrap();
    assert_eq!(item.bytes, 10 << 30);
    assert_eq!(item.load(&SourceOptions::default()).unwrap_err().code, Code::TooLarge);
}

#[test]
fn a_document_has_its_encoding_and_no_columns_without_tables() {
    let place = Place::new(&[("a.txt", b"it\x92s")]);
    let options = SourceOptions::default();
    let item = place.open(&["a.txt"], &options).unwrap().next().unwrap();
    let document = item.load(&options).unwrap();
    assert_eq!(document.encoding, "windows-1252?");
    assert!(!document.decode_errors);
    assert_eq!(document.columns, []);
    assert_eq!(document.source, document.id);
}

#[test]
fn a_file_that_changes_after_it_was_found_is_named() {
    let place = Place::new(&[("a.txt", b"text")]);
    let options = SourceOptions::default();
    let item = place.open(&["a.txt"], &options).unwrap().next().unwrap();
    fs::remove_file(place.path("a.txt")).unwrap();
    assert_eq!(item.load(&options).unwrap_err().code, Code::NotFound);
    if make_pipe(&place.path("a.txt")) {
        // Opening the pipe in its place must not wait for a writer.
        assert_eq!(item.load(&options).unwrap_err().code, Code::NotRegular);
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_given_by_name_is_read_to_the_limit() {
    let place = Place::new(&[]);
    if !make_pipe(&place.path("pipe")) {
        return;
    }
    for (content, limit, line) in [
        ("hello", 5, "pipe: hello"),
        ("hello!", 5, "pipe: too-large: more than the limit of 5 bytes; raise it with --max-bytes"),
    ] {
        let path = place.path("pipe");
        let writer = std::thread::spawn(move || fs::write(path, content));
        let options = SourceOptions { max_bytes: limit, ..SourceOptions::default() };
        assert_eq!(place.read(&["pipe"], &options), [line]);
        let _ = writer.join().unwrap();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn endless_devices_sockets_and_false_lengths_are_survived() {
    let place = Place::new(&[]);
    let _socket = std::os::unix::net::UnixListener::bind(place.path("socket")).unwrap();
    let options = SourceOptions { max_bytes: 1000, ..SourceOptions::default() };
    let load = |path: &Path| {
        let mut source = Source::open(vec![Request::Path(path.to_owned())], &options).unwrap();
        source.next().unwrap().load(&options).map(|document| document.text)
    };
    assert_eq!(load(Path::new("/dev/zero")).unwrap_err().code, Code::TooLarge);
    assert_eq!(load(&place.path("socket")).unwrap_err().code, Code::NotRegular);
    assert_eq!(load(Path::new("/dev/null")), Ok(String::new()));
    assert!(load(Path::new("/proc/self/stat")).unwrap().starts_with(char::is_numeric));
}

#[test]
fn options_that_cannot_be_met_are_mistakes() {
    let place = Place::new(&[("a.txt", b"one")]);
    let encoding = Some("klingon".to_owned());
    let options = SourceOptions { encoding, ..SourceOptions::default() };
    assert!(place.mistake(&["a.txt"], &options).starts_with("unknown encoding `klingon`; "));
    let encoding = Some("utf-8".to_owned());
    let options = SourceOptions { encoding, strict_utf8: true, ..SourceOptions::default() };
    assert_eq!(
        place.mistake(&["a.txt"], &options),
        "--encoding and --strict-utf8 exclude each other"
    );
    let twice = Source::open(vec![Request::Stdin, Request::Stdin], &SourceOptions::default());
    assert_eq!(
        twice.err().unwrap().to_string(),
        "standard input is named twice; it can be read once"
    );
}

#[test]
fn items_can_be_sent_to_other_threads() {
    fn sendable<T: Send>() {}
    sendable::<super::super::Item>();
    sendable::<Source>();
}
