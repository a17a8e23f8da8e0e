//! Lists of paths, as `--files-from` and `--files0-from` take them.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read};

use super::error::{InputError, SourceError};
use super::name;
use super::options::Request;
use super::read;

/// Longest list that is read.
const MAX_LIST_BYTES: u64 = 1 << 30;

/// What stands between the paths of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// A line end; a carriage return before it is dropped.
    Newline,
    /// A NUL, so that a name may hold line ends.
    Nul,
}

/// The paths of a list, in its order; empty ones are left out, `-` is standard input.
///
/// A list that cannot be read is a mistake of the whole run: some of the documents meant would be
/// missing without a name.
pub fn read_list(list: &Request, separator: Separator) -> Result<Vec<Request>, SourceError> {
    match list {
        Request::Stdin => {
            let paths = paths_of("the list on standard input", io::stdin(), separator)?;
            if paths.contains(&Request::Stdin) {
                return Err(SourceError::new(
                    "the list on standard input names `-`, which is itself; name a file",
                ));
            }
            Ok(paths)
        }
        Request::Path(path) => {
            let name = name::of_path(path);
            let file = File::open(path).map_err(|error| no_list(&name, &error))?;
            paths_of(&name, file, separator)
        }
    }
}

fn paths_of(
    name: &str,
    reader: impl Read,
    separator: Separator,
) -> Result<Vec<Request>, SourceError> {
    let bytes = read::to_end(reader, MAX_LIST_BYTES)
        .map_err(|error| SourceError::new(format!("{name}: {error}")))?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let end = if separator == Separator::Nul { 0 } else { b'\n' };
    bytes
        .split(|byte| *byte == end)
        .map(|path| match separator {
            Separator::Newline => path.strip_suffix(b"\r").unwrap_or(path),
            Separator::Nul => path,
        })
        .filter(|path| !path.is_empty())
        .map(|path| argument(path).map(Request::from_argument).ok_or_else(|| not_a_path(name)))
        .collect()
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps)] // elsewhere a path may fail to be Unicode
fn argument(path: &[u8]) -> Option<OsString> {
    use std::os::unix::ffi::OsStringExt;
    Some(OsString::from_vec(path.to_vec()))
}

#[cfg(not(unix))]
fn argument(path: &[u8]) -> Option<OsString> {
    String::from_utf8(path.to_vec()).ok().map(OsString::from)
}

fn no_list(name: &str, error: &io::Error) -> SourceError {
    SourceError::new(format!("{name}: cannot read the list: {}", InputError::from_io(error)))
}

fn not_a_path(name: &str) -> SourceError {
    SourceError::new(format!("{name}: a path in the list is not UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn paths(list: &str, separator: Separator) -> Vec<Request> {
        paths_of("list", list.as_bytes(), separator).unwrap()
    }

    fn path(name: &str) -> Request {
        Request::Path(Path::new(name).to_owned())
    }

    #[test]
    fn lists_are_split_at_their_separator() {
        let lines = paths("\u{feff}a.txt\r\n\n b c.txt\n-\nd", Separator::Newline);
        assert_eq!(lines, [path("a.txt"), path(" b c.txt"), Request::Stdin, path("d")]);
        let nuls = paths("a\nb.txt\0c\r\0", Separator::Nul);
        assert_eq!(nuls, [path("a\nb.txt"), path("c\r")]);
    }

    #[test]
    fn a_missing_list_is_a_mistake_of_the_run() {
        let error = read_list(&path("no/such/list"), Separator::Newline).unwrap_err();
        assert_eq!(error.to_string(), "no/such/list: cannot read the list: there is no such file");
    }
}
