//! The neighbourhood of a match: the tokens of its clause, and the tests of guards on them.

use std::borrow::Cow;

use crate::cue::sentence::{Role, Words};
use crate::cue::sieve::Sieve;
use crate::lexicon::class::Class;
use crate::lexicon::guard::{GuardItem, Phrase, PhraseWord, Test, WordList};
use crate::text::fold::{fold, is_hyphen};
use crate::text::span::Span;
use crate::text::token::{Token, TokenKind};
use crate::text::word_hash::WordHash;

/// How far a negation reaches, in words.
const NEGATION_REACH: usize = 3;

/// The sides of a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Before,
    Behind,
}

/// A match among the tokens of its sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'t> {
    pub(crate) text: &'t str,
    /// All words of the sentence.
    pub(crate) words: &'t Words,
    /// The first token of the match.
    pub(crate) first: usize,
    /// One past its last token.
    pub(crate) behind: usize,
}

impl<'t> Context<'t> {
    /// The neighbourhood of a quotation. A comma or colon that ties it to a verb of saying ends no
    /// clause: *said: “no”*, *“no”, said*.
    pub(crate) fn around_quotation(text: &'t str, words: &'t Words, quote: Span) -> Self {
        let tokens = words.tokens();
        let mut first = tokens.partition_point(|token| token.span.start < quote.start);
        let mut behind = tokens.partition_point(|token| token.span.start < quote.end);
        let ties = |at: Option<usize>| {
            at.and_then(|at| tokens.get(at)).is_some_and(|t| matches!(t.span.of(text), "," | ":"))
        };
        let opens = |at: Option<usize>| {
            at.and_then(|at| tokens.get(at))
                .is_some_and(|t| matches!(t.span.of(text), "[" | "(" | "—" | "–"))
        };
        if ties(first.checked_sub(1)) || opens(first.checked_sub(1)) {
            first -= 1;
        }
        if ties(Some(behind)) {
            behind += 1;
        }
        Self { text, words, first, behind }
    }

    /// Whether a guard item holds on a side of the match.
    pub(crate) fn holds(&self, item: &GuardItem, side: Side) -> bool {
        let within = usize::from(item.within);
        match &item.test {
            Test::Class(Class::Start) => side == Side::Before && self.at_edge(side, within),
            Test::Class(Class::End) => side == Side::Behind && self.at_edge(side, within),
            Test::Class(class @ (Class::Punct | Class::Comma)) => {
                self.side(side).take(within).any(|at| self.is_mark(at, *class))
            }
            Test::Class(class) => {
                self.clause(side).take(within).any(|at| self.in_class(at, *class))
            }
            Test::Suffix(suffix) => {
                self.clause(side).take(within).any(|at| self.has_suffix(at, suffix))
            }
            Test::Words(list) => {
                self.clause(side).take(within).any(|at| self.in_list(at, list, side))
            }
        }
    }

    /// Whether one of the three words before the match in its clause negates it.
    pub(crate) fn negated(&self) -> bool {
        self.clause(Side::Before)
            .filter(|at| self.token(*at).is_some_and(|token| token.kind != TokenKind::Clitic))
            .take(NEGATION_REACH)
            .any(|at| self.in_class(at, Class::Neg))
    }

    /// Whether an item that a sieve stands before may hold.
    pub(crate) fn passes(&self, sieve: &Sieve, side: Side) -> bool {
        let hashes = self.words.hashes();
        let may_hold = |at: usize| hashes.get(at).is_some_and(|hash| sieve.may_hold(*hash));
        sieve.within > 0 && self.clause(side).take(sieve.within).any(may_hold)
    }

    /// Positions of the tokens on a side, nearest first, quotation marks passed over.
    fn side(&self, side: Side) -> Neighbours<'t> {
        let roles = self.words.roles();
        match side {
            Side::Before => Neighbours { roles, next: self.first, side },
            Side::Behind => Neighbours { roles, next: self.behind, side },
        }
    }

    /// As [`Self::side`], up to the end of the clause.
    fn clause(&self, side: Side) -> impl Iterator<Item = usize> + use<'t> {
        let words = self.words;
        self.side(side).take_while(move |at| words.roles().get(*at) != Some(&Role::End))
    }

    /// Whether fewer than `within` words lie between the match and the edge of the sentence. Looks no
    /// farther than that: a sentence may be megabytes long.
    fn at_edge(&self, side: Side, within: usize) -> bool {
        let words = self.side(side).filter(|at| self.token(*at).is_some_and(Token::is_word));
        words.take(within).count() < within
    }

    fn token(&self, at: usize) -> Option<Token> {
        self.words.tokens().get(at).copied()
    }

    /// The folded token, or `""` outside of the sentence.
    fn word(&self, at: usize) -> Cow<'t, str> {
        let word = self.token(at).map_or("", |token| token.span.of(self.text));
        let folded =
            |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'\'';
        if word.bytes().all(folded) { Cow::Borrowed(word) } else { Cow::Owned(fold(word)) }
    }

    fn hash(&self, at: usize) -> Option<WordHash> {
        self.words.hashes().get(at).copied()
    }

    /// Whether the token, folded, ends so and is longer than that.
    fn has_suffix(&self, at: usize, suffix: &str) -> bool {
        self.ends_with(at, suffix).is_some_and(|longer| longer)
    }

    /// Whether the token, folded, ends so; if it does, whether it is longer than that.
    fn ends_with(&self, at: usize, suffix: &str) -> Option<bool> {
        let written = self.token(at).map_or("", |token| token.span.of(self.text)).as_bytes();
        // Folding is for those few that may have it.
        let may = match (written.last(), suffix.as_bytes().last()) {
            (Some(last), Some(wanted)) if last.is_ascii() => last.to_ascii_lowercase() == *wanted,
            _ => true,
        };
        let word = may.then(|| self.word(at))?;
        word.ends_with(suffix).then(|| word.len() > suffix.len())
    }

    fn mark(&self, at: usize) -> Option<char> {
        let token = self.token(at).filter(|token| token.kind == TokenKind::Mark)?;
        token.span.of(self.text).chars().next()
    }

    fn is_mark(&self, at: usize, class: Class) -> bool {
        self.mark(at).is_some_and(|mark| match class {
            Class::Comma => mark == ',',
            _ => mark == '.' || self.words.roles().get(at) == Some(&Role::End),
        })
    }

    fn in_class(&self, at: usize, class: Class) -> bool {
        let Some(token) = self.token(at) else { return false };
        match class {
            Class::Num if token.kind == TokenKind::Number => return true,
            Class::Money if self.mark(at).is_some_and(is_currency) => return true,
            Class::Cap => return self.is_capital(at, token),
            Class::Poss if token.kind == TokenKind::Clitic => {
                return self.word(at) == "'s";
            }
            _ => {}
        }
        let of_form = match class {
            Class::Neg => self.ends_with(at, "n't").is_some(),
            Class::Num => self.begins_with_number(at, token),
            // What *-ed* words are of the class, and which others, the class knows itself.
            Class::Part => return Class::is_participle(&self.word(at)),
            _ => false,
        };
        of_form || self.in_list(at, class.list(), Side::Before)
    }

    /// Whether the first part of a hyphenated word is a number word: *two-thirds*.
    fn begins_with_number(&self, at: usize, token: Token) -> bool {
        let hyphenated = token.span.of(self.text).contains(is_hyphen);
        hyphenated
            && self.word(at).split_once('-').is_some_and(|(part, _)| Class::Num.list().has(part))
    }

    /// A word with a capital that its place does not explain: not the sentence's first, not *I*.
    fn is_capital(&self, at: usize, token: Token) -> bool {
        let word = token.span.of(self.text);
        token.kind == TokenKind::Word
            && word.chars().next().is_some_and(char::is_uppercase)
            && word != "I"
            && self.words.tokens().iter().take(at).any(|token| token.is_word())
    }

    fn in_list(&self, at: usize, list: &WordList, side: Side) -> bool {
        let Some(hash) = self.hash(at) else { return false };
        list.has_word(hash, |word| self.word(at) == word)
            || list.phrases().iter().any(|phrase| {
                let nearest = if side == Side::Before { phrase.last } else { phrase.first };
                nearest.is_none_or(|nearest| nearest == hash) && self.has_phrase(at, phrase, side)
            })
    }

    /// Whether a phrase begins at a token behind the match, or ends at one before it.
    fn has_phrase(&self, at: usize, phrase: &Phrase, side: Side) -> bool {
        let near = Context { first: at + 1, behind: at, ..*self };
        let mut places = near.side(side);
        let mut next_is =
            |part: &PhraseWord| places.next().is_some_and(|at| self.is_part(at, part));
        match side {
            Side::Behind => phrase.parts.iter().all(&mut next_is),
            Side::Before => phrase.parts.iter().rev().all(&mut next_is),
        }
    }

    fn is_part(&self, at: usize, part: &PhraseWord) -> bool {
        match part {
            PhraseWord::Word(word) => self.word(at) == *word,
            PhraseWord::Class(class @ (Class::Punct | Class::Comma)) => self.is_mark(at, *class),
            PhraseWord::Class(class) => self.in_class(at, *class),
        }
    }
}

/// The tokens on one side of a place, nearest first.
struct Neighbours<'t> {
    roles: &'t [Role],
    /// Before a place one more than the position of the next one, behind it that position.
    next: usize,
    side: Side,
}

impl Iterator for Neighbours<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        loop {
            let at = match self.side {
                Side::Before => self.next.checked_sub(1)?,
                Side::Behind => self.next,
            };
            let role = self.roles.get(at)?;
            self.next = if self.side == Side::Before { at } else { at + 1 };
            if *role != Role::Quote {
                return Some(at);
            }
        }
    }
}

fn is_currency(mark: char) -> bool {
    matches!(mark, '$' | '£' | '€' | '¥' | '₹' | '₽' | '₩' | '¢')
}
