//! What a text is made of: sections, sentences, voices, tokens, and the folding that makes
//! spellings equal. The ground floor: it names no other part.

pub mod fold;
mod layout;
pub mod section;
mod sentence;
pub mod span;
pub mod speaker;
pub mod structure;
pub mod token;
pub mod voice;
pub mod voices;
