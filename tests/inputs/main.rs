//! What is read: the same article in every format, and files that were made to do harm.
#![cfg(all(feature = "cli", feature = "formats", feature = "parquet"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may stop at what it did not expect"
)]

mod any;
mod encodings;
mod made;
mod same;
mod shards;
mod size;
mod structure;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

/// A folder with files in which the program is run.
struct Place(TempDir);

/// How a run ended.
#[derive(Debug, PartialEq, Eq)]
struct Ended {
    code: i32,
    out: String,
    said: String,
}

impl Place {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        for (name, bytes) in files {
            fs::write(place.path(name), bytes).unwrap();
        }
        place
    }

    /// `id: status: encoding` of every document, and `id: code: message` of those that failed.
    fn documents(&self, args: &[&str]) -> Vec<String> {
        let read = |table: &str| -> Vec<serde_json::Value> {
            let mut all = vec!["score", "--table", table, "--format", "jsonl"];
            all.extend(args);
            let ended = self.run(&all);
            assert!(matches!(ended.code, 0 | 1), "{}", ended.said);
            ended.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
        };
        let cell = |row: &serde_json::Value, name: &str| match &row[name] {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let documents = read("document");
        let is_read =
            |row: &serde_json::Value| matches!(cell(row, "status").as_str(), "ok" | "empty");
        let mut failures = Vec::new().into_iter();
        if !documents.iter().all(is_read) {
            failures = read("error").into_iter();
        }
        let lines = documents.into_iter().map(|row| {
            let (id, status) = (cell(&row, "doc_id"), cell(&row, "status"));
            if matches!(status.as_str(), "ok" | "empty") {
                return format!("{id}: {status}: {}", cell(&row, "encoding"));
            }
            let failure = failures.next().unwrap();
            assert_eq!(
                [cell(&failure, "doc_id"), cell(&failure, "code")],
                [id.clone(), status.clone()]
            );
            assert!(row["words"].is_null() && row["hedge_n"].is_null(), "a failure has no numbers");
            format!("{id}: {status}: {}", cell(&failure, "message"))
        });
        let lines = lines.collect();
        assert!(failures.next().is_none());
        lines
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Ended {
        let output = Command::new(env!("CARGO_BIN_EXE_hedgerow"))
            .current_dir(self.0.path())
            .args(args)
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Ended {
            code: output.status.code().unwrap(),
            out: text(&output.stdout),
            said: text(&output.stderr),
        }
    }
}
