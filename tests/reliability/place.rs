//! A folder for one test, and the command run in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub(crate) const HEDGEROW: &str = env!("CARGO_BIN_EXE_hedgerow");

/// A small lexicon; the built-in ones take longer to load.
const WORDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/words.toml");

pub(crate) const TEXT: &str = "Some critics say they botched about 20 orders. It clearly rained.\n";

/// What a command said and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }
}

/// An empty folder that goes with the test.
pub(crate) struct Place(tempfile::TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with files.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let place = Self::new();
        for (name, text) in files {
            place.write(name, text);
        }
        place
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.at(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        String::from_utf8_lossy(&fs::read(self.at(name)).unwrap()).into_owned()
    }

    /// `hedgerow score` in this folder.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(HEDGEROW);
        command.current_dir(self.path()).stdin(Stdio::null());
        command.args(["score", "--no-builtin", "--lexicon", WORDS]).args(args);
        command
    }

    /// Any command in this folder, with the small lexicon.
    pub(crate) fn run(&self, args: &[&str]) -> Said {
        let mut command = Command::new(HEDGEROW);
        command.current_dir(self.path()).stdin(Stdio::null());
        command.args(args).args(["--no-builtin", "--lexicon", WORDS]);
        command.output().unwrap().into()
    }

    pub(crate) fn score(&self, args: &[&str]) -> Said {
        self.command(args).output().unwrap().into()
    }

    /// A shell script in this folder, in which `score` is `hedgerow score`, and `compare` likewise.
    pub(crate) fn shell_command(&self, script: &str) -> Command {
        let function = |name: &str| {
            format!("{name}() {{ '{HEDGEROW}' {name} --no-builtin --lexicon '{WORDS}' \"$@\"; }}")
        };
        let functions = ["score", "compare"].map(function).join("\n");
        let mut command = Command::new("bash");
        command.current_dir(self.path()).stdin(Stdio::null());
        command.args(["-c", &format!("{functions}\n{script}")]);
        command
    }

    pub(crate) fn shell(&self, script: &str) -> Said {
        self.shell_command(script).output().unwrap().into()
    }

    /// All files below the folder, hidden ones too, with their contents.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut left = vec![self.path().to_owned()];
        while let Some(folder) = left.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let data = fs::symlink_metadata(&path).unwrap();
                let name = path.strip_prefix(self.path()).unwrap().to_string_lossy().into_owned();
                if data.is_dir() {
                    left.push(path);
                } else {
                    files.insert(
                        name,
                        if data.is_file() { fs::read(&path).unwrap() } else { Vec::new() },
                    );
                }
            }
        }
        files
    }

    /// The names of hidden files that a run left behind.
    pub(crate) fn left_behind(&self) -> Vec<String> {
        let names = self.files().into_keys();
        names.filter(|name| name.contains(".hedgerow-")).collect()
    }
}

/// Whether this process may do everything.
pub(crate) fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

/// Whether a command can be run; says so if not.
pub(crate) fn has(tool: &str) -> bool {
    let found = Command::new(tool).arg("--version").output().is_ok();
    if !found {
        println!("skipped: there is no `{tool}`");
    }
    found
}
