//! One measure of all groups as a table, with a sentence on what it shows.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use crate::compare::measure::Measure;
use crate::compare::options::{Options, Reference};
use crate::compare::row::{Flag, GroupRow, ReferenceName};
use crate::report::comparison::conclusion::{conclusion, is_sure};
use crate::report::comparison::figure::{
    count, flag, interval, p, ratio, ratio_interval, unit, value, whose,
};
use crate::report::style::{BOLD, DIM};
use crate::report::visible::{cut, one_line};
use crate::report::wrap::wrap;

/// The most groups that a block shows.
const SHOWN: usize = 30;
/// From here on there is room for words.
const WIDE: usize = 96;
/// The narrowest and the widest column of names.
const NAME: (usize, usize) = (8, 40);

/// Rows of one topic, voice and measure.
pub(super) struct Block<'a> {
    pub(super) topic: &'a str,
    pub(super) rows: &'a [&'a GroupRow],
    pub(super) options: &'a Options,
    pub(super) width: usize,
}

type Line = Vec<String>;

impl Block<'_> {
    /// Writes the block; where no group has a cue, gives its name instead.
    pub(super) fn render(&self, out: &mut String) -> Option<String> {
        let first = self.rows.first()?;
        if self.rows.iter().all(|row| row.flags.contains(&Flag::Zero)) {
            let heading = heading(first);
            let name = heading.split(": ").next().unwrap_or_default();
            return Some(format!("{}{name}", self.topic));
        }
        let _ = writeln!(out, "\n{BOLD}{}{BOLD:#}{}", self.topic, heading(first));
        let shown = self.shown();
        let lines: Vec<Line> = shown.iter().map(|row| self.line(row)).collect();
        table(&self.heads(first), &lines, self.width, out);
        if shown.len() < self.rows.len() {
            let _ = writeln!(
                out,
                "{DIM}the {} of {} groups with the most documents; --table group has all{DIM:#}",
                shown.len(),
                count(self.rows.len() as u64)
            );
        }
        let said = conclusion(self.rows, &self.beside(first));
        let flags = legend(&shown);
        for line in wrap(&said, self.width) {
            let _ = writeln!(out, "{line}");
        }
        for line in wrap(&flags, self.width) {
            let _ = writeln!(out, "{DIM}{line}{DIM:#}");
        }
        None
    }

    /// What the groups are held beside, in words.
    fn beside(&self, first: &GroupRow) -> String {
        let own = first.contrast.as_ref().map(|contrast| &contrast.reference);
        match (own, &self.options.reference) {
            (Some(ReferenceName::Quoted), _) => "in their own quoted words".to_owned(),
            (Some(ReferenceName::Body), _) => "in their own bodies".to_owned(),
            (_, Reference::Others) => "all others".to_owned(),
            (_, Reference::Group(name)) => one_line(name),
        }
    }

    /// All rows, or those with the most documents.
    fn shown(&self) -> Vec<&GroupRow> {
        if self.rows.len() <= SHOWN {
            return self.rows.to_vec();
        }
        let mut by_size: Vec<(usize, &GroupRow)> = self.rows.iter().copied().enumerate().collect();
        by_size.sort_by_key(|(at, row)| (std::cmp::Reverse(row.docs_n), *at));
        by_size.truncate(SHOWN);
        by_size.sort_by_key(|(at, _)| *at);
        by_size.into_iter().map(|(_, row)| row).collect()
    }

    fn heads(&self, first: &GroupRow) -> Line {
        let reference = first.contrast.as_ref().map(|contrast| &contrast.reference);
        let (measured, beside) = match reference {
            Some(ReferenceName::Quoted) => ("author", "quoted"),
            Some(ReferenceName::Body) => ("headline", "body"),
            _ => ("", ""),
        };
        let mut heads = vec!["group".to_owned(), "docs".to_owned()];
        if self.width >= WIDE {
            heads.push("words".to_owned());
        }
        if measured.is_empty() {
            let name = match first.measure {
                Measure::Share => "share",
                Measure::Index => "index",
                _ => "rate",
            };
            heads.extend([name, "95 %"].map(str::to_owned));
        } else {
            heads.extend([measured, beside].map(str::to_owned));
        }
        heads.extend(["ratio", "95 %", "p adj", ""].map(str::to_owned));
        heads
    }

    fn line(&self, row: &GroupRow) -> Line {
        let contrast = row.contrast.as_ref();
        let mut line = vec![one_line(&row.group), count(row.docs_n as u64)];
        if self.width >= WIDE {
            line.push(count(row.words));
        }
        line.push(value(row.measure, row.estimate));
        let is_paired = super::is_paired(row);
        line.push(if is_paired {
            value(row.measure, contrast.and_then(|contrast| contrast.estimate))
        } else {
            interval(row.measure, row.interval.map(|interval| (interval.lo, interval.hi)))
        });
        match contrast {
            Some(contrast) => line.extend([
                ratio(contrast.ratio),
                ratio_interval(contrast.ratio_lo, contrast.ratio_hi),
                p(contrast.p_adjusted),
            ]),
            None if matches!(self.options.reference, Reference::Group(_)) => {
                line.extend(["reference", "", ""].map(str::to_owned));
            }
            None => line.extend(["-", "", "-"].map(str::to_owned)),
        }
        let mut marks = String::from(if contrast.is_some_and(is_sure) { "*" } else { "" });
        for letter in row.flags.iter().map(|own| flag(*own).0) {
            marks.push_str(if marks.is_empty() { "" } else { " " });
            marks.push_str(letter);
        }
        line.push(marks);
        line
    }
}

/// What a block is of, behind its topic.
fn heading(first: &GroupRow) -> String {
    let reference = first.contrast.as_ref().map(|contrast| &contrast.reference);
    match reference {
        Some(ReferenceName::Quoted) => {
            format!(", author's words beside quoted ones: {}", unit(first.measure))
        }
        Some(ReferenceName::Body) => {
            ", headlines beside bodies, author's words: cues per 1,000 words".to_owned()
        }
        _ => format!(", {}: {}", whose(first.voice), unit(first.measure)),
    }
}

/// What the letters mean that stand in these rows.
fn legend(rows: &[&GroupRow]) -> String {
    let mut flags: Vec<Flag> = rows.iter().flat_map(|row| row.flags.iter().copied()).collect();
    flags.sort_unstable();
    flags.dedup();
    let said = flags.into_iter().map(|own| {
        let (letter, meaning) = flag(own);
        format!("{letter}: {meaning}")
    });
    said.collect::<Vec<_>>().join("; ")
}

/// Writes lines under their heads: the first column to the left, the others to the right.
pub(super) fn table(heads: &Line, lines: &[Line], width: usize, out: &mut String) {
    let mut widths: Vec<usize> = heads.iter().map(|head| head.width()).collect();
    for line in lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = cell.width().max(*width);
        }
    }
    let rest: usize = widths.iter().skip(1).map(|width| width + 2).sum();
    if let Some(name) = widths.first_mut() {
        let room = width.saturating_sub(rest).clamp(NAME.0, NAME.1);
        *name = (*name).min(room);
    }
    let write = |line: &Line| {
        let mut text = String::new();
        for (at, (cell, width)) in line.iter().zip(&widths).enumerate() {
            let cell = if at == 0 { cut(cell, *width) } else { cell.clone() };
            let pad = " ".repeat(width.saturating_sub(cell.width()));
            let is_left = at == 0 || at + 1 == line.len();
            let gap = if at == 0 { "" } else { "  " };
            let (first, second) = if is_left { (&cell, &pad) } else { (&pad, &cell) };
            let _ = write!(text, "{gap}{first}{second}");
        }
        text.trim_end().to_owned()
    };
    let _ = writeln!(out, "{DIM}{}{DIM:#}", write(heads));
    for line in lines {
        let _ = writeln!(out, "{}", write(line));
    }
}
