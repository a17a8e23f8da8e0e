//! A sentence cut into tokens, each with the hash of its folded spelling.

use crate::text::span::Span;
use crate::text::token::{Token, Tokens};
use crate::text::word_hash::WordHash;

/// The tokens of a sentence. Kept from sentence to sentence, so that memory is asked for once.
#[derive(Debug, Default)]
pub(crate) struct Words {
    tokens: Vec<Token>,
    hashes: Vec<WordHash>,
    end: usize,
}

impl Words {
    /// Reads a sentence in place of the one before.
    pub(crate) fn read(&mut self, text: &str, sentence: Span) {
        self.tokens.clear();
        self.hashes.clear();
        self.end = sentence.end;
        for token in Tokens::new(text, sentence) {
            self.tokens.push(token);
            self.hashes.push(WordHash::at(text, token.span));
        }
    }

    /// All tokens, in order.
    pub(crate) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Their hashes.
    pub(crate) fn hashes(&self) -> &[WordHash] {
        &self.hashes
    }

    /// Where the sentence ends.
    pub(crate) const fn end(&self) -> usize {
        self.end
    }
}
