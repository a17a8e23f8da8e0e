//! Labelled texts: their forms on paper, and what is wrong with one.

mod delimited;
pub mod labelled;
pub mod record;
pub mod sentences;
