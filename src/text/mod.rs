//! What a text is made of: sections, sentences, voices, tokens, and the folding that makes
//! spellings equal. The ground floor: it names no other part.

pub mod fold;
pub mod span;
pub mod token;
pub mod voices;
