//! The SVG text itself: elements one a line, numbers with two decimals, every word escaped.
//!
//! All styling stands in attributes: a picture set into a page neither takes nor gives a rule.

use super::label::Cut;
use super::width::Weight;
use std::fmt::Write as _;

pub(super) const INK: &str = "#1a1a1a";
/// Text of second rank; 7:1 on white.
pub(super) const MUTED: &str = "#595959";
/// Grid lines.
pub(super) const GRID: &str = "#dcdcdc";
/// Lines between rows.
pub(super) const HAIR: &str = "#ededed";
/// Ground of the reference group; dark text keeps 6:1 on it.
pub(super) const SHADE: &str = "#ececec";

/// Where a text hangs on its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub(super) size: f64,
    pub(super) weight: Weight,
    pub(super) colour: &'static str,
    pub(super) anchor: Anchor,
    pub(super) italic: bool,
}

impl Type {
    pub(super) const fn new(size: f64, colour: &'static str) -> Self {
        Self { size, weight: Weight::Regular, colour, anchor: Anchor::Start, italic: false }
    }

    pub(super) const fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    pub(super) const fn italic(self) -> Self {
        Self { italic: true, ..self }
    }

    pub(super) const fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    pub(super) fn width(self, text: &str) -> f64 {
        super::width::width(text, self.size, self.weight)
    }

    pub(super) fn cut(self, text: &str, room: f64) -> Cut {
        super::label::cut(text, self.size, self.weight, room)
    }
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen<'a> {
    pub(super) colour: &'a str,
    pub(super) width: f64,
    /// Lengths of dashes and gaps; empty for a solid line.
    pub(super) dashes: &'a str,
}

impl<'a> Pen<'a> {
    pub(super) const fn new(colour: &'a str, width: f64) -> Self {
        Self { colour, width, dashes: "" }
    }

    pub(super) const fn dashed(self, dashes: &'a str) -> Self {
        Self { dashes, ..self }
    }
}

/// Elements in the order they are painted.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    body: String,
}

impl Canvas {
    pub(super) fn rect(&mut self, at: (f64, f64), size: (f64, f64), fill: &str) {
        let [x, y, w, h] = [at.0, at.1, size.0, size.1].map(px);
        self.push(&format!(r#"<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="{fill}"/>"#));
    }

    pub(super) fn box_at(&mut self, at: (f64, f64), side: f64, fill: &str, pen: Pen<'_>) {
        let [x, y, side] = [at.0, at.1, side].map(px);
        let stroke = stroke(pen);
        self.push(&format!(
            r#"<rect x="{x}" y="{y}" width="{side}" height="{side}" fill="{fill}"{stroke}/>"#
        ));
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), pen: Pen<'_>) {
        let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(px);
        let stroke = stroke(pen);
        self.push(&format!(r#"<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"{stroke}/>"#));
    }

    pub(super) fn circle(&mut self, at: (f64, f64), radius: f64, fill: &str, pen: Pen<'_>) {
        let [x, y, r] = [at.0, at.1, radius].map(px);
        let stroke = stroke(pen);
        self.push(&format!(r#"<circle cx="{x}" cy="{y}" r="{r}" fill="{fill}"{stroke}/>"#));
    }

    pub(super) fn polyline(&mut self, points: &[(f64, f64)], pen: Pen<'_>) {
        let (points, stroke) = (list(points), stroke(pen));
        self.push(&format!(
            r#"<polyline points="{points}" fill="none" stroke-linejoin="round"{stroke}/>"#
        ));
    }

    pub(super) fn polygon(&mut self, points: &[(f64, f64)], fill: &str, opacity: &str) {
        let points = list(points);
        self.push(&format!(
            r#"<polygon points="{points}" fill="{fill}" fill-opacity="{opacity}"/>"#
        ));
    }

    /// A text that is already cleaned and fits.
    pub(super) fn text(&mut self, at: (f64, f64), style: Type, text: &str) {
        self.cut_text(at, style, &Cut { shown: text.to_owned(), whole: None });
    }

    /// A text with the whole of it as a tooltip where it was cut.
    pub(super) fn cut_text(&mut self, at: (f64, f64), style: Type, text: &Cut) {
        let [x, y, size] = [at.0, at.1, style.size].map(px);
        let mut out = format!(r#"<text x="{x}" y="{y}" font-size="{size}""#);
        match style.anchor {
            Anchor::Start => {}
            Anchor::Middle => out.push_str(r#" text-anchor="middle""#),
            Anchor::End => out.push_str(r#" text-anchor="end""#),
        }
        if style.weight == Weight::Bold {
            out.push_str(r#" font-weight="bold""#);
        }
        if style.italic {
            out.push_str(r#" font-style="italic""#);
        }
        let _ = write!(out, r#" fill="{}">"#, style.colour);
        if let Some(whole) = &text.whole {
            let _ = write!(out, "<title>{}</title>", escape(whole));
        }
        let _ = write!(out, "{}</text>", escape(&text.shown));
        self.push(&out);
    }

    /// What is drawn inside is one mark, which says so under the pointer.
    pub(super) fn mark(&mut self, said: &str, draw: impl FnOnce(&mut Self)) {
        self.push(&format!("<g><title>{}</title>", escape(said)));
        draw(self);
        self.push("</g>");
    }

    /// The whole file: what it shows for those who do not see it, then a white ground, then the
    /// elements.
    pub(super) fn finish(self, size: (f64, f64), title: &str, said: &str) -> String {
        let [w, h] = [size.0, size.1].map(px);
        let (title, said, body) = (escape(title), escape(said), self.body);
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" font-family="{FONTS}">
<title>{title}</title>
<desc>{said}</desc>
<rect width="{w}" height="{h}" fill="#ffffff"/>
{body}</svg>
"##
        )
    }

    fn push(&mut self, element: &str) {
        self.body.push_str(element);
        self.body.push('\n');
    }
}

/// Fonts no wider than the table of widths.
const FONTS: &str = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

fn stroke(pen: Pen<'_>) -> String {
    let mut out = format!(r#" stroke="{}" stroke-width="{}""#, pen.colour, px(pen.width));
    if !pen.dashes.is_empty() {
        let _ = write!(out, r#" stroke-dasharray="{}""#, pen.dashes);
    }
    out
}

fn list(points: &[(f64, f64)]) -> String {
    let pairs: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", px(*x), px(*y))).collect();
    pairs.join(" ")
}

/// A length with at most two decimals, the same on every machine.
fn px(length: f64) -> String {
    let written = format!("{length:.2}");
    let short = written.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_two_decimals_at_most() {
        assert_eq!([1.0, 1.005, -0.001, 12.345_6, 100.0].map(px), ["1", "1", "0", "12.35", "100"]);
    }

    #[test]
    fn markup_is_text() {
        assert_eq!(escape("<a b=\"'&'\">"), "&lt;a b=&quot;&#39;&amp;&#39;&quot;&gt;");
    }
}
