//! `check` with a baseline, `hedgerow.toml` found upward, `diff` in a browser's eyes, and `verify`.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

mod ignores;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const LEXICON: &str = include_str!("../cmd/words.toml");
const OWN: [&str; 3] = ["--no-builtin", "--lexicon", "words.toml"];

/// A folder with the small lexicon and some texts.
fn place(texts: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in texts.iter().chain(&[("words.toml", LEXICON)]) {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hedgerow"))
        .current_dir(folder)
        .args(args)
        .env_remove("COLUMNS")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// The exit code, standard output and standard error.
fn said(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let output = run(folder, args);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn with_own<'a>(args: &[&'a str]) -> Vec<&'a str> {
    [args, &OWN[..]].concat()
}

#[test]
fn a_baseline_lets_known_cues_be_wherever_they_move() {
    let folder = place(&[("a.txt", "They botched it.\n"), ("b/c.txt", "It was a shambles.\n")]);
    let at = folder.path();
    let check = ["check", "a.txt", "b", "--max", "loaded:count=0", "--baseline", "known.json"];
    let made = said(at, &with_own(&[&check[..], &["--update-baseline"]].concat()));
    let told = "hedgerow: the baseline knows 2 cues of these documents\n".to_owned();
    assert_eq!(made, (Some(0), String::new(), told));

    fs::write(at.join("a.txt"), "A new line.\n\nAnother one. They\nbotched it.\n").unwrap();
    let held = "hedgerow: 2 documents checked, all limits hold; 2 cues known to the baseline\n";
    assert_eq!(said(at, &with_own(&check)), (Some(0), String::new(), held.to_owned()));

    // The documents have one name, from whatever folder they are checked.
    let below = ["check", "c.txt", "--max", "loaded:count=0", "--baseline", "../known.json", "-q"];
    let below = [&below[..], &["--no-builtin", "--lexicon", "../words.toml"]].concat();
    assert_eq!(said(&at.join("b"), &below).0, Some(0));

    fs::write(at.join("a.txt"), "They botched it again.\n").unwrap();
    let (code, found, told) = said(at, &with_own(&check));
    assert_eq!(code, Some(3));
    let expected = "a.txt\n  loaded.author:count  1 cue, at most 0\n    \
        1:6  botched  loaded.verdict 0.70\n";
    assert_eq!(found, expected);
    let last = "hedgerow: 2 documents checked, 1 breaks a limit; 1 cue known to the baseline; \
        1 cue of the baseline gone\n";
    assert_eq!(told, last);

    // A run over one document leaves what is known of the other.
    let one = ["check", "a.txt", "--max", "loaded:count=0", "--baseline", "known.json", "-q"];
    assert_eq!(said(at, &with_own(&[&one[..], &["--update-baseline"]].concat())).0, Some(0));
    assert_eq!(said(at, &with_own(&check)).0, Some(0));
}

#[test]
fn a_broken_limit_goes_before_a_failed_document() {
    let folder = place(&[("a.txt", "They botched it.\n"), ("b.txt", "A bridge.\n")]);
    let code = |args: &[&str]| said(folder.path(), &with_own(args)).0;
    let limit = ["--max", "loaded:count=0", "-q"];
    assert_eq!(code(&[&["check", "a.txt", "no.txt"], &limit[..]].concat()), Some(3));
    assert_eq!(code(&[&["check", "b.txt", "no.txt"], &limit[..]].concat()), Some(1));
    assert_eq!(code(&[&["check", "b.txt"], &limit[..]].concat()), Some(0));
    assert_eq!(code(&["check", "b.txt", "-q"]), Some(2));
}

#[test]
fn settings_are_found_upward_and_enter_the_fingerprint() {
    let settings = "builtin = false\nlexicon = [\"words.toml\"]\ndisable = [\"weasel\"]\n";
    let text = "Some critics say they botched it.\n";
    let folder = place(&[("hedgerow.toml", settings), ("deep/er/a.txt", text)]);
    let below = folder.path().join("deep/er");
    let (code, found, told) = said(&below, &["score", "a.txt", "--format", "jsonl"]);
    assert_eq!(code, Some(0));
    assert_eq!(
        told,
        "hedgerow: ../../hedgerow.toml sets builtin, lexicon, disable; --isolated ignores it\n\
         hedgerow: 1 document scored\n"
    );
    // The same as flags, with the same fingerprint.
    let flags = ["score", "a.txt", "--format", "jsonl", "-q", "--isolated", "--no-builtin"];
    let flags = [&flags[..], &["--lexicon", "../../words.toml", "--disable", "weasel"]].concat();
    assert_eq!(said(&below, &flags), (Some(0), found.clone(), String::new()));
    assert!(found.contains("\"weasel_n\":0,") && found.contains("\"loaded_n\":1,"), "{found}");
    // A flag wins over the file.
    let enabled = ["score", "a.txt", "--format", "jsonl", "-q", "--enable", "weasel"];
    assert!(said(&below, &enabled).1.contains("\"weasel_n\":1,"));
    // What the file gets wrong is told before anything is read.
    fs::write(folder.path().join("hedgerow.toml"), "lexikon = []\n[check.max]\nloadet = 1\n")
        .unwrap();
    let told = "hedgerow: error: ../../hedgerow.toml:1:1: unknown key `lexikon`; did you mean `lexicon`?\n\
        hedgerow: error: ../../hedgerow.toml:3:1: `loadet` begins with no axis: hedge, weasel, certainty \
        or loaded; did you mean `loaded`?\n";
    assert_eq!(said(&below, &["a.txt"]), (Some(2), String::new(), told.to_owned()));
}

#[test]
fn lines_of_a_text_on_standard_input_are_its_own() {
    let folder = place(&[]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_hedgerow"))
        .current_dir(folder.path())
        .args(with_own(&["check", "-", "--max", "loaded:count=0", "-q", "--format", "github"]))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let text = "<!-- hedgerow: ignore-next -->\nThey botched it.\n\nA shambles.\n";
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "::error file=-,title=loaded.author%3Acount::1 cue, at most 0\n\
         ::warning file=-,line=4,col=3,endLine=4,endColumn=11,title=loaded.author%3Acount::\
         “shambles” is loaded.verdict 0.70\n"
    );
}

#[test]
fn an_explanation_names_the_longer_term_that_a_cue_lies_in() {
    let csv = "term,in,weight\ncritics,weasel.anonymous,0.5\nsome critics,weasel.agent,0.6\n";
    let folder = place(&[("mine.csv", csv), ("a.txt", "Some critics left.\n")]);
    let args = ["explain", "a.txt", "--no-builtin", "--lexicon", "mine.csv"];
    let expected = "a.txt\n\
        + counted, - seen and not counted: category, weight, voice; why [entry]\n\n   \
        1  Some critics left.\n      \
        + Some critics  weasel.agent 0.60 author; no guard [mine:some critics]\n      \
        - critics       weasel.anonymous 0.50 author; inside mine:some critics\n                      \
        [mine:critics]\n      \
        = weasel 0.60 = 1 - (1 - 0.60)\n";
    assert_eq!(said(folder.path(), &args), (Some(0), expected.to_owned(), String::new()));
}

#[test]
fn a_page_of_two_versions_runs_and_loads_nothing() {
    let hostile =
        "<script>alert(1)</script> They botched \"<img src=x onerror=alert(1)>\" & left.\n";
    let folder = place(&[("<b>.txt", "They left.\n"), ("new.txt", hostile)]);
    let output = with_own(&["diff", "<b>.txt", "new.txt", "-o", "page.html"]);
    assert_eq!(said(folder.path(), &output), (Some(0), String::new(), String::new()));
    let page = fs::read_to_string(folder.path().join("page.html")).unwrap();
    for forbidden in ["<script", "<img", "<b>", "http:", "https:", "src=x onerror=alert(1)>\""] {
        assert!(!page.contains(forbidden), "{forbidden}: {page}");
    }
    assert!(page.contains("default-src &#x27;none&#x27;") || page.contains("default-src 'none'"));
    assert!(page.contains("&lt;script&gt;"), "{page}");
    let marks = page.matches("<mark class=\"loaded is-added\"").count();
    assert_eq!((marks, page.matches("<mark").count()), (1, 1), "{page}");
}

#[test]
fn a_result_holds_in_every_format_until_something_changes() {
    let texts = [("in/a.txt", "They botched about 20 orders.\n"), ("in/b.txt", "It rained.\n")];
    let folder = place(&texts);
    fs::write(folder.path().join("t.csv"), "text,note\nThey botched it.,\"=a\nb\"\n").unwrap();
    let at = folder.path();
    for format in ["csv", "csv-raw", "tsv", "jsonl"] {
        let ending = format.strip_suffix("-raw").unwrap_or(format);
        let file = format!("{format}/document.{ending}");
        let score = with_own(&["score", "in", "-q", "--format", format, "-O", format]);
        assert_eq!(said(at, &score).0, Some(0));
        let verify = with_own(&["verify", &file, "in"]);
        let (code, told, _) = said(at, &verify);
        assert_eq!(code, Some(0), "{told}");
        // The user's own columns come back as they are, whatever is in them.
        let file = format!("t-{format}.{ending}");
        let of_table = ["t.csv", "--text-col", "text"];
        let score = [&["score", "-q", "--format", format, "-o", &file], &of_table[..]].concat();
        assert_eq!(said(at, &with_own(&score)).0, Some(0));
        let verify = [&["verify", &file], &of_table[..]].concat();
        let (code, of_rows, _) = said(at, &with_own(&verify));
        assert_eq!(code, Some(0), "{format}: {of_rows}");
        assert!(told.ends_with(
            "    texts    2 of 2 as they were\n    numbers  2 of 2 documents as they were\n"
        ));
        let file = format!("{format}/document.{ending}");
        let (code, told, _) = said(at, &with_own(&["verify", &file, "--text", "prose"]));
        assert_eq!(code, Some(3));
        assert!(told.contains(
            "             made with --sentences auto --text page --html article, without --title-col\n"
        ));
    }
    let lexicon = LEXICON.replace("weight = 0.7\n", "weight = 0.8\n");
    fs::write(at.join("words.toml"), lexicon).unwrap();
    let (code, told, _) = said(at, &with_own(&["verify", "csv/document.csv", "in"]));
    assert_eq!(code, Some(3));
    assert!(told.contains("  ! lexicon  "), "{told}");
    assert!(told.contains("             desk:botch weighed 0.7000, now 0.8000\n"), "{told}");
    assert!(
        told.contains("             in/a.txt: loaded_score_sum 3500000, now 4000000\n"),
        "{told}"
    );
}
