//! What is said: a clause or a quotation beside a verb of saying or thinking.

use crate::text::speaker::frame::{Frame, Word};
use crate::text::speaker::lead::Lead;
use crate::text::speaker::words::Class;
use crate::text::token::TokenKind;

/// How far a complement is looked at, in words.
const NEAR: usize = 12;

/// Whether a clause or a quotation is what the verb says, before or behind it.
pub(super) fn has_complement(frame: &Frame<'_>, verb: usize, lead: &Lead) -> bool {
    let word = frame.at(verb);
    let mut at = behind_occasions(frame, verb + 1);
    if word.is(Class::Tells) {
        at = behind_object(frame, at);
    }
    let next = frame.at(at);
    if next.is_end() || next.is_mark(&['.', ',', ';', '!', '—', '–', ')', '?']) {
        return closes_clause(frame, verb, lead)
            || next.is_mark(&[',']) && frame.at(at + 1).kind == TokenKind::Quote;
    }
    if next.kind == TokenKind::Quote || next.is_mark(&[':']) {
        return true;
    }
    if next.is_word("that") {
        return !frame.at(at + 1).is_end() && frame.at(at + 1).kind == TokenKind::Word;
    }
    if next.is_word("to") {
        // *wrote to the board that*
        let that = (at + 1..at + 8)
            .take_while(|at| frame.at(*at).kind == TokenKind::Word)
            .any(|at| frame.at(at).is_word("that"));
        return word.is(Class::ClaimsTo) || that && word.is(Class::Say);
    }
    if next.is_word("no") {
        return has_finite(frame, at);
    }
    if word.is(Class::Thinking) && next.is(Class::Determiner) {
        let to = (at + 2..at + 7)
            .take_while(|at| frame.at(*at).kind == TokenKind::Word)
            .any(|at| frame.at(at).is_word("to"));
        return to || has_finite(frame, at);
    }
    if next.is(Class::Determiner) && frame.at(at + 1).is(Class::EmptyObject) {
        return has_finite(frame, at);
    }
    let inverted = frame.before(lead.subject).kind != TokenKind::Word && lead.subject == verb;
    if inverted && (next.capital || next.is(Class::Determiner)) {
        return true;
    }
    if next.any(&[
        Class::Preposition,
        Class::Boundary,
        Class::Finite,
        Class::Auxiliary,
        Class::Negation,
    ]) {
        return false;
    }
    if next.is(Class::EmptyObject) || next.any(&[Class::Adverb]) {
        return has_finite(frame, at + 1) && next.is_word("it");
    }
    let opens = next.capital || next.any(&[Class::Determiner, Class::People]);
    is_plain_saying(&word)
        || (opens || may_speak(&frame.before(lead.subject))) && has_finite(frame, at)
}

/// Whether a word may end the subject of a verb of saying: *a signal reported twice* has none.
fn may_speak(subject: &Word<'_>) -> bool {
    subject.capital
        || subject.kind != TokenKind::Word
        || subject.any(&[
            Class::Person,
            Class::People,
            Class::Body,
            Class::Evidence,
            Class::Determiner,
            Class::Relative,
        ])
        || ["he", "she", "they", "it", "and"].iter().any(|word| subject.is_word(word))
}

/// The forms of *say*, whose object is a clause even where its verb is not known.
fn is_plain_saying(word: &Word<'_>) -> bool {
    matches!(word.text, "say" | "says" | "said" | "saying" | "Say" | "Says" | "Said")
}

/// Whether a finite verb follows before the next mark.
pub(super) fn has_finite(frame: &Frame<'_>, from: usize) -> bool {
    (from..from + NEAR)
        .map(|at| frame.at(at))
        .take_while(|word| {
            matches!(word.kind, TokenKind::Word | TokenKind::Number | TokenKind::Clitic)
        })
        .skip(1)
        .any(|word| {
            let past = word.text.ends_with("ed") && word.text.len() > 4;
            let clitic = word.kind == TokenKind::Clitic && !word.text.ends_with('s');
            word.is(Class::Finite) || past && !word.capital || clitic
        })
}

/// *…, Quill said.* and *…, as the report says*: the clause stands before.
fn closes_clause(frame: &Frame<'_>, verb: usize, lead: &Lead) -> bool {
    if !frame.at(verb).any(&[Class::Say]) && !frame.at(verb).any(&[Class::Thinking]) {
        return false;
    }
    let from = lead.subject.saturating_sub(NEAR);
    (from..lead.subject).rev().any(|at| {
        let word = frame.at(at);
        let comma =
            word.is_mark(&[',', '—', '–']) || word.kind == TokenKind::Quote || word.is_word("as");
        comma && at > 0
    })
}

/// Behind *on Tuesday*, *in a statement*, *yesterday*.
fn behind_occasions(frame: &Frame<'_>, mut at: usize) -> usize {
    for _ in 0..3 {
        let word = frame.at(at);
        if word.any(&[Class::Time, Class::Adverb]) && !word.is_word("may") {
            at += 1;
        } else if word.is(Class::Preposition) && !word.is_word("about") && !word.is_word("of") {
            let found = (at + 1..at + 6)
                .take_while(|at| frame.at(*at).kind == TokenKind::Word)
                .find(|at| frame.at(*at).any(&[Class::Occasion, Class::Time]));
            let Some(found) = found else { return at };
            at = found + 1;
        } else {
            break;
        }
    }
    at
}

/// Behind somebody told: *told the works committee that*, *told reporters the dam was safe*.
fn behind_object(frame: &Frame<'_>, at: usize) -> usize {
    let that = (at..at + NEAR)
        .take_while(|at| matches!(frame.at(*at).kind, TokenKind::Word | TokenKind::Clitic))
        .find(|at| frame.at(*at).is_word("that"));
    if let Some(that) = that {
        return that;
    }
    let mut end = at;
    while frame.at(end).is(Class::Determiner) {
        end += 1;
    }
    let mut capital = frame.at(end).capital;
    end += 1;
    while end < at + 6 {
        let word = frame.at(end);
        let opens = word.is(Class::Determiner)
            || word.any(&[Class::Preposition, Class::Time, Class::Boundary])
            || word.kind != TokenKind::Word
            || word.capital && !capital
            || ["he", "she", "they", "it", "there"].contains(&word.text);
        if opens {
            break;
        }
        capital = word.capital;
        end += 1;
    }
    behind_occasions(frame, end)
}
