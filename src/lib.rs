//! hedgerow finds hedging and loaded wording in English text and scores every sentence so that
//! each number can be explained.

pub mod analyzer;
pub mod cue;
pub mod lexicon;
pub mod score;
pub mod text;
