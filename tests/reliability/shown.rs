//! What a text or a name does to a terminal: nothing.

use crate::place::{Place, TEXT};

/// Codes that paint, write to the clipboard, link, go back in the line, or turn its direction.
const CODES: [&str; 6] = [
    "\u{1b}[31m",
    "\u{1b}]52;c;aGk=\u{7}",
    "\u{1b}]8;;http://example.org\u{1b}\\",
    "\u{9b}31m",
    "\r",
    "\u{202e}",
];

fn assert_tame(shown: &str, what: &str) {
    let hostile =
        |c: &char| c.is_control() && !matches!(c, '\n') || ('\u{202a}'..='\u{202e}').contains(c);
    let found: Vec<char> = shown.chars().filter(hostile).collect();
    assert!(found.is_empty(), "{what}: {found:?} in {shown:?}");
}

#[test]
fn codes_in_a_text_do_not_reach_the_terminal() {
    let sentences = CODES.map(|code| format!("It clearly {code} rained {code}shambles. "));
    let text = sentences.concat();
    let place = Place::with(&[("a.txt", &text)]);
    for command in [&["score", "a.txt"][..], &["explain", "a.txt"], &["score", "a.txt", "a.txt"]] {
        let said = place.run(command);
        assert_eq!(said.code, Some(0), "{command:?}: {}", said.err);
        assert!(said.out.contains("clearly") || said.out.contains("a.txt"), "{}", said.out);
        // A table goes to a program, and is exact; these are for people.
        if said.out.starts_with("doc_id") {
            continue;
        }
        assert_tame(&said.out, &format!("{command:?}"));
        assert_tame(&said.err, &format!("{command:?}"));
    }
}

#[test]
fn codes_in_a_name_do_not_reach_the_terminal() {
    for code in CODES {
        let name = format!("a{code}b.txt").replace('/', "");
        let place = Place::with(&[(&name, TEXT)]);
        let missing = format!("none{code}.txt").replace('/', "");
        for args in [&[name.as_str()][..], &[&missing], &[&name, "--lexicon", &missing]] {
            let said = place.score(args);
            assert_tame(&said.err, &format!("{args:?}"));
            if !said.out.starts_with("doc_id") {
                assert_tame(&said.out, &format!("{args:?}"));
            }
        }
        let broken = Place::with(&[(&name, "\0\0\0")]);
        assert_tame(&broken.score(&["."]).err, &name);
    }
}
