//! Any bytes as a file with any ending: the first byte chooses the ending.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

#[path = "../../properties/inputs.rs"]
mod inputs;

static FOLDER: LazyLock<tempfile::TempDir> =
    LazyLock::new(|| tempfile::tempdir().expect("a folder for the files"));

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, bytes)) = bytes.split_first() else { return };
    let ending = inputs::ENDINGS[usize::from(first) % inputs::ENDINGS.len()];
    inputs::holds(FOLDER.path(), ending, bytes);
});
