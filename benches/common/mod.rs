//! The demonstration corpus.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use divan::counter::BytesCount;

/// The folder of the corpus.
pub(crate) fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// All articles of the corpus in the order of their paths.
pub(crate) static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut texts = Vec::new();
    for outlet in ["klaxon", "tern", "wendle"] {
        let folder = fs::read_dir(corpus().join(outlet)).unwrap();
        let mut paths: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        texts.extend(paths.iter().map(|path| fs::read_to_string(path).unwrap()));
    }
    assert_eq!(texts.len(), 36);
    texts
});

/// The bytes of all articles together, so many times.
pub(crate) fn bytes(copies: usize) -> BytesCount {
    BytesCount::new(copies * TEXTS.iter().map(String::len).sum::<usize>())
}
