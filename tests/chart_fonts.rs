//! Pictures as PNG, and the width table held to the fonts of this machine.
#![cfg(feature = "png")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at what it did not expect"
)]

#[path = "charts/sample.rs"]
#[expect(dead_code, reason = "small pictures are for tests/charts.rs")]
mod sample;

use hedgerow::report::chart::png::{Fonts, PngError};
use hedgerow::report::chart::{dots, dumbbells, forest, trends};
use resvg::usvg::{Group, Node, Options, Rect, TextChunk, Tree};

fn collect(group: &Group, texts: &mut Vec<(String, Rect)>) {
    for node in group.children() {
        match node {
            Node::Group(group) => collect(group, texts),
            Node::Text(text) => {
                let words = text.chunks().iter().map(TextChunk::text).collect();
                texts.push((words, text.abs_bounding_box()));
            }
            _ => {}
        }
    }
}

fn overlap(a: Rect, b: Rect) -> bool {
    // Stacked lines may share the empty space above and below their letters.
    let apart = 3.0;
    a.left() < b.right()
        && b.left() < a.right()
        && a.top() + apart < b.bottom()
        && b.top() + apart < a.bottom()
}

#[test]
fn letters_of_real_fonts_do_not_touch() {
    let mut options = Options::default();
    options.fontdb_mut().load_system_fonts();
    for n in [1, 6, 30] {
        for svg in [
            dots::svg(&sample::wild_groups(n, 4, 3)),
            dumbbells::svg(&sample::wild_groups(n, 4, 3)),
            forest::svg(&sample::wild_terms(n, 3)),
            trends::svg(&sample::wild_trends(n, 24, 3)),
        ] {
            for family in ["Liberation Sans", "DejaVu Sans"] {
                let svg = svg.replace(
                    "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans'",
                    &format!("'{family}'"),
                );
                let tree = Tree::from_str(&svg, &options).unwrap();
                let mut texts = Vec::new();
                collect(tree.root(), &mut texts);
                assert!(texts.len() > 5, "no text: are {family} or other fonts installed?");
                for (at, (words, place)) in texts.iter().enumerate() {
                    assert!(place.right() <= tree.size().width(), "{words} leaves the sheet");
                    for (others, other) in &texts[at + 1..] {
                        assert!(!overlap(*place, *other), "{words} and {others} touch");
                    }
                }
            }
        }
    }
}

#[test]
fn a_picture_becomes_pixels_at_the_scale_asked_for() {
    let svg = dots::svg(&sample::small_groups());
    let size = |png: &[u8]| {
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        (number(16), number(20))
    };
    let fonts = Fonts::of_system().unwrap();
    let (once, twice) = (fonts.png(&svg, 1.0).unwrap(), fonts.png(&svg, 2.0).unwrap());
    assert_eq!(once[..8], *b"\x89PNG\r\n\x1a\n");
    let (wide, high) = size(&once);
    assert!(size(&twice).0.abs_diff(2 * wide) <= 1 && size(&twice).1.abs_diff(2 * high) <= 1);
    assert!(matches!(fonts.png(&svg, 1000.0), Err(PngError::Size { .. })));
}
