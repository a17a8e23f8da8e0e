//! Where tables go: standard output, or files that are whole once they have their name.

pub(super) mod disk;
mod place;
mod same;
pub(super) mod tables;

pub(super) use same::refuse_same;

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::cli::files::disk::{Asking, Disk, Partial, commit, folder_of};
use crate::cli::files::place::Place;
use crate::cli::message::Failure;

/// A table being written.
pub(super) enum Target {
    /// Standard output.
    Stdout(BufWriter<Asking<io::Stdout>>),
    /// A device or pipe, written through.
    Through(PathBuf, BufWriter<Asking<File>>),
    /// A file that gets its name when it is whole.
    Whole(PathBuf, Partial),
}

impl Target {
    pub(super) fn stdout(disk: &Disk) -> Self {
        Self::Stdout(BufWriter::with_capacity(1 << 16, disk.writer(io::stdout())))
    }

    /// A file of this name. A link is followed; what is no regular file is written through.
    pub(super) fn create(path: &Path) -> Result<Self, Failure> {
        Self::create_on(&Disk::default(), path)
    }

    pub(super) fn create_on(disk: &Disk, path: &Path) -> Result<Self, Failure> {
        let shown = path.display();
        let failed = |error: io::Error| Failure::write(&shown.to_string(), &error);
        let through = |path: PathBuf, file: File| {
            Self::Through(path, BufWriter::with_capacity(1 << 16, disk.writer(file)))
        };
        Ok(match Place::of(path).map_err(failed)? {
            Place::Stdout => Self::stdout(disk),
            Place::Folder => {
                let message = format!("{shown} is a folder; -O writes every table into a folder");
                return Err(message.into());
            }
            Place::Special(path) => {
                let file = OpenOptions::new().write(true).open(&path).map_err(failed)?;
                through(path, file)
            }
            // What is behind it may be a file that others write to as well.
            Place::Descriptor(path) => {
                let file = OpenOptions::new().append(true).open(&path).map_err(failed)?;
                through(path, file)
            }
            Place::File(path) => {
                let partial = Partial::create(disk, folder_of(&path)).map_err(failed)?;
                Self::Whole(path, partial)
            }
        })
    }

    /// Whether the table becomes a file, which begins with what its format begins files with.
    pub(super) const fn is_file(&self) -> bool {
        matches!(self, Self::Whole(..))
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.write_all(bytes).map_err(|error| self.failure(&error))
    }

    /// Writes out what is buffered.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        Write::flush(self).map_err(|error| self.failure(&error))
    }

    /// The failure to write this target.
    pub(super) fn failure(&self, error: &io::Error) -> Failure {
        Failure::write(&self.name(), error)
    }

    /// Throws away what was not written out yet; a file goes with it.
    pub(super) fn discard(self) {
        // Dropped as it is, a buffer would be written.
        match self {
            Self::Stdout(out) => drop(out.into_parts()),
            Self::Through(_, out) => drop(out.into_parts()),
            Self::Whole(..) => {}
        }
    }

    /// Gives a file its name, once it is on the disk.
    pub(super) fn finish(self) -> Result<(), Failure> {
        finish(&Disk::default(), vec![self])
    }

    fn name(&self) -> String {
        match self {
            Self::Stdout(_) => "standard output".to_owned(),
            Self::Through(path, _) | Self::Whole(path, _) => path.display().to_string(),
        }
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::Through(_, out) => out.write(bytes),
            Self::Whole(_, out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::Through(_, out) => out.flush(),
            Self::Whole(_, out) => out.flush(),
        }
    }
}

/// Writes out all targets, then gives the files among them their names, in this order.
///
/// If one fails, no name has a new file.
pub(super) fn finish(disk: &Disk, mut targets: Vec<Target>) -> Result<(), Failure> {
    for target in &mut targets {
        target.flush()?;
    }
    let files = targets.into_iter().filter_map(|target| match target {
        Target::Whole(path, partial) => Some((partial, path)),
        Target::Stdout(_) | Target::Through(..) => None,
    });
    commit(disk, files.collect())
        .map_err(|(path, error)| Failure::write(&path.display().to_string(), &error))
}
