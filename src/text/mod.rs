//! What a text is made of: sections, sentences, voices, tokens, and the folding that makes
//! spellings equal. The ground floor: it names no other part.

mod abbreviation;
mod boundary;
mod chunk;
pub mod comment;
mod enumerator;
pub mod fold;
mod layout;
mod letter;
mod marks;
mod quote_mark;
pub mod section;
mod sentence;
pub mod span;
pub mod speaker;
mod stop;
pub mod structure;
pub mod token;
pub mod voice;
pub mod voices;
pub mod word_hash;
mod words;
