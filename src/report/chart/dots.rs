//! Groups as dots with intervals, one panel an axis, author and quoted voice on one scale.

use super::canvas::{Canvas, MUTED, Pen, Type};
use super::estimate::Estimate;
use super::groups::{GroupChart, GroupRow, Standing, Voice};
use super::label::clean;
use super::matrix::{Cell, Matrix};
use super::page::{Page, Shape, Sign, interval_pen, point, shape_colour};

/// What is written where there is nothing to draw.
pub(super) const NO_DATA: Type = Type::new(10.0, MUTED).italic();
/// From one voice to the next within a row.
const LINE: f64 = 13.0;

/// The picture as an SVG file.
///
/// Rows stand in the order given. A voice is told by shape and filling, the reference group by a
/// grey ground and a dashed line at its value, a group with too few documents by italics, `*` and
/// the missing interval. The same chart makes the same bytes.
///
/// # Example
///
/// ```
/// use hedgerow::report::chart::{dots, estimate::Estimate, groups::{GroupChart, GroupRow, Voice}};
///
/// let row = GroupRow {
///     label: "The Osk Herald".into(),
///     documents: 40,
///     estimates: vec![vec![Some(Estimate::within(3.2, 2.1, 4.4))]],
///     ..GroupRow::default()
/// };
/// let chart = GroupChart {
///     voices: vec![Voice::Author],
///     panels: vec!["loaded".into()],
///     rows: vec![row],
///     ..GroupChart::default()
/// };
/// assert!(dots::svg(&chart).contains(">The Osk Herald</text>"));
/// ```
#[must_use]
pub fn svg(chart: &GroupChart) -> String {
    let numbers = |panel| {
        let cells = chart.rows.iter().flat_map(|row| {
            chart.voices.iter().filter_map(move |voice| chart.estimate(row, panel, *voice))
        });
        cells.flat_map(Estimate::numbers).collect()
    };
    let lines = chart.voices.len().max(1) as f64;
    let matrix = Matrix::new(chart, LINE * lines + if lines > 1.0 { 6.0 } else { 11.0 }, numbers);
    let mut page = Page::open(&chart.wording, matrix.width());
    if chart.rows.is_empty() || chart.panels.is_empty() {
        page.nothing("No groups to show");
    } else {
        page.key(&signs(chart, &chart.voices, Sign::Mark, "reference group; dashed: its value"));
        matrix.draw(&mut page, |canvas, cell| cell_of(canvas, chart, cell));
    }
    let said = chart.said("Dots with intervals", &chart.voices);
    page.close(&chart.counted(), &remarks(chart, &matrix, &chart.voices), &said)
}

/// The key to what the picture holds.
pub(super) fn signs(
    chart: &GroupChart,
    voices: &[Voice],
    sign: fn(Shape) -> Sign,
    reference: &str,
) -> Vec<(Sign, String)> {
    let has = |standing| chart.rows.iter().any(|row| row.standing == standing);
    let mut signs: Vec<(Sign, String)> =
        voices.iter().map(|voice| (sign(voice.shape()), voice.meaning())).collect();
    if has(Standing::Reference) {
        signs.push((Sign::Ground, reference.to_owned()));
    }
    if has(Standing::Described) {
        signs.push((Sign::Letter, "* too few documents: described only".to_owned()));
    }
    signs
}

/// What a reader must know of this picture beyond its key.
pub(super) fn remarks(chart: &GroupChart, matrix: &Matrix<'_>, voices: &[Voice]) -> Vec<String> {
    let mut remarks = Vec::new();
    if chart.panels.len() > 1 {
        remarks.push("Each panel has its own scale".to_owned());
    }
    let without_zero = matrix.without_zero();
    if !without_zero.is_empty() {
        remarks.push(format!("Not from zero: {}", without_zero.join(", ")));
    }
    let missing = |row: &GroupRow| {
        let panels = 0..chart.panels.len();
        panels
            .flat_map(|at| voices.iter().map(move |voice| (at, *voice)))
            .any(|(at, voice)| chart.estimate(row, at, voice).is_none())
    };
    if chart.rows.iter().any(missing) {
        remarks.push("No data: nothing was there to measure, which is not zero".to_owned());
    }
    remarks
}

fn cell_of(canvas: &mut Canvas, chart: &GroupChart, cell: &Cell<'_>) {
    let known = |voice: Voice| chart.estimate(cell.row, cell.panel, voice);
    if !chart.voices.iter().any(|voice| known(*voice).is_some()) {
        canvas.text((cell.left + 4.0, cell.y + 3.5), NO_DATA, "no data");
        return;
    }
    reference_line(canvas, chart, cell);
    let first = cell.y - LINE * (chart.voices.len() as f64 - 1.0) / 2.0;
    for (at, voice) in chart.voices.iter().enumerate() {
        let y = first + LINE * at as f64;
        match known(*voice) {
            Some(estimate) => dot(canvas, cell, *voice, estimate, y),
            None => canvas.text((cell.left + 4.0, y + 3.5), NO_DATA, "no data"),
        }
    }
}

fn dot(canvas: &mut Canvas, cell: &Cell<'_>, voice: Voice, estimate: Estimate, y: f64) {
    canvas.mark(&said_of(cell.row, voice, estimate), |canvas| {
        if let Some((low, high)) = estimate.interval {
            canvas.line((cell.x(low), y), (cell.x(high), y), interval_pen(voice.shape()));
        }
        point(canvas, (cell.x(estimate.value), y), voice.shape(), colour(cell.row, voice));
    });
}

/// Under the pointer.
pub(super) fn said_of(row: &GroupRow, voice: Voice, estimate: Estimate) -> String {
    format!("{}, {}: {}", clean(&row.label), voice.name(), estimate.read())
}

pub(super) fn colour(row: &GroupRow, voice: Voice) -> &'static str {
    if row.standing == Standing::Described { MUTED } else { shape_colour(voice.shape()) }
}

/// The reference group's value behind the row, in the first voice that the picture shows.
fn reference_line(canvas: &mut Canvas, chart: &GroupChart, cell: &Cell<'_>) {
    let reference = chart.rows.iter().find(|row| row.standing == Standing::Reference);
    let value = reference.zip(chart.voices.first());
    let value = value.and_then(|(row, voice)| chart.estimate(row, cell.panel, *voice));
    if let Some(value) = value {
        let x = cell.x(value.value);
        let half = LINE * chart.voices.len() as f64 / 2.0 + 3.0;
        let pen = Pen::new(MUTED, 0.9).dashed("2 3");
        canvas.line((x, cell.y - half), (x, cell.y + half), pen);
    }
}
