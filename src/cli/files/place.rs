//! Where the name of an output leads.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// More links than this one after the other are a loop, as the system has it.
const MOST_LINKS: usize = 40;

/// Where the name of an output leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Standard output.
    Stdout,
    /// Another open file, by its name under `/dev`.
    Descriptor(PathBuf),
    /// A device or a pipe.
    Special(PathBuf),
    /// A regular file, or none yet.
    File(PathBuf),
    /// A folder.
    Folder,
}

impl Place {
    /// Follows links, also one that leads to nothing yet.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let mut path = path.to_owned();
        for _ in 0..MOST_LINKS {
            if is_one_of(&path, &["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"]) {
                return Ok(Self::Stdout);
            }
            if path == Path::new("/dev/stderr")
                || ["/dev/fd", "/proc/self/fd"].iter().any(|folder| path.starts_with(folder))
            {
                return Ok(Self::Descriptor(path));
            }
            match fs::read_link(&path) {
                Ok(target) => path = super::disk::folder_of(&path).join(target),
                Err(_) => return Self::without_links(path),
            }
        }
        Err(io::Error::other("too many links, one leading to the next"))
    }

    fn without_links(path: PathBuf) -> io::Result<Self> {
        match fs::metadata(&path) {
            Ok(data) if data.is_dir() => Ok(Self::Folder),
            Ok(data) if !data.is_file() => Ok(Self::Special(path)),
            Ok(_) => Ok(Self::File(path)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::File(path)),
            Err(error) => Err(error),
        }
    }
}

fn is_one_of(path: &Path, names: &[&str]) -> bool {
    names.iter().any(|name| path == Path::new(name))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_are_followed_to_their_end() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("there.csv"), "").unwrap();
        for (link, target) in [
            ("a", "there.csv"),
            ("b", "a"),
            ("dangling", "none.csv"),
            ("loop", "loop"),
            ("out", "/dev/stdout"),
            ("null", "/dev/null"),
            ("self", "."),
        ] {
            symlink(target, at(link)).unwrap();
        }
        let place = |name: &str| Place::of(&at(name)).map_err(|error| error.to_string());
        assert_eq!(place("b"), Ok(Place::File(at("there.csv"))));
        assert_eq!(place("new.csv"), Ok(Place::File(at("new.csv"))));
        assert_eq!(place("dangling"), Ok(Place::File(at("none.csv"))));
        assert_eq!(place("out"), Ok(Place::Stdout));
        assert_eq!(place("null"), Ok(Place::Special("/dev/null".into())));
        assert_eq!(place("self"), Ok(Place::Folder));
        assert_eq!(place("loop"), Err("too many links, one leading to the next".to_owned()));
        let descriptor = Place::of(Path::new("/dev/fd/2")).unwrap();
        assert_eq!(descriptor, Place::Descriptor("/dev/fd/2".into()));
    }
}
