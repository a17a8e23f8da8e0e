//! Who the subject of a verb of saying is, looked for before the verb.

use crate::text::speaker::clause::{COMPLEMENT, Found};
use crate::text::speaker::frame::Frame;
use crate::text::speaker::phrase::{Kind, Phrase, is_speaking_noun, phrase};
use crate::text::speaker::tail::{Verb, Verbs, verb_behind};
use crate::text::speaker::words::Class;
use crate::text::token::TokenKind;

/// The longest name before an apposition, in tokens.
const LONGEST_NAME: usize = 8;

pub(super) fn judged(subject: Phrase, verb: &Verb) -> Found {
    if verb.denied { Found::Unclear } else { Found::Speaker(verb.named.unwrap_or(subject)) }
}

/// The subject of the verb at `verb`.
pub(super) fn subject_of(frame: &Frame<'_>, verb: usize) -> Found {
    let verbs = Verbs::Calling;
    let mut tried = verb.saturating_sub(COMPLEMENT)..verb;
    let accepted = |start: usize| {
        let subject = phrase(frame, start).filter(|subject| subject.next <= verb)?;
        let found = verb_behind(frame, &subject, verbs).filter(|found| found.at == verb)?;
        // *Had Quill said*, *did Quill say*: not what was said.
        let before = frame.before(start);
        let doubtful = before.is(Class::Condition)
            || before.capital && before.any(&[Class::Auxiliary, Class::Unsure]);
        let subject = named_before(frame, start, &subject).unwrap_or(subject);
        Some(if doubtful { Found::Unclear } else { judged(subject, &found) })
    };
    let starts = || tried.clone().rev().filter(|at| starts_clause(frame, *at));
    // *Quill and Vane said*: both, unless only Vane can be the subject.
    let joined = |at: &usize| frame.before(*at).is_word("and");
    let found = starts().filter(|at| !joined(at)).find_map(accepted);
    if let Some(found) = found.or_else(|| starts().filter(joined).find_map(accepted)) {
        return found;
    }
    let before = frame.before(verb);
    if before.is(Class::Relative) {
        return antecedent(frame, verb - 1);
    }
    let mut lead = verb;
    while frame.before(lead).is(Class::Adverb) {
        lead -= 1;
    }
    let joined = frame.before(lead).is_mark(&[',', '—', '–'])
        || frame.before(lead).is_word("and")
        || frame.before(lead).is_word("but")
        || frame.at(verb).is_participle();
    if joined && verb > 0 {
        let main = tried.find(|at| starts_clause(frame, *at) && main_subject(frame, *at).is_some());
        return main.map_or_else(
            || if verb <= 2 { Found::GoesOn } else { Found::Unclear },
            |at| sole_subject(frame, at, verb),
        );
    }
    if verb <= 1 { Found::GoesOn } else { Found::Unclear }
}

/// The name that a role stands behind as an apposition, with more of it before the verb: *Osric Vane,
/// the minister, or perhaps former minister, wrote*.
fn named_before(frame: &Frame<'_>, start: usize, role: &Phrase) -> Option<Phrase> {
    let closed = frame.at(role.next).is_mark(&[',']);
    if role.kind != Kind::Noun || !closed || !frame.before(start).is_mark(&[',']) {
        return None;
    }
    let comma = start - 1;
    (comma.saturating_sub(LONGEST_NAME)..comma)
        .filter(|at| starts_clause(frame, *at))
        .filter_map(|at| phrase(frame, at))
        .find(|name| name.kind == Kind::Name && name.next == comma)
}

/// Whether a subject may begin at `at`.
fn starts_clause(frame: &Frame<'_>, at: usize) -> bool {
    let before = frame.before(at);
    let word = frame.at(at);
    before.is_end()
        || before.kind == TokenKind::Quote && !before.text.starts_with(['\'', '’'])
        || before.is_mark(&[',', ';', ':', '—', '–', '(', '.', '-'])
        || before.any(&[Class::Boundary, Class::Adverb, Class::Time])
        || before.capital && before.is(Class::Opener) && !before.is(Class::Determiner)
        || before.is_saying()
        || before.kind == TokenKind::Number && at >= 2 && word.capital
}

/// A subject at the head of its sentence, with its verb behind it; that of a clause with *which* or
/// *because* is none.
fn main_subject(frame: &Frame<'_>, at: usize) -> Option<Phrase> {
    let before = frame.before(at);
    let beside = ["and", "but", "yet", "so"].iter().any(|word| before.is_word(word));
    if before.is(Class::Boundary) && !beside {
        return None;
    }
    let subject = phrase(frame, at)?;
    let speaks = match subject.kind {
        Kind::Noun => (subject.from..subject.to).any(|at| is_speaking_noun(&frame.at(at))),
        _ => true,
    };
    let behind = frame.at(subject.next);
    let verbal =
        behind.kind == TokenKind::Word && !behind.capital && !behind.is(Class::Preposition);
    (speaks && (verbal || behind.is_mark(&[',']))).then_some(subject)
}

/// The subject of a verb that another one stands before, if nobody else is named between.
fn sole_subject(frame: &Frame<'_>, at: usize, verb: usize) -> Found {
    let Some(subject) = main_subject(frame, at) else { return Found::Unclear };
    let boundary =
        |at: usize| starts_clause(frame, at) && frame.before(at).kind != TokenKind::Quote;
    let other = (subject.next + 1..verb)
        .filter(|at| boundary(*at) && *at > subject.next + 1)
        .filter_map(|at| phrase(frame, at))
        .any(|other| other.next < verb && frame.at(other.next).kind == TokenKind::Word);
    let denied = (subject.next..verb).any(|at| {
        let word = frame.at(at);
        word.is(Class::Condition) || at + 2 >= verb && word.any(&[Class::Negation, Class::Unsure])
    });
    // *denied calling it*, *blamed Vane for calling it*
    let lead = frame.before(verb);
    let denied = denied || lead.any(&[Class::Denial, Class::Preposition]);
    let doubtful = frame.before(at).is(Class::Condition);
    if other || denied || doubtful { Found::Unclear } else { Found::Speaker(subject) }
}

/// The phrase before *who*: *said Quill, who called it “…”*.
fn antecedent(frame: &Frame<'_>, relative: usize) -> Found {
    let end = if frame.before(relative).is_mark(&[',']) { relative - 1 } else { relative };
    let start = end.saturating_sub(12);
    // *it was Quill who said*
    let starts = |at: &usize| starts_clause(frame, *at) || frame.before(*at).is(Class::Being);
    let found = (start..end)
        .filter(starts)
        .filter_map(|at| phrase(frame, at))
        .find(|phrase| phrase.next == end);
    found.map_or(Found::Unclear, Found::Speaker)
}
