//! Scores of sentences and sums of documents.

pub mod sentence;
pub mod summary;
