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
        let mut tokens = Tokens::new(text, sentence);
        loop {
            let (token, hash) = if let Some((token, chunk)) = tokens.next_plain() {
                (token, WordHash::of_chunk(chunk))
            } else if let Some(token) = tokens.next() {
                (token, WordHash::at(text, token.span))
            } else {
                break;
            };
            self.tokens.push(token);
            self.hashes.push(hash);
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
