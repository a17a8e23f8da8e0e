//! Colours of the terminal. The stream decides whether they are shown.

use anstyle::{AnsiColor, Style};

use crate::lexicon::axis::Axis;

/// Headings.
pub const BOLD: Style = Style::new().bold();
/// What matters less.
pub const DIM: Style = Style::new().dimmed();

/// The style of an axis' cues: a colour, and underlined so that it shows without colour too.
#[must_use]
pub const fn axis(axis: Axis) -> Style {
    colour(axis).underline()
}

/// The sign that stands under an axis' cues.
#[must_use]
pub const fn sign(axis: Axis) -> char {
    match axis {
        Axis::Hedge => '-',
        Axis::Weasel => '~',
        Axis::Certainty => '^',
        Axis::Loaded => '=',
    }
}

/// The colour of an axis alone, where [`sign`] says the same without it.
#[must_use]
pub const fn colour(axis: Axis) -> Style {
    let color = match axis {
        Axis::Hedge => AnsiColor::Cyan,
        Axis::Weasel => AnsiColor::Yellow,
        Axis::Certainty => AnsiColor::Magenta,
        Axis::Loaded => AnsiColor::Red,
    };
    Style::new().fg_color(Some(anstyle::Color::Ansi(color)))
}
