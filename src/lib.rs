//! hedgerow finds hedging and loaded wording in English text and scores every sentence so that
//! each number can be explained.

pub mod lexicon;
pub mod text;
