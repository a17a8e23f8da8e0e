//! Limits for documents: what a newsroom or a journal allows, and where a text goes beyond it.
//!
//! [`limit`] is the most of some cues, [`ignore`] and [`baseline`] take cues out of the count,
//! [`origin`] says where in the file a word stands, and [`gate`] holds a document to its limits.

pub mod baseline;
pub mod gate;
pub mod ignore;
pub mod limit;
mod measure;
pub mod origin;
