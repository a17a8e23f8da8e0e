//! What is written: workbooks, typed columns and dialects hold what the exact format holds, and nothing
//! in them is a formula.
#![cfg(all(feature = "cli", feature = "formats", feature = "parquet", feature = "xlsx"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may stop at what it did not expect"
)]

mod book;
mod choice;
mod columnar;
mod hostile;
mod office;

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Map, Value};
use tempfile::TempDir;

/// A folder in which the program is run.
struct Place(TempDir);

/// How a run ended.
#[derive(Debug, PartialEq, Eq)]
struct Ended {
    code: i32,
    out: Vec<u8>,
    said: String,
}

impl Place {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        for (name, bytes) in files {
            std::fs::write(place.path(name), bytes).unwrap();
        }
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    fn text(&self, name: &str) -> String {
        String::from_utf8(self.read(name)).unwrap()
    }

    /// Names of the files in a folder.
    fn names(&self, folder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn run(&self, args: &[&str]) -> Ended {
        let output = Command::new(env!("CARGO_BIN_EXE_hedgerow"))
            .current_dir(self.0.path())
            .args(args)
            .output()
            .unwrap();
        Ended {
            code: output.status.code().unwrap(),
            out: output.stdout,
            said: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs a command that does its work.
    fn done(&self, args: &[&str]) -> Ended {
        let ended = self.run(args);
        assert_eq!(ended.code, 0, "{args:?}: {}", ended.said);
        ended
    }
}

/// The demonstration corpus.
fn corpus() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").to_str().unwrap().to_owned()
}

/// The rows of JSON Lines.
fn objects(text: &str) -> Vec<Map<String, Value>> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
