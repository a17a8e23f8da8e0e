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

/// Runs the command that the arguments name.
///
/// Exit codes: 0 done; 1 done, but documents failed or none was found; 2 usage, lexicon or output
/// error, with nothing new under a final name; 3 a gate did not hold; 130 or 143 interrupted. A closed pipe is a quiet 0.
/// A fault of the program itself is an error like others.
#[must_use]
pub fn main() -> ExitCode {
    interrupt::watch();
    quiet_panics();
    catch(run).unwrap_or_else(|Panicked(text)| {
        message::error(&format!("a fault of hedgerow: {text}; please report this"));
        ExitCode::from(2)
    })
}

fn run() -> ExitCode {
    let matches = Cli::command().get_matches();
    let mut cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    cli.color.write_global();
    let ended = config::settle(&mut cli, &matches).and_then(|()| perform(cli));
    match ended {
        Ok(Done::Whole) | Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Ok(Done::Partial) => ExitCode::from(1),
        Ok(Done::Broken) => ExitCode::from(3),
        Err(Failure::Told) => ExitCode::from(2),
        Err(Failure::Message(text)) => {
            message::error(&text);
            ExitCode::from(2)
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
