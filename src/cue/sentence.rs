//! A sentence cut into tokens, each with the hash of its folded spelling and what it is to its clause.

use crate::text::span::Span;
use crate::text::token::{Token, TokenKind, Tokens};
use crate::text::word_hash::WordHash;

/// What a token is to the clause it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A word, or a mark inside the clause.
    Part,
    /// A quotation mark, which is passed over.
    Quote,
    /// A mark that ends the clause.
    End,
}

impl Role {
    fn of(text: &str, token: Token) -> Self {
        match token.kind {
            TokenKind::Word | TokenKind::Number | TokenKind::Clitic => Self::Part,
            TokenKind::Quote => Self::Quote,
            TokenKind::Mark => {
                let mark = token.span.of(text).chars().next();
                if mark.is_some_and(ends_clause) { Self::End } else { Self::Part }
            }
        }
    }
}

/// A comma, semicolon, colon, dash, bracket or final mark. A full stop is none: inside a sentence it
/// stands behind an abbreviation.
const fn ends_clause(mark: char) -> bool {
    matches!(
        mark,
        ',' | ';' | ':' | '–' | '—' | '―' | '-' | '(' | ')' | '[' | ']' | '!' | '?' | '…'
    )
}

/// The tokens of a sentence. Kept from sentence to sentence, so that memory is asked for once.
#[derive(Debug)]
pub(crate) struct Words {
    tokens: Vec<Token>,
    hashes: Vec<WordHash>,
    roles: Vec<Role>,
    end: usize,
}

/// Tokens that most sentences have at most.
const MOST: usize = 64;

impl Default for Words {
    fn default() -> Self {
        let (tokens, hashes) = (Vec::with_capacity(MOST), Vec::with_capacity(MOST));
        Self { tokens, hashes, roles: Vec::with_capacity(MOST), end: 0 }
    }
}

impl Words {
    /// Reads a sentence in place of the one before.
    pub(crate) fn read(&mut self, text: &str, sentence: Span) {
        self.tokens.clear();
        self.hashes.clear();
        self.roles.clear();
        self.end = sentence.end;
        let mut tokens = Tokens::new(text, sentence);
        while let Some((token, hash)) = tokens.next_hashed() {
            self.tokens.push(token);
            self.hashes.push(hash);
            self.roles.push(Role::of(text, token));
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

    /// Their roles.
    pub(crate) fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// Where the sentence ends.
    pub(crate) const fn end(&self) -> usize {
        self.end
    }
}
