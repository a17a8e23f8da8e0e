//! How a path is written as an id.

use std::path::Path;

/// The path as the user named it, with forward slashes on every system.
///
/// Where names are bytes, two paths never share an id: a byte that is not UTF-8 is written `\xff`
/// and a backslash is written `\\`.
pub(super) fn of_path(path: &Path) -> String {
    escaped(path)
}

#[cfg(unix)]
fn escaped(path: &Path) -> String {
    use std::fmt::Write;
    use std::os::unix::ffi::OsStrExt;

    let mut id = String::new();
    for chunk in path.as_os_str().as_bytes().utf8_chunks() {
        id.push_str(&chunk.valid().replace('\\', r"\\"));
        for byte in chunk.invalid() {
            // Writing to a `String` never fails.
            let _ = write!(id, r"\x{byte:02x}");
        }
    }
    id
}

#[cfg(not(unix))]
fn escaped(path: &Path) -> String {
    slashed(&path.to_string_lossy())
}

/// The same id as other systems give: there a backslash is no letter of a name.
#[cfg(any(test, not(unix)))]
fn slashed(path: &str) -> String {
    path.replace('\\', "/")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    #[test]
    fn ids_are_reversible() {
        for (bytes, id) in [
            (&b"a/b.txt"[..], "a/b.txt"),
            (b"./a.txt", "./a.txt"),
            ("é.txt".as_bytes(), "é.txt"),
            (b"\xff.txt", r"\xff.txt"),
            (br"\xff.txt", r"\\xff.txt"),
            (b"a\nb", "a\nb"),
        ] {
            assert_eq!(of_path(Path::new(OsStr::from_bytes(bytes))), id);
        }
    }

    #[test]
    fn ids_of_windows_are_those_of_other_systems() {
        for (path, id) in
            [(r"press\ferry.txt", "press/ferry.txt"), (r"C:\press\CON.txt", "C:/press/CON.txt")]
        {
            assert_eq!(slashed(path), id);
        }
    }
}
