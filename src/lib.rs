//! hedgerow finds hedging and loaded wording in English text and scores every sentence so that
//! each number can be explained.
//!
//! Data flows one way: [`input`] makes documents of bytes, [`text`] finds sections, sentences and
//! voices, [`lexicon`] says what to look for, [`cue`] finds and judges it, [`score`] adds it up,
//! and [`analyzer`] does all of that for one text. [`pipeline`] does it for many on several
//! threads, [`output`] writes the tables, [`compare`] holds groups of documents side by side,
//! [`evaluate`] compares with what people have labelled. [`stats`] is the arithmetic of both.
//! `batch` does the same with record batches of Arrow in memory, for other languages and engines.
//! [`limits`] holds a document to what is allowed, [`revision`] two versions of one side by side;
//! [`settings`] are what a folder of texts is scored and checked by.

pub mod analyzer;
#[cfg(feature = "arrow")]
pub mod batch;
#[cfg(feature = "cli")]
pub mod cli;
pub mod compare;
pub mod cue;
pub mod evaluate;
pub mod input;
pub mod lexicon;
pub mod limits;
pub mod output;
pub mod pipeline;
#[cfg(feature = "cli")]
pub mod report;
pub mod revision;
pub mod score;
pub mod settings;
pub mod stats;
pub mod text;
