//! Outputs that would overwrite what is read are refused before anything is opened for writing.

use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use crate::cli::message::Failure;
use crate::output::write::book::Book;

/// Bytes in which a file says what it is.
const LOOKED_AT: u64 = 1 << 16;

/// Refuses an output that is one of the inputs, by whatever name.
pub(in crate::cli) fn refuse_same(output: &Path, inputs: &[PathBuf]) -> Result<(), Failure> {
    let Ok(output_data) = fs::metadata(output) else { return Ok(()) };
    if !output_data.is_file() {
        return Ok(());
    }
    for input in inputs {
        if is_same(output, &output_data, input) {
            return Err(format!("{} is an input; choose another output", output.display()).into());
        }
        if is_inside(output, input) && !is_table_of_ours(output) {
            return Err(format!(
                "{} lies in the input {} and is not a table that hedgerow wrote; choose another output",
                output.display(),
                input.display()
            )
            .into());
        }
    }
    Ok(())
}

fn is_inside(output: &Path, folder: &Path) -> bool {
    let real = |path: &Path| fs::canonicalize(path).ok();
    folder.is_dir()
        && real(output).zip(real(folder)).is_some_and(|(file, folder)| file.starts_with(folder))
}

/// Whether the first line names a column that all our tables have, or the file is empty: then it is
/// the result of an earlier run and not the only copy of a text. A workbook and a file of typed columns
/// say it elsewhere.
fn is_table_of_ours(path: &Path) -> bool {
    let Ok(mut file) = File::open(path) else { return false };
    let mut start = Vec::new();
    if file.by_ref().take(LOOKED_AT).read_to_end(&mut start).is_err() {
        return false;
    }
    if start.starts_with(b"PK") {
        return Book::is_ours(file);
    }
    let mut line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let mut end = Vec::new();
    if start.starts_with(b"PAR1") {
        let length = file.metadata().map_or(0, |metadata| metadata.len());
        let from = SeekFrom::Start(length.saturating_sub(LOOKED_AT));
        if file.seek(from).and_then(|_| file.take(LOOKED_AT).read_to_end(&mut end)).is_err() {
            return false;
        }
        line = &end;
    }
    let names = [&b"doc_id"[..], b"hits_n"];
    let has = |name: &&[u8]| line.windows(name.len()).any(|found| found == *name);
    start.is_empty() || names.iter().any(has)
}

#[cfg(unix)]
fn is_same(_: &Path, output: &fs::Metadata, input: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(input)
        .is_ok_and(|input| (input.dev(), input.ino()) == (output.dev(), output.ino()))
}

#[cfg(not(unix))]
fn is_same(output: &Path, _: &fs::Metadata, input: &Path) -> bool {
    matches!((fs::canonicalize(output), fs::canonicalize(input)), (Ok(a), Ok(b)) if a == b)
}
