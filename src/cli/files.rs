//! Where tables go: standard output, or files that are whole once they have their name.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::cli::message::Failure;

/// A table being written.
pub(super) enum Target {
    /// Standard output.
    Stdout(BufWriter<io::Stdout>),
    /// A device or pipe, written through.
    Through(PathBuf, BufWriter<File>),
    /// A file that gets its name when it is whole.
    Whole(PathBuf, BufWriter<NamedTempFile>),
}

impl Target {
    pub(super) fn stdout() -> Self {
        Self::Stdout(BufWriter::with_capacity(1 << 16, io::stdout()))
    }

    /// A file of this name. A link is followed; what is no regular file is written through.
    pub(super) fn create(path: &Path) -> Result<Self, Failure> {
        let shown = path.display();
        let failed = |error: io::Error| Failure::write(&shown.to_string(), &error);
        let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        match std::fs::metadata(&path) {
            Ok(data) if data.is_dir() => {
                let message = format!("{shown} is a folder; -O writes every table into a folder");
                return Err(message.into());
            }
            Ok(data) if !data.is_file() => {
                let file = OpenOptions::new().write(true).open(&path).map_err(failed)?;
                return Ok(Self::Through(path, BufWriter::new(file)));
            }
            _ => {}
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or_else(|| Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".hedgerow-").suffix(".partial");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder).map_err(failed)?;
        Ok(Self::Whole(path, BufWriter::with_capacity(1 << 16, file)))
    }

    /// Whether the table becomes a file, which begins with what its format begins files with.
    pub(super) const fn is_file(&self) -> bool {
        matches!(self, Self::Whole(..))
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = match self {
            Self::Stdout(out) => out.write_all(bytes),
            Self::Through(_, out) => out.write_all(bytes),
            Self::Whole(_, out) => out.write_all(bytes),
        };
        written.map_err(|error| Failure::write(&self.name(), &error))
    }

    /// Writes out what is buffered and, for a file, makes sure that it is on disk.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        let flushed = match self {
            Self::Stdout(out) => out.flush(),
            Self::Through(_, out) => out.flush(),
            Self::Whole(_, out) => out.flush().and_then(|()| out.get_ref().as_file().sync_all()),
        };
        flushed.map_err(|error| Failure::write(&self.name(), &error))
    }

    /// Throws away what was not written out yet; a file goes with it.
    pub(super) fn discard(self) {
        if let Self::Stdout(out) = self {
            // Dropped as it is, the buffer would be written.
            let _ = out.into_parts();
        }
    }

    /// Gives a flushed file its name.
    pub(super) fn finish(self) -> Result<(), Failure> {
        let Self::Whole(path, out) = self else { return Ok(()) };
        let failed = |error: io::Error| Failure::write(&path.display().to_string(), &error);
        let file = out.into_inner().map_err(|error| failed(error.into_error()))?;
        file.persist(&path).map(|_| ()).map_err(|error| failed(error.error))
    }

    fn name(&self) -> String {
        match self {
            Self::Stdout(_) => "standard output".to_owned(),
            Self::Through(path, _) | Self::Whole(path, _) => path.display().to_string(),
        }
    }
}

/// Refuses an output that is one of the inputs.
pub(super) fn refuse_same(output: &Path, inputs: &[PathBuf]) -> Result<(), Failure> {
    let Ok(output_data) = std::fs::metadata(output) else { return Ok(()) };
    if !output_data.is_file() {
        return Ok(());
    }
    for input in inputs {
        if is_same(output, &output_data, input) {
            return Err(format!("{} is an input; choose another output", output.display()).into());
        }
    }
    Ok(())
}

#[cfg(unix)]
fn is_same(_: &Path, output: &std::fs::Metadata, input: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(input)
        .is_ok_and(|input| (input.dev(), input.ino()) == (output.dev(), output.ino()))
}

#[cfg(not(unix))]
fn is_same(output: &Path, _: &std::fs::Metadata, input: &Path) -> bool {
    matches!((std::fs::canonicalize(output), std::fs::canonicalize(input)), (Ok(a), Ok(b)) if a == b)
}
