//! From `--by`, `--within` and `--over` to what labels documents.

use crate::cli::compare::args::CompareArgs;
use crate::cli::message::Failure;
use crate::compare::labels::{Key, Labelling};

/// How many columns a message lists.
const LISTED: usize = 20;

/// The labelling that the arguments ask for, given the columns of the input.
pub(super) fn labelling(args: &CompareArgs, columns: &[String]) -> Result<Labelling, Failure> {
    // A table without a record has no columns to ask for.
    let is_empty_table = columns.is_empty() && args.inputs.text_col.is_some();
    let key = |flag: &str, name: &str| match key(flag, name, columns) {
        Err(_) if is_empty_table => Ok(Key::Column(0)),
        found => found,
    };
    Ok(Labelling {
        group: key("--by", &args.by)?,
        stratum: args.within.as_deref().map(|name| key("--within", name)).transpose()?,
        period: args
            .over
            .as_deref()
            .map(|name| Ok::<_, Failure>((key("--over", name)?, args.period)))
            .transpose()?,
    })
}

/// A column of this name; `dir` and `source` mean something also where there is none.
pub(in crate::cli) fn key(flag: &str, name: &str, columns: &[String]) -> Result<Key, Failure> {
    if let Some(at) = columns.iter().position(|column| column == name) {
        return Ok(Key::Column(at));
    }
    match name {
        "dir" => return Ok(Key::Folder),
        "source" => return Ok(Key::Source),
        _ => {}
    }
    let advice = if columns.is_empty() {
        "the input has no columns: `--by dir` groups by folder, `--by source` by file".to_owned()
    } else {
        let more = if columns.len() > LISTED { ", …" } else { "" };
        let listed: Vec<&str> = columns.iter().take(LISTED).map(String::as_str).collect();
        format!("there are {}{more}, and `dir` and `source`", listed.join(", "))
    };
    Err(format!("no column `{name}` for {flag}; {advice}").into())
}
