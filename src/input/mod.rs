//! From what the user named — paths, folders, standard input, lists, tables — to [`Document`]s.
//!
//! The only home of reading texts. [`Source::open`] checks what was named and learns the columns
//! of the tables; iterating over the [`Source`] gives an [`Item`] for every document found, in a
//! fixed order and without reading its text; [`Item::load`] reads and decodes one, on any thread.
//! A document that cannot be read is an [`InputError`] with a stable [`Code`], and the run goes
//! on; a mistake that concerns the whole input is a [`SourceError`], and nothing is read.

pub mod decode;
pub mod document;
pub mod error;
pub mod item;
pub mod kind;
pub mod list;
pub mod options;
pub mod source;

mod columns;
mod content;
mod cut;
mod delimited;
mod evidence;
#[cfg(feature = "formats")]
mod formats;
#[cfg(not(feature = "formats"))]
#[path = "no_formats.rs"]
mod formats;
mod found;
mod jsonl;
mod members;
mod name;
pub(crate) mod object;
#[cfg(feature = "parquet")]
pub(crate) mod parquet;
#[cfg(not(feature = "parquet"))]
#[path = "no_parquet.rs"]
pub(crate) mod parquet;
mod read;
#[cfg(feature = "arrow")]
pub(crate) mod records;
mod row;
mod sniff;
mod stream;
mod table;
#[cfg(feature = "cli")]
mod walk;
#[cfg(not(feature = "cli"))]
#[path = "no_walk.rs"]
mod walk;

pub use document::{Document, Identity, LateKeys};
pub use error::{Code, InputError, SourceError};
pub use item::Item;
pub use kind::Kind;
pub use options::{HtmlMode, Request, SourceOptions};
pub use source::Source;

#[cfg(test)]
mod tests;
