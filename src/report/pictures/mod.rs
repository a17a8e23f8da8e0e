//! The pictures of a comparison, filled from the rows of its tables.

mod terms;

use std::fmt::Write as _;

use crate::compare::measure::{Measure, VoiceChoice};
use crate::compare::options::{Options, Reference};
use crate::compare::period::UNKNOWN;
use crate::compare::row::{Flag, GroupRow};
use crate::compare::terms::TermRow;
use crate::compare::trend::TrendRow;
use crate::output::comparison::Shared;
use crate::output::comparison::term::TermTable;
use crate::report::chart::estimate::{Estimate, Wording};
use crate::report::chart::groups::{self, GroupChart, Standing, Voice};
use crate::report::chart::trends::{self, TrendChart, TrendLine};
use crate::report::chart::{dots, dumbbells, forest};
use crate::report::comparison::is_paired;
use crate::stats::interval::Interval;

/// The most groups in a picture.
const GROUPS: usize = 60;
/// The most panels: categories are many.
const PANELS: usize = 12;

const UNIT: &str = "cues per 1,000 words";
const INTERVAL: &str = "95 % interval, documents as the unit";

/// A picture and the stem of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Stem of the file; the table it is drawn from begins alike.
    pub stem: String,
    /// The SVG.
    pub svg: String,
}

/// What pictures are drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Drawn<'a> {
    /// What all rows share.
    pub shared: &'a Shared,
    /// What was asked for.
    pub options: &'a Options,
    /// The group table.
    pub rows: &'a [GroupRow],
    /// The term table.
    pub terms: &'a [TermRow],
    /// How terms are written.
    pub table: &'a TermTable<'a>,
    /// The trend table.
    pub trend: &'a [TrendRow],
    /// What periods are of.
    pub over: Option<&'a str>,
}

impl Drawn<'_> {
    /// All pictures: groups, author beside quoted, terms, and one trend for each topic.
    #[must_use]
    pub fn pictures(&self) -> Vec<Picture> {
        let mut pictures = Vec::new();
        let mut add = |stem: &str, svg: String| {
            pictures.push(Picture { stem: stem.to_owned(), svg });
        };
        if let Some(chart) =
            self.groups(&[VoiceChoice::Author, VoiceChoice::Quote, VoiceChoice::All])
        {
            add("group", dots::svg(&chart));
        }
        let both = [VoiceChoice::Author, VoiceChoice::Quote];
        if both.iter().all(|voice| self.options.voices.contains(voice))
            && let Some(chart) = self.groups(&both)
        {
            add("group-voices", dumbbells::svg(&chart));
        }
        for (stem, chart) in self.term_charts() {
            add(&stem, forest::svg(&chart));
        }
        for (topic, chart) in self.trend_charts() {
            add(&format!("trend-{topic}"), trends::svg(&chart));
        }
        pictures
    }

    fn wording(&self, title: String, note: &str) -> Wording {
        let within = self.shared.within.as_ref();
        let within = within.map_or(String::new(), |within| {
            format!("Rates of all documents; the table has ratios within {within}. ")
        });
        Wording {
            title,
            unit: UNIT.to_owned(),
            interval: INTERVAL.to_owned(),
            note: format!("{within}{note}").trim().to_owned(),
        }
    }

    /// The rows of a rate that hold a group beside others.
    fn rates(&self) -> impl Iterator<Item = &GroupRow> {
        self.rows.iter().filter(|row| row.measure == Measure::Rate && !is_paired(row))
    }

    fn groups(&self, wanted: &[VoiceChoice]) -> Option<GroupChart> {
        let voices: Vec<VoiceChoice> =
            wanted.iter().copied().filter(|voice| self.options.voices.contains(voice)).collect();
        let mut panels: Vec<&str> = Vec::new();
        let mut names: Vec<&str> = Vec::new();
        for row in self.rates() {
            if !panels.contains(&row.category.as_str()) {
                panels.push(&row.category);
            }
        }
        let first = panels.first().copied()?;
        let mut sized: Vec<(u64, &str)> = Vec::new();
        for row in self.rates().filter(|row| row.category == first) {
            let docs = row.docs_n as u64;
            if let Some((most, _)) = sized.iter_mut().find(|(_, name)| *name == row.group) {
                *most = docs.max(*most);
            } else {
                sized.push((docs, &row.group));
                names.push(&row.group);
            }
        }
        let mut note = String::new();
        if sized.len() > GROUPS {
            note = format!("The {GROUPS} of {} groups with the most documents. ", sized.len());
            sized.sort_by_key(|(docs, name)| (std::cmp::Reverse(*docs), *name));
            sized.truncate(GROUPS);
            names.retain(|name| sized.iter().any(|(_, kept)| kept == name));
        }
        if panels.len() > PANELS {
            let _ = write!(note, "The first {PANELS} of {} categories.", panels.len());
            panels.truncate(PANELS);
        }
        let rows = names.iter().map(|name| {
            let documents = sized.iter().find(|(_, other)| other == name).map_or(0, |(n, _)| *n);
            self.group(name, documents, &panels, &voices)
        });
        Some(GroupChart {
            rows: rows.collect(),
            wording: self.wording(format!("Wording by {}", self.shared.by), &note),
            voices: voices.iter().map(|voice| drawn(*voice)).collect(),
            panels: panels.iter().map(|panel| (*panel).to_owned()).collect(),
        })
    }

    fn group(
        &self,
        name: &str,
        documents: u64,
        panels: &[&str],
        voices: &[VoiceChoice],
    ) -> groups::GroupRow {
        let of_group: Vec<&GroupRow> = self.rates().filter(|row| row.group == name).collect();
        let estimate = |panel: &str, voice: VoiceChoice| {
            let is_it = |row: &&&GroupRow| row.category == panel && row.voice == voice;
            let row = of_group.iter().find(is_it)?;
            estimate(row.estimate, row.interval)
        };
        let of_panel = |panel: &&str| voices.iter().map(|voice| estimate(panel, *voice)).collect();
        let is_few = of_group
            .iter()
            .any(|row| Some(&row.voice) == voices.first() && row.flags.contains(&Flag::Few));
        let standing = match &self.options.reference {
            Reference::Group(reference) if reference == name => Standing::Reference,
            _ if is_few && documents < self.options.min_docs as u64 => Standing::Described,
            _ => Standing::Compared,
        };
        groups::GroupRow {
            label: name.to_owned(),
            documents,
            standing,
            estimates: panels.iter().map(of_panel).collect(),
        }
    }

    /// The rate of the first voice, a picture for each topic.
    fn trend_charts(&self) -> Vec<(String, TrendChart)> {
        let (Some(over), Some(first)) = (self.over, self.trend.first()) else { return Vec::new() };
        let voice = first.quantity.voice;
        let is_shown = |row: &&TrendRow| {
            row.quantity.measure == Measure::Rate
                && row.quantity.voice == voice
                && row.group.is_some()
                && row.period != UNKNOWN
        };
        let rows: Vec<&TrendRow> = self.trend.iter().filter(is_shown).collect();
        let mut by_topic: Vec<(&str, Vec<&TrendRow>)> = Vec::new();
        for row in rows {
            match by_topic.last_mut() {
                Some((topic, rows)) if *topic == row.category => rows.push(row),
                _ => by_topic.push((&row.category, vec![row])),
            }
        }
        by_topic.truncate(PANELS);
        let chart = |(topic, rows): (&str, Vec<&TrendRow>)| {
            let title = format!("{topic} by {}, over {over}", self.shared.by);
            (topic.to_owned(), trend_chart(&rows, self.wording(title, "")))
        };
        by_topic.into_iter().map(chart).collect()
    }
}

fn trend_chart(rows: &[&TrendRow], wording: Wording) -> TrendChart {
    let mut periods: Vec<String> = Vec::new();
    let mut lines: Vec<TrendLine> = Vec::new();
    let mut last = None;
    for row in rows {
        if !periods.contains(&row.period) {
            periods.push(row.period.clone());
        }
        if last != row.group.as_deref() {
            last = row.group.as_deref();
            let label = last.unwrap_or_default().to_owned();
            lines.push(TrendLine { label, documents: 0, points: Vec::new() });
        }
        if let Some(line) = lines.last_mut() {
            line.documents += row.docs_n as u64;
            line.points.push(estimate(row.estimate, row.interval));
        }
    }
    let mut wording = wording;
    if lines.len() > GROUPS {
        wording.note = format!("The {GROUPS} of {} groups with the most documents", lines.len());
        lines.sort_by(|a, b| b.documents.cmp(&a.documents).then(a.label.cmp(&b.label)));
        lines.truncate(GROUPS);
    }
    TrendChart { wording, periods, lines }
}

fn estimate(value: Option<f64>, interval: Option<Interval>) -> Option<Estimate> {
    let value = value?;
    Some(match interval {
        Some(ends) => Estimate::within(value, ends.lo, ends.hi),
        None => Estimate::alone(value),
    })
}

const fn drawn(voice: VoiceChoice) -> Voice {
    match voice {
        VoiceChoice::Author => Voice::Author,
        VoiceChoice::Quote => Voice::Quote,
        VoiceChoice::All => Voice::All,
    }
}
