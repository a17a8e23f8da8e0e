//! What may stand between a subject and its verb of saying.

use crate::text::speaker::frame::Frame;
use crate::text::speaker::phrase::{Kind, Phrase, is_speaking_noun, phrase};
use crate::text::speaker::words::Class;
use crate::text::token::TokenKind;

/// The longest stretch between a subject and its verb, in words.
const LONGEST: usize = 40;

/// A verb of saying found behind its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verb {
    /// Number of the word.
    pub(super) at: usize,
    /// Whether the saying is denied, asked for or only imagined: *did not say, would say*.
    pub(super) denied: bool,
    /// The person named between commas behind a role: *the minister, Tom Vane, said*.
    pub(super) named: Option<Phrase>,
}

/// Which verbs are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verbs {
    /// Those that carry a quotation.
    Saying,
    /// Those that quote a name or verdict too.
    Calling,
}

impl Verbs {
    fn hold(self, frame: &Frame<'_>, at: usize) -> bool {
        let word = frame.at(at);
        word.is_saying()
            || is_put_it(frame, at)
            || self == Self::Calling && word.is(Class::Calling) && !word.capital
    }
}

/// *as Quill put it*
pub(super) fn is_put_it(frame: &Frame<'_>, at: usize) -> bool {
    let word = frame.at(at);
    (word.is_word("put") || word.is_word("puts")) && frame.at(at + 1).is_word("it")
}

/// The verb whose subject is `subject`, with nothing between but appositions, relative clauses,
/// adverbs, occasions and auxiliaries.
pub(super) fn verb_behind(frame: &Frame<'_>, subject: &Phrase, verbs: Verbs) -> Option<Verb> {
    let mut reader =
        Reader { frame, verbs, at: subject.next, being: false, denied: false, quoted: false };
    let mut named = None;
    if let Some((name, next)) = reader.apposition(subject) {
        named = name;
        reader.at = next;
    }
    let end = reader.at + LONGEST;
    while reader.at < end {
        if let Some(at) = reader.verb() {
            return Some(Verb { at, denied: reader.denied, named });
        }
        if !reader.pass() {
            return None;
        }
    }
    None
}

struct Reader<'f, 't> {
    frame: &'f Frame<'t>,
    verbs: Verbs,
    at: usize,
    /// A form of *be* was passed, so that only a participle in *-ing* is active.
    being: bool,
    quoted: bool,
    denied: bool,
}

impl Reader<'_, '_> {
    /// The verb at the present place. *was told* is no saying of its subject, *was saying* is.
    fn verb(&self) -> Option<usize> {
        let word = self.frame.at(self.at);
        let finite = word.is_participle() == (self.being || self.quoted);
        let auxiliary = word.is(Class::Auxiliary)
            && (!word.is(Class::Say) || self.frame.at(self.at + 1).is_word("as"));
        let goes_on = self.frame.before(self.at).is_word("to");
        (self.verbs.hold(self.frame, self.at) && (finite || goes_on) && !auxiliary)
            .then_some(self.at)
    }

    /// Passes what may stand before the verb; `false` where something else stands there.
    fn pass(&mut self) -> bool {
        let word = self.frame.at(self.at);
        if word.kind == TokenKind::Clitic {
            self.denied |= word.text.ends_with('d');
        } else if word.kind != TokenKind::Word {
            return false;
        } else if word.is(Class::Negation) || word.is(Class::Unsure) {
            self.denied = true;
        } else if word.is(Class::Auxiliary) {
            // *as* alone would join *Quill, as mayor, said*.
            self.quoted |=
                word.is_word("quoted") || word.is_word("reported") || word.is_word("cited");
            self.being |= word.is(Class::Being);
            // *was going to say*, *has to say*: only *went on to say* was said.
            self.denied |= word.is_word("to") && !self.frame.before(self.at).is_word("on");
        } else if let Some(next) = self.occasion() {
            self.at = next;
            return true;
        } else if !(word.is(Class::Adverb)
            || word.is(Class::Time)
            || !word.capital && word.text.ends_with("ly"))
        {
            return false;
        }
        self.at += 1;
        true
    }

    /// Behind *in a statement*, *on Tuesday*, *at a news conference*.
    fn occasion(&self) -> Option<usize> {
        if !self.frame.at(self.at).is(Class::Preposition) {
            return None;
        }
        let found = (self.at + 1..self.at + 6)
            .take_while(|at| self.frame.at(*at).kind == TokenKind::Word)
            .find(|at| self.frame.at(*at).any(&[Class::Occasion, Class::Time]))?;
        let behind = self.frame.at(found + 1);
        let year = behind.kind == TokenKind::Number;
        let pair = behind.is(Class::Occasion) && !behind.is_saying();
        Some(found + 1 + usize::from(year || pair))
    }

    /// Passes an apposition, an age or a relative clause behind the subject: the person it names, if
    /// the subject is a role, and the word behind it.
    fn apposition(&self, subject: &Phrase) -> Option<(Option<Phrase>, usize)> {
        let mark = self.frame.at(self.at);
        if mark.is(Class::Relative) && !mark.capital {
            return self.last_verb(self.at + 1).map(|verb| (None, self.back_to_auxiliaries(verb)));
        }
        let close: &[char] = match mark.text {
            "," => &[','],
            "(" => &[')'],
            "—" | "–" => &['—', '–'],
            _ => return None,
        };
        if mark.kind != TokenKind::Mark {
            return None;
        }
        let named = self.named(subject);
        let stretch = self.at + 1..(self.at + LONGEST).min(self.frame.len());
        let ends = |at: &usize| self.frame.at(*at).is_mark(&[';', ':', '“']);
        let mut closed = stretch.take_while(|at| !ends(at)).filter(|at| {
            self.frame.at(*at).is_mark(close) && *at > self.at + 1 && self.leads_to_verb(at + 1)
        });
        // *after nine months of rain, he said*: no subject, though a comma follows.
        let speaks = subject.kind != Kind::Noun
            || (subject.from..subject.to)
                .map(|at| self.frame.at(at))
                .any(|word| is_speaking_noun(&word) || word.capital);
        closed.next().filter(|_| speaks).map(|at| (named, at + 1))
    }

    fn named(&self, subject: &Phrase) -> Option<Phrase> {
        let name = phrase(self.frame, self.at + 1)?;
        let whole = self.frame.at(name.next).kind == TokenKind::Mark;
        (subject.kind == Kind::Noun && name.kind == Kind::Name && whole).then_some(name)
    }

    /// Whether only adverbs and auxiliaries stand between `at` and a verb.
    fn leads_to_verb(&self, at: usize) -> bool {
        let mut reader = Reader { at, ..*self };
        while reader.at < at + 8 {
            if reader.verb().is_some() {
                return true;
            }
            if !reader.pass() {
                return false;
            }
        }
        false
    }

    /// The last verb before the next mark: in *an official who asked not to be named said*.
    fn last_verb(&self, from: usize) -> Option<usize> {
        let stretch = from..(from + LONGEST).min(self.frame.len());
        let found = stretch
            .take_while(|at| {
                self.frame.at(*at).kind != TokenKind::Mark
                    && self.frame.at(*at).kind != TokenKind::Quote
            })
            .filter(|at| self.verbs.hold(self.frame, *at) && !self.frame.before(*at).is_word("to"));
        found.last().filter(|at| *at > from)
    }

    fn back_to_auxiliaries(&self, verb: usize) -> usize {
        let mut at = verb;
        while at > self.at + 1
            && self.frame.before(at).any(&[Class::Auxiliary, Class::Negation, Class::Unsure])
        {
            at -= 1;
        }
        at
    }
}
