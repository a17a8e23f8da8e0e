//! Opening files and reading them whole, up to a limit.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use super::error::{Code, InputError};

/// What a path that was given by name turns out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// A folder.
    Folder,
    /// A file of this many bytes.
    Regular(u64),
    /// A pipe, a terminal or a device: read like standard input.
    Stream,
}

/// Looks at a path, following links.
pub(super) fn inspect(path: &Path) -> Result<Named, InputError> {
    let metadata = fs::metadata(path).map_err(|error| InputError::from_io(&error))?;
    Ok(if metadata.is_dir() {
        Named::Folder
    } else if metadata.is_file() {
        Named::Regular(metadata.len())
    } else {
        Named::Stream
    })
}

/// Opens a regular file, and nothing else: whatever has taken its place since it was found is
/// `not-regular`, and a pipe is not waited for.
pub(super) fn open_regular(path: &Path) -> Result<File, InputError> {
    open_measured(path).map(|(file, _)| file)
}

/// The same, with the length in bytes.
fn open_measured(path: &Path) -> Result<(File, u64), InputError> {
    let mut options = OpenOptions::new();
    options.read(true);
    do_not_wait(&mut options);
    let file = options.open(path).map_err(|error| InputError::from_io(&error))?;
    let metadata = file.metadata().map_err(|error| InputError::from_io(&error))?;
    if metadata.is_file() {
        Ok((file, metadata.len()))
    } else {
        Err(not_regular("is no longer a regular file"))
    }
}

/// Opens a pipe or a device, waiting for the other end.
pub(super) fn open_stream(path: &Path) -> Result<File, InputError> {
    File::open(path).map_err(|error| match InputError::from_io(&error) {
        // A socket has a path but cannot be opened.
        InputError { code: Code::ReadError, detail } => not_regular(&detail),
        other => other,
    })
}

/// All bytes of a regular file of at most `limit` bytes; a larger one is refused unread.
pub(super) fn whole_file(path: &Path, limit: u64) -> Result<Vec<u8>, InputError> {
    let (file, length) = open_measured(path)?;
    if length > limit {
        return Err(InputError::too_large(Some(length), limit));
    }
    let bytes = read_up_to(&file, limit, length)?;
    // The length alone proves nothing: files under /proc claim 0 bytes, those under /sys 4,096.
    let shrank = (bytes.len() as u64) < length && length_of(&file)? < length;
    if shrank {
        return Err(InputError::new(Code::Changed, "the file shrank while it was read"));
    }
    Ok(bytes)
}

/// All bytes of a stream, or `too-large` as soon as there are more than `limit`.
pub(super) fn to_end(reader: impl Read, limit: u64) -> Result<Vec<u8>, InputError> {
    read_up_to(reader, limit, 0)
}

fn read_up_to(reader: impl Read, limit: u64, expected: u64) -> Result<Vec<u8>, InputError> {
    // One byte more, so that the end is seen without growing.
    let mut bytes = Vec::with_capacity(usize::try_from(expected).map_or(0, |bytes| bytes + 1));
    reader
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| InputError::from_io(&error))?;
    if bytes.len() as u64 > limit {
        return Err(InputError::too_large(None, limit));
    }
    Ok(bytes)
}

fn length_of(file: &File) -> Result<u64, InputError> {
    file.metadata().map(|metadata| metadata.len()).map_err(|error| InputError::from_io(&error))
}

fn not_regular(detail: &str) -> InputError {
    InputError::new(Code::NotRegular, detail)
}

/// Lets `open` return at once where it would wait for a pipe's other end.
#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
fn do_not_wait(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    /// `O_NONBLOCK` of this system; without effect on regular files.
    const NONBLOCK: i32 = 0o4000;
    options.custom_flags(NONBLOCK);
}

#[cfg(not(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"))))]
fn do_not_wait(_options: &mut OpenOptions) {}

/// Reads what there is until `buffer` is full or the stream ends; gives the number of bytes.
pub(super) fn fill(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match reader.read(rest) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
