//! Messages on standard error, each one line, hostile text made visible.

use std::io::{self, Write as _};

use crate::input::InputError;
use crate::report::visible::visible;

/// Why a command could not do its work.
#[derive(Debug)]
pub(super) enum Failure {
    /// Said in one line.
    Message(String),
    /// All that was to be said has been said.
    Told,
    /// The reader of standard output went away.
    ClosedPipe,
}

impl Failure {
    /// A failure to write `target`.
    pub(super) fn write(target: &str, error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::ClosedPipe;
        }
        let why = match error.kind() {
            io::ErrorKind::NotFound => "there is no such folder".to_owned(),
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
                "a file is where a folder should be".to_owned()
            }
            _ => InputError::from_io(error).detail,
        };
        Self::Message(format!("cannot write {target}: {why}"))
    }
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self::Message(message)
    }
}

/// Says why the command stops.
pub(super) fn error(text: &str) {
    say(&format!("error: {text}"));
}

/// Says what is wrong in 20 lines at most: all of it, or the first 19 and how many more there are.
pub(super) fn errors(all: impl ExactSizeIterator<Item = String>) -> Failure {
    let named = if all.len() > 20 { 19 } else { all.len() };
    let more = all.len() - named;
    all.take(named).for_each(|text| error(&text));
    if more > 0 {
        error(&format!("and {more} more"));
    }
    Failure::Told
}

/// Says something; when standard error is closed, nobody minds.
pub(super) fn say(text: &str) {
    let _ = writeln!(io::stderr(), "hedgerow: {}", visible(text));
}

/// Writes to standard output what was rendered for it.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Failure::write("standard output", &error))
}

/// Writes to standard output what is for programs, byte for byte.
pub(super) fn print_exactly(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Failure::write("standard output", &error))
}
