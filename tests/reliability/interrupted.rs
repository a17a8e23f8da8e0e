//! Runs that are killed or interrupted, and those that go on where they stopped.

use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, RandomState};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::place::{Place, TEXT};

/// A table of documents that takes a second or two.
fn corpus(documents: usize) -> Place {
    let place = Place::new();
    let lines: Vec<String> = (0..documents)
        .map(|number| {
            // One is so long that its rows come in parts.
            let times = if number == 1_000 { 4_000 } else { 1 + number % 13 * 4 };
            let text = TEXT.trim_end().repeat(times);
            format!("{{\"id\":\"d{number}\",\"text\":\"{number} {text}\"}}\n")
        })
        .collect();
    place.write("t.jsonl", &lines.concat());
    place
}

const READ: [&str; 5] = ["t.jsonl", "--text-col", "text", "--id-col", "id"];

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).output();
    assert!(sent.unwrap().status.success(), "{name}");
}

/// The files without what a run has yet to give its name.
fn named(place: &Place) -> BTreeMap<String, Vec<u8>> {
    let mut files = place.files();
    files.retain(|name, _| !name.contains(".hedgerow-") && !name.starts_with("state/"));
    files
}

#[test]
fn a_run_killed_at_any_moment_goes_on_to_the_same_bytes() {
    let place = corpus(1_500);
    let begun = Instant::now();
    let whole = [&READ[..], &["-q", "-O", "out", "--state", "state"]].concat();
    assert_eq!(place.score(&whole).code, Some(0));
    let time = begun.elapsed();
    let expected = named(&place);
    assert_eq!(expected.len(), 7);
    assert!(!place.at("state").exists(), "a run that is done keeps no state");
    let random = RandomState::new();
    let mut resumed = 0;
    for moment in 0..20_u32 {
        std::fs::remove_dir_all(place.at("out")).unwrap();
        let mut child = place.command(&whole).spawn().unwrap();
        let part = random.hash_one(moment) % 1_000;
        std::thread::sleep(time.mul_f64(f64::from(u32::try_from(part).unwrap()) / 1_000.0));
        let _ = child.kill();
        child.wait().unwrap();
        for (name, bytes) in named(&place) {
            assert!(expected[&name] == bytes, "{part}: {name} is not whole");
        }
        let loud: Vec<&str> = whole.iter().copied().filter(|arg| *arg != "-q").collect();
        let said = place.score(&loud);
        assert_eq!(said.code, Some(0), "{part}: {}", said.err);
        resumed += usize::from(said.err.contains("hedgerow: resumed: "));
        assert!(named(&place) == expected, "{part}: the tables differ");
        for left in place.left_behind() {
            std::fs::remove_file(place.at(&left)).unwrap();
        }
    }
    assert!(resumed > 3, "only {resumed} of 20 runs had something to go on from");
}

#[test]
fn a_run_killed_without_a_state_leaves_the_old_file() {
    let place = corpus(600);
    place.write("x.csv", "old\n");
    let args = [&READ[..], &["-q", "--table", "hit", "-o", "x.csv"]].concat();
    for wait in [0, 20, 60, 120, 200] {
        let mut child = place.command(&args).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let _ = child.kill();
        let ended = child.wait().unwrap();
        let expected = if ended.success() { None } else { Some("old\n".to_owned()) };
        let found = place.read("x.csv");
        assert!(expected.is_none_or(|old| old == found), "{wait}");
        place.write("x.csv", "old\n");
    }
    assert_eq!(place.score(&args).code, Some(0), "the next run works");
}

/// A run that waits for a pipe whose other end stays open.
fn waiting(place: &Place, options: &[&str]) -> (Child, Child) {
    assert_eq!(place.shell("test -p pipe || mkfifo pipe").code, Some(0));
    let open = place.shell_command("exec 3<>pipe; sleep 30").spawn().unwrap();
    let args = [&["a.txt", "pipe"], options].concat();
    let child = place.command(&args).stderr(Stdio::piped()).spawn().unwrap();
    (open, child)
}

#[test]
fn term_and_int_end_a_run_that_waits_and_remove_what_is_unfinished() {
    for (name, code) in [("TERM", 143), ("INT", 130)] {
        let place = Place::with(&[("a.txt", TEXT), ("x.csv", "old\n")]);
        for options in [&["-o", "x.csv"][..], &["-O", "out"]] {
            let (mut open, child) = waiting(&place, options);
            let begun = Instant::now();
            while place.left_behind().is_empty() {
                assert!(begun.elapsed() < Duration::from_secs(20), "no output was begun");
                std::thread::sleep(Duration::from_millis(5));
            }
            signal(&child, name);
            let output = child.wait_with_output().unwrap();
            open.kill().unwrap();
            open.wait().unwrap();
            assert_eq!(output.status.code(), Some(code), "{name}");
            assert_eq!(output.stderr, b"hedgerow: interrupted\n", "{name}");
            assert_eq!(place.left_behind(), Vec::<String>::new(), "{name}");
            assert!(!place.at("out").exists(), "{name}");
            assert_eq!(place.read("x.csv"), "old\n");
        }
        assert_eq!(place.score(&["a.txt", "-q", "-o", "x.csv"]).code, Some(0));
    }
}

#[test]
fn a_state_of_another_run_is_refused() {
    let place = corpus(300);
    // Stopped by its failures, the run leaves what it has done.
    place.write("b.txt", "\0\0\0");
    let begin = [&READ[..], &["b.txt", "-q", "-o", "x.csv", "--state", "state"]].concat();
    let stopped = [&begin[..], &["--max-failures", "0"]].concat();
    assert_eq!(place.score(&stopped).code, Some(2));
    let refused = |args: &[&str], why: &str| {
        let said = place.score(args);
        let expected = format!(
            "hedgerow: error: --state state: {why}; remove the folder or choose another one\n"
        );
        assert_eq!((said.code, said.err), (Some(2), expected));
        assert!(!place.at("x.csv").exists());
    };
    let with = |more: &[&'static str]| [&begin[..], more].concat();
    let other = |keys: &str| format!("it belongs to another run, which differs in {keys}");
    refused(&with(&["--disable", "hedge"]), &other("lexicon_sha"));
    refused(&with(&["--sentences", "line"]), &other("options_sha"));
    refused(&with(&["--max-bytes", "1000"]), &other("reading"));
    refused(&with(&["--table", "hit"]), &other("tables"));
    refused(&with(&["t.jsonl"]), &other("inputs"));
    let run = place.read("state/run");
    let version = format!("tool_version: \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(run.starts_with(&version), "{run}");
    place.write("state/run", &run.replace(&version, "tool_version: \"0.0.1\""));
    refused(&begin, &other("tool_version"));
    place.write("state/run", &run);
    let said = place.score(&["b.txt", "--state", "state"]);
    assert_eq!(said.err, "hedgerow: error: --state goes with -o FILE or -O DIR\n");
}

#[test]
fn a_state_whose_documents_are_others_now_is_refused() {
    let place = corpus(1_100);
    place.write("b.txt", "\0\0\0");
    let run = [&READ[..], &["b.txt", "-q", "-o", "x.csv", "--state", "state"]].concat();
    let stopped = [&run[..], &["--max-failures", "0"]].concat();
    assert_eq!(place.score(&stopped).code, Some(2));
    assert!(place.at("state/00000000.part").exists(), "a whole shard is kept");
    let table = place.read("t.jsonl");
    place.write("t.jsonl", &table.replacen("It clearly rained", "It rained", 1));
    let said = place.score(&run);
    assert_eq!(
        (said.code, said.err.as_str()),
        (
            Some(2),
            "hedgerow: error: --state state: the documents found are not those of the run it \
             belongs to; remove the folder or choose another one\n"
        )
    );
    place.write("t.jsonl", &table);
    let said = place.score(&[&run[..5], &["b.txt", "-o", "x.csv", "--state", "state"]].concat());
    assert_eq!(said.code, Some(1));
    assert!(
        said.err.starts_with("hedgerow: resumed: 1024 documents had been scored\n"),
        "{}",
        said.err
    );
    assert!(said.err.ends_with(
        "hedgerow: 1101 documents found, 1100 scored, 1 failed (1 binary); --table error lists them\n"
    ));
}
