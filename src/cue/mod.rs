//! From text to cues: the matcher, the guards that judge what it finds, and the
//! examples that hold a lexicon to its word.

mod clause;
pub mod examples;
pub mod finder;
mod heads;
mod judge;
mod matcher;
mod numbers;
mod place;
mod prepared;
pub mod quality;
mod rules;
pub mod selector;
mod sentence;
mod sieve;
mod spellings;
pub mod verdict;
mod word_set;
