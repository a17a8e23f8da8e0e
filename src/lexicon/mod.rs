//! Lexicons: what to look for. The TOML and CSV forms, their checking, and the built-in files.

pub mod axis;
pub mod builtin;
pub mod class;
mod compile;
mod csv_form;
pub mod entry;
#[cfg(feature = "foreign")]
pub mod foreign;
pub mod forms;
pub mod guard;
mod loader;
pub mod mistake;
pub mod pattern;
pub mod profile;
pub mod rated;
mod raw;
mod toml_form;

pub(crate) use loader::hex16;
pub use loader::{Lexicon, LexiconInfo, LexiconLoader};
