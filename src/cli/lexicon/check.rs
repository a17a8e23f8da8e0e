//! `hedgerow lexicon check`.

use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::Done;
use crate::cli::args::lexicon::{CheckArgs, CheckFormat};
use crate::cli::load;
use crate::cli::message::{Failure, print};
use crate::cue::finder::Finder;
use crate::cue::quality;
use crate::lexicon::finding::{Finding, Severity};
use crate::lexicon::{LexiconInfo, LexiconLoader};
use crate::report::findings;
use crate::report::plural::counted;

pub(super) fn run(args: &CheckArgs) -> Result<Done, Failure> {
    let (infos, found) = check(&args.files)?;
    print(&match args.format {
        CheckFormat::Text => {
            infos.iter().map(info_line).collect::<String>() + &findings::text(&found)
        }
        CheckFormat::Json => findings::json(&found),
    })?;
    let errors = findings::of(&found, Severity::Error);
    let failed = if args.strict { !found.is_empty() } else { errors > 0 };
    if failed { Err(Failure::Told) } else { Ok(Done::Whole) }
}

/// What the files under check say of themselves, and what is wrong with them. Beside the files
/// named, the built-in lexicons are in use but not under check.
fn check(files: &[PathBuf]) -> Result<(Vec<LexiconInfo>, Vec<Finding>), Failure> {
    let mut loader = LexiconLoader::new();
    for file in files {
        loader.add(&file.to_string_lossy(), &load::lexicon_text(file)?);
    }
    let lexicon = match loader.load() {
        Ok(lexicon) => Arc::new(lexicon),
        Err(mistakes) => return Ok((Vec::new(), mistakes.iter().map(Finding::from).collect())),
    };
    let checked = if files.is_empty() { lexicon.infos().len() } else { files.len() };
    let mut found = loader.untidy(&lexicon);
    found.extend(quality::findings(&Finder::new(Arc::clone(&lexicon)), checked));
    found.sort();
    Ok((lexicon.infos().iter().take(checked).cloned().collect(), found))
}

fn info_line(info: &LexiconInfo) -> String {
    let blank = if info.version.is_empty() { "" } else { " " };
    let entries = counted(info.entries as u64, "entry", "entries");
    format!("{}: {}{blank}{}: {entries}\n", info.file, info.id, info.version)
}
