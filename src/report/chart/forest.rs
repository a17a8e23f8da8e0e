//! Terms as a forest plot: who says it more, and how sure that is.

use super::canvas::{Anchor, Canvas, HAIR, INK, MUTED, Pen, Type};
use super::dots::NO_DATA;
use super::estimate::{Estimate, Wording};
use super::label::{Cut, clean, count};
use super::matrix::{grid, tick_labels};
use super::page::{MARGIN, Page, Shape, Sign, interval_pen, point, shape_colour, widest};
use super::scale::{Axis, Range, figure};
use std::fmt::Write as _;

/// Terms compared between two groups.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TermChart {
    /// The words around the picture.
    pub wording: Wording,
    /// The group that negative values speak for.
    pub left: String,
    /// The group that positive values speak for.
    pub right: String,
    /// The terms from the top down.
    pub terms: Vec<TermRow>,
}

/// One term.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TermRow {
    /// The term as it is written.
    pub label: String,
    /// Its log ratio: negative where the left group has more, positive where the right has. What
    /// is `None` or not a finite number is shown as "no data".
    pub log_ratio: Option<Estimate>,
    /// The documents with the term in the left and the right group.
    pub documents: [u64; 2],
}

const LABEL: Type = Type::new(12.0, INK);
const COUNT: Type = Type::new(11.0, MUTED).anchored(Anchor::End);
const SIDE: Type = Type::new(12.0, INK).bold();
const LABEL_ROOM: (f64, f64) = (80.0, 230.0);
const PANEL: f64 = 420.0;
/// The name above a column of counts gets no less and no more than this.
const COLUMN: (f64, f64) = (64.0, 108.0);
const COLUMN_GAP: f64 = 16.0;
const GAP: f64 = 26.0;
const ROW: f64 = 22.0;
const TALL: usize = 15;

/// The picture as an SVG file.
///
/// Zero stands in the middle, so that both sides have the same room. A term is a filled square
/// where its interval leaves out zero, and an open one where it does not or is not known.
#[must_use]
pub fn svg(chart: &TermChart) -> String {
    let sheet = Sheet::new(chart);
    let mut page = Page::open(&chart.wording, sheet.right + GAP + 2.0 * sheet.column + MARGIN);
    if chart.terms.is_empty() {
        page.nothing("No terms to show");
    } else {
        page.key(&signs(chart));
        sheet.draw(&mut page);
    }
    let missing = chart.terms.iter().any(|term| term.estimate().is_none());
    let missing =
        missing.then(|| "No data: the log ratio is not known, which is not zero".to_owned());
    let remarks: Vec<String> = missing.into_iter().collect();
    page.close(&counted(chart), &remarks, &said(chart))
}

impl TermRow {
    fn estimate(&self) -> Option<Estimate> {
        self.log_ratio?.drawable()
    }
}

fn counted(chart: &TermChart) -> String {
    let n = chart.terms.len() as u64;
    let noun = if n == 1 { "term" } else { "terms" };
    format!("n = documents with the term; {} {noun}", count(n))
}

fn shape(estimate: Estimate) -> Shape {
    match estimate.interval {
        Some((low, high)) if low > 0.0 || high < 0.0 => Shape::Square,
        _ => Shape::Frame,
    }
}

fn signs(chart: &TermChart) -> Vec<(Sign, String)> {
    let shapes: Vec<Shape> = chart.terms.iter().filter_map(TermRow::estimate).map(shape).collect();
    let meanings = [
        (Shape::Square, "interval leaves out 0"),
        (Shape::Frame, "interval includes 0 or is not known"),
    ];
    meanings
        .into_iter()
        .filter(|(shape, _)| shapes.contains(shape))
        .map(|(shape, meaning)| (Sign::Mark(shape), meaning.to_owned()))
        .collect()
}

fn said(chart: &TermChart) -> String {
    let [left, right] = [&chart.left, &chart.right].map(|name| clean(name));
    let known: Vec<(&TermRow, f64)> =
        chart.terms.iter().filter_map(|term| Some((term, term.estimate()?.value))).collect();
    let more = |right: bool| {
        known.iter().filter(|(_, value)| (*value > 0.0) == right && *value != 0.0).count()
    };
    let mut said = format!(
        "Log ratios with intervals of {} terms: {} more in {left}, {} more in {right}.",
        chart.terms.len(),
        more(false),
        more(true)
    );
    let far = known.iter().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
    if let Some((term, value)) = far {
        let _ = write!(said, " Farthest from zero: {} ({}).", clean(&term.label), figure(*value));
    }
    said
}

/// Where everything stands.
struct Sheet<'a> {
    chart: &'a TermChart,
    labels: Vec<Cut>,
    axis: Axis,
    left: f64,
    right: f64,
    /// The width of a column of counts.
    column: f64,
}

impl<'a> Sheet<'a> {
    fn new(chart: &'a TermChart) -> Self {
        let labels: Vec<Cut> =
            chart.terms.iter().map(|term| LABEL.cut(&term.label, LABEL_ROOM.1)).collect();
        let room = widest(labels.iter().map(|label| label.shown.as_str()), LABEL);
        let left = MARGIN + room.max(LABEL_ROOM.0) + GAP;
        let numbers = chart.terms.iter().filter_map(TermRow::estimate).flat_map(Estimate::numbers);
        let axis = Axis::new(Range::of(numbers).map(Range::around_zero), 6);
        let names = [&chart.left, &chart.right].map(|name| COUNT.cut(name, COLUMN.1).shown);
        let counts = chart.terms.iter().flat_map(|term| term.documents).map(count);
        let columns: Vec<String> = names.into_iter().chain(counts).collect();
        let column = widest(columns.iter().map(String::as_str), COUNT).max(COLUMN.0) + COLUMN_GAP;
        Self { chart, labels, axis, left, right: left + PANEL, column }
    }

    fn draw(&self, page: &mut Page) {
        let sides = page.y + 28.0;
        let top = sides + 24.0;
        let bottom = top + ROW * self.chart.terms.len() as f64;
        let across = (self.left, self.right);
        let canvas = &mut page.canvas;
        self.heads(canvas, sides);
        for at in 0..self.labels.len() {
            let y = top + ROW * at as f64;
            let end = self.edge(1);
            canvas.line((MARGIN, y), (end, y), Pen::new(HAIR, 1.0));
        }
        grid(canvas, &self.axis, across, (top, bottom));
        tick_labels(canvas, &self.axis, across, sides + 17.0);
        for (at, (term, label)) in self.chart.terms.iter().zip(&self.labels).enumerate() {
            self.row(canvas, term, label, top + ROW * (at as f64 + 0.5));
        }
        page.y = bottom + 4.0;
        if self.chart.terms.len() >= TALL {
            tick_labels(canvas, &self.axis, across, bottom + 15.0);
            page.y = bottom + 20.0;
        }
    }

    /// Who has more on which side, and what the numbers on the right count.
    fn heads(&self, canvas: &mut Canvas, y: f64) {
        let middle = f64::midpoint(self.left, self.right);
        let room = PANEL / 2.0 - 10.0;
        let mut left = SIDE.cut(&self.chart.left, room - SIDE.width("← more in "));
        left.shown.insert_str(0, "← more in ");
        canvas.cut_text((middle - 10.0, y), SIDE.anchored(Anchor::End), &left);
        let mut right = SIDE.cut(&self.chart.right, room - SIDE.width("more in  →"));
        right.shown = format!("more in {} →", right.shown);
        canvas.cut_text((middle + 10.0, y), SIDE, &right);
        canvas.text((self.edge(1), y), COUNT, "documents with the term");
        for (at, name) in [&self.chart.left, &self.chart.right].into_iter().enumerate() {
            let name = COUNT.cut(name, self.column - COLUMN_GAP);
            canvas.cut_text((self.edge(at), y + 17.0), COUNT, &name);
        }
    }

    fn row(&self, canvas: &mut Canvas, term: &TermRow, label: &Cut, y: f64) {
        canvas.cut_text((MARGIN, y + 4.0), LABEL, label);
        for (at, documents) in term.documents.into_iter().enumerate() {
            canvas.text((self.edge(at), y + 4.0), COUNT, &count(documents));
        }
        let Some(estimate) = term.estimate() else {
            canvas.text((self.left + 4.0, y + 3.5), NO_DATA, "no data");
            return;
        };
        let x = |value| self.axis.place(value, self.left, self.right);
        let shape = shape(estimate);
        canvas.mark(&format!("{}: {}", clean(&term.label), estimate.read()), |canvas| {
            if let Some((low, high)) = estimate.interval {
                canvas.line((x(low), y), (x(high), y), interval_pen(shape));
            }
            point(canvas, (x(estimate.value), y), shape, shape_colour(shape));
        });
    }

    /// The right edge of a column of counts.
    fn edge(&self, at: usize) -> f64 {
        self.right + GAP + self.column * (at as f64 + 1.0)
    }
}
