//! The file operations of a run that writes, in one place: so that a file is whole under its final
//! name or not there, and so that a test can make each operation fail.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tempfile::TempPath;

/// What can fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Operation {
    /// Making a temporary file.
    Create,
    /// Writing to a file, a device or standard output.
    Write,
    /// Waiting until a file is on the disk.
    Sync,
    /// Giving a file its final name.
    Rename,
    /// Waiting until the names of a folder are on the disk.
    SyncFolder,
    /// Reading back what this run, or one before it, has written.
    Read,
}

/// Asked before each operation; its error is the operation's.
type Gate = Arc<dyn Fn(Operation) -> io::Result<()> + Send + Sync>;

/// The file system, or one that fails where a test wants it to.
#[derive(Clone, Default)]
pub(in crate::cli) struct Disk {
    gate: Option<Gate>,
}

impl Disk {
    /// A disk that asks before each operation.
    #[cfg(test)]
    pub(in crate::cli) fn failing(
        gate: impl Fn(Operation) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self { gate: Some(Arc::new(gate)) }
    }

    /// Says whether the operation may be tried.
    pub(in crate::cli) fn allow(&self, operation: Operation) -> io::Result<()> {
        self.gate.as_ref().map_or(Ok(()), |gate| gate(operation))
    }

    /// Opens a file to be read back.
    pub(in crate::cli) fn open(&self, path: &Path) -> io::Result<Asking<File>> {
        self.allow(Operation::Read)?;
        Ok(Asking { disk: self.clone(), out: File::open(path)? })
    }

    /// A writer that asks this disk.
    pub(in crate::cli) fn writer<W: Write>(&self, out: W) -> Asking<W> {
        Asking { disk: self.clone(), out }
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.allow(Operation::SyncFolder)?;
        sync_folder(folder)
    }
}

/// A file or stream each of whose writes and reads may be made to fail.
pub(in crate::cli) struct Asking<W> {
    disk: Disk,
    out: W,
}

impl<W: Write> Write for Asking<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.disk.allow(Operation::Write)?;
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<R: Read> Read for Asking<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.disk.allow(Operation::Read)?;
        self.out.read(buffer)
    }
}

impl<S: Seek> Seek for Asking<S> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.out.seek(to)
    }
}

/// Files and folders that go if the run does not come to its end.
struct Unfinished {
    files: BTreeSet<PathBuf>,
    folders: BTreeSet<PathBuf>,
}

static UNFINISHED: Mutex<Unfinished> =
    Mutex::new(Unfinished { files: BTreeSet::new(), folders: BTreeSet::new() });

fn unfinished() -> MutexGuard<'static, Unfinished> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes what is unfinished, and lets nobody make or name a file until `then` has ended: files
/// that are just being given their names all get them first.
pub(in crate::cli) fn abandon(then: impl FnOnce()) {
    let unfinished = unfinished();
    for file in &unfinished.files {
        let _ = fs::remove_file(file);
    }
    for folder in unfinished.folders.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
    then();
}

/// A file under a temporary name, which goes with it unless it is given another.
pub(in crate::cli) struct Partial {
    disk: Disk,
    out: BufWriter<Asking<File>>,
    path: Option<TempPath>,
}

impl Partial {
    /// An empty file in a folder, hidden, with the permissions that the umask leaves.
    pub(in crate::cli) fn create(disk: &Disk, folder: &Path) -> io::Result<Self> {
        disk.allow(Operation::Create)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".hedgerow-").suffix(".partial");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut unfinished = unfinished();
        let (file, path) = builder.tempfile_in(folder)?.into_parts();
        unfinished.files.insert(path.to_path_buf());
        drop(unfinished);
        let out = BufWriter::with_capacity(1 << 16, disk.writer(file));
        Ok(Self { disk: disk.clone(), out, path: Some(path) })
    }

    /// Writes out what is buffered and waits until it is on the disk.
    pub(in crate::cli) fn sync(&mut self) -> io::Result<()> {
        self.out.flush()?;
        self.disk.allow(Operation::Sync)?;
        self.out.get_ref().out.sync_all()
    }

    fn rename(&mut self, to: &Path, unfinished: &mut Unfinished) -> io::Result<()> {
        self.disk.allow(Operation::Rename)?;
        let Some(path) = self.path.take() else { return Ok(()) };
        let temporary = path.to_path_buf();
        path.persist(to).map_err(|error| {
            self.path = Some(error.path);
            error.error
        })?;
        unfinished.files.remove(&temporary);
        Ok(())
    }
}

impl Write for Partial {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if let Some(path) = self.path.take() {
            unfinished().files.remove(path.as_ref() as &Path);
        }
    }
}

/// A folder that was made for this run and goes again if the run fails.
pub(in crate::cli) struct MadeFolder {
    made: Vec<PathBuf>,
}

impl MadeFolder {
    /// Makes a folder and those above it, as far as they are not there.
    pub(in crate::cli) fn create(path: &Path) -> io::Result<Self> {
        let missing = path.ancestors().take_while(|path| !path.as_os_str().is_empty());
        let made: Vec<PathBuf> =
            missing.take_while(|path| !path.exists()).map(Path::to_owned).collect();
        fs::create_dir_all(path)?;
        unfinished().folders.extend(made.iter().cloned());
        Ok(Self { made })
    }

    /// Lets the folder stay.
    pub(in crate::cli) fn keep(mut self) {
        let mut unfinished = unfinished();
        for path in self.made.drain(..) {
            unfinished.folders.remove(&path);
        }
    }
}

impl Drop for MadeFolder {
    fn drop(&mut self) {
        for path in &self.made {
            unfinished().folders.remove(path);
            // Only an empty folder goes.
            let _ = fs::remove_dir(path);
        }
    }
}

/// Gives every file its name, in this order, or none: after an error, what had the names before has
/// them again.
pub(in crate::cli) fn commit(
    disk: &Disk,
    mut files: Vec<(Partial, PathBuf)>,
) -> Result<(), (PathBuf, io::Error)> {
    for (file, to) in &mut files {
        file.sync().map_err(|error| (to.clone(), error))?;
    }
    let mut unfinished = unfinished();
    let mut undo = Vec::new();
    let named = name_all(disk, &mut files, &mut unfinished, &mut undo);
    for old in undo.into_iter().rev() {
        old.end(named.is_ok());
    }
    drop(unfinished);
    named
}

fn name_all(
    disk: &Disk,
    files: &mut [(Partial, PathBuf)],
    unfinished: &mut Unfinished,
    undo: &mut Vec<Old>,
) -> Result<(), (PathBuf, io::Error)> {
    let mut folders = BTreeSet::new();
    for (file, to) in files.iter_mut() {
        let old = Old::of(file, to);
        let renamed = file.rename(to, unfinished);
        if renamed.is_err() {
            old.end(true);
        } else {
            undo.push(old);
        }
        renamed.map_err(|error| (to.clone(), error))?;
        folders.insert(folder_of(to).to_owned());
    }
    for folder in folders {
        disk.sync_folder(&folder).map_err(|error| (folder, error))?;
    }
    Ok(())
}

/// What had a name before.
enum Old {
    /// Nothing.
    Nothing(PathBuf),
    /// A file, which now also has the second name.
    File(PathBuf, PathBuf),
    /// A file that cannot have a second name here.
    Gone,
}

impl Old {
    fn of(file: &Partial, name: &Path) -> Self {
        let Some(path) = file.path.as_deref() else { return Self::Gone };
        let second = path.with_extension("old");
        match fs::hard_link(name, &second) {
            Ok(()) => Self::File(name.to_owned(), second),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::Nothing(name.to_owned()),
            Err(_) => Self::Gone,
        }
    }

    /// Forgets it, or gives it back its name.
    fn end(self, forget: bool) {
        let _ = match self {
            Self::File(_, second) if forget => fs::remove_file(second),
            Self::File(name, second) => fs::rename(second, name),
            Self::Nothing(name) if !forget => fs::remove_file(name),
            Self::Nothing(_) | Self::Gone => Ok(()),
        };
    }
}

/// The folder that a file lies in.
pub(in crate::cli) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A folder that cannot be opened, or a file system that knows no such wish, is no failure: the
/// file itself is on the disk.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    let Ok(folder) = File::open(folder) else { return Ok(()) };
    match folder.sync_all() {
        Err(error)
            if !matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Err(error)
        }
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
