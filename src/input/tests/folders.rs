use super::*;

fn options_with_globs(globs: &[&str]) -> SourceOptions {
    let globs = globs.iter().map(|glob| (*glob).to_owned()).collect();
    SourceOptions { globs, ..SourceOptions::default() }
}

fn corpus() -> Place {
    Place::new(&[
        ("c/b.txt", b"b"),
        ("c/a/z.md", b"z"),
        ("c/a.text", b"a"),
        ("c/B.MARKDOWN", b"B"),
        ("c/.hidden.txt", b"hidden"),
        ("c/.gitignore", b"b.txt\n"),
        ("c/pic.PNG", b"\x89PNG"),
        ("c/LICENCE", b"free"),
        ("c/t.csv", b"id,text\n1,one\n"),
    ])
}

#[test]
fn a_folder_gives_its_texts_sorted_by_bytes() {
    let place = corpus();
    let options = SourceOptions::default();
    let mut source = place.open(&["c"], &options).unwrap();
    let lines: Vec<String> = source.by_ref().map(|item| place.line(&item, &options)).collect();
    assert_eq!(lines, ["c/B.MARKDOWN: B", "c/a/z.md: z", "c/a.text: a", "c/b.txt: b"]);
    let skipped: Vec<(&str, u64)> =
        source.skipped().iter().map(|(extension, count)| (extension.as_str(), *count)).collect();
    assert_eq!(skipped, [("", 1), ("csv", 1), ("png", 1)]);
}

#[test]
fn tables_are_taken_with_a_text_column() {
    let place = corpus();
    let lines = place.read(&["c"], &with_text_col("text"));
    assert_eq!(lines.last().unwrap(), "c/t.csv:1: one");
    let mut source = place.open(&["c"], &with_text_col("text")).unwrap();
    assert_eq!(source.columns(), ["id"]);
    let text = source.next().unwrap().load(&with_text_col("text")).unwrap();
    assert_eq!(text.columns, [None]);
}

#[test]
fn a_table_that_does_not_fit_is_a_failure_in_a_folder() {
    let place = Place::new(&[("c/a.csv", b"id,body\n"), ("c/b.csv", b""), ("c/t.txt", b"x")]);
    assert_eq!(
        place.read(&["c"], &with_text_col("text")),
        [
            "c/a.csv: parse: c/a.csv: no column `text` for --text-col; columns: id, body",
            "c/b.csv: parse: c/b.csv: is empty; a table begins with a line of column names",
            "c/t.txt: x",
        ]
    );
}

#[test]
fn globs_replace_the_rule_by_extension() {
    let place = corpus();
    for (globs, lines) in [
        (&["LICENCE"][..], &["c/LICENCE: free"][..]),
        (&["*.t*xt", "!b.txt"], &["c/a.text: a"]),
        (&["!*.txt", "!a"], &["c/B.MARKDOWN: B", "c/a.text: a"]),
    ] {
        assert_eq!(place.read(&["c"], &options_with_globs(globs)), lines);
    }
    assert_eq!(
        place.read(&["c"], &options_with_globs(&["*.csv"])),
        ["c/t.csv: parse: c/t.csv is a table: say which column holds the text with --text-col \
          (columns: id, text)"]
    );
    let mistake = place.mistake(&["c"], &options_with_globs(&["{a"]));
    assert!(mistake.starts_with("--glob: "), "{mistake}");
}

#[test]
fn the_ignore_file_and_the_own_output_are_left_out() {
    let place = corpus();
    fs::write(place.path("c/.hedgerowignore"), "a.text\n/a/\n").unwrap();
    fs::write(place.path("c/out.txt"), "ours").unwrap();
    let exclude = vec![place.path("c/../c/out.txt"), place.path("c/B.MARKDOWN"), place.path("c")];
    let options = SourceOptions { exclude, ..SourceOptions::default() };
    assert_eq!(place.read(&["c"], &options), ["c/b.txt: b"]);
}

#[test]
fn a_malformed_ignore_file_is_named() {
    let place = Place::new(&[("c/a.txt", b"a"), ("c/.hedgerowignore", b"{x\n")]);
    let lines = place.read(&["c"], &SourceOptions::default());
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with("c/.hedgerowignore: parse: not heeded: "), "{}", lines[0]);
    assert_eq!(lines[1], "c/a.txt: a");
}

#[cfg(unix)]
#[test]
fn links_pipes_and_sockets_are_named_and_not_followed() {
    use std::os::unix::fs::symlink;
    let place = Place::new(&[("c/a.txt", b"a"), ("out/b.txt", b"b")]);
    symlink(place.path("out/b.txt"), place.path("c/b.txt")).unwrap();
    symlink(place.path("nowhere"), place.path("c/gone.md")).unwrap();
    symlink(place.path("nowhere"), place.path("c/gone.png")).unwrap();
    symlink(place.path("c"), place.path("c/loop")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(place.path("c/socket")).unwrap();
    let link = "not-regular: is a link, and links are not followed; name it to read it";
    let mut expected = vec![
        "c/a.txt: a".to_owned(),
        format!("c/b.txt: {link}"),
        format!("c/gone.md: {link}"),
        "c/loop: not-regular: is a link to a folder, and links are not followed; name it".into(),
        "c/socket: not-regular: is a socket".into(),
    ];
    if make_pipe(&place.path("c/pipe.png")) {
        expected.insert(4, "c/pipe.png: not-regular: is a pipe".into());
    }
    assert_eq!(place.read(&["c"], &SourceOptions::default()), expected);
    symlink(place.path("out"), place.path("named")).unwrap();
    assert_eq!(place.read(&["named"], &SourceOptions::default()), ["named/b.txt: b"]);
}

#[cfg(unix)]
#[test]
fn an_unreadable_folder_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new(&[("c/a.txt", b"a"), ("c/locked/b.txt", b"b")]);
    let locked = place.path("c/locked");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser may read everything.
    let is_superuser = fs::read_dir(&locked).is_ok();
    let lines = place.read(&["c"], &SourceOptions::default());
    let root = place.read(&["c/locked"], &SourceOptions::default());
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o700)).unwrap();
    if !is_superuser {
        assert_eq!(lines, ["c/a.txt: a", "c/locked: permission: permission denied"]);
        assert_eq!(root, ["c/locked: permission: permission denied"]);
    }
}

#[test]
fn a_text_that_vanishes_after_the_walk_has_changed() {
    let place = Place::new(&[("c/a.txt", b"a")]);
    let options = SourceOptions::default();
    let item = place.open(&["c"], &options).unwrap().next().unwrap();
    fs::remove_file(place.path("c/a.txt")).unwrap();
    assert_eq!(item.load(&options).unwrap_err().code, Code::Changed);
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf8_are_read() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let place = Place::new(&[("c/a.txt", b"a")]);
    fs::write(place.path("c").join(OsStr::from_bytes(b"\xff.txt")), "b").unwrap();
    assert_eq!(place.read(&["c"], &SourceOptions::default()), ["c/a.txt: a", r"c/\xff.txt: b"]);
}
