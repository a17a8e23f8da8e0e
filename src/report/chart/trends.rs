//! Trends: a line for each group over the periods, with the band of its intervals.

use super::canvas::{Anchor, Canvas, GRID, INK, MUTED, Pen, Type};
use super::dots::NO_DATA;
use super::estimate::{Estimate, Wording};
use super::label::{Cut, clean, count};
use super::matrix::{TICK, every};
use super::page::{MARGIN, Page, Sign, widest};
use super::scale::{Axis, Range, figure};
use super::spread::spread;
use super::strand::{self, Place};
use std::fmt::Write as _;

/// Groups measured over periods.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TrendChart {
    /// The words around the picture.
    pub wording: Wording,
    /// The name of every period in order, those without data too.
    pub periods: Vec<String>,
    /// The groups: up to six share a panel, more get one each.
    pub lines: Vec<TrendLine>,
}

/// One group.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TrendLine {
    /// Its name.
    pub label: String,
    /// How many documents it has.
    pub documents: u64,
    /// One estimate a period. What is `None`, or not there, or not a finite number, is a gap.
    pub points: Vec<Option<Estimate>>,
}

/// Colour and dashes of each line in a shared panel: dashes tell them apart in black and white.
const PENS: [Pen<'static>; 6] = [
    Pen::new(INK, 2.0),
    Pen::new("#0b5cad", 2.0).dashed("7 3"),
    Pen::new("#b3261e", 2.0).dashed("2 3"),
    Pen::new("#1b6e3c", 2.0).dashed("9 3 2 3"),
    Pen::new("#7b3fa0", 2.0).dashed("14 4"),
    Pen::new("#8a5a00", 2.0).dashed("4 2 1 2 1 2"),
];
const NAME: Type = Type::new(12.0, INK).bold();
const SCALE: Type = TICK.anchored(Anchor::End);
const SHARED: (f64, f64) = (620.0, 320.0);
const SMALL: (f64, f64) = (244.0, 110.0);
const ACROSS: usize = 3;
const GAP: f64 = 40.0;
/// How far the name of a period may stand out beyond its panel.
const OUT: f64 = 16.0;
/// Room for the names at the ends of lines.
const NAME_ROOM: (f64, f64) = (40.0, 220.0);
/// From one name to the next, and the farthest that a name may stand from its line.
const LEADING: f64 = 16.0;
const FARTHEST: f64 = 40.0;

/// The picture as an SVG file.
///
/// A period without data breaks the line; a lone period is a dot. Names stand at the ends of the
/// lines where each can be near its own, otherwise in a key. More than six groups are drawn in
/// small panels with one common scale.
#[must_use]
pub fn svg(chart: &TrendChart) -> String {
    let numbers = chart.lines.iter().flat_map(TrendLine::known).flat_map(|(_, e)| e.numbers());
    let range = Range::of(numbers).map(Range::reaching_zero);
    let page = if chart.lines.is_empty() || chart.periods.is_empty() {
        let mut page = Page::open(&chart.wording, 560.0);
        page.nothing("No periods to show");
        page
    } else if chart.lines.len() <= PENS.len() {
        shared(chart, &Axis::new(range, 6))
    } else {
        small(chart, &Axis::new(range, 3))
    };
    page.close(&counted(chart), &remarks(chart, range), &said(chart))
}

impl TrendLine {
    /// The estimate of every period.
    fn estimates(&self, periods: usize) -> Vec<Option<Estimate>> {
        let at = |at: usize| self.points.get(at).copied().flatten().and_then(Estimate::drawable);
        (0..periods).map(at).collect()
    }

    fn known(&self) -> impl Iterator<Item = (usize, Estimate)> {
        let known = |(at, point): (usize, &Option<Estimate>)| Some((at, (*point)?.drawable()?));
        self.points.iter().enumerate().filter_map(known)
    }
}

fn counted(chart: &TrendChart) -> String {
    let n = chart.lines.iter().fold(0_u64, |sum, line| sum.saturating_add(line.documents));
    let (documents, lines) = (count(n), count(chart.lines.len() as u64));
    let noun = if chart.lines.len() == 1 { "group" } else { "groups" };
    format!("n = {documents} {} in {lines} {noun}", if n == 1 { "document" } else { "documents" })
}

fn remarks(chart: &TrendChart, range: Option<Range>) -> Vec<String> {
    let mut remarks = Vec::new();
    if chart.lines.len() > PENS.len() {
        remarks.push("All panels have the same scale".to_owned());
    }
    if !Axis::new(range, 6).has_zero() {
        remarks.push("The scale does not start at zero".to_owned());
    }
    let periods = chart.periods.len();
    if chart.lines.iter().any(|line| line.estimates(periods).contains(&None)) {
        remarks.push("A gap is a period without data, which is not zero".to_owned());
    }
    remarks
}

fn said(chart: &TrendChart) -> String {
    let period = |at: usize| chart.periods.get(at).map(|name| clean(name)).unwrap_or_default();
    let mut said = format!(
        "Lines with interval bands for {} groups over {} periods",
        chart.lines.len(),
        chart.periods.len()
    );
    for line in &chart.lines {
        let known = || line.known().filter(|(at, _)| *at < chart.periods.len());
        let (first, last) = (known().next(), known().last());
        let _ = write!(said, ". {}: ", clean(&line.label));
        match first.zip(last) {
            Some(((from, start), (to, end))) => {
                let (start, end) = (figure(start.value), figure(end.value));
                let _ = write!(said, "{start} in {}, {end} in {}", period(from), period(to));
            }
            None => said.push_str("no data"),
        }
    }
    said.push('.');
    said
}

/// All groups in one panel.
fn shared(chart: &TrendChart, axis: &Axis) -> Page {
    let names: Vec<Cut> =
        chart.lines.iter().map(|line| NAME.cut(&line.label, NAME_ROOM.1)).collect();
    let scale = widest(axis.ticks.iter().map(|tick| tick.label.as_str()), SCALE);
    let left = MARGIN + scale + 10.0;
    let room = widest(names.iter().map(|name| name.shown.as_str()), NAME);
    let heights = heights(chart, axis);
    let right = left + SHARED.0;
    let width = right + 28.0 + if heights.is_some() { room.max(NAME_ROOM.0) } else { 0.0 } + MARGIN;
    let mut page = Page::open(&chart.wording, width);
    if heights.is_none() {
        let sign =
            |(pen, line): (&Pen<'static>, &TrendLine)| (Sign::Line(*pen), clean(&line.label));
        page.key(&PENS.iter().zip(&chart.lines).map(sign).collect::<Vec<_>>());
    }
    let top = page.y + 18.0;
    let place =
        Place { axis, periods: chart.periods.len(), left, right, top, bottom: top + SHARED.1 };
    ground(&mut page.canvas, &place, true);
    periods(&mut page.canvas, &chart.periods, &place);
    strands(&mut page.canvas, chart, &place);
    if let Some(heights) = heights {
        for (((name, y), pen), line) in names.iter().zip(&heights).zip(&PENS).zip(&chart.lines) {
            let style = Type { colour: pen.colour, ..NAME };
            let last = line.known().filter(|(at, _)| *at < chart.periods.len()).last();
            if let Some((at, end)) = last {
                let from = (place.x(at) + 4.0, place.y(end.value));
                page.canvas.line(from, (right + 22.0, top + y), Pen::new(pen.colour, 0.7));
            }
            page.canvas.cut_text((right + 26.0, top + y + 4.0), style, name);
        }
    }
    page.y = place.bottom + 24.0;
    page
}

/// Bands first, so that no band covers a line.
fn strands(canvas: &mut Canvas, chart: &TrendChart, place: &Place<'_>) {
    let estimates: Vec<_> = chart.lines.iter().map(|line| line.estimates(place.periods)).collect();
    for (estimates, pen) in estimates.iter().zip(&PENS) {
        strand::band(canvas, place, estimates, pen.colour, "0.1");
    }
    for ((estimates, pen), line) in estimates.iter().zip(&PENS).zip(&chart.lines) {
        canvas.mark(&clean(&line.label), |canvas| strand::line(canvas, place, estimates, *pen));
    }
}

/// How far below the panel's top each name stands, or `None` if one would be far from its line.
fn heights(chart: &TrendChart, axis: &Axis) -> Option<Vec<f64>> {
    let last = chart.periods.len().checked_sub(1)?;
    let ends = chart.lines.iter().map(|line| {
        let end = line.estimates(chart.periods.len()).get(last).copied().flatten()?;
        Some(axis.place(end.value, SHARED.1, 0.0))
    });
    spread(&ends.collect::<Option<Vec<f64>>>()?, LEADING, (0.0, SHARED.1), FARTHEST)
}

/// Each group in a panel of its own.
fn small(chart: &TrendChart, axis: &Axis) -> Page {
    let scale = widest(axis.ticks.iter().map(|tick| tick.label.as_str()), SCALE);
    let first = MARGIN + scale + 10.0;
    let across = (SMALL.0 + GAP) * ACROSS as f64;
    let mut page = Page::open(&chart.wording, first + across - GAP + MARGIN);
    for row in chart.lines.chunks(ACROSS) {
        let top = page.y + 34.0;
        for (slot, line) in row.iter().enumerate() {
            let left = first + slot as f64 * (SMALL.0 + GAP);
            let (right, bottom) = (left + SMALL.0, top + SMALL.1);
            let place = Place { axis, periods: chart.periods.len(), left, right, top, bottom };
            panel(&mut page.canvas, chart, line, &place, slot == 0);
        }
        page.y = top + SMALL.1 + 22.0;
    }
    page
}

fn panel(
    canvas: &mut Canvas,
    chart: &TrendChart,
    line: &TrendLine,
    place: &Place<'_>,
    first: bool,
) {
    const N: Type = Type::new(10.5, MUTED).anchored(Anchor::End);
    let n = format!("n = {}", count(line.documents));
    let name = NAME.cut(&line.label, SMALL.0 - N.width(&n) - 10.0);
    canvas.cut_text((place.left, place.top - 10.0), NAME, &name);
    canvas.text((place.right, place.top - 10.0), N, &n);
    ground(canvas, place, first);
    periods(canvas, &chart.periods, place);
    let estimates = line.estimates(place.periods);
    if estimates.iter().all(Option::is_none) {
        let middle = f64::midpoint(place.top, place.bottom);
        canvas.text((place.left + 6.0, middle), NO_DATA, "no data");
        return;
    }
    canvas.mark(&clean(&line.label), |canvas| {
        strand::band(canvas, place, &estimates, "#0b5cad", "0.18");
        strand::line(canvas, place, &estimates, Pen::new(INK, 1.6));
    });
}

/// Grid lines from left to right, with or without their values.
fn ground(canvas: &mut Canvas, place: &Place<'_>, values: bool) {
    for tick in &place.axis.ticks {
        let y = place.y(tick.value);
        let colour = if tick.value == 0.0 { "#8c8c8c" } else { GRID };
        canvas.line((place.left, y), (place.right, y), Pen::new(colour, 1.0));
        if values {
            canvas.text((place.left - 8.0, y + 3.8), SCALE, &tick.label);
        }
    }
}

/// As many names of periods as stand apart, the first among them.
fn periods(canvas: &mut Canvas, names: &[String], place: &Place<'_>) {
    let room = (place.right - place.left) / 2.5;
    let names: Vec<Cut> = names.iter().map(|name| TICK.cut(name, room)).collect();
    let needed = widest(names.iter().map(|name| name.shown.as_str()), TICK);
    // The outer ones may be pushed inwards, towards their neighbours.
    let needed = needed + 12.0 + 2.0 * (needed / 2.0 - OUT).max(0.0);
    let steps = names.len().saturating_sub(1).max(1) as f64;
    let every = every(needed, (place.right - place.left) / steps);
    for (at, name) in names.iter().enumerate().step_by(every) {
        let half = TICK.width(&name.shown) / 2.0;
        let x = place.x(at).clamp(place.left + half - OUT, place.right - half + OUT);
        canvas.line(
            (place.x(at), place.bottom),
            (place.x(at), place.bottom + 4.0),
            Pen::new("#8c8c8c", 1.0),
        );
        canvas.cut_text((x, place.bottom + 17.0), TICK, name);
    }
}
