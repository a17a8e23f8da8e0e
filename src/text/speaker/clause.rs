//! Attributions beside a quotation: *said X* behind it, *X said:* before it.

use crate::text::speaker::frame::{Frame, Word};
use crate::text::speaker::phrase::{Kind, Phrase, phrase};
use crate::text::speaker::subject::{judged, subject_of};
use crate::text::speaker::tail::{Verbs, is_put_it, verb_behind};
use crate::text::speaker::words::Class;
use crate::text::token::TokenKind;

/// What the words beside a quotation say of its speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// It is this one.
    Speaker(Phrase),
    /// Somebody speaks, but not with certainty one who is named.
    Unclear,
    /// The quotation goes on with the one before: *…,” said X, “…*.
    GoesOn,
    /// Nobody speaks.
    Nothing,
}

/// How a quotation ends, and so what may stand behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// With a comma, or as a sentence of its own before a small letter.
    Open,
    /// With `?`, `!` or an ellipsis, and a new sentence follows.
    Asks,
    /// As any word.
    Bare,
}

/// The farthest an indirect complement stands from its verb, in words.
pub(super) const COMPLEMENT: usize = 40;

/// Who speaks the quotation that `frame` stands behind.
pub(super) fn behind(frame: &Frame<'_>, ending: Ending) -> Found {
    let mut at = 0;
    let dash = frame.at(0).is_mark(&['—', '–']);
    let mut marked = false;
    while frame.at(at).is_mark(&[',', '—', '–']) {
        marked = true;
        at += 1;
    }
    if ending == Ending::Bare && !marked {
        return Found::Nothing;
    }
    if let Some(next) = source_phrase(frame, at) {
        return speaker(phrase(frame, next));
    }
    if frame.at(at).is_word("as") {
        at += 1;
    }
    while frame.at(at).is(Class::Adverb) && frame.at(at + 1).is_saying() {
        at += 1;
    }
    let word = frame.at(at);
    if word.is_saying() && !word.is_participle() {
        return inverted(frame, at);
    }
    let found = upright(frame, at, ending);
    let signed =
        || phrase(frame, at).filter(|name| name.kind == Kind::Name && name.next == frame.len());
    match found {
        Found::Nothing if dash => signed().map_or(Found::Nothing, Found::Speaker),
        _ => found,
    }
}

/// *said X*
fn inverted(frame: &Frame<'_>, at: usize) -> Found {
    let next = frame.at(at + 1);
    if frame.at(at).is_word("told") || next.is_end() || next.any(&[Class::Preposition]) {
        return Found::Nothing;
    }
    let late = if next.is(Class::Adverb) || !next.capital && next.text.ends_with("ly") {
        at + 2
    } else {
        at + 1
    };
    let Some(subject) = phrase(frame, late) else { return Found::Unclear };
    if frame.at(subject.next).is_saying() && subject.next > late {
        return Found::Unclear;
    }
    Found::Speaker(named_behind(frame, subject))
}

/// *said the minister, Tom Vane*: the person named behind a role between marks.
fn named_behind(frame: &Frame<'_>, role: Phrase) -> Phrase {
    if role.kind != Kind::Noun || !frame.at(role.next).is_mark(&[',']) {
        return role;
    }
    let ends = |word: Word<'_>| word.is_end() || word.is_mark(&[',', '.', ';', '—', '–']);
    phrase(frame, role.next + 1)
        .filter(|name| name.kind == Kind::Name && ends(frame.at(name.next)))
        .unwrap_or(role)
}

/// *X said*
fn upright(frame: &Frame<'_>, at: usize, ending: Ending) -> Found {
    let Some(subject) = phrase(frame, at) else {
        let near = (at..at + 4).any(|at| frame.at(at).is_saying());
        return if near { Found::Unclear } else { Found::Nothing };
    };
    let Some(verb) = verb_behind(frame, &subject, Verbs::Saying) else { return Found::Nothing };
    let behind = frame.at(verb.at + 1);
    let closes = behind.kind != TokenKind::Word
        || behind.any(&[Class::Preposition, Class::Time, Class::Adverb]);
    if ending == Ending::Asks && !closes {
        return Found::Nothing;
    }
    judged(subject, &verb)
}

fn speaker(phrase: Option<Phrase>) -> Found {
    phrase.map_or(Found::Unclear, Found::Speaker)
}

/// The word behind *according to* or *in the words of*.
fn source_phrase(frame: &Frame<'_>, at: usize) -> Option<usize> {
    let says = |words: &[&str]| {
        words.iter().enumerate().all(|(offset, word)| frame.at(at + offset).is_word(word))
    };
    if says(&["according", "to"]) {
        return (!frame.at(at + 2).is(Class::NoSource)).then_some(at + 2);
    }
    says(&["in", "the", "words", "of"]).then_some(at + 4)
}

/// Who speaks the quotation that `frame` stands before, and whether its verb governs it directly.
pub(super) fn before(frame: &Frame<'_>, is_known: impl Fn(&str) -> bool) -> (Found, bool) {
    if let Some(found) = script(frame, &is_known) {
        return (found, true);
    }
    let from = frame.len().saturating_sub(COMPLEMENT);
    for at in (from..frame.len()).rev() {
        if let Some(next) = source_phrase(frame, at) {
            return (speaker(phrase(frame, next)), false);
        }
        if let Some(found) = agent(frame, at) {
            return (found, false);
        }
        if governs(frame, at) {
            return (subject_of(frame, at), is_direct(frame, at));
        }
    }
    (Found::Nothing, false)
}

/// *Mara Quill: “…”*: nothing but a name and a colon.
fn script(frame: &Frame<'_>, is_known: impl Fn(&str) -> bool) -> Option<Found> {
    let last = frame.len().checked_sub(1)?;
    let name = phrase(frame, 0)?;
    if !(frame.at(last).is_mark(&[':']) && name.next == last) {
        return None;
    }
    let known = name.to > name.from + 1 || is_known(frame.at(name.from).text);
    let speaks = match name.kind {
        Kind::Name => known,
        Kind::Noun => frame.at(name.to - 1).any(&[Class::Person, Class::People]),
        _ => false,
    };
    Some(if speaks { Found::Speaker(name) } else { Found::Nothing })
}

/// Whether the word is a verb that the quotation behind the frame may be the object of.
fn governs(frame: &Frame<'_>, at: usize) -> bool {
    let word = frame.at(at);
    let previous = frame.before(at);
    if word.capital || word.kind != TokenKind::Word || is_noun_use(&word, &previous) {
        return false;
    }
    if is_put_it(frame, at) {
        return true;
    }
    if word.is(Class::Say) {
        // *Vane, who said he was tired, sat under “Exit”*: the relative clause is over.
        let over = || (at + 1..frame.len() - 1).any(|at| frame.at(at).is_mark(&[',']));
        return is_direct(frame, at) || !(previous.is(Class::Relative) && over());
    }
    if word.is(Class::Quoting) {
        // *read “The Long Dam”* names a book; *the sign read: “…”* quotes.
        let marked = frame.at(frame.len() - 1).is_mark(&[':', ',']);
        return frame.len() - at <= 9 && marked;
    }
    // *called “Blue Water”* names a thing; *called the plan “a farce”* is somebody's verdict.
    let named = frame.len() - at < 2 || previous.is(Class::Being);
    word.is(Class::Calling) && !named && !frame.at(frame.len() - 1).is_mark(&[','])
}

/// *described by inspectors as “…”*
fn agent(frame: &Frame<'_>, at: usize) -> Option<Found> {
    let passive = frame.at(at).any(&[Class::Calling, Class::Say]) && !frame.at(at).is_participle();
    let by = passive && frame.at(at + 1).is_word("by") && frame.before(at).is(Class::Being);
    by.then(|| speaker(phrase(frame, at + 2)))
}

/// Whether a participle that names what it is the object of ends the frame: *called “…” by X*.
pub(super) fn ends_in_verdict(frame: &Frame<'_>) -> bool {
    let last = frame.len().saturating_sub(1);
    let at = if frame.at(last).is_word("as") { last.saturating_sub(1) } else { last };
    frame.at(at).is(Class::Calling) && !frame.at(at).is_participle()
}

/// Who speaks a quotation that `frame` stands behind and a passive verdict before: *by X*.
pub(super) fn by_agent(frame: &Frame<'_>) -> Found {
    if !frame.at(0).is_word("by") {
        return Found::Nothing;
    }
    let agent = phrase(frame, 1).filter(|phrase| !phrase.kind.is_pronoun());
    agent.map_or(Found::Nothing, Found::Speaker)
}

/// Whether the words before a quotation introduce a title, a name or a word rather than speech.
pub(super) fn names_a_thing(frame: &Frame<'_>) -> bool {
    let last = frame.at(frame.len().wrapping_sub(1));
    last.is(Class::Titled) && !last.capital
}

/// *the report “…”*, *his claim that*: a noun spelt like the verb.
fn is_noun_use(word: &Word<'_>, previous: &Word<'_>) -> bool {
    word.is(Class::NounToo)
        && !previous.is_word("as")
        && (previous.any(&[Class::Determiner, Class::Preposition])
            || previous.kind == TokenKind::Clitic
            || previous.kind == TokenKind::Number)
}

/// Whether the quotation follows at a colon, a comma, *that* or the verb itself.
fn is_direct(frame: &Frame<'_>, verb: usize) -> bool {
    let last = frame.len().saturating_sub(1);
    let word = frame.at(last);
    last == verb || word.is_mark(&[':', ',']) || word.is_word("that")
}

/// The source of a sentence without a quotation: *Quill said the gate had held.*
pub(super) fn indirect(frame: &Frame<'_>) -> Found {
    let verb = (0..frame.len()).find(|at| {
        let word = frame.at(*at);
        word.is(Class::Say) && !word.capital && !is_noun_use(&word, &frame.before(*at))
    });
    verb.map_or(Found::Nothing, |verb| subject_of(frame, verb))
}
