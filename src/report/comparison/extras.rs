//! Terms, trends, and what is left without the strongest terms.

use std::fmt::Write as _;

use crate::compare::measure::{Measure, VoiceChoice};
use crate::compare::row::GroupRow;
use crate::compare::terms::TermRow;
use crate::compare::trend::TrendRow;
use crate::report::comparison::block::table;
use crate::report::comparison::conclusion::is_sure;
use crate::report::comparison::figure::{count, p, ratio, ratio_interval, value, whose};
use crate::report::comparison::{ComparisonReport, is_paired};
use crate::report::style::{BOLD, DIM};
use crate::report::visible::one_line;
use crate::report::wrap::wrap;

/// Terms shown for a group, groups with terms, periods of a trend.
const TERMS: usize = 8;
const GROUPS: usize = 12;
const PERIODS: usize = 40;
/// A term is typical only if it is in so many documents, and so many standard deviations away.
const DOCUMENTS: u64 = 3;
const FAR: f64 = 1.96;

impl ComparisonReport<'_> {
    /// For each group the terms that are most typical of it.
    pub(super) fn terms(&self, out: &mut String) {
        let Some(voice) = self.terms.first().map(|row| row.voice) else { return };
        let mut groups: Vec<&str> = Vec::new();
        for row in self.terms.iter().filter(|row| row.voice == voice) {
            if groups.last() != Some(&row.group.as_str()) {
                groups.push(&row.group);
            }
        }
        let said: Vec<(&str, String)> = groups
            .iter()
            .map(|group| (*group, self.typical(group, voice)))
            .filter(|(_, terms)| !terms.is_empty())
            .collect();
        if said.is_empty() {
            return;
        }
        let _ = writeln!(
            out,
            "\n{BOLD}Typical terms{BOLD:#}, {}: documents with the term, how many times as frequent",
            whose(voice)
        );
        for (group, terms) in said.iter().take(GROUPS) {
            let _ = writeln!(out, "{}", one_line(group));
            for line in wrap(terms, self.width.saturating_sub(2)) {
                let _ = writeln!(out, "  {line}");
            }
        }
        if said.len() > GROUPS {
            let all = count(said.len() as u64);
            let _ = writeln!(out, "{DIM}{GROUPS} of {all} groups; --table term has all{DIM:#}");
        }
    }

    fn typical(&self, group: &str, voice: VoiceChoice) -> String {
        let typical = |row: &&TermRow| {
            let is_far = row.z.is_some_and(|z| z > FAR) && row.docs_n >= DOCUMENTS;
            row.group == group && row.voice == voice && is_far
        };
        let shown = |row: &TermRow| {
            let times = row.log_ratio.map_or(String::new(), |log| format!(", {:.1}x", log.exp2()));
            format!("{} ({}{times})", one_line(&self.table.written(&row.term)), row.docs_n)
        };
        let terms = self.terms.iter().filter(typical).take(TERMS).map(shown);
        terms.collect::<Vec<_>>().join("; ")
    }

    /// The author's rate over all groups, period by period.
    pub(super) fn trend(&self, out: &mut String) {
        let Some(over) = self.over else { return };
        let is_shown =
            |row: &&TrendRow| row.group.is_none() && row.quantity.measure == Measure::Rate;
        let rows: Vec<&TrendRow> = self.trend.iter().filter(is_shown).collect();
        let Some(voice) = rows.first().map(|row| row.quantity.voice) else { return };
        let mut periods: Vec<&str> = Vec::new();
        let mut topics: Vec<&str> = Vec::new();
        for row in rows.iter().filter(|row| row.quantity.voice == voice) {
            if !periods.contains(&row.period.as_str()) {
                periods.push(&row.period);
            }
            if !topics.contains(&row.category.as_str()) {
                topics.push(&row.category);
            }
        }
        // More columns than a terminal has.
        topics.truncate(4);
        let _ = writeln!(
            out,
            "\n{BOLD}Over {}{BOLD:#}, {}, all groups together: cues per 1,000 words",
            one_line(over),
            whose(voice)
        );
        let mut heads = vec!["period".to_owned(), "docs".to_owned()];
        heads.extend(topics.iter().map(|topic| (*topic).to_owned()));
        heads.push(String::new());
        let from = periods.len().saturating_sub(PERIODS);
        let line = |period: &&str| {
            let find = |topic: &str| {
                rows.iter().find(|row| {
                    row.period == **period && row.category == topic && row.quantity.voice == voice
                })
            };
            let docs = topics.first().and_then(|topic| find(topic)).map_or(0, |row| row.docs_n);
            let mut line = vec![one_line(period), count(docs as u64)];
            line.extend(
                topics
                    .iter()
                    .map(|topic| value(Measure::Rate, find(topic).and_then(|row| row.estimate))),
            );
            line.push(String::new());
            line
        };
        let lines: Vec<Vec<String>> = periods.iter().skip(from).map(line).collect();
        table(&heads, &lines, self.width, out);
        let last = if from > 0 {
            format!("the last {PERIODS} of {} periods; ", periods.len())
        } else {
            String::new()
        };
        let _ = writeln!(out, "{DIM}{last}--table trend has every group with its intervals{DIM:#}");
    }

    /// The ratios of the author's rate with and without the strongest terms.
    pub(super) fn ablations(&self, out: &mut String) {
        for ablated in self.ablated {
            for topic in super::topics(&ablated.rows) {
                let is_of = |row: &&GroupRow| {
                    row.category == topic && row.measure == Measure::Rate && !is_paired(row)
                };
                let voice = ablated.rows.iter().find(is_of).map(|row| row.voice);
                let rows = ablated.rows.iter().filter(is_of);
                let rows = rows.filter(|row| Some(row.voice) == voice && row.contrast.is_some());
                let rows: Vec<&GroupRow> = rows.collect();
                let Some(voice) = voice.filter(|_| !rows.is_empty()) else { continue };
                let names: Vec<String> = ablated
                    .of_topic(topic)
                    .map(|term| one_line(&self.table.written(term)))
                    .collect();
                let strongest = match names.len() {
                    1 => "strongest term".to_owned(),
                    n => format!("{n} strongest terms"),
                };
                let whose = whose(voice);
                let _ = writeln!(out, "\n{BOLD}{topic} without its {strongest}{BOLD:#}, {whose}");
                for line in wrap(&names.join(", "), self.width) {
                    let _ = writeln!(out, "{DIM}{line}{DIM:#}");
                }
                self.ablation_table(&rows, out);
            }
        }
    }

    fn ablation_table(&self, rows: &[&GroupRow], out: &mut String) {
        let heads = ["group", "rate", "ratio with", "without", "95 %", "p adj", ""];
        let heads = heads.map(str::to_owned).to_vec();
        let line = |row: &&GroupRow| {
            let whole = self.rows.iter().find(|whole| {
                (whole.group == row.group && whole.category == row.category)
                    && (whole.measure == row.measure && whole.voice == row.voice)
                    && !is_paired(whole)
            });
            let with = whole.and_then(|whole| whole.contrast.as_ref()?.ratio);
            let contrast = row.contrast.as_ref();
            let adjusted = contrast.and_then(|contrast| contrast.p_adjusted);
            vec![
                one_line(&row.group),
                value(row.measure, row.estimate),
                ratio(with),
                ratio(contrast.and_then(|contrast| contrast.ratio)),
                contrast.map_or(String::new(), |contrast| {
                    ratio_interval(contrast.ratio_lo, contrast.ratio_hi)
                }),
                p(adjusted),
                if contrast.is_some_and(is_sure) { "*" } else { "" }.to_owned(),
            ]
        };
        let lines: Vec<Vec<String>> = rows.iter().take(30).map(line).collect();
        table(&heads, &lines, self.width, out);
    }
}
