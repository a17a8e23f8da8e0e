//! The command line: arguments become one library call, its result an exit code.

mod account;
mod args;
mod calibrate;
mod check;
mod compare;
mod config;
mod diff;
mod evaluate;
mod explain;
#[cfg(test)]
mod faults;
mod files;
mod format;
mod interrupt;
mod lexicon;
mod list;
mod load;
mod manual;
mod message;
mod progress;
mod report;
mod score;
mod screen;
mod state;
mod verify;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _};

use crate::cli::args::{Cli, Command};
use crate::cli::message::Failure;
use crate::pipeline::caught::{Panicked, catch, quiet_panics};

/// How a command that did its work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    /// All is well.
    Whole,
    /// Some documents failed, or there were none.
    Partial,
    /// A gate did not hold.
    Broken,
}

/// Runs the command that the arguments of the process name.
///
/// Exit codes: 0 done; 1 done, but documents failed or none was found; 2 usage, lexicon or output
/// error, with nothing new under a final name; 3 a gate did not hold; 130 or 143 interrupted. A closed pipe is a quiet 0.
/// A fault of the program itself is an error like others.
#[must_use]
pub fn main() -> ExitCode {
    ExitCode::from(main_of(std::env::args_os()))
}

/// The same for these arguments, the first of which is the name of the program; for a host whose own
/// arguments are others. Ends the process where `--help` or a mistake in the arguments does.
#[must_use]
pub fn main_of(args: impl IntoIterator<Item = OsString>) -> u8 {
    interrupt::watch();
    quiet_panics();
    catch(|| run(args)).unwrap_or_else(|Panicked(text)| {
        message::error(&format!("a fault of hedgerow: {text}; please report this"));
        2
    })
}

fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let matches = Cli::command().get_matches_from(args);
    let mut cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    cli.color.write_global();
    let ended = config::settle(&mut cli, &matches).and_then(|()| perform(cli));
    match ended {
        Ok(Done::Whole) | Err(Failure::ClosedPipe) => 0,
        Ok(Done::Partial) => 1,
        Ok(Done::Broken) => 3,
        Err(Failure::Told) => 2,
        Err(Failure::Message(text)) => {
            message::error(&text);
            2
        }
    }
}

fn perform(cli: Cli) -> Result<Done, Failure> {
    match cli.command {
        None if cli.score.inputs.is_empty() => Err(usage()),
        None => score::run(&cli.score),
        Some(Command::Score(args)) => score::run(&args),
        Some(Command::Compare(args)) => compare::run(&args),
        Some(Command::Report(args)) => report::run(&args),
        Some(Command::Explain(args)) => explain::run(&args),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Diff(args)) => diff::run(&args),
        Some(Command::Verify(args)) => verify::run(&args),
        Some(Command::Config(args)) => config::run(&args),
        Some(Command::Evaluate(args)) => evaluate::run(&args),
        Some(Command::Calibrate(args)) => calibrate::run(&args),
        Some(Command::Lexicon(args)) => lexicon::run(&args),
        Some(Command::Completions { shell }) => manual::completions(shell),
        Some(Command::Man { path, dir: None }) => manual::page(&path),
        Some(Command::Man { dir: Some(folder), .. }) => manual::pages(&folder),
    }
}

/// Says how the program is used.
fn usage() -> Failure {
    let mut command = Cli::command();
    let _ = command.print_help();
    Failure::Told
}
