//! How wide a line of text is at most, without a font at hand.
//!
//! The reader's machine picks the font, so the table holds for every printable ASCII character
//! the widest of the common sans fonts (Arial, Helvetica, Liberation Sans, `DejaVu` Sans): a text
//! is never wider than measured here, and labels laid out by this measure do not collide.

use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

/// How heavy the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// As in running text.
    Regular,
    /// As in a headline.
    Bold,
}

/// The most pixels that the text takes at this font size.
///
/// # Example
///
/// ```
/// use hedgerow::report::chart::width::{Weight, width};
///
/// assert_eq!(width("ab", 10.0, Weight::Regular), 12.48);
/// assert!(width("山", 10.0, Weight::Regular) >= 10.0);
/// ```
#[must_use]
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let thousandths: u32 = text.nfd().map(|c| advance(c, weight)).sum();
    f64::from(thousandths) * size / 1000.0
}

/// Thousandths of the font size.
fn advance(c: char, weight: Weight) -> u32 {
    let table = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };
    let place = u32::from(c).checked_sub(0x20).and_then(|at| usize::try_from(at).ok());
    if let Some(known) = place.and_then(|at| table.get(at)) {
        return u32::from(*known);
    }
    let regular = match c {
        '\u{b7}' | '\u{2018}' | '\u{2019}' => 320,
        '\u{2013}' | '\u{201c}' | '\u{201d}' => 520,
        '\u{2212}' | '\u{d7}' => 838,
        '\u{2026}' | '\u{2014}' | '\u{2190}' | '\u{2192}' => 1000,
        '\u{fdfd}' => 12_000,
        '\u{fb50}'..='\u{fdff}' | '\u{2e3a}'..='\u{2e3b}' => 3000,
        _ => match c.width() {
            None | Some(0) => 0,
            Some(1) if c < '\u{1c4}' => 1100,
            Some(1) if c < '\u{1000}' => 1250,
            Some(1) => 1800,
            Some(_) => 1300,
        },
    };
    if weight == Weight::Bold { regular * 115 / 100 } else { regular }
}

/// From blank to `~`.
const REGULAR: [u16; 95] = [
    318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361, 318, 337, //
    637, 637, 637, 637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 557, //
    1016, 685, 687, 723, 771, 667, 611, 778, 752, 295, 500, 667, 558, 863, 749, 788, //
    667, 788, 723, 667, 611, 732, 685, 989, 686, 667, 686, 391, 337, 391, 838, 557, //
    500, 613, 635, 550, 635, 616, 353, 635, 634, 278, 278, 580, 278, 975, 634, 612, //
    635, 635, 412, 521, 393, 634, 592, 818, 592, 592, 525, 637, 337, 637, 838,
];

const BOLD: [u16; 95] = [
    349, 457, 521, 838, 696, 1002, 873, 307, 458, 458, 523, 838, 380, 416, 380, 366, //
    696, 696, 696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 611, //
    1000, 774, 763, 734, 831, 684, 684, 821, 837, 373, 557, 775, 638, 996, 837, 851, //
    733, 851, 771, 721, 683, 813, 774, 1104, 771, 725, 726, 458, 366, 458, 838, 557, //
    500, 675, 716, 593, 716, 679, 436, 716, 712, 343, 343, 666, 343, 1042, 712, 688, //
    716, 716, 494, 596, 479, 712, 652, 924, 646, 652, 583, 712, 366, 712, 838,
];
