//! Pictures of a comparison as SVG: text stays text, nothing is loaded, no script runs.
//!
//! Each picture is a pure function from plain numbers to the bytes of a file: [`dots`] and
//! [`dumbbells`] show [groups](groups::GroupChart), [`forest`] shows
//! [terms](forest::TermChart), [`trends`] shows [lines over time](trends::TrendChart).
//!
//! What holds for all of them:
//!
//! - They can be read in black and white: shape, filling, dashes and italics say what colour says.
//! - Names are data. Markup in them is shown, control and direction characters are made visible,
//!   and a name that is too long is cut with `…` and whole under the pointer.
//! - No two texts touch and none leaves the sheet, for any number of groups and any values, as
//!   long as the reader's font is no wider than [`width`] assumes.
//! - What is missing is called so, and never drawn as zero.
//! - The sheet says in words (`<title>`, `<desc>`) what is seen on it.

#![expect(
    clippy::cast_precision_loss,
    reason = "counts of rows, panels and periods become pixels; no picture has 2^52 of them"
)]

mod canvas;
pub mod dots;
pub mod dumbbells;
pub mod estimate;
pub mod forest;
pub mod groups;
mod label;
mod matrix;
mod page;
#[cfg(feature = "png")]
pub mod png;
mod scale;
mod spread;
mod strand;
pub mod trends;
pub mod width;
