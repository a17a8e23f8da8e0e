//! What pictures of groups are drawn from, and what they say in words.

use super::estimate::{Estimate, Wording};
use super::label::{clean, count};
use super::page::Shape;
use std::fmt::Write as _;

/// Whose words were counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Voice {
    /// The author's: filled circles.
    Author,
    /// The quoted: open circles.
    Quote,
    /// Both together: filled diamonds.
    All,
}

/// What may be concluded from a group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It is compared with the reference.
    #[default]
    Compared,
    /// The others are compared with it: bold, on a grey ground.
    Reference,
    /// It has too few documents for an interval: set in italics with `*`, its interval not drawn.
    Described,
}

/// Groups measured on one or more axes, for dots or dumbbells.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GroupChart {
    /// The words around the picture.
    pub wording: Wording,
    /// The voices shown, in the order of [`GroupRow::estimates`].
    pub voices: Vec<Voice>,
    /// The name of each panel: an axis or a measure. Each has its own scale.
    pub panels: Vec<String>,
    /// The groups from the top down.
    pub rows: Vec<GroupRow>,
}

/// One group.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GroupRow {
    /// Its name, of any length and content.
    pub label: String,
    /// How many documents it has.
    pub documents: u64,
    /// What may be concluded from it.
    pub standing: Standing,
    /// One list per panel with one estimate per voice. What is `None`, or not there, or not a
    /// finite number, is shown as "no data".
    pub estimates: Vec<Vec<Option<Estimate>>>,
}

impl Voice {
    pub(super) const fn shape(self) -> Shape {
        match self {
            Self::Author => Shape::Disc,
            Self::Quote => Shape::Ring,
            Self::All => Shape::Diamond,
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Quote => "quoted",
            Self::All => "all words",
        }
    }

    pub(super) fn meaning(self) -> String {
        match self {
            Self::Author => "author’s words",
            Self::Quote => "quoted words",
            Self::All => "all words",
        }
        .to_owned()
    }
}

impl GroupChart {
    /// What can be drawn of a group in a panel and voice.
    pub(super) fn estimate(&self, row: &GroupRow, panel: usize, voice: Voice) -> Option<Estimate> {
        let place = self.voices.iter().position(|other| *other == voice)?;
        let estimate = (*row.estimates.get(panel)?.get(place)?)?.drawable()?;
        let interval = estimate.interval.filter(|_| row.standing != Standing::Described);
        Some(Estimate { interval, ..estimate })
    }

    /// What n is.
    pub(super) fn counted(&self) -> String {
        let documents = self.rows.iter().fold(0_u64, |sum, row| sum.saturating_add(row.documents));
        let noun = if documents == 1 { "document" } else { "documents" };
        format!("n = {} {noun} in {}", count(documents), self.groups())
    }

    fn groups(&self) -> String {
        let n = self.rows.len();
        format!("{} {}", count(n as u64), if n == 1 { "group" } else { "groups" })
    }

    /// The picture in a few sentences: what is shown, and who is highest and lowest where.
    pub(super) fn said(&self, shown: &str, voices: &[Voice]) -> String {
        let mut said = format!("{shown} for {}", self.groups());
        for (at, panel) in self.panels.iter().enumerate() {
            let extremes = voices.iter().filter_map(|voice| self.extremes(at, *voice));
            let extremes: Vec<String> = extremes.collect();
            let extremes =
                if extremes.is_empty() { "no data".to_owned() } else { extremes.join("; ") };
            let _ = write!(said, ". {}: {extremes}", clean(panel));
        }
        said.push('.');
        said
    }

    fn extremes(&self, panel: usize, voice: Voice) -> Option<String> {
        let known = || {
            let value = |row| Some((row, self.estimate(row, panel, voice)?.value));
            self.rows.iter().filter_map(value)
        };
        let (low, least) = known().min_by(|a, b| a.1.total_cmp(&b.1))?;
        let (high, most) = known().max_by(|a, b| a.1.total_cmp(&b.1))?;
        let of = |row: &GroupRow, value| {
            format!("{} ({})", super::scale::figure(value), clean(&row.label))
        };
        let (low, high) = (of(low, least), of(high, most));
        Some(format!("{} from {low} to {high}", voice.name()))
    }
}
