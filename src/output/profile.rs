//! Writes a profile: what it was made of, and a row for each entry.

use std::fmt::Write as _;

use crate::lexicon::Lexicon;
use crate::lexicon::axis::Axis;
use crate::lexicon::profile::{PROFILE, Profile};
use crate::output::cell::Cell;
use crate::output::digits::four_decimals;
use crate::output::format::Format;
use crate::stats::interval::wilson;

const COLUMNS: [&str; 7] =
    ["entry", "category", "judged", "right", "precision", "precision_lo", "weight"];

/// What a profile was made of.
#[derive(Debug, Clone)]
pub struct Making<'a> {
    /// The labelled sets.
    pub data: Vec<DataNote>,
    /// Sets that only helped to find weights.
    pub also: Vec<DataNote>,
    /// The set on which strength and thresholds were chosen, if there was one.
    pub dev: Option<DataNote>,
    /// The axes that label 1 stands for.
    pub axes: &'a [Axis],
    /// Whose cues were taken.
    pub voice: &'a str,
    /// How weights were made.
    pub method: &'a str,
    /// The strength of the prior.
    pub strength: f64,
    /// Over how many folds strength and thresholds were chosen, where there was no such set.
    pub folds: u64,
    /// Hash of the lexicon.
    pub lexicon_sha: &'a str,
    /// The date that the user gave.
    pub date: Option<&'a str>,
}

/// A labelled set by name, size and hash.
#[derive(Debug, Clone)]
pub struct DataNote {
    /// The file's name, and that of the folder it stands in.
    pub name: String,
    /// Sentences.
    pub sentences: usize,
    /// Those with label 1.
    pub positives: usize,
    /// The first 16 hexadecimal digits of the SHA-256 of its text.
    pub sha: String,
}

impl DataNote {
    fn line(&self, what: &str) -> String {
        let Self { name, sentences, positives, sha } = self;
        let name: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        format!("{what}: {name}, {sentences} sentences, {positives} of them labelled 1, sha {sha}")
    }
}

impl Making<'_> {
    /// The lines in front of a profile, without their `#`.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let axes = axes(self.axes);
        let mut notes: Vec<String> = self.data.iter().map(|data| data.line("data")).collect();
        notes.extend(self.also.iter().map(|data| data.line("also")));
        notes.push(format!("labels: {axes}, voice: {}", self.voice));
        let (method, strength) = (self.method, self.strength);
        let chosen = match &self.dev {
            Some(_) => "on other sentences".to_owned(),
            None => format!("in {} folds", self.folds),
        };
        notes.push(format!("method: {method}, strength {strength}, thresholds chosen {chosen}"));
        notes.extend(self.dev.as_ref().map(|dev| dev.line("chosen on")));
        let version = env!("CARGO_PKG_VERSION");
        notes.push(format!("lexicon: {}, hedgerow {version}", self.lexicon_sha));
        notes.extend(self.date.map(|date| format!("date: {date}")));
        notes
    }
}

/// The bytes of a profile's file: rows sorted by entry, the category from the lexicon.
#[must_use]
pub fn profile_file(profile: &Profile, lexicon: &Lexicon) -> Vec<u8> {
    let mut head = format!("# hedgerow profile {PROFILE}\n");
    for note in &profile.notes {
        let _ = writeln!(head, "# {note}");
    }
    for category in &profile.enabled {
        let _ = writeln!(head, "# enable: {category}");
    }
    if let Some(least) = profile.min_precision {
        let _ = writeln!(head, "# min-precision: {}", four_decimals(least));
    }
    for thresholds in &profile.thresholds {
        let (f1, macro_f1) = (four_decimals(thresholds.f1), four_decimals(thresholds.macro_f1));
        let axes = axes(&thresholds.axes);
        let _ = writeln!(head, "# threshold: {axes} f1 {f1} macro-f1 {macro_f1}");
    }
    let mut file = head.into_bytes();
    let columns = COLUMNS.map(str::to_owned);
    Format::CsvRaw.header(&columns, &mut file);
    let rated = lexicon.rated(profile, None);
    for (name, rating) in &profile.ratings {
        let entry = rated.entries().iter().find(|entry| entry.name == *name);
        let category = entry.map(|entry| rated.category(entry.category).path.as_str());
        let cells = [
            Cell::text(name.as_str()),
            category.map_or(Cell::Missing, Cell::text),
            rating.judged.into(),
            rating.right.into(),
            Cell::number(rating.precision()),
            Cell::number(wilson(rating.right, rating.judged).map(|interval| interval.lo)),
            Cell::Number(rating.weight),
        ];
        Format::CsvRaw.row(&columns, &cells, &mut file);
    }
    // One line end throughout, also behind the head.
    file.retain(|byte| *byte != b'\r');
    file
}

fn axes(axes: &[Axis]) -> String {
    axes.iter().map(|axis| axis.name()).collect::<Vec<_>>().join(",")
}
