//! Files that are written: whole under their names or not there, and never an input.

use std::fs;
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, PermissionsExt as _, symlink};
use std::process::Command;

use crate::place::{Place, TEXT, is_root};

const LIMIT: &str = "cannot write";

#[test]
fn an_output_that_is_an_input_is_refused_and_left_as_it_is() {
    let place = Place::with(&[("a.txt", TEXT), ("list", "a.txt\n"), ("in/b.txt", TEXT)]);
    let lexicon = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/words.toml")).unwrap();
    fs::write(place.at("own.toml"), lexicon).unwrap();
    fs::hard_link(place.at("a.txt"), place.at("hard.csv")).unwrap();
    symlink("a.txt", place.at("soft.csv")).unwrap();
    place.write("in/t.csv", "id,text\n1,It rained.\n");
    let before = place.files();
    for args in [
        &["a.txt", "-o", "a.txt"][..],
        &["a.txt", "-o", "./a.txt"],
        &["a.txt", "-o", "hard.csv"],
        &["a.txt", "-o", "soft.csv"],
        &["a.txt", "-o", "own.toml", "--lexicon", "own.toml"],
        &["--files-from", "list", "-o", "list"],
        &["in", "-o", "in/b.txt"],
        &["in", "--text-col", "text", "-o", "in/t.csv"],
    ] {
        let said = place.score(args);
        assert_eq!(said.code, Some(2), "{args:?}: {}", said.err);
        assert!(said.err.ends_with("; choose another output\n"), "{args:?}: {}", said.err);
        assert_eq!(place.files(), before, "{args:?}");
    }
}

#[test]
fn an_output_inside_the_input_folder_is_skipped_as_own_output() {
    let place = Place::with(&[("in/t.csv", "text\nIt rained.\n"), ("in/a.txt", TEXT)]);
    for output in [&["-o", "in/out.csv"][..], &["-O", "in/tables"], &["-O", "in"]] {
        let args = [&["in", "--text-col", "text", "-q"], output].concat();
        let tables = || {
            assert_eq!(place.score(&args).code, Some(0), "{output:?}");
            place.files()
        };
        let first = tables();
        assert!(first == tables(), "{output:?}: the second run takes the first one's tables");
        assert!(place.left_behind().is_empty());
        let new = first.keys().filter(|name| !["in/t.csv", "in/a.txt"].contains(&name.as_str()));
        for name in new {
            fs::remove_file(place.at(name)).unwrap();
        }
    }
}

#[test]
fn an_output_that_is_a_symlink_is_written_through_to_its_target() {
    let place = Place::with(&[("a.txt", TEXT), ("elsewhere/old.csv", "old\n")]);
    for (link, target) in [("link.csv", "elsewhere/old.csv"), ("new.csv", "elsewhere/new.csv")] {
        symlink(target, place.at(link)).unwrap();
        assert_eq!(place.score(&["a.txt", "-q", "-o", link]).code, Some(0));
        assert!(fs::symlink_metadata(place.at(link)).unwrap().is_symlink(), "{link}");
        assert!(place.read(target).contains("doc_id"), "{target}");
    }
    symlink("loop.csv", place.at("loop.csv")).unwrap();
    let said = place.score(&["a.txt", "-q", "-o", "loop.csv"]);
    assert_eq!((said.code, said.err.contains("links")), (Some(2), true), "{}", said.err);
}

#[test]
fn an_output_that_is_a_device_or_fifo_is_written_through_and_never_renamed_over() {
    let place = Place::with(&[("a.txt", TEXT)]);
    let script = "mkfifo pipe; cat pipe >got & score a.txt -q -o pipe; echo $?; wait";
    assert_eq!(place.shell(script).out, "0\n");
    assert!(fs::metadata(place.at("pipe")).unwrap().file_type().is_fifo());
    assert!(place.read("got").starts_with("doc_id,"), "a pipe has no byte order mark");
    assert_eq!(place.score(&["a.txt", "-q", "-o", "/dev/null"]).code, Some(0));
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    let made = Command::new("mknod").arg(place.at("null")).args(["c", "1", "3"]).output();
    if !made.is_ok_and(|made| made.status.success()) {
        println!("skipped: this user may make no device");
        return;
    }
    assert_eq!(place.score(&["a.txt", "-q", "-o", "null"]).code, Some(0));
    assert!(fs::metadata(place.at("null")).unwrap().file_type().is_char_device());
}

#[test]
fn permissions_of_new_files_follow_the_umask() {
    let place = Place::with(&[("a.txt", TEXT)]);
    for (umask, mode) in [("022", 0o644), ("077", 0o600), ("002", 0o664)] {
        let said = place.shell(&format!("umask {umask}; score a.txt -q -o x.csv"));
        assert_eq!(said.code, Some(0));
        assert_eq!(fs::metadata(place.at("x.csv")).unwrap().mode() & 0o777, mode, "{umask}");
    }
}

#[test]
fn of_two_runs_with_one_output_one_whole_result_wins() {
    let place = Place::with(&[("a.txt", TEXT), ("b.txt", &TEXT.repeat(2_000))]);
    for name in ["a.txt", "b.txt"] {
        assert_eq!(
            place.score(&[name, "-q", "--table", "hit", "-o", name.trim_end_matches(".txt")]).code,
            Some(0)
        );
    }
    let whole = ["a", "b"].map(|name| place.read(name));
    for _ in 0..5 {
        let script = "score a.txt -q --table hit -o x & score b.txt -q --table hit -o x & wait";
        assert_eq!(place.shell(script).err, "");
        assert!(whole.contains(&place.read("x")));
    }
    assert!(place.left_behind().is_empty());
}

/// A run whose output does not fit.
fn too_large(place: &Place, limit: &str, output: &str) {
    let mut cases = vec![("--table hit -o", format!("{output}/x.csv")), ("-O", output.to_owned())];
    if cfg!(feature = "xlsx") {
        cases.push(("--table hit -o", format!("{output}/x.xlsx")));
        cases.push(("--format xlsx -O", output.to_owned()));
    }
    for (args, targets) in cases {
        let said = place.shell(&format!("{limit} score big.txt -q {args} {targets}"));
        assert_eq!(said.code, Some(2), "{args}: {}", said.err);
        assert!(said.err.contains(LIMIT), "{args}: {}", said.err);
    }
}

#[test]
fn a_limit_on_file_sizes_is_an_error_and_the_old_file_stays() {
    let place = Place::with(&[("big.txt", &TEXT.repeat(5_000)), ("out/x.csv", "old\n")]);
    let before = place.files();
    too_large(&place, "ulimit -f 64;", "out");
    assert_eq!(place.files(), before);
}

#[test]
fn a_full_disk_is_an_error_and_the_old_file_stays() {
    let place = Place::with(&[("big.txt", &TEXT.repeat(5_000))]);
    fs::create_dir(place.at("small")).unwrap();
    let mount = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"])
        .arg(place.at("small"))
        .output();
    if !mount.is_ok_and(|mount| mount.status.success()) {
        println!("skipped: this user may mount no small file system");
        return;
    }
    place.write("small/x.csv", "old\n");
    let before = place.files();
    too_large(&place, "", "small");
    let state = place.shell("score big.txt -q -O out --state small/state");
    let after = place.files();
    let unmounted = Command::new("umount").arg(place.at("small")).status();
    assert!(unmounted.unwrap().success());
    assert_eq!((state.code, state.err.contains(LIMIT)), (Some(2), true), "{}", state.err);
    let kept = ["small/state/run", "small/state/lock"];
    let after: Vec<_> = after.into_iter().filter(|(n, _)| !kept.contains(&n.as_str())).collect();
    assert_eq!(after, before.into_iter().collect::<Vec<_>>());
}

#[test]
fn an_output_that_cannot_be_created_is_an_error() {
    let place = Place::with(&[("a.txt", TEXT), ("file", "")]);
    fs::create_dir(place.at("folder")).unwrap();
    for (args, why) in [
        (["-o", "nosuch/x.csv"], "cannot write nosuch/x.csv: there is no such folder"),
        (["-o", "file/x.csv"], "cannot write file/x.csv: a file is where a folder should be"),
        (["-O", "file"], "cannot write file: a file is where a folder should be"),
        (["-o", "folder"], "folder is a folder; -O writes every table into a folder"),
    ] {
        let said = place.score(&[&["a.txt", "-q"], &args[..]].concat());
        assert_eq!((said.code, said.err), (Some(2), format!("hedgerow: error: {why}\n")));
    }
    if is_root() {
        println!("skipped: this user may write everywhere");
        return;
    }
    fs::set_permissions(place.at("folder"), fs::Permissions::from_mode(0o500)).unwrap();
    let said = place.score(&["a.txt", "-q", "-o", "folder/x.csv"]);
    assert_eq!(said.err, "hedgerow: error: cannot write folder/x.csv: permission denied\n");
}
