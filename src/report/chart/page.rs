//! What every picture has: a headline, the unit, a key to its signs, and the lines below it.

use super::canvas::{Canvas, INK, MUTED, Pen, SHADE, Type};
use super::estimate::Wording;
use super::label::{clean, wrap};

/// White space around everything.
pub(super) const MARGIN: f64 = 24.0;
const TITLE: Type = Type::new(20.0, INK).bold();
const UNIT: Type = Type::new(13.0, MUTED);
const KEY: Type = Type::new(12.0, INK);
const SMALL: Type = Type::new(11.0, MUTED);
/// Beyond these a headline is no headline, and a note is a document.
const TITLE_LINES: usize = 3;
const SMALL_LINES: usize = 12;
/// Between a sign and its meaning, and between one pair and the next.
const SIGN: f64 = 34.0;
const APART: f64 = 22.0;

/// The sheet: its width is fixed, its height grows from the top down.
pub(super) struct Page {
    pub(super) canvas: Canvas,
    pub(super) width: f64,
    /// The lower edge of what has been drawn.
    pub(super) y: f64,
    title: String,
    foot: Vec<String>,
}

/// A sign as the key explains it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sign {
    /// A point on its interval.
    Mark(Shape),
    /// A point alone.
    Point(Shape),
    /// A line of a trend.
    Line(Pen<'static>),
    /// The ground behind a row.
    Ground,
    /// A sign that is a letter of its text.
    Letter,
}

/// A point. Shape and filling tell voices apart without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Disc,
    Ring,
    Diamond,
    Square,
    Frame,
}

impl Page {
    /// A sheet with the headline and the unit on it.
    pub(super) fn open(wording: &Wording, width: f64) -> Self {
        let foot = [&wording.interval, &wording.note].map(|text| clean(text)).to_vec();
        let title = clean(&wording.title);
        let mut page = Self { canvas: Canvas::default(), width, y: MARGIN - 4.0, title, foot };
        let title = page.title.clone();
        page.paragraph(&title, TITLE, 25.0, TITLE_LINES);
        page.paragraph(&wording.unit, UNIT, 19.0, TITLE_LINES);
        page
    }

    /// Width between the margins.
    pub(super) fn room(&self) -> f64 {
        self.width - 2.0 * MARGIN
    }

    /// Sets signs with their meaning in as many lines as they need.
    pub(super) fn key(&mut self, signs: &[(Sign, String)]) {
        if signs.is_empty() {
            return;
        }
        self.y += 12.0;
        let mut x = MARGIN;
        let mut baseline = self.y + 12.0;
        for (sign, meaning) in signs {
            let lead = if matches!(sign, Sign::Letter) { 0.0 } else { SIGN };
            let text = KEY.cut(meaning, self.room() - lead);
            let needed = lead + KEY.width(&text.shown);
            if x > MARGIN && x + needed > self.width - MARGIN {
                x = MARGIN;
                baseline += 19.0;
            }
            self.sign(*sign, (x, baseline - 4.0));
            self.canvas.cut_text((x + lead, baseline), KEY, &text);
            x += needed + APART;
        }
        self.y = baseline + 6.0;
    }

    fn sign(&mut self, sign: Sign, (x, y): (f64, f64)) {
        let canvas = &mut self.canvas;
        match sign {
            Sign::Mark(shape) => {
                canvas.line((x, y), (x + 26.0, y), interval_pen(shape));
                point(canvas, (x + 13.0, y), shape, shape_colour(shape));
            }
            Sign::Point(shape) => point(canvas, (x + 13.0, y), shape, shape_colour(shape)),
            Sign::Line(pen) => canvas.line((x, y), (x + 26.0, y), pen),
            Sign::Ground => canvas.rect((x, y - 7.0), (26.0, 14.0), SHADE),
            Sign::Letter => {}
        }
    }

    /// Text in the middle of nothing, where there is nothing to draw.
    pub(super) fn nothing(&mut self, said: &str) {
        self.y += 14.0;
        self.paragraph(said, UNIT.italic(), 19.0, 1);
    }

    /// Sets the lines below the picture and returns the file; `counted` says what n is, `more`
    /// what a reader must know of this picture, and `said` is the picture in words.
    pub(super) fn close(mut self, counted: &str, more: &[String], said: &str) -> String {
        self.y += 10.0;
        let [interval, note] = [0, 1].map(|at| self.foot.get(at).cloned().unwrap_or_default());
        let first: Vec<String> =
            [interval, counted.to_owned()].into_iter().filter(|text| !text.is_empty()).collect();
        let first = first.iter().map(|text| sentence(text)).collect::<Vec<_>>().join(" ");
        let more = more.iter().map(|text| sentence(text)).collect::<Vec<_>>().join(" ");
        for text in [first, more, note] {
            self.paragraph(&text, SMALL, 16.0, SMALL_LINES);
        }
        let size = (self.width, self.y + MARGIN - 6.0);
        self.canvas.finish(size, &self.title, said)
    }

    fn paragraph(&mut self, text: &str, style: Type, leading: f64, most: usize) {
        for line in wrap(text, style.size, style.weight, self.room(), most) {
            self.y += leading;
            self.canvas.text((MARGIN, self.y - 0.25 * style.size), style, &line);
        }
    }
}

/// The text with a full stop behind it where it has no end of its own.
fn sentence(text: &str) -> String {
    let ended = text.is_empty() || text.ends_with(['.', '!', '?', '…', ')']);
    if ended { text.to_owned() } else { format!("{text}.") }
}

/// The colour a shape has where no group gives it one.
pub(super) const fn shape_colour(shape: Shape) -> &'static str {
    match shape {
        Shape::Disc => "#0b4f8a",
        Shape::Ring => "#a34a12",
        Shape::Diamond | Shape::Square | Shape::Frame => INK,
    }
}

pub(super) const fn interval_pen(shape: Shape) -> Pen<'static> {
    Pen::new(shape_colour(shape), 1.4)
}

pub(super) fn point(canvas: &mut Canvas, (x, y): (f64, f64), shape: Shape, colour: &str) {
    match shape {
        // The disc is smaller: on the same value it stands within the ring.
        Shape::Disc => canvas.circle((x, y), 3.8, colour, Pen::new(colour, 0.4)),
        Shape::Ring => canvas.circle((x, y), 5.0, "#ffffff", Pen::new(colour, 1.3)),
        Shape::Diamond => {
            let corners = [(x, y - 5.5), (x + 5.5, y), (x, y + 5.5), (x - 5.5, y)];
            canvas.polygon(&corners, colour, "1");
        }
        Shape::Square => square(canvas, (x, y), colour, colour),
        Shape::Frame => square(canvas, (x, y), "#ffffff", colour),
    }
}

fn square(canvas: &mut Canvas, (x, y): (f64, f64), fill: &str, colour: &str) {
    canvas.box_at((x - 3.5, y - 3.5), 7.0, fill, Pen::new(colour, 1.4));
}

/// The width of the widest of these texts.
pub(super) fn widest<'a>(texts: impl IntoIterator<Item = &'a str>, style: Type) -> f64 {
    texts.into_iter().map(|text| style.width(text)).fold(0.0, f64::max)
}

/// As [`Type::cut`] would, with a tail that is never cut.
pub(super) fn cut_before(style: Type, text: &str, tail: &str, room: f64) -> super::label::Cut {
    let mut cut = style.cut(text, room - style.width(tail));
    cut.shown.push_str(tail);
    cut
}
