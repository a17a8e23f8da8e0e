//! Tables: their columns, their rows, and the formats they are written in. The one home of column
//! names.

pub mod cell;
pub mod column;
pub mod comparison;
mod counts;
pub mod digits;
pub mod document;
pub mod earlier;
pub mod error;
pub mod fingerprint;
pub mod format;
pub mod hit;
pub mod judged;
pub mod profile;
pub mod rows;
pub mod sentence;
pub mod source;
pub mod spreadsheet;
pub mod table;
pub mod term;
pub mod verify;
pub mod write;
