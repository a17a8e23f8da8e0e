//! The `hedgerow` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    hedgerow::cli::main()
}
