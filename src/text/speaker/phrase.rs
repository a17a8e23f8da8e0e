//! Noun phrases that may name a speaker: names, roles, bodies, pronouns.

use crate::text::speaker::frame::{Frame, Word};
use crate::text::speaker::name::{is_role, name_run, strip_titles};
use crate::text::speaker::words::Class;
use crate::text::token::TokenKind;

/// What a phrase names its speaker by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A person's name, or a body's without an article.
    Name,
    /// A role, a body or a writing: *the transport minister*.
    Noun,
    /// Two phrases joined by *and*.
    Both,
    He,
    She,
    They,
    It,
}

impl Kind {
    pub(super) const fn is_pronoun(self) -> bool {
        matches!(self, Self::He | Self::She | Self::They | Self::It)
    }
}

/// A noun phrase at the words `from` to `to` of its frame, article and titles left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) kind: Kind,
    pub(super) from: usize,
    pub(super) to: usize,
    /// The first word behind the phrase.
    pub(super) next: usize,
}

/// The most words before the last noun of a phrase.
const MODIFIERS: usize = 9;
/// How often a phrase goes on with a preposition.
const JOINED: usize = 3;

/// The phrase that begins at word `at`. Nobody in particular (*no one*) and the writer (*I, we*) are
/// none.
pub(super) fn phrase(frame: &Frame<'_>, at: usize) -> Option<Phrase> {
    let first = single(frame, at)?;
    if first.kind.is_pronoun() || !frame.at(first.next).is_word("and") {
        return Some(first);
    }
    let Some(second) = single(frame, first.next + 1) else { return Some(first) };
    let behind = frame.at(second.next);
    let ends = behind.kind != TokenKind::Word
        || behind.any(&[Class::Boundary, Class::Preposition, Class::Time, Class::Adverb])
        || behind.is_saying()
        || behind.any(&[Class::Auxiliary, Class::Calling]);
    if second.kind.is_pronoun() || !ends {
        return Some(first);
    }
    Some(Phrase { kind: Kind::Both, from: first.from, to: second.to, next: second.next })
}

fn single(frame: &Frame<'_>, at: usize) -> Option<Phrase> {
    pronoun(frame, at).or_else(|| noun_phrase(frame, at))
}

fn pronoun(frame: &Frame<'_>, at: usize) -> Option<Phrase> {
    let word = frame.at(at);
    let kind = [("he", Kind::He), ("she", Kind::She), ("they", Kind::They), ("it", Kind::It)]
        .into_iter()
        .find_map(|(pronoun, kind)| word.is_word(pronoun).then_some(kind))?;
    Some(Phrase { kind, from: at, to: at + 1, next: at + 1 })
}

fn noun_phrase(frame: &Frame<'_>, at: usize) -> Option<Phrase> {
    // *one of the divers*, *many of the tenants*
    let first = frame.at(at);
    if first.is(Class::Determiner) && !first.is(Class::Article) && frame.at(at + 1).is_word("of") {
        let to = joined_end(frame, at + 1)?;
        return Some(Phrase { kind: Kind::Noun, from: at, to, next: to });
    }
    let mut core = Core::new(frame, at)?;
    while core.next < at + MODIFIERS && core.step() {}
    core.finish()
}

/// The words of a noun phrase up to its last noun, while they are read.
struct Core<'f, 't> {
    frame: &'f Frame<'t>,
    from: usize,
    next: usize,
    determined: bool,
    /// The last noun in small letters before a name.
    noun: Option<Word<'t>>,
    name: Option<(usize, usize)>,
}

impl<'f, 't> Core<'f, 't> {
    fn new(frame: &'f Frame<'t>, at: usize) -> Option<Self> {
        let first = frame.at(at);
        let counts_nouns = is_noun(&frame.at(at + 1));
        if first.any(&[Class::Nobody])
            || first.is(Class::FirstPerson) && !(first.is_word("one") && counts_nouns)
        {
            return None;
        }
        let mut core =
            Self { frame, from: at, next: at, determined: false, noun: None, name: None };
        if first.is(Class::Article) {
            core.from = at + 1;
        }
        while frame.at(core.next).is(Class::Determiner)
            && !(frame.at(core.next).is_word("that") && core.next > at)
        {
            core.determined = true;
            core.next += 1;
        }
        Some(core)
    }

    /// Reads one more word or name; `false` where the phrase ends.
    fn step(&mut self) -> bool {
        let word = self.frame.at(self.next);
        if let Some(end) = name_run(self.frame, self.next) {
            return self.step_name(end);
        }
        let behind = self.frame.at(self.next + 1);
        match word.kind {
            TokenKind::Clitic if self.noun.is_some() && word.text.ends_with(['s', 'S']) => {}
            TokenKind::Quote if self.is_plural_possessive() => {}
            TokenKind::Number if self.noun.is_none() && is_noun(&behind) => {}
            TokenKind::Word if word.is_word("close") && behind.is_word("to") => return false,
            TokenKind::Word if is_noun(&word) && !self.is_postmodifier(&word, &behind) => {
                self.noun = Some(word);
            }
            _ => return false,
        }
        self.next += 1;
        true
    }

    /// A name is the end of the phrase, unless it is the owner or the describer of a noun behind it.
    fn step_name(&mut self, end: usize) -> bool {
        let behind = self.frame.at(end);
        if behind.kind == TokenKind::Clitic && is_noun(&self.frame.at(end + 1)) {
            self.noun = None;
            self.determined = true;
            self.next = end + 1;
            return true;
        }
        let describes = self.determined && self.noun.is_none() && is_noun(&behind)
            || is_noun(&behind)
                && (end..end + 3)
                    .map(|at| self.frame.at(at))
                    .take_while(is_noun)
                    .any(|word| is_speaking_noun(&word));
        if describes {
            self.next = end;
            return true;
        }
        self.name = Some((self.next, end));
        self.next = end;
        false
    }

    /// *a man standing by*, *a minister involved in talks*, *the elderly*: a word behind the noun.
    fn is_postmodifier(&self, word: &Word<'_>, behind: &Word<'_>) -> bool {
        let form = word.text.ends_with("ing") || word.text.ends_with("ed");
        let spoken = self.noun.is_some_and(|noun| is_speaking_noun(&noun));
        let adverb = word.text.ends_with("ly") && self.noun.is_some() && !is_noun(behind);
        adverb || form && spoken && !is_speaking_noun(word)
    }

    fn is_plural_possessive(&self) -> bool {
        let mark = self.frame.at(self.next);
        let before = self.frame.before(self.next);
        matches!(mark.text, "'" | "’")
            && before.text.ends_with('s')
            && before.span.end == mark.span.start
            && is_noun(&self.frame.at(self.next + 1))
    }

    fn finish(self) -> Option<Phrase> {
        let Some((start, end)) = self.name else {
            let noun = self.noun?;
            let speaks = is_speaking_noun(&noun)
                || self.next > self.from + 1 && noun.any(&[Class::Title, Class::SurnameToo]);
            if !speaks && (!self.determined || noun.is(Class::Occasion)) {
                return None;
            }
            return Some(self.joined(Kind::Noun, self.next));
        };
        let stripped = strip_titles(self.frame, start, end);
        let whole = stripped == start;
        if is_role(self.frame, start, end) || self.determined && self.noun.is_none() && whole {
            return Some(self.joined(Kind::Noun, end));
        }
        Some(Phrase { kind: Kind::Name, from: stripped, to: end, next: end })
    }

    /// Goes on with prepositions: *spokesman for the ministry*, *head of works at Tern*.
    fn joined(&self, kind: Kind, end: usize) -> Phrase {
        let mut to = end;
        for _ in 0..JOINED {
            match joined_end(self.frame, to) {
                Some(end) => to = end,
                None => break,
            }
        }
        Phrase { kind, from: self.from, to, next: to }
    }
}

/// The end of the preposition and noun phrase at `at`, if they go on with the phrase before.
fn joined_end(frame: &Frame<'_>, at: usize) -> Option<usize> {
    let preposition = frame.at(at);
    let before = frame.before(at);
    if preposition.is_word("close") && frame.at(at + 1).is_word("to") && is_speaking_noun(&before) {
        return object_end(frame, at + 2, false);
    }
    if !preposition.is(Class::Joins) || preposition.capital {
        return None;
    }
    let loose = !(preposition.is_word("of") || preposition.is_word("for"));
    if loose && !is_speaking_noun(&frame.before(at)) {
        return None;
    }
    object_end(frame, at + 1, loose)
}

/// The end of the noun phrase behind a preposition; a loose one may tell of an occasion.
fn object_end(frame: &Frame<'_>, at: usize, loose: bool) -> Option<usize> {
    let mut next = at;
    while frame.at(next).is(Class::Determiner) {
        if loose && !frame.at(next).is(Class::Article) {
            return None;
        }
        next += 1;
    }
    let start = next;
    while next < start + MODIFIERS {
        let word = frame.at(next);
        let occasion = word.any(&[Class::Occasion, Class::Time]);
        if occasion && (loose || word.is(Class::Time)) {
            return None;
        }
        if let Some(end) = name_run(frame, next) {
            next = end;
        } else if is_noun(&word) || word.kind == TokenKind::Clitic {
            next += 1;
        } else {
            break;
        }
    }
    (next > start).then_some(next)
}

/// Whether a word in small letters may be a noun or adjective of a phrase.
fn is_noun(word: &Word<'_>) -> bool {
    const NEVER: [Class; 14] = [
        Class::Preposition,
        Class::Boundary,
        Class::Auxiliary,
        Class::Being,
        Class::Unsure,
        Class::Negation,
        Class::Relative,
        Class::Determiner,
        Class::FirstPerson,
        Class::Nobody,
        Class::Adverb,
        Class::Calling,
        Class::Finite,
        Class::Thinking,
    ];
    if word.kind != TokenKind::Word || word.capital {
        return false;
    }
    let verb = word.is_saying() || word.any(&[Class::Calling, Class::Thinking]);
    if is_speaking_noun(word) {
        return !verb || matches!(word.text, "report" | "post");
    }
    let timely = word.is(Class::Time) && !matches!(word.text, "last" | "next" | "then");
    !verb && !timely && !word.any(&NEVER) && pronoun_free(word)
}

fn pronoun_free(word: &Word<'_>) -> bool {
    !["he", "she", "they", "it", "him", "them", "himself", "herself", "themselves", "there", "to"]
        .contains(&word.text)
}

/// A noun of persons, bodies or writings.
pub(super) fn is_speaking_noun(word: &Word<'_>) -> bool {
    word.any(&[Class::Person, Class::People, Class::Body])
}
