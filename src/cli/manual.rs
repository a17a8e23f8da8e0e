//! `hedgerow completions` and `hedgerow man`, made from the arguments.

use std::path::Path;

use clap::CommandFactory as _;
use clap_complete::Shell;
use clap_mangen::Man;

use crate::cli::Done;
use crate::cli::args::Cli;
use crate::cli::files::Target;
use crate::cli::message::{Failure, print, say};

pub(super) fn completions(shell: Shell) -> Result<Done, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "hedgerow", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(Done::Whole)
}

/// Prints the page of the command that these words name; without any, the program's.
pub(super) fn page(path: &[String]) -> Result<Done, Failure> {
    let mut command = documented();
    for name in path {
        let Some(below) = command.find_subcommand(name) else {
            return Err(unknown(&command, name).into());
        };
        command = below.clone();
    }
    print(&String::from_utf8_lossy(&rendered(&manual(command))?))?;
    Ok(Done::Whole)
}

/// Writes the page of every command into a folder, which is made if there is none.
pub(super) fn pages(folder: &Path) -> Result<Done, Failure> {
    let made = std::fs::create_dir_all(folder);
    made.map_err(|error| Failure::write(&folder.display().to_string(), &error))?;
    let mut written = 0;
    let mut left = vec![documented()];
    while let Some(command) = left.pop() {
        left.extend(command.get_subcommands().cloned());
        let page = manual(command);
        let mut target = Target::create(&folder.join(page.get_filename()))?;
        target.write(&rendered(&page)?)?;
        target.flush()?;
        target.finish()?;
        written += 1;
    }
    say(&format!("wrote {written} manual pages into {}", folder.display()));
    Ok(Done::Whole)
}

/// All commands but `help`, which the pages make needless.
fn documented() -> clap::Command {
    let mut command = whole(Cli::command().disable_help_subcommand(true));
    command.build();
    command
}

/// A page leaves the help of an argument out that `-h` does not show; a manual is for those, too.
fn whole(command: clap::Command) -> clap::Command {
    command.mut_args(|arg| arg.hide_short_help(false)).mut_subcommands(whole)
}

fn manual(command: clap::Command) -> Man {
    Man::new(command).source(concat!("hedgerow ", env!("CARGO_PKG_VERSION")))
}

fn rendered(page: &Man) -> Result<Vec<u8>, Failure> {
    let mut text = Vec::new();
    page.render(&mut text).map_err(|error| Failure::write("the manual page", &error))?;
    Ok(text)
}

fn unknown(command: &clap::Command, name: &str) -> String {
    let whole = command.get_bin_name().unwrap_or_else(|| command.get_name());
    let known: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    if known.is_empty() {
        return format!("`{whole}` has no commands below it; leave out `{name}`");
    }
    format!("`{whole}` has no command `{name}`; there are {}", known.join(", "))
}
