//! Reads a picture back: is it well-formed XML, and does any text touch another, a mark or the edge?

use hedgerow::report::chart::width::{Weight, width};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// What a text or mark covers.
#[derive(Debug, Clone)]
pub(crate) struct Covered {
    pub(crate) what: String,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// A picture read back.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) size: (f64, f64),
    pub(crate) texts: Vec<Covered>,
    pub(crate) marks: Vec<Covered>,
    /// `<title>` and `<desc>`, outermost first.
    pub(crate) said: Vec<String>,
}

impl Covered {
    fn touches(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

type Attributes = HashMap<String, String>;

impl Sheet {
    /// Reads the picture; what is no XML or holds no number where one belongs fails the test.
    pub(crate) fn read(svg: &str) -> Self {
        assert!(svg.chars().all(is_xml), "a character that XML does not hold");
        let mut reader = Reader::from_str(svg);
        let mut sheet = Self::default();
        let mut open: Vec<(String, Attributes, String)> = Vec::new();
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Start(tag) => {
                    open.push((name(&tag), attributes(&tag), String::new()));
                    sheet.start(&tag);
                }
                Event::Empty(tag) => sheet.mark(&name(&tag), &attributes(&tag)),
                Event::Text(text) => {
                    if let Some((_, _, held)) = open.last_mut() {
                        held.push_str(&text);
                    }
                }
                Event::GeneralRef(entity) => {
                    let (_, _, held) = open.last_mut().unwrap();
                    held.push(character(&entity));
                }
                Event::End(_) => {
                    let (name, attributes, held) = open.pop().unwrap();
                    sheet.end(&name, &attributes, held);
                }
                Event::Eof => break,
                other => panic!("unexpected {other:?}"),
            }
        }
        assert!(open.is_empty(), "left open: {open:?}");
        sheet
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        if name(tag) == "svg" {
            let attributes = attributes(tag);
            assert_eq!(attributes["role"], "img");
            let view: Vec<f64> =
                attributes["viewBox"].split(' ').map(|n| n.parse().unwrap()).collect();
            assert_eq!(view[..2], [0.0, 0.0]);
            self.size = (view[2], view[3]);
        }
    }

    fn end(&mut self, name: &str, attributes: &Attributes, held: String) {
        match name {
            "text" => self.texts.push(text(attributes, held)),
            "title" | "desc" => self.said.push(held),
            _ => {}
        }
    }

    fn mark(&mut self, name: &str, attributes: &Attributes) {
        let number = |key: &str| -> f64 {
            let number: f64 = attributes[key].parse().expect(key);
            assert!(number.is_finite(), "{key} of {name}: {number}");
            number
        };
        if name == "circle" {
            let (x, y, r) = (number("cx"), number("cy"), number("r"));
            let what = format!("circle at {x}, {y}");
            let (left, right, top, bottom) = (x - r, x + r, y - r, y + r);
            self.marks.push(Covered { what, left, right, top, bottom });
        }
        if name == "line" {
            for key in ["x1", "x2"] {
                assert!((0.0..=self.size.0).contains(&number(key)), "{key} is off the sheet");
            }
            for key in ["y1", "y2"] {
                assert!((0.0..=self.size.1).contains(&number(key)), "{key} is off the sheet");
            }
        }
    }

    /// Fails where a text touches another text or a circle, or anything leaves the sheet.
    pub(crate) fn assert_tidy(&self) {
        for (at, text) in self.texts.iter().enumerate() {
            for other in self.texts[at + 1..].iter().chain(&self.marks) {
                assert!(!text.touches(other), "touch:\n{text:?}\n{other:?}");
            }
        }
        for thing in self.texts.iter().chain(&self.marks) {
            let inside = thing.left >= 0.0
                && thing.top >= 0.0
                && thing.right <= self.size.0
                && thing.bottom <= self.size.1;
            assert!(inside, "off the sheet of {:?}: {thing:?}", self.size);
        }
    }

    /// The texts from the first painted to the last.
    pub(crate) fn words(&self) -> Vec<&str> {
        self.texts.iter().map(|text| text.what.as_str()).collect()
    }
}

fn name(tag: &BytesStart<'_>) -> String {
    tag.name().as_ref().to_owned()
}

fn attributes(tag: &BytesStart<'_>) -> Attributes {
    let pair = |attribute: quick_xml::events::attributes::Attribute<'_>| {
        (attribute.key.as_ref().to_owned(), attribute.value.into_owned())
    };
    tag.attributes().map(|attribute| pair(attribute.expect("an attribute"))).collect()
}

fn character(entity: &str) -> char {
    match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "#39" => '\'',
        other => panic!("unexpected entity {other}"),
    }
}

fn is_xml(c: char) -> bool {
    matches!(c, '\n' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

fn text(attributes: &Attributes, what: String) -> Covered {
    let number = |key: &str| -> f64 { attributes[key].parse().expect(key) };
    let (x, y, size) = (number("x"), number("y"), number("font-size"));
    let bold = attributes.get("font-weight").is_some_and(|weight| weight == "bold");
    let weight = if bold { Weight::Bold } else { Weight::Regular };
    let wide = width(&what, size, weight);
    let left = match attributes.get("text-anchor").map(String::as_str) {
        Some("end") => x - wide,
        Some("middle") => x - wide / 2.0,
        _ => x,
    };
    let (top, bottom) = (y - 0.78 * size, y + 0.22 * size);
    Covered { what, left, right: left + wide, top, bottom }
}
