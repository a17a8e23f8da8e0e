//! Noun phrases that may name a speaker: names, roles, bodies, pronouns.

use crate::text::speaker::frame::{Frame, Word};
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
        let describes = is_noun(&behind)
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
            if !(self.determined || speaks) || noun.any(&[Class::Occasion]) && !speaks {
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
    if !preposition.is(Class::Joins) || preposition.capital {
        return None;
    }
    let loose = !(preposition.is_word("of") || preposition.is_word("for"));
    if loose && !is_speaking_noun(&frame.before(at)) {
        return None;
    }
    let mut next = at + 1;
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
    if is_speaking_noun(word) && !(verb && !word.is(Class::Body)) {
        return !(word.is(Class::Body) && verb && !word.text.ends_with('t'));
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

/// The end of the run of name words that begins at `at`, if one does: *J. R. Holloway*, *van der
/// Merwe*, *Brannock & Sedge Inc.*
pub(super) fn name_run(frame: &Frame<'_>, at: usize) -> Option<usize> {
    let mut next = at;
    let mut end = at;
    loop {
        let word = frame.at(next);
        let ended_by_stop = end > at && frame.before(end).is(Class::Suffix);
        if word.may_be_name() && !word.is(Class::Time) && !ended_by_stop && !is_opener(frame, next)
        {
            next += 1;
            end = next;
        } else if word.is(Class::Particle) && !word.capital && next < end + 3
            || word.is_mark(&['&']) && end > at
        {
            next += 1;
        } else {
            break;
        }
    }
    (end > at).then_some(end)
}

/// A capitalised word that is no name at the beginning of a sentence.
fn is_opener(frame: &Frame<'_>, at: usize) -> bool {
    let word = frame.at(at);
    let before = frame.before(at);
    word.any(&[Class::Opener, Class::Determiner, Class::Boundary, Class::Preposition])
        && !(before.capital && before.is(Class::Title))
        || word.is(Class::Auxiliary) && word.text != "Will"
        || word.is(Class::FirstPerson)
        || ["He", "She", "They", "It"].contains(&word.text)
}

/// The first word of a name behind titles and roles: *Chief Engineer Dr. Mara Quill*.
pub(super) fn strip_titles(frame: &Frame<'_>, start: usize, end: usize) -> usize {
    let last = last_word(frame, start, end);
    let title = |at: &usize| {
        let word = frame.at(*at);
        word.any(&[Class::Title, Class::Person, Class::People])
    };
    (start..last).rev().find(title).map_or(start, |title| title + 1)
}

/// The last word of a name that is no suffix.
pub(super) fn last_word(frame: &Frame<'_>, start: usize, end: usize) -> usize {
    let last = end.saturating_sub(1);
    if last > start && frame.at(last).is(Class::Suffix) { last - 1 } else { last }
}

/// Whether capitalised words are a role without a name: *Residents*, *Prime Minister*.
pub(super) fn is_role(frame: &Frame<'_>, start: usize, end: usize) -> bool {
    let last = frame.at(last_word(frame, start, end));
    let named = end > start + 1 && last.is(Class::SurnameToo);
    let alone = end == start + 1;
    !named
        && (last.any(&[Class::Person, Class::People, Class::Title])
            || alone && last.is(Class::Body))
}

/// Whether a run of name words names a body or a place rather than a person.
pub(super) fn is_impersonal(frame: &Frame<'_>, start: usize, end: usize) -> bool {
    (start..end).map(|at| frame.at(at)).any(|word| {
        let acronym = word.text.len() > 1
            && !word.text.contains('.')
            && !word.is(Class::Suffix)
            && word.text.chars().all(|c| !c.is_lowercase());
        acronym && word.kind == TokenKind::Word
            || word.any(&[Class::BodyName, Class::PlaceName])
            || word.is_mark(&['&'])
    })
}
