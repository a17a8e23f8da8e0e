//! How far a group's author and the voices it quotes are apart: a filled circle, an open one, and
//! a bar between them.

use super::canvas::{Canvas, Pen};
use super::dots::{NO_DATA, colour, remarks, said_of, signs};
use super::estimate::{Estimate, Wording};
use super::groups::{GroupChart, Voice};
use super::matrix::{Cell, Matrix};
use super::page::{Page, Sign, point};

const VOICES: [Voice; 2] = [Voice::Author, Voice::Quote];

/// The picture as an SVG file.
///
/// It shows the author's and the quoted voice whatever else the chart holds, and no intervals:
/// those are in the picture with [dots](super::dots).
#[must_use]
pub fn svg(chart: &GroupChart) -> String {
    let numbers = |panel| {
        let cells = chart.rows.iter().flat_map(|row| {
            VOICES.iter().filter_map(move |voice| chart.estimate(row, panel, *voice))
        });
        cells.map(|estimate| estimate.value).collect()
    };
    let matrix = Matrix::new(chart, 24.0, numbers);
    let wording = Wording { interval: String::new(), ..chart.wording.clone() };
    let mut page = Page::open(&wording, matrix.width());
    if chart.rows.is_empty() || chart.panels.is_empty() {
        page.nothing("No groups to show");
    } else {
        page.key(&signs(chart, &VOICES, Sign::Point, "reference group"));
        matrix.draw(&mut page, |canvas, cell| dumbbell(canvas, chart, cell));
    }
    let said = chart.said("The author’s and the quoted voice, joined by a bar,", &VOICES);
    page.close(&chart.counted(), &remarks(chart, &matrix, &VOICES), &said)
}

fn dumbbell(canvas: &mut Canvas, chart: &GroupChart, cell: &Cell<'_>) {
    let known = VOICES.map(|voice| chart.estimate(cell.row, cell.panel, voice));
    if let [Some(author), Some(quote)] = known {
        let ends = ((cell.x(author.value), cell.y), (cell.x(quote.value), cell.y));
        canvas.line(ends.0, ends.1, Pen::new("#9a9a9a", 2.6));
    }
    // The ring first: the disc stands within it where both have the same value.
    for (voice, estimate) in VOICES.into_iter().zip(known).rev() {
        if let Some(estimate) = estimate {
            canvas.mark(&said_of(cell.row, voice, estimate), |canvas| {
                let at = (cell.x(estimate.value), cell.y);
                point(canvas, at, voice.shape(), colour(cell.row, voice));
            });
        }
    }
    if known.contains(&None) {
        missing(canvas, cell, known.into_iter().flatten().next());
    }
}

/// Says so in the half of the panel where the other voice is not.
fn missing(canvas: &mut Canvas, cell: &Cell<'_>, other: Option<Estimate>) {
    const SAID: &str = "no data";
    let other = other.map_or(cell.right, |estimate| cell.x(estimate.value));
    let right = other < f64::midpoint(cell.left, cell.right);
    let x = if right { cell.right - NO_DATA.width(SAID) } else { cell.left + 4.0 };
    canvas.text((x, cell.y + 3.5), NO_DATA, SAID);
}
