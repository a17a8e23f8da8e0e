//! Any text as a page of the web.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

#[path = "../../properties/inputs.rs"]
mod inputs;

static FOLDER: LazyLock<tempfile::TempDir> =
    LazyLock::new(|| tempfile::tempdir().expect("a folder for the files"));

fuzz_target!(|page: &str| inputs::holds(FOLDER.path(), "html", page.as_bytes()));
