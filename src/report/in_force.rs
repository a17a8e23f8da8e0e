//! The settings that are in force, and who set them.

use std::fmt::Write as _;

use crate::report::style::{BOLD, DIM};
use crate::report::visible::one_line;

/// Who set a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The command line.
    Flag,
    /// A file, at `file:line`.
    File(String),
    /// Nobody.
    Default,
}

/// A setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its key in `hedgerow.toml`.
    pub key: String,
    /// What it is.
    pub value: String,
    /// Who set it.
    pub origin: Origin,
}

/// A line for each setting: key, value, and who set it.
#[must_use]
pub fn in_force(rows: &[Row]) -> String {
    let shown: Vec<(String, String)> =
        rows.iter().map(|row| (one_line(&row.key), one_line(&row.value))).collect();
    let widest = |of: fn(&(String, String)) -> &String| {
        shown.iter().map(|row| of(row).chars().count()).max().unwrap_or(0)
    };
    let (keys, values) = (widest(|row| &row.0), widest(|row| &row.1));
    let mut out = String::new();
    for (row, (key, value)) in rows.iter().zip(&shown) {
        let from = match &row.origin {
            Origin::Flag => "command line".to_owned(),
            Origin::File(place) => one_line(place),
            Origin::Default => "default".to_owned(),
        };
        let style = if row.origin == Origin::Default { DIM } else { BOLD };
        let _ = writeln!(
            out,
            "{style}{key}{style:#}{:1$}  {value:<values$}  {DIM}{from}{DIM:#}",
            "",
            keys - key.chars().count()
        );
    }
    out
}
