//! Standard input, output and error: closed, full, or a file that is also read.

use std::fs;

use crate::place::{Place, TEXT};

/// Enough rows to fill a pipe that nobody empties.
fn long() -> Place {
    Place::with(&[("t.csv", &format!("text\n{}", "They botched 20 orders.\n".repeat(5_000)))])
}

#[test]
fn a_stdout_closed_early_is_a_quiet_success_also_with_sigpipe_ignored() {
    let place = long();
    for trap in ["", "trap '' PIPE;"] {
        let script = format!(
            "({trap} score t.csv --text-col text --table hit -q; echo $? >code) | head -c 6"
        );
        let said = place.shell(&script);
        assert_eq!((said.out.as_str(), said.err.as_str()), ("doc_id", ""), "{trap}");
        assert_eq!(place.read("code"), "0\n", "{trap}");
    }
}

#[test]
fn a_full_stdout_is_an_error_even_for_one_row() {
    let place = Place::with(&[("a.txt", TEXT)]);
    let full = "hedgerow: error: cannot write standard output: No space left on device\n";
    for args in ["a.txt", "a.txt --table document", "a.txt --table term", "a.txt -o /dev/stdout"] {
        let said = place.shell(&format!("score {args} -q >/dev/full"));
        assert_eq!((said.code, said.err.as_str()), (Some(2), full), "{args}");
    }
    let said = place.shell("score a.txt -q -o /dev/full");
    assert_eq!(said.err, "hedgerow: error: cannot write /dev/full: No space left on device\n");
    assert_eq!(said.code, Some(2));
}

#[test]
fn closed_descriptors_and_a_full_stderr_are_no_panic() {
    let place = Place::with(&[("a.txt", TEXT)]);
    for closed in ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", "2>/dev/full"] {
        for (args, code) in [
            ("a.txt", 0),
            ("a.txt -o x.csv", 0),
            ("a.txt nosuch.txt -o x.csv", 1),
            ("a.txt --lexicon nosuch.toml", 2),
            ("- -o x.csv", 0),
        ] {
            let said = place.shell(&format!("score {args} {closed}"));
            assert_eq!(said.code, Some(code), "{args} {closed}: {}", said.err);
        }
        assert!(place.read("x.csv").contains("doc_id"), "{closed}");
    }
}

#[test]
fn what_stdout_writes_to_is_not_read_as_a_document() {
    for (command, told) in [
        ("score in --table document", "hedgerow: 2 documents scored\n"),
        ("score in --sort name", "hedgerow: 2 documents scored\n"),
        ("compare in --by source", "hedgerow: 2 documents scored\n"),
    ] {
        let place = Place::with(&[("in/a.txt", TEXT), ("in/b.txt", TEXT)]);
        for _ in 0..2 {
            let said = place.shell(&format!("{command} >in/result.txt"));
            assert!(said.err.starts_with(told), "{command}: {}", said.err);
            assert!(place.read("in/result.txt").contains("a.txt"), "{command}");
        }
    }
}

#[test]
fn dev_stdout_is_written_through_and_a_file_behind_it_is_appended_to() {
    let place = Place::with(&[("a.txt", TEXT), ("log", "first\n")]);
    assert!(place.score(&["a.txt", "-q", "-o", "/dev/stdout"]).out.starts_with("doc_id,"));
    for output in ["/dev/stdout >>log", "/dev/fd/1 >>log", "/dev/fd/3 3>>log"] {
        fs::write(place.at("log"), "first\n").unwrap();
        let said = place.shell(&format!("score a.txt -q -o {output}"));
        assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{output}");
        let log = place.read("log");
        assert!(log.starts_with("first\ndoc_id,"), "{output}: {log}");
        assert_eq!(log.lines().count(), 3, "{output}");
    }
}
