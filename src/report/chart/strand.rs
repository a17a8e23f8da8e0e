//! One line of a trend with its band: unbroken runs of periods, and dots where a run is one.

use super::canvas::{Canvas, Pen};
use super::estimate::Estimate;
use super::scale::Axis;

/// Where periods and values stand.
pub(super) struct Place<'a> {
    pub(super) axis: &'a Axis,
    pub(super) periods: usize,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Place<'_> {
    /// The middle of a period; a lone one stands in the middle of all.
    pub(super) fn x(&self, period: usize) -> f64 {
        let steps = self.periods.saturating_sub(1);
        let share = if steps == 0 { 0.5 } else { period as f64 / steps as f64 };
        self.left + share * (self.right - self.left)
    }

    pub(super) fn y(&self, value: f64) -> f64 {
        self.axis.place(value, self.bottom, self.top)
    }
}

/// The intervals, as a ground for the line; an interval alone is an upright stroke.
pub(super) fn band(
    canvas: &mut Canvas,
    place: &Place<'_>,
    estimates: &[Option<Estimate>],
    colour: &str,
    opacity: &str,
) {
    let intervals: Vec<Option<(f64, f64)>> =
        estimates.iter().map(|estimate| estimate.and_then(|e| e.interval)).collect();
    for run in runs(&intervals) {
        if let [(at, (low, high))] = run.as_slice() {
            let x = place.x(*at);
            canvas.line((x, place.y(*low)), (x, place.y(*high)), Pen::new(colour, 1.0));
            continue;
        }
        let upper = run.iter().map(|(at, (_, high))| (place.x(*at), place.y(*high)));
        let lower = run.iter().rev().map(|(at, (low, _))| (place.x(*at), place.y(*low)));
        canvas.polygon(&upper.chain(lower).collect::<Vec<_>>(), colour, opacity);
    }
}

/// The values.
pub(super) fn line(
    canvas: &mut Canvas,
    place: &Place<'_>,
    estimates: &[Option<Estimate>],
    pen: Pen<'_>,
) {
    let values: Vec<Option<f64>> = estimates.iter().map(|e| e.map(|e| e.value)).collect();
    for run in runs(&values) {
        let points: Vec<(f64, f64)> =
            run.iter().map(|(at, value)| (place.x(*at), place.y(*value))).collect();
        match points.as_slice() {
            [alone] => canvas.circle(*alone, 2.6, pen.colour, Pen::new(pen.colour, 1.0)),
            _ => canvas.polyline(&points, pen),
        }
    }
}

/// What stands together without a gap, each with its place.
fn runs<T: Copy>(values: &[Option<T>]) -> Vec<Vec<(usize, T)>> {
    let mut runs = vec![Vec::new()];
    for (at, value) in values.iter().enumerate() {
        match (value, runs.last_mut()) {
            (Some(value), Some(run)) => run.push((at, *value)),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_ends_a_run() {
        let values = [None, Some(1), Some(2), None, None, Some(3)];
        assert_eq!(runs(&values), [vec![(1, 1), (2, 2)], vec![(5, 3)]]);
        assert_eq!(runs::<u8>(&[None]), Vec::<Vec<(usize, u8)>>::new());
    }
}
