//! Groups from the top down, panels from left to right: the ground that dots and dumbbells share.

use super::canvas::{Anchor, Canvas, GRID, HAIR, INK, MUTED, Pen, SHADE, Type};
use super::groups::{GroupChart, GroupRow, Standing};
use super::label::{Cut, count};
use super::page::{MARGIN, Page, cut_before, widest};
use super::scale::{Axis, Range};

const LABEL: Type = Type::new(12.0, INK);
const COUNT: Type = Type::new(11.0, MUTED).anchored(Anchor::End);
const PANEL: Type = Type::new(12.5, INK).bold();
pub(super) const TICK: Type = Type::new(10.5, MUTED).anchored(Anchor::Middle);
const DOCUMENTS: &str = "documents";
/// Labels get no less and no more than this.
const LABEL_ROOM: (f64, f64) = (60.0, 230.0);
/// A panel gets no less and no more than this.
const PANEL_ROOM: (f64, f64) = (138.0, 420.0);
/// What all panels of a block share where there is enough.
const SHEET: f64 = 912.0;
const PANELS_IN_BLOCK: usize = 4;
/// From so many rows on the scale is repeated below them.
const TALL: usize = 12;

/// Where everything stands.
pub(super) struct Matrix<'a> {
    chart: &'a GroupChart,
    axes: Vec<Axis>,
    row_height: f64,
    label_room: f64,
    count_room: f64,
    panel_room: f64,
    gap: f64,
    in_block: usize,
}

/// One group in one panel.
pub(super) struct Cell<'a> {
    pub(super) row: &'a GroupRow,
    pub(super) panel: usize,
    pub(super) axis: &'a Axis,
    pub(super) left: f64,
    pub(super) right: f64,
    /// The middle of the row.
    pub(super) y: f64,
}

impl Cell<'_> {
    pub(super) fn x(&self, value: f64) -> f64 {
        self.axis.place(value, self.left, self.right)
    }
}

impl<'a> Matrix<'a> {
    /// A place for each row and panel; `numbers` are all that a panel has to hold.
    pub(super) fn new(
        chart: &'a GroupChart,
        row_height: f64,
        numbers: impl Fn(usize) -> Vec<f64>,
    ) -> Self {
        let panels = chart.panels.len().max(1);
        let in_block = panels.div_ceil(panels.div_ceil(PANELS_IN_BLOCK));
        let label_room = chart.rows.iter().map(|row| {
            let Cut { shown, .. } = label(row, LABEL_ROOM.1);
            style(row).width(&shown)
        });
        let label_room = label_room.fold(LABEL_ROOM.0, f64::max).min(LABEL_ROOM.1);
        let counts: Vec<String> = chart.rows.iter().map(|row| count(row.documents)).collect();
        let count_room = widest(counts.iter().map(String::as_str).chain([DOCUMENTS]), COUNT) + 14.0;
        let room = |gap: f64| {
            let left = SHEET - label_room - count_room;
            (left / in_block as f64 - gap).clamp(PANEL_ROOM.0, PANEL_ROOM.1)
        };
        let steps = if room(30.0) > 240.0 { 6 } else { 4 };
        let axes: Vec<Axis> = (0..chart.panels.len())
            .map(|at| Axis::new(Range::of(numbers(at)).map(Range::reaching_zero), steps))
            .collect();
        let ticks = axes.iter().flat_map(|axis| &axis.ticks).map(|tick| tick.label.as_str());
        let gap = (widest(ticks, TICK) + 18.0).max(30.0);
        let panel_room = room(gap);
        Self { chart, axes, row_height, label_room, count_room, panel_room, gap, in_block }
    }

    /// The width of the sheet.
    pub(super) fn width(&self) -> f64 {
        let panels = self.in_block as f64 * (self.panel_room + self.gap);
        2.0 * MARGIN + self.label_room + self.count_room + panels + self.gap / 2.0 - 12.0
    }

    /// Panels whose scale does not start at zero.
    pub(super) fn without_zero(&self) -> Vec<String> {
        let named = self.axes.iter().zip(&self.chart.panels);
        named
            .filter(|(axis, _)| !axis.has_zero())
            .map(|(_, name)| PANEL.cut(name, PANEL_ROOM.0).shown)
            .collect()
    }

    /// Draws the ground, and each cell by `draw`.
    pub(super) fn draw(&self, page: &mut Page, draw: impl Fn(&mut Canvas, &Cell<'_>)) {
        let panels: Vec<usize> = (0..self.chart.panels.len()).collect();
        for block in panels.chunks(self.in_block) {
            self.block(page, block, &draw);
        }
    }

    fn block(&self, page: &mut Page, panels: &[usize], draw: &impl Fn(&mut Canvas, &Cell<'_>)) {
        let heads = page.y + 28.0;
        let top = heads + 24.0;
        let bottom = top + self.row_height * self.chart.rows.len() as f64;
        let canvas = &mut page.canvas;
        self.rows(canvas, panels.len(), top);
        let counts = MARGIN + self.label_room + self.count_room;
        canvas.text((counts, heads + 17.0), COUNT, DOCUMENTS);
        for (slot, panel) in panels.iter().enumerate() {
            let (left, right) = self.sides(slot);
            if let (Some(axis), Some(name)) = (self.axes.get(*panel), self.chart.panels.get(*panel))
            {
                let name = PANEL.cut(name, self.panel_room);
                canvas.cut_text((left, heads), PANEL, &name);
                grid(canvas, axis, (left, right), (top, bottom));
                tick_labels(canvas, axis, (left, right), heads + 17.0);
                if self.chart.rows.len() >= TALL {
                    tick_labels(canvas, axis, (left, right), bottom + 15.0);
                }
            }
        }
        for (row, y) in self.chart.rows.iter().zip(self.middles(top)) {
            for (slot, panel) in panels.iter().enumerate() {
                let (left, right) = self.sides(slot);
                if let Some(axis) = self.axes.get(*panel) {
                    draw(canvas, &Cell { row, panel: *panel, axis, left, right, y });
                }
            }
        }
        page.y = if self.chart.rows.len() >= TALL { bottom + 20.0 } else { bottom + 4.0 };
    }

    /// Labels, counts, and what lies behind the rows.
    fn rows(&self, canvas: &mut Canvas, panels: usize, top: f64) {
        let end = self.sides(panels.saturating_sub(1)).1 + 8.0;
        let counts = MARGIN + self.label_room + self.count_room;
        for (row, y) in self.chart.rows.iter().zip(self.middles(top)) {
            let upper = y - self.row_height / 2.0;
            if row.standing == Standing::Reference {
                let size = (end - MARGIN + 8.0, self.row_height);
                canvas.rect((MARGIN - 8.0, upper), size, SHADE);
            }
            canvas.line((MARGIN, upper), (end, upper), Pen::new(HAIR, 1.0));
            canvas.cut_text((MARGIN, y + 4.0), style(row), &label(row, self.label_room));
            canvas.text((counts, y + 4.0), COUNT, &count(row.documents));
        }
    }

    fn middles(&self, top: f64) -> impl Iterator<Item = f64> {
        let height = self.row_height;
        (0..self.chart.rows.len()).map(move |at| top + height * (at as f64 + 0.5))
    }

    /// Left and right edge of a panel.
    fn sides(&self, slot: usize) -> (f64, f64) {
        let first = MARGIN + self.label_room + self.count_room + self.gap;
        let left = first + slot as f64 * (self.panel_room + self.gap);
        (left, left + self.panel_room)
    }
}

fn style(row: &GroupRow) -> Type {
    match row.standing {
        Standing::Compared => LABEL,
        Standing::Reference => LABEL.bold(),
        Standing::Described => Type { colour: MUTED, ..LABEL.italic() },
    }
}

fn label(row: &GroupRow, room: f64) -> Cut {
    let tail = if row.standing == Standing::Described { " *" } else { "" };
    cut_before(style(row), &row.label, tail, room)
}

/// Grid lines from top to bottom, zero darker.
pub(super) fn grid(
    canvas: &mut Canvas,
    axis: &Axis,
    (left, right): (f64, f64),
    (top, bottom): (f64, f64),
) {
    for tick in &axis.ticks {
        let x = axis.place(tick.value, left, right);
        let colour = if tick.value == 0.0 { "#8c8c8c" } else { GRID };
        canvas.line((x, top), (x, bottom), Pen::new(colour, 1.0));
    }
}

/// As many labels as stand apart, at equal steps and with zero among them.
pub(super) fn tick_labels(canvas: &mut Canvas, axis: &Axis, (left, right): (f64, f64), y: f64) {
    let needed = widest(axis.ticks.iter().map(|tick| tick.label.as_str()), TICK) + 8.0;
    let steps = axis.ticks.len().saturating_sub(1).max(1) as f64;
    let every = every(needed, (right - left) / steps);
    let zero = axis.ticks.iter().position(|tick| tick.value == 0.0).unwrap_or(0);
    for (at, tick) in axis.ticks.iter().enumerate() {
        if at.abs_diff(zero).is_multiple_of(every) {
            canvas.text((axis.place(tick.value, left, right), y), TICK, &tick.label);
        }
    }
}

/// Every how many steps a label of this width fits.
pub(super) fn every(needed: f64, step: f64) -> usize {
    let mut every = 1;
    while (every as f64) * step < needed && every < 1_000_000 {
        every += 1;
    }
    every
}
