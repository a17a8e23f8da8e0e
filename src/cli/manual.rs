//! `hedgerow completions` and `hedgerow man`, made from the arguments.

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::cli::Done;
use crate::cli::args::Cli;
use crate::cli::message::{Failure, print};

pub(super) fn completions(shell: Shell) -> Result<Done, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "hedgerow", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(Done::Whole)
}

pub(super) fn man() -> Result<Done, Failure> {
    let mut page = Vec::new();
    let rendered = clap_mangen::Man::new(Cli::command()).render(&mut page);
    rendered.map_err(|error| Failure::write("the manual page", &error))?;
    print(&String::from_utf8_lossy(&page))?;
    Ok(Done::Whole)
}
