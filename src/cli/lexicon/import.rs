//! `hedgerow lexicon import`.

use std::fmt::Write as _;
use std::path::Path;

use crate::cli::Done;
use crate::cli::files::{Target, refuse_same};
use crate::cli::lexicon::args::ImportArgs;
use crate::cli::load;
use crate::cli::message::{Failure, print, say};
use crate::input::SourceOptions;
use crate::lexicon::foreign::convert::{Conversion, convert};
use crate::lexicon::foreign::ledger::Fate;
use crate::lexicon::foreign::plan::{Misfit, Plan};
use crate::lexicon::foreign::{Format, read};
use crate::report::visible::one_line;

pub(super) fn run(args: &ImportArgs) -> Result<Done, Failure> {
    if let Some(output) = &args.output {
        refuse_same(output, std::slice::from_ref(&args.file))?;
    }
    let shown = args.file.to_string_lossy();
    let name = if shown == "-" { "stdin".into() } else { shown };
    let text = text(args, &name)?;
    let format = args.from.unwrap_or_else(|| Format::guess(&name, &text.0));
    say(&format!("{name}: read as {}, {}", format.name(), text.1));
    let imported = read(&name, &text.0, format).map_err(|mistakes| load::told(&mistakes))?;
    let plan = Plan { under: args.under.clone(), map: args.map.clone(), weight: args.weight };
    let conversion = convert(&name, &imported, &plan)
        .map_err(|misfit| Failure::Message(advice(&args.file, &misfit)))?;
    let ledger = ledger(&name, &conversion, args.quiet);
    if conversion.ledger.count(Fate::Dropped) == conversion.ledger.lines.len() {
        tell(&ledger);
        return Err(format!("{name}: nothing is left to write").into());
    }
    write(args.output.as_deref(), &conversion.toml, &ledger)?;
    for category in &conversion.off {
        say(&format!("{category} is off; it counts with --enable {category}"));
    }
    Ok(Done::Whole)
}

/// The text of the dictionary and the encoding that it was read in.
fn text(args: &ImportArgs, name: &str) -> Result<(String, String), Failure> {
    let options = SourceOptions { encoding: args.encoding.clone(), ..SourceOptions::default() };
    options.check().map_err(|error| Failure::Message(error.to_string()))?;
    let bytes = load::whole_bytes(&args.file)?;
    let mut decoded = load::decoded(&args.file, bytes.clone(), &options)?;
    if decoded.encoding.ends_with('?') {
        // Dictionaries are too short for a guess to tell Windows-1252 from its neighbours.
        let older = Some("windows-1252".to_owned());
        decoded = load::decoded(&args.file, bytes, &SourceOptions { encoding: older, ..options })?;
        decoded.encoding.push('?');
    }
    if decoded.errors {
        return Err(format!(
            "{name}: has bytes that are not {}; name its encoding with --encoding, such as \
             --encoding windows-1252",
            decoded.encoding.trim_end_matches('?')
        )
        .into());
    }
    let encoding = match decoded.encoding.strip_suffix('?') {
        Some(guess) => format!("in {guess}, as it is not UTF-8; --encoding names another"),
        None => format!("in {}", decoded.encoding),
    };
    Ok((decoded.text, encoding))
}

/// What is wrong, with a command that would do.
fn advice(file: &Path, misfit: &Misfit) -> String {
    let file = file.display();
    match misfit {
        Misfit::Unplaced(keys) => {
            let map = keys.first().map_or(String::new(), |key| {
                format!(", or for one key: --map {}=loaded.{}", shell(key), "pejorative")
            });
            format!("{file}: {misfit}; for example: --in loaded.mine{map}")
        }
        _ => format!("{file}: {misfit}"),
    }
}

/// A word as a shell takes it.
fn shell(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    if word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

fn ledger(name: &str, conversion: &Conversion, quiet: bool) -> String {
    let mut text = String::new();
    for line in &conversion.ledger.lines {
        if !quiet || line.fate != Fate::Kept {
            let _ = writeln!(text, "{name}:{}", one_line(&line.to_string()));
        }
    }
    let _ = writeln!(text, "{name}: {}", conversion.ledger.summary());
    text
}

/// The lexicon goes where the user wants it, and the ledger where the lexicon does not.
fn write(output: Option<&Path>, toml: &str, ledger: &str) -> Result<(), Failure> {
    let Some(output) = output else {
        tell(ledger);
        return print(toml);
    };
    let mut target = Target::create(output)?;
    target.write(toml.as_bytes())?;
    target.flush()?;
    target.finish()?;
    print(ledger)
}

fn tell(ledger: &str) {
    for line in ledger.lines() {
        say(line);
    }
}
