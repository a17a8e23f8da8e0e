//! Scores of sentences, sums of documents, and the intervals around them.

pub mod interval;
pub mod sentence;
pub mod summary;
