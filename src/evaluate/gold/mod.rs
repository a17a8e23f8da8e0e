//! Labelled texts: their forms on paper, and what is wrong with one.

pub mod record;
pub mod sentences;
