//! Inputs that are no plain files, or that fail while they are read.

use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::net::UnixListener;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::place::{HEDGEROW, Place, TEXT, has, is_root};

/// The rows of the error table as `id code`.
fn errors(place: &Place, args: &[&str]) -> Vec<String> {
    let all = [args, &["--table", "error", "--format", "csv-raw", "-q"]].concat();
    let said = place.score(&all);
    assert_eq!(said.code, Some(1), "{}", said.err);
    let cells = |row: &str| row.split(',').map(str::to_owned).collect::<Vec<_>>();
    said.out.lines().skip(1).map(|row| format!("{} {}", cells(row)[0], cells(row)[2])).collect()
}

#[test]
fn what_is_no_regular_file_in_a_walk_is_named_and_not_followed() {
    let place = Place::with(&[("in/a.txt", TEXT)]);
    symlink("loop.txt", place.at("in/loop.txt")).unwrap();
    symlink("nowhere", place.at("in/dangling.txt")).unwrap();
    symlink(".", place.at("in/folder.txt")).unwrap();
    let _socket = UnixListener::bind(place.at("in/socket.txt")).unwrap();
    assert_eq!(place.shell("mkfifo in/pipe.txt").code, Some(0));
    let names = ["dangling", "folder", "loop", "pipe", "socket"];
    let expected = names.map(|name| format!("in/{name}.txt not-regular"));
    assert_eq!(errors(&place, &["in"]), expected);
}

#[test]
fn a_pipe_given_by_hand_is_read_like_standard_input() {
    let place = Place::with(&[("a.txt", TEXT)]);
    let said = place.shell("score --table document -q --format csv-raw <(cat a.txt) - <a.txt");
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    assert_eq!(said.out.lines().filter(|row| row.contains(",ok,utf-8,2,")).count(), 2);
}

#[test]
fn endless_and_oversized_inputs_are_too_large_and_do_not_hang() {
    let place = Place::with(&[("a.txt", TEXT)]);
    File::create(place.at("sparse.txt")).unwrap().set_len(10 << 30).unwrap();
    let begun = Instant::now();
    assert_eq!(
        errors(&place, &["a.txt", "sparse.txt", "/dev/zero"]),
        ["sparse.txt too-large", "/dev/zero too-large"]
    );
    let said = place.shell("yes 'It may rain.' | score - -q --max-bytes 100000 --table error");
    assert!(said.out.contains("\"too-large\""), "{}", said.out);
    assert!(begun.elapsed() < Duration::from_secs(60));
}

#[test]
fn one_line_or_word_of_any_length_is_scored() {
    let place = Place::with(&[
        ("word.txt", &"a".repeat(4 << 20)),
        ("line.txt", &"It clearly rained and ".repeat(200_000)),
        ("lines.txt", &"\n".repeat(1_000_000)),
    ]);
    let args = ["--table", "document", "-q", "--format", "csv-raw"];
    let said = place.score(&[&["word.txt", "line.txt", "lines.txt"], &args[..]].concat());
    let words: Vec<&str> =
        said.out.lines().skip(1).map(|row| row.split(',').nth(5).unwrap()).collect();
    assert_eq!((said.code, words), (Some(0), vec!["1", "800000", "0"]), "{}", said.err);
}

#[test]
fn a_read_that_fails_is_a_failure_of_its_document() {
    let place = Place::with(&[("a.txt", TEXT)]);
    if !fs::exists("/proc/self/mem").unwrap() {
        println!("skipped: there is no /proc/self/mem, whose first page cannot be read");
        return;
    }
    assert_eq!(errors(&place, &["/proc/self/mem", "a.txt"]), ["/proc/self/mem read-error"]);
}

#[test]
fn a_read_that_fails_in_the_middle_is_a_failure_of_its_document() {
    let place = Place::with(&[("a.txt", TEXT), ("b.txt", &TEXT.repeat(100))]);
    if !has("strace") {
        return;
    }
    let file = place.at("b.txt");
    let trace = format!("strace -f -o log -P '{}' -e inject=read:error=EIO:when=2", file.display());
    let args = "score --no-builtin --lexicon tests.toml -q --table error --format csv-raw";
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/words.toml"), place.at("tests.toml"))
        .unwrap();
    let said = place.shell(&format!("{trace} '{HEDGEROW}' {args} a.txt b.txt"));
    if said.err.contains("ptrace") {
        println!("skipped: strace may trace nothing here");
        return;
    }
    let row = said.out.lines().nth(1).unwrap_or_default();
    assert!(row.starts_with("b.txt,b.txt,read-error,Input/output error"), "{said:?}");
    assert_eq!(said.code, Some(1));
}

#[test]
fn files_and_folders_that_may_not_be_read_are_named() {
    let place =
        Place::with(&[("in/a.txt", TEXT), ("in/locked.txt", TEXT), ("in/shut/b.txt", TEXT)]);
    let mode = |name: &str, mode| {
        fs::set_permissions(place.at(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    mode("in/locked.txt", 0o000);
    mode("in/shut", 0o000);
    fs::set_permissions(place.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = Command::new(HEDGEROW);
    if is_root() {
        // Root may read everything; nobody may not.
        let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
        let tried = Command::new("setpriv").args(nobody).arg(HEDGEROW).arg("--version").output();
        if !tried.is_ok_and(|tried| tried.status.success()) {
            println!("skipped: root may read everything, and nobody cannot run the command");
            return;
        }
        command = Command::new("setpriv");
        command.args(nobody).arg(HEDGEROW);
    }
    command.current_dir(place.path()).args(["score", "in", "-q", "--table", "error"]);
    let output = command.output().unwrap();
    mode("in/shut", 0o755);
    let out = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<&str> = out.lines().skip(1).collect();
    assert_eq!(
        rows,
        [
            "\"in/locked.txt\",\"in/locked.txt\",\"permission\",\"permission denied\",22",
            "\"in/shut\",\"in/shut\",\"permission\",\"permission denied\","
        ]
        .map(|row| row.replace(",22", &format!(",{}", TEXT.len())))
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn arguments_that_are_not_utf8_and_a_deleted_working_folder_work() {
    let place = Place::new();
    let name = std::ffi::OsStr::from_bytes(b"\xff=1.txt");
    fs::write(place.path().join(name), TEXT).unwrap();
    let mut command = place.command(&["--table", "document", "-q", "--format", "csv-raw"]);
    let output = command.arg(name).output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.lines().nth(1).unwrap().starts_with("\\xff=1.txt,"), "{out}");
    let script = "mkdir gone; cp *.txt a.txt; A=$PWD/a.txt; cd gone; rmdir ../gone; \
                  score \"$A\" --table document -q --format csv-raw";
    let said = place.shell(script);
    assert_eq!((said.code, said.out.lines().count()), (Some(0), 2), "{}", said.err);
}

#[test]
fn a_folder_read_while_files_vanish_names_them() {
    // The pipe holds the walk up while the file behind it goes.
    let place = Place::with(&[("in/b.txt", TEXT), ("in/c.txt", TEXT)]);
    let script = "mkfifo first; score first in -j1 -q --table error --format csv-raw >got & \
                  exec 3>first; sleep 1; rm in/c.txt; echo 'It may rain.' >&3; exec 3>&-; wait $!";
    let said = place.shell(script);
    let got = place.read("got");
    // Where the walk had not come to it, it was never found.
    let rows: Vec<&str> = got.lines().skip(1).collect();
    let named = |row: &str| {
        row.starts_with("in/c.txt,in/c.txt,changed,")
            || row.starts_with("in/c.txt,in/c.txt,not-found,")
    };
    assert!(rows.len() <= 1 && rows.iter().all(|row| named(row)), "{got} {}", said.err);
}
