//! Indirect speech: whether what a sentence claims is attributed to a source.

use crate::text::span::Span;
use crate::text::speaker::complement::{has_complement, has_finite};
use crate::text::speaker::frame::{Frame, Word};
use crate::text::speaker::lead::Lead;
use crate::text::speaker::tail::is_put_it;
use crate::text::speaker::words::{Class, TRIGGERS, classes_of, is_trigger};
use crate::text::token::{Token, TokenKind, Tokens};
use crate::text::word_hash::WordHash;

/// How far a verb's complement, and its subject, are looked at, in words.
const NEAR: usize = 12;

/// Whether a sentence attributes its claim to a source: by a verb of saying or thinking with a
/// complement (*critics say the plan failed*, *it is believed that*), by *according to*, or by
/// *X said* behind it.
///
/// What the writer says (*I must say*, *let us say*), what is denied to have been said and what
/// somebody would say if asked are no attributions. Most sentences are passed by a look at the
/// hashes of their words.
///
/// ```
/// use hedgerow::text::span::Span;
/// use hedgerow::text::speaker::indirect::is_attributed;
///
/// for (sentence, attributed) in [
///     ("Critics say the plan was botched.", true),
///     ("The claims department opens at nine.", false),
/// ] {
///     assert_eq!(is_attributed(sentence, Span::new(0, sentence.len())), attributed);
/// }
/// ```
#[must_use]
pub fn is_attributed(text: &str, sentence: Span) -> bool {
    let mut tokens = Tokens::new(text, sentence);
    let (tokens, hashes): (Vec<Token>, Vec<WordHash>) =
        std::iter::from_fn(|| tokens.next_hashed()).unzip();
    attributes_claim(text, &tokens, &hashes)
}

/// The same for a sentence whose tokens are known, with their hashes.
pub(crate) fn attributes_claim(text: &str, tokens: &[Token], hashes: &[WordHash]) -> bool {
    let triggers = &*TRIGGERS;
    let mut words = tokens.iter().zip(hashes).filter(|(token, _)| token.kind == TokenKind::Word);
    let has_trigger = words.any(|(token, hash)| {
        triggers.may_hold(*hash)
            && is_trigger(classes_of(*hash, token.span.of(text)), token.span.of(text))
    });
    if !has_trigger {
        return false;
    }
    let frame = Frame::of_tokens(text, tokens, hashes);
    let mut words = frame.words().iter().enumerate();
    words.any(|(at, word)| may_attribute(word) && attributes(&frame, at))
}

/// Whether a word is of those that [`attributes`] asks about its neighbours.
fn may_attribute(word: &Word<'_>) -> bool {
    word.kind == TokenKind::Word
        && (is_trigger(word.classes, word.text) || word.text.starts_with("blam"))
}

fn attributes(frame: &Frame<'_>, at: usize) -> bool {
    let word = frame.at(at);
    if word.is_word("according") {
        return names_source(frame, at);
    }
    if ["words", "view", "opinion"].iter().any(|noun| word.is_word(noun)) {
        return is_in_words_of(frame, at);
    }
    if word.is(Class::Account) && is_own_account(frame, at) || is_put_it(frame, at) {
        return true;
    }
    if word.capital && !is_title_case(frame, at) {
        return false;
    }
    let lead = Lead::of(frame, at);
    if lead.denied {
        return false;
    }
    if lead.being && !word.is_participle() {
        return is_passive(frame, at, &lead);
    }
    if has_verdict(frame, at) && lead.speaks(frame, at) {
        return true;
    }
    word.any(&[Class::Say, Class::Thinking])
        && lead.speaks(frame, at)
        && has_complement(frame, at, &lead)
}

/// *Dam Unsafe, Critics Say*: a verb that is capitalised as the words beside it are.
fn is_title_case(frame: &Frame<'_>, at: usize) -> bool {
    at > 1
        && frame.before(at).capital
        && frame.at(at).is(Class::Say)
        && !frame.at(at).is(Class::NounToo)
        || at > 1 && frame.at(at).text == "Say" && frame.before(at).is(Class::People)
}

/// *according to X*, not *according to plan*, *according to their size*.
fn names_source(frame: &Frame<'_>, at: usize) -> bool {
    let (source, behind) = (frame.at(at + 2), frame.at(at + 3));
    let measured = source.is(Class::NoSource)
        || source.is(Class::Determiner) && !source.is(Class::Article) && behind.is(Class::NoSource);
    frame.at(at + 1).is_word("to")
        && !measured
        && !source.any(&[Class::FirstPerson, Class::Nobody])
        && !matches!(source.text, "my" | "our" | "your" | "how" | "whether" | "where" | "")
}

/// *in the words of X*, *in X's view*, *in their opinion*.
fn is_in_words_of(frame: &Frame<'_>, at: usize) -> bool {
    let before = frame.before(at);
    let starts = |from: usize| (from.saturating_sub(5)..from).any(|at| frame.at(at).is_word("in"));
    if before.is_word("the") && at > 1 {
        let whose = frame.at(at + 2);
        let own = whose.is(Class::FirstPerson) || matches!(whose.text, "my" | "our" | "your" | "");
        return frame.before(at - 1).is_word("in") && frame.at(at + 1).is_word("of") && !own;
    }
    let owned = before.kind == TokenKind::Clitic
        || ["his", "her", "their"].iter().any(|owner| before.is_word(owner));
    let other = frame.at(at + 1).is_word("of");
    owned && !other && starts(at)
}

/// *by Quill's own account*, *by their reckoning*
fn is_own_account(frame: &Frame<'_>, at: usize) -> bool {
    let own = if frame.before(at).is_word("own") { at - 1 } else { at };
    let owned = frame.before(own).kind == TokenKind::Clitic
        || ["his", "her", "their"].iter().any(|owner| frame.before(own).is_word(owner));
    owned && (own.saturating_sub(6)..own).any(|at| frame.at(at).is_word("by"))
}

/// *called the inquiry a farce*, *described it as useless*, *complained of noise*, *denied any part*
fn has_verdict(frame: &Frame<'_>, at: usize) -> bool {
    let word = frame.at(at);
    let behind = |words: &[&str], from: usize, to: usize| {
        (at + from..at + to)
            .map(|at| frame.at(at))
            .take_while(|word| matches!(word.kind, TokenKind::Word | TokenKind::Clitic))
            .any(|found| words.iter().any(|word| found.is_word(word)))
    };
    let next = frame.at(at + 1);
    if word.is(Class::Denial) && word.is(Class::Say) {
        // *denied the tenants a second hearing* says nothing.
        let given = next.is(Class::Article) && behind(&["a", "an"], 3, 6) && !behind(&["of"], 2, 6);
        return (next.is(Class::Determiner) || next.is_participle() || next.is_word("any"))
            && !given;
    }
    word.is(Class::Judging)
        && !next.is(Class::Preposition)
        && (behind(&["a", "an", "too"], 3, 8) || is_judged(frame, at))
        || word.is(Class::AsVerdict) && behind(&["as"], 2, 9)
        || word.is(Class::ClaimsOf) && (behind(&["of"], 1, 8) || next.is_word("about"))
        || word.text.starts_with("blam") && behind(&["on", "for"], 2, 8)
}

/// *considers the matter closed*: the last word of the clause judges the noun before it.
fn is_judged(frame: &Frame<'_>, at: usize) -> bool {
    let end = (at + 3..at + 8).find(|at| frame.at(*at).kind != TokenKind::Word);
    let last = end.map(|end| frame.before(end));
    frame.at(at + 1).is(Class::Determiner)
        && last.is_some_and(|last| {
            let participle = last.text.ends_with("ed") && !last.is(Class::Time);
            participle || last.is(Class::Verdict)
        })
}

/// *it is believed that*, *are thought to have left*
fn is_passive(frame: &Frame<'_>, at: usize, lead: &Lead) -> bool {
    let (word, next) = (frame.at(at), frame.at(at + 1));
    let subject = frame.before(lead.subject);
    if lead.unsure || lead.infinitive {
        return false;
    }
    if word.is(Class::PassiveTo) && next.is_word("to") {
        return true;
    }
    let agent = (at + 1..at + 4).any(|at| frame.at(at).is_word("by"));
    if word.is(Class::Calling) && agent && has_as_or_of(frame, at) {
        return true;
    }
    let impersonal = subject.is_word("it") || subject.is_word("as");
    let opens = next.kind == TokenKind::Word && !next.is_word("to") && !next.is(Class::Boundary);
    let clause = next.is_word("that") || opens && has_finite(frame, at + 1);
    word.is(Class::Passive) && impersonal && clause
}

fn has_as_or_of(frame: &Frame<'_>, at: usize) -> bool {
    let near = (at + 1..at + NEAR).map(|at| frame.at(at));
    near.take_while(|word| word.kind == TokenKind::Word)
        .any(|word| word.is_word("as") || word.is_word("of"))
}
