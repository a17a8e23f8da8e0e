//! The whole room: requests in, documents and failures out.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{Code, Request, Source, SourceError, SourceOptions};

mod files;
#[cfg(feature = "cli")]
mod folders;
mod json_lines;
mod tables;

/// A folder for one test. What is shown of its files is relative to it.
struct Place(TempDir);

impl Place {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        for (name, content) in files {
            let path = place.path(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn open(&self, names: &[&str], options: &SourceOptions) -> Result<Source, SourceError> {
        let requests = names.iter().map(|name| Request::Path(self.path(name))).collect();
        Source::open(requests, options)
    }

    /// `id: text`, or `id: code: detail`, for every document.
    fn read(&self, names: &[&str], options: &SourceOptions) -> Vec<String> {
        let mut source = self.open(names, options).unwrap();
        source.by_ref().map(|item| self.line(&item, options)).collect()
    }

    fn line(&self, item: &super::Item, options: &SourceOptions) -> String {
        let line = match item.load(options) {
            Ok(document) => format!("{}: {}", document.id, document.text),
            Err(error) => {
                format!("{}: {}: {error}", item.identity(options).id, error.code)
            }
        };
        self.relative(&line)
    }

    fn mistake(&self, names: &[&str], options: &SourceOptions) -> String {
        match self.open(names, options) {
            Ok(_) => panic!("was opened"),
            Err(error) => self.relative(&error.to_string()),
        }
    }

    fn relative(&self, message: &str) -> String {
        message.replace(&format!("{}/", self.0.path().display()), "")
    }
}

fn with_text_col(column: &str) -> SourceOptions {
    SourceOptions { text_col: Some(column.into()), ..SourceOptions::default() }
}

fn cells(values: &[Option<&str>]) -> Vec<Option<String>> {
    values.iter().map(|value| value.map(str::to_owned)).collect()
}

/// Makes a named pipe; `false` where the system has no `mkfifo`.
fn make_pipe(path: &Path) -> bool {
    std::process::Command::new("mkfifo").arg(path).status().is_ok_and(|status| status.success())
}
