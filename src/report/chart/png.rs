//! A picture as PNG, drawn with the fonts of the machine.
//!
//! SVG is the form to keep: its text can be found, read out and set larger. This is for where
//! only pixels are taken. The bytes depend on the machine's fonts, unlike those of the SVG.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Family, Query};
use resvg::usvg::{Options, Tree};
use std::fmt;
use std::sync::Arc;

/// The families that pictures ask for, first choice first.
const FAMILIES: [&str; 4] = ["Helvetica", "Arial", "Liberation Sans", "DejaVu Sans"];
/// 400 MB of memory.
const MOST_PIXELS: f32 = 1e8;

/// The fonts of this machine, to be looked up once and used for any number of pictures.
#[derive(Debug, Clone)]
pub struct Fonts {
    database: Arc<Database>,
}

/// Why there is no PNG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PngError {
    /// Nothing to write with.
    NoFonts,
    /// The text is no SVG.
    NotSvg(String),
    /// More pixels than memory is given for, or none at all.
    Size {
        /// Pixels from left to right, and from the top down.
        pixels: (u64, u64),
    },
    /// The pixels could not be packed.
    Packing(String),
}

impl Fonts {
    /// Finds the fonts of this machine.
    pub fn of_system() -> Result<Self, PngError> {
        let mut database = Database::new();
        database.load_system_fonts();
        Self::with(database)
    }

    fn with(mut database: Database) -> Result<Self, PngError> {
        let wanted = FAMILIES.map(Family::Name);
        let found = database.query(&Query { families: &wanted, ..Query::default() });
        if found.is_none() {
            // `sans-serif` is the last family that pictures ask for: any upright font is better
            // than sheets without words.
            let upright = database
                .faces()
                .filter(|face| !face.monospaced)
                .chain(database.faces())
                .find_map(|face| face.families.first().map(|(name, _)| name.clone()));
            database.set_sans_serif_family(upright.ok_or(PngError::NoFonts)?);
        }
        Ok(Self { database: Arc::new(database) })
    }

    /// Draws the picture with so many pixels for each of its units; 2 is fit for print.
    pub fn png(&self, svg: &str, scale: f32) -> Result<Vec<u8>, PngError> {
        let options = Options { fontdb: Arc::clone(&self.database), ..Options::default() };
        let tree =
            Tree::from_str(svg, &options).map_err(|error| PngError::NotSvg(error.to_string()))?;
        let size = (tree.size().width() * scale, tree.size().height() * scale);
        let mut pixels = pixels(size)?;
        let transform = Transform::from_scale(scale, scale);
        resvg::render(&tree, transform, &mut pixels.as_mut());
        pixels.encode_png().map_err(|error| PngError::Packing(error.to_string()))
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float becomes the nearest whole number there is"
)]
fn pixels((width, height): (f32, f32)) -> Result<Pixmap, PngError> {
    let refused = PngError::Size { pixels: (width.ceil() as u64, height.ceil() as u64) };
    let area = width * height;
    if area.is_nan() || area > MOST_PIXELS {
        return Err(refused);
    }
    Pixmap::new(width.ceil() as u32, height.ceil() as u32).ok_or(refused)
}

impl fmt::Display for PngError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFonts => f.write_str(
                "a PNG needs a font to write with and this machine has none: install one (such as \
                 fonts-dejavu), or take the SVG, which needs none",
            ),
            Self::NotSvg(why) => write!(f, "the picture is no SVG: {why}"),
            Self::Size { pixels: (width, height) } => write!(
                f,
                "a PNG of {width} × {height} pixels cannot be drawn: choose another scale, or take \
                 the SVG"
            ),
            Self::Packing(why) => write!(f, "the PNG could not be packed: {why}"),
        }
    }
}

impl std::error::Error for PngError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_without_fonts_is_told_so() {
        let error = Fonts::with(Database::new()).expect_err("no fonts");
        assert_eq!(error, PngError::NoFonts);
        assert!(error.to_string().contains("install one"));
    }

    #[test]
    fn sizes_that_cannot_be_drawn_are_refused() {
        for size in [(0.0, 9.0), (-5.0, 9.0), (1e6, 1e6), (f32::NAN, 9.0), (f32::INFINITY, 9.0)] {
            assert!(matches!(pixels(size), Err(PngError::Size { .. })), "{size:?}");
        }
        assert_eq!(pixels((9.5, 8.0)).map(|map| (map.width(), map.height())), Ok((10, 8)));
    }

    #[test]
    fn what_is_no_svg_is_refused() {
        let fonts = Fonts { database: Arc::new(Database::new()) };
        assert!(matches!(fonts.png("<p>", 1.0), Err(PngError::NotSvg(_))));
    }
}
