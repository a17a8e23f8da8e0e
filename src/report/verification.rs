//! Whether a result still holds, and what differs.

use std::fmt::Write as _;

use crate::output::verify::Comparison;
use crate::report::plural::counted;
use crate::report::style::{BOLD, DIM};
use crate::report::visible::one_line;

/// How many documents or numbers a line of details names.
const NAMED: usize = 20;

/// One thing that a result was made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub name: &'static str,
    /// What it was; several if rows differ.
    pub was: Vec<String>,
    /// What it is now.
    pub is: String,
    /// What is known of the difference.
    pub details: Vec<String>,
}

impl Part {
    /// Whether it is what it was.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.was == [self.is.as_str()]
    }
}

/// Everything that is said of a result.
#[derive(Debug)]
pub struct Verification<'a> {
    /// The name of the result.
    pub name: &'a str,
    /// Its documents.
    pub documents: usize,
    /// What it was made with.
    pub parts: &'a [Part],
    /// What its texts give now, if they were named.
    pub comparison: Option<&'a Comparison>,
}

impl Verification<'_> {
    /// Whether everything that was looked at is as it was.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.parts.iter().all(Part::holds) && self.comparison.is_none_or(Comparison::holds)
    }

    /// A line for each part, and what differs.
    #[must_use]
    pub fn render(&self) -> String {
        let mut out = String::new();
        let documents = counted(self.documents as u64, "document", "documents");
        let _ = writeln!(out, "{BOLD}{}{BOLD:#}: {documents}", one_line(self.name));
        for part in self.parts {
            let line = if part.holds() {
                format!("{}, as now", part.is)
            } else {
                format!("{}, now {}", part.was.join(" and "), part.is)
            };
            say(&mut out, part.name, &line, part.holds());
            for detail in &part.details {
                let _ = writeln!(out, "             {}", one_line(detail));
            }
        }
        match self.comparison {
            Some(comparison) => texts(&mut out, comparison),
            None => say(&mut out, "texts", "not named, and not looked at", true),
        }
        out
    }
}

fn say(out: &mut String, name: &str, line: &str, holds: bool) {
    let sign = if holds { ' ' } else { '!' };
    let style = if holds { DIM } else { BOLD };
    let _ = writeln!(out, "  {sign} {style}{name:<8}{style:#} {}", one_line(line));
}

fn texts(out: &mut String, comparison: &Comparison) {
    let both = comparison.both;
    let same = both - comparison.texts.len();
    let holds = comparison.texts.is_empty()
        && comparison.missing.is_empty()
        && comparison.unknown.is_empty();
    say(out, "texts", &format!("{same} of {both} as they were"), holds);
    for (ids, what) in [
        (&comparison.texts, "is another text now"),
        (&comparison.missing, "is not among the texts"),
        (&comparison.unknown, "is not in the result"),
    ] {
        listed(out, ids.iter().map(|id| format!("{id} {what}")));
    }
    let mut changed: Vec<&str> =
        comparison.numbers.iter().map(|number| number.id.as_str()).collect();
    changed.dedup();
    let line = format!("{} of {same} documents as they were", same - changed.len());
    say(out, "numbers", &line, changed.is_empty());
    listed(
        out,
        comparison.numbers.iter().map(|number| {
            let shown =
                |value: &str| if value.is_empty() { "empty".to_owned() } else { value.to_owned() };
            let (was, is) = (shown(&number.was), shown(&number.is));
            format!("{}: {} {was}, now {is}", number.id, number.column)
        }),
    );
}

fn listed(out: &mut String, lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.collect();
    for line in lines.iter().take(NAMED) {
        let _ = writeln!(out, "             {}", one_line(line));
    }
    if lines.len() > NAMED {
        let _ = writeln!(out, "             and {} more", lines.len() - NAMED);
    }
}
