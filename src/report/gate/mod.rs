//! What a check of documents found: for people, for editors, and for continuous integration.

mod github;
mod json;
mod junit;
mod sarif;
mod text;

use std::fmt::Write as _;

use crate::limits::gate::{Broken, Checked, Offence};
use crate::limits::limit::{Limit, Measure};
use crate::output::error::Failure;
use crate::report::plural::counted;
use crate::score::summary::MIN_WORDS;

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GateFormat {
    /// Lines for people.
    Text,
    /// One JSON object.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// XML as `JUnit` writes it.
    Junit,
}

impl GateFormat {
    /// All formats.
    pub const ALL: [Self; 5] = [Self::Text, Self::Json, Self::Sarif, Self::Github, Self::Junit];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Junit => "junit",
        }
    }

    /// What it is for.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Text => "For people",
            Self::Json => "One object, with all documents",
            Self::Sarif => "SARIF 2.1.0, for code scanning and editors",
            Self::Github => "Annotations of GitHub Actions",
            Self::Junit => "JUnit XML: a suite a document, a case a limit",
        }
    }
}

/// A document and what became of it.
#[derive(Debug, Clone)]
pub struct DocumentResult {
    /// Its id.
    pub id: String,
    /// Where it came from.
    pub source: String,
    /// What was found, or why it failed.
    pub outcome: Result<Checked, Failure>,
}

/// Everything that is said of a check.
#[derive(Debug)]
pub struct GateReport<'a> {
    /// The limits.
    pub limits: &'a [Limit],
    /// The documents in order.
    pub results: &'a [DocumentResult],
    /// The lexicon in use.
    pub lexicon_sha: &'a str,
    /// Whether known cues do not count.
    pub has_baseline: bool,
    /// Columns of the text.
    pub width: usize,
}

impl GateReport<'_> {
    /// The report in a format.
    #[must_use]
    pub fn render(&self, format: GateFormat) -> String {
        match format {
            GateFormat::Text => text::render(self),
            GateFormat::Json => json::render(self),
            GateFormat::Sarif => sarif::render(self),
            GateFormat::Github => github::render(self),
            GateFormat::Junit => junit::render(self),
        }
    }

    /// The documents that could be checked.
    pub fn checked(&self) -> impl Iterator<Item = &Checked> {
        self.results.iter().filter_map(|result| result.outcome.as_ref().ok())
    }

    /// Whether a limit is broken.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.checked().any(|checked| !checked.broken.is_empty())
    }

    /// How many documents failed.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.results.iter().filter(|result| result.outcome.is_err()).count()
    }

    /// How many documents were checked, and how many hold.
    #[must_use]
    pub fn last_line(&self) -> String {
        let broken = self.checked().filter(|checked| !checked.broken.is_empty()).count() as u64;
        let mut line = format!(
            "{} checked, {}",
            counted(self.checked().count() as u64, "document", "documents"),
            match broken {
                _ if self.checked().next().is_none() => "nothing to hold".to_owned(),
                0 => "all limits hold".to_owned(),
                1 => "1 breaks a limit".to_owned(),
                n => format!("{n} break a limit"),
            }
        );
        let sum = |of: fn(&Checked) -> u64| self.checked().map(of).sum::<u64>();
        for (n, what) in [
            (sum(|checked| checked.ignored), "ignored by comments"),
            (sum(|checked| checked.tolerated), "known to the baseline"),
            (sum(|checked| checked.gone), "of the baseline gone"),
        ] {
            if n > 0 {
                let _ = write!(line, "; {} {what}", counted(n, "cue", "cues"));
            }
        }
        let unjudged = self.checked().filter(|checked| !checked.unjudged.is_empty()).count();
        if unjudged > 0 {
            let _ = write!(line, "; {unjudged} too short for an index");
        }
        if self.failed() > 0 {
            let _ = write!(line, "; {} failed", self.failed());
        }
        line
    }

    fn limit(&self, broken: &Broken) -> Option<&Limit> {
        self.limits.get(broken.limit)
    }
}

/// The broken limits of a document, each with its limit and its cues.
fn breaches<'r>(
    report: &'r GateReport<'_>,
    checked: &'r Checked,
) -> impl Iterator<Item = (&'r Broken, &'r Limit, Vec<&'r Offence>)> {
    checked.broken.iter().filter_map(|broken| {
        let cues = broken.cues.iter().filter_map(|at| checked.cues.get(*at)).collect();
        Some((broken, report.limit(broken)?, cues))
    })
}

/// `14.4 per 1,000 words, at most 12: 2 cues in 139 words`.
fn breach(broken: &Broken, limit: &Limit) -> String {
    let (value, most) = (broken.value, limit.most);
    let cues = counted(broken.cues.len() as u64, "cue", "cues");
    match limit.measure {
        Measure::Rate => {
            let words = counted(broken.words, "word", "words");
            let taken = if broken.words < MIN_WORDS { ", taken for 100" } else { "" };
            format!("{value:.1} per 1,000 words, at most {most}: {cues} in {words}{taken}")
        }
        Measure::Count => format!("{cues}, at most {most}"),
        Measure::Index => format!("index {value:.1}, at most {most}: {cues}"),
    }
}

/// `“botched” is loaded.pejorative 0.80`, for messages.
fn named(cue: &Offence) -> String {
    format!("“{}” is {} {:.2}", cue.matched, cue.category, cue.weight)
}

/// What a limit says, in words.
fn rule(limit: &Limit) -> String {
    let voice = &limit.selector.voice.name();
    let (path, most) = (&limit.selector.path, limit.most);
    match limit.measure {
        Measure::Rate => {
            format!("At most {most} cues of {path} for every 1,000 words of the {voice} voice")
        }
        Measure::Count => format!("At most {most} cues of {path} in the {voice} voice"),
        Measure::Index => format!("An index of {path} of at most {most} in the {voice} voice"),
    }
}

#[cfg(test)]
mod tests;
