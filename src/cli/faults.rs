//! Every file operation of a run that writes is made to fail once.
//!
//! Rows of docs/RELIABILITY.md: disk full, a limit on file sizes, fsync or rename failing.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use clap::Parser as _;

use crate::cli::Done;
use crate::cli::args::{Cli, Command};
use crate::cli::files::disk::{Disk, Operation};
use crate::cli::message::Failure;
use crate::cli::score::run_on;

/// The documents of a run, enough for two shards.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        fs::create_dir(place.at("in")).unwrap();
        let text = "Some critics say they botched about 20 orders. It clearly rained.\n";
        for number in 0..70 {
            fs::write(place.at(&format!("in/{number}.txt")), text.repeat(number % 3)).unwrap();
        }
        place
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// All files below a folder, hidden ones too, without those that are only read.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut left = vec![self.0.path().to_owned()];
        while let Some(folder) = left.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() && path != self.at("in") {
                    left.push(path);
                } else if path.is_file() {
                    let name = path.strip_prefix(self.0.path()).unwrap();
                    files.insert(name.to_str().unwrap().to_owned(), fs::read(&path).unwrap());
                }
            }
        }
        files
    }

    fn run(&self, disk: &Disk, options: &[&str]) -> Result<Done, Failure> {
        let lexicon = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/words.toml");
        let input = self.at("in");
        let mut args = vec!["hedgerow", "score", "-q", "-j1", "--no-builtin", "--lexicon"];
        args.extend([&lexicon, &input].map(|path| path.to_str().unwrap()));
        let options: Vec<String> = options
            .iter()
            .map(|option| match option.strip_prefix('@') {
                Some(name) => self.at(name).to_str().unwrap().to_owned(),
                None => (*option).to_owned(),
            })
            .collect();
        args.extend(options.iter().map(String::as_str));
        let Some(Command::Score(args)) = Cli::try_parse_from(args).unwrap().command else {
            panic!("the command is `score`");
        };
        run_on(disk, &args)
    }
}

/// A disk whose operation of this number fails, and the operations that were tried.
fn failing_at(number: usize) -> (Disk, Arc<Mutex<Vec<Operation>>>) {
    let tried = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&tried);
    let disk = Disk::failing(move |operation| {
        let mut log = log.lock().unwrap();
        log.push(operation);
        if log.len() == number + 1 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    });
    (disk, tried)
}

/// Runs with the first operation failing, then with the second, until one run comes to its end.
/// Returns the kinds of operations that failed and the files of the last run.
fn fail_each(
    old: &[(&str, &str)],
    options: &[&str],
    check: impl Fn(&Place),
) -> (Vec<Operation>, BTreeMap<String, Vec<u8>>) {
    let mut failed = Vec::new();
    for number in 0.. {
        let place = Place::new();
        for (name, content) in old {
            fs::create_dir_all(place.at(name).parent().unwrap()).unwrap();
            fs::write(place.at(name), content).unwrap();
        }
        let before = place.files();
        let (disk, tried) = failing_at(number);
        let done = place.run(&disk, options);
        let tried = tried.lock().unwrap();
        let Some(operation) = tried.get(number) else {
            assert!(matches!(done, Ok(Done::Whole)), "{done:?}");
            return (failed, place.files());
        };
        let Err(Failure::Message(message)) = done else {
            panic!("{operation:?} {number}: {done:?}");
        };
        assert!(message.contains("cannot "), "{operation:?}: {message}");
        let kept = |name: &str| name.starts_with("state/") && !name.contains(".hedgerow-");
        let mut after = place.files();
        after.retain(|name, _| !kept(name));
        let changed: Vec<&String> =
            after.keys().filter(|n| after.get(*n) != before.get(*n)).collect();
        assert_eq!((changed, after.len()), (Vec::new(), before.len()), "{operation:?} {number}");
        if !failed.contains(operation) {
            failed.push(*operation);
        }
        check(&place);
    }
    unreachable!("the numbers do not end")
}

#[test]
fn a_table_is_whole_or_the_old_one_whatever_fails() {
    use Operation::{Create, Rename, Sync, SyncFolder, Write};
    for old in [&[][..], &[("out.csv", "old\n")]] {
        let options = ["--table", "hit", "-o", "@out.csv"];
        let (failed, files) = fail_each(old, &options, |_| {});
        assert_eq!(failed, [Create, Write, Sync, Rename, SyncFolder]);
        assert_eq!(files.keys().filter(|name| !name.starts_with("in")).count(), 1);
    }
}

#[cfg(all(feature = "xlsx", feature = "parquet"))]
#[test]
fn so_is_a_file_that_is_not_made_of_lines() {
    use Operation::{Create, Rename, Sync, SyncFolder, Write};
    for name in ["out.xlsx", "out.parquet"] {
        let output = format!("@{name}");
        let options = ["--table", "hit", "-o", output.as_str()];
        let (failed, files) = fail_each(&[(name, "")], &options, |_| {});
        assert_eq!(failed, [Create, Write, Sync, Rename, SyncFolder]);
        assert_eq!(files.keys().filter(|name| !name.starts_with("in")).count(), 1);
    }
}

#[test]
fn of_several_tables_all_are_new_or_none() {
    let old = [("out/document.csv", "old\n"), ("out/hit.csv", "older\n"), ("out/mine.txt", "mine")];
    for old in [&old[..], &[]] {
        let (failed, files) = fail_each(old, &["-O", "@out"], |place| {
            assert_eq!(place.at("out").exists(), !old.is_empty());
        });
        assert_eq!(failed.len(), 5, "{failed:?}");
        let tables =
            files.keys().filter(|name| name.starts_with("out/") && *name != "out/mine.txt");
        assert_eq!(tables.count(), 6);
    }
}

#[test]
fn a_run_with_a_state_goes_on_after_any_failure_to_the_same_bytes() {
    let undisturbed = Place::new();
    assert!(undisturbed.run(&Disk::default(), &["-O", "@out"]).is_ok());
    let tables = |place: &Place| {
        let mut files = place.files();
        files.retain(|name, _| name.starts_with("out/"));
        let root = place.0.path().to_str().unwrap().to_owned();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(&root, "");
        files.into_iter().map(|(name, bytes)| (name, text(bytes))).collect::<Vec<_>>()
    };
    let expected = tables(&undisturbed);
    assert_eq!(expected.len(), 6);
    let options = ["-O", "@out", "--state", "@state"];
    let (failed, _) = fail_each(&[], &options, |place| {
        assert!(matches!(place.run(&Disk::default(), &options), Ok(Done::Whole)));
        assert!(tables(place) == expected, "the tables differ");
        assert!(!place.at("state").exists());
    });
    assert_eq!(failed.len(), 6, "{failed:?}");
}
