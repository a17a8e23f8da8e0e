//! Lexicons: what to look for. The TOML and CSV forms, their checking, and the built-in files.

pub mod axis;
pub mod builtin;
pub mod class;
mod compile;
mod csv_form;
mod digest;
mod draft;
pub mod entry;
mod fields;
pub mod finding;
#[cfg(feature = "foreign")]
pub mod foreign;
pub mod forms;
pub mod guard;
mod loader;
pub mod mistake;
pub mod pattern;
mod prepared;
pub mod profile;
pub mod rated;
mod raw;
pub mod senses;
mod spellings;
mod terms;
pub mod text;
mod tidy;
mod toml_form;
mod written;

pub(crate) use digest::hex16;
pub use loader::{Hidden, Lexicon, LexiconInfo, LexiconLoader};
