//! The last speaker, and whom a pronoun stands for.

use std::collections::HashMap;

use crate::text::speaker::beside::{BYTES, WORDS};
use crate::text::speaker::frame::Frame;
use crate::text::speaker::mentions::{Mention, Mentions, Who};
use crate::text::speaker::people::{Gender, Named, People, gender_of};
use crate::text::speaker::phrase::{Kind, Phrase, phrase};
use crate::text::speaker::words::Class;
use crate::text::speaker::{SpeakerId, Speakers};
use crate::text::structure::Sentence;

/// Somebody who spoke.
#[derive(Debug, Clone, Copy)]
struct Source {
    speaker: SpeakerId,
    /// Where the text names them, by name or by pronoun.
    at: usize,
    kind: Kind,
    gender: Option<Gender>,
    /// One person, as far as the words tell.
    person: bool,
}

/// Names the speakers of a text, pronouns included.
pub(super) struct Namer<'t> {
    text: &'t str,
    people: &'t People,
    sentences: &'t [Sentence],
    mentions: Mentions<'t>,
    /// The last speaker.
    source: Option<Source>,
    numbers: HashMap<String, SpeakerId>,
    pub(super) speakers: Speakers,
}

impl<'t> Namer<'t> {
    pub(super) fn new(
        text: &'t str,
        people: &'t People,
        sentences: &'t [Sentence],
        mentions: Mentions<'t>,
    ) -> Self {
        let (numbers, speakers) = (HashMap::new(), Speakers::default());
        Self { text, people, sentences, mentions, source: None, numbers, speakers }
    }

    /// The speaker that a phrase names; `None` where it may be one of several.
    pub(super) fn speaker(&mut self, frame: &Frame<'_>, phrase: Phrase) -> Option<SpeakerId> {
        let at = frame.at(phrase.from).span.start;
        let source = match phrase.kind {
            Kind::Name => {
                let name = full_name(self.people, &frame.written(phrase.from, phrase.to))?;
                self.source_of(name, at, phrase, frame)
            }
            Kind::Noun | Kind::Both => {
                let sentence = self.sentences.get(self.mentions.sentence(at));
                let leads = sentence.is_some_and(|sentence| sentence.span.start == at);
                self.source_of(noun_name(frame, phrase, leads), at, phrase, frame)
            }
            Kind::He => self.person_meant(Gender::He, at)?,
            Kind::She => self.person_meant(Gender::She, at)?,
            Kind::They | Kind::It => self.group_meant(phrase.kind, at)?,
        };
        self.source = Some(source);
        Some(source.speaker)
    }

    fn source_of(&mut self, name: String, at: usize, phrase: Phrase, frame: &Frame<'_>) -> Source {
        let mut words = (phrase.from..phrase.to).map(|at| frame.at(at));
        let gender = words.find_map(|word| gender_of(word.is(Class::He), word.is(Class::She)));
        let role = (phrase.from..phrase.to).any(|at| frame.at(at).is(Class::Person));
        Source {
            speaker: self.number(name),
            at,
            kind: phrase.kind,
            gender: gender.filter(|_| phrase.kind == Kind::Noun),
            person: phrase.kind == Kind::Name || role,
        }
    }

    fn number(&mut self, name: String) -> SpeakerId {
        if let Some(number) = self.numbers.get(&name) {
            return *number;
        }
        let number = SpeakerId(self.speakers.names.len());
        self.speakers.names.push(name.clone());
        self.numbers.insert(name, number);
        number
    }

    /// Whom *he* or *she* at `at` stands for, if exactly one fits.
    fn person_meant(&mut self, gender: Gender, at: usize) -> Option<Source> {
        let mut near = self.mentions.before(at);
        near.retain(|mention| self.mentions.fits(mention, gender));
        let fits = |source: &Source| {
            let known = source.gender.is_none_or(|known| known == gender);
            source.person && source.kind != Kind::Both && known
        };
        let reach = self.mentions.reach(at);
        let source = self.source.filter(|source| fits(source) && source.at >= reach);
        // A role that spoke last, and nobody named since.
        if let Some(role) = source.filter(|source| source.kind == Kind::Noun) {
            let since = near.iter().any(|mention| mention.at > role.at && mention.who != Who::Role);
            return (!since).then_some(Source { at, ..role });
        }
        let name = self.person_named(&near, source)?;
        let speaker = self.number(name);
        Some(Source { speaker, at, kind: Kind::Name, gender: None, person: true })
    }

    /// The name of the nearest person, if nobody else comes into question: all others stand farther
    /// off, and the nearest is the last speaker or the subject of their sentence.
    fn person_named(&self, near: &[Mention], source: Option<Source>) -> Option<String> {
        let name_of = |mention: &Mention| match &mention.who {
            Who::Person(person) => Some(self.people.name(*person).to_owned()),
            Who::Other(name) => Some(name.clone()),
            Who::Role => None,
        };
        let nearest = near.iter().find(|mention| mention.who != Who::Role)?;
        let name = name_of(nearest)?;
        let sentence = self.mentions.sentence(nearest.at);
        let (own, others): (Vec<&Mention>, Vec<&Mention>) =
            near.iter().partition(|mention| name_of(mention).as_ref() == Some(&name));
        let spoke = source.is_some_and(|source| self.speakers.name(source.speaker) == name);
        let beside = others.iter().any(|other| self.mentions.sentence(other.at) >= sentence);
        let leads = own
            .iter()
            .any(|mention| mention.leads && self.mentions.sentence(mention.at) == sentence);
        (others.is_empty() || !beside && (spoke || leads)).then_some(name)
    }

    /// *they* and *it* stand for the last speaker of that kind, if nobody was named since; before
    /// any speaker, for the group or body of the sentence before.
    fn group_meant(&mut self, kind: Kind, at: usize) -> Option<Source> {
        let reach = self.mentions.reach(at);
        let Some(source) = self.source.filter(|source| source.at >= reach) else {
            let name = self.sole_group(kind, at)?;
            let speaker = self.number(name);
            return Some(Source { speaker, at, kind: Kind::Noun, gender: None, person: false });
        };
        let many = kind == Kind::They && source.kind == Kind::Both;
        let fits = many || source.kind == Kind::Noun && !source.person;
        let since = self.mentions.before(at).iter().any(|mention| mention.at > source.at);
        (fits && !since).then_some(Source { at, ..source })
    }

    /// The group or body that the sentence directly before begins with, if it names no other.
    fn sole_group(&self, kind: Kind, at: usize) -> Option<String> {
        let here = self.mentions.sentence(at);
        let before = self.sentences.get(here.checked_sub(1)?)?;
        let beside = before.paragraph == self.sentences.get(here)?.paragraph;
        if !beside || before.span.len() > BYTES {
            return None;
        }
        let frame = Frame::new(self.text, before.span, WORDS);
        let group = phrase(&frame, 0).filter(|group| !group.kind.is_pronoun())?;
        let own = |classes: &[Class]| (group.from..group.to).any(|at| frame.at(at).any(classes));
        let fits = match kind {
            Kind::They => group.kind == Kind::Both || own(&[Class::People]),
            _ => own(&[Class::Body, Class::BodyName]),
        };
        let rival = (group.to..frame.len()).map(|at| frame.at(at)).any(|word| {
            word.any(&[Class::Person, Class::People, Class::Body])
                || word.may_be_name() && !word.is(Class::Time)
        });
        (fits && !rival && !own(&[Class::Person])).then(|| noun_name(&frame, group, true))
    }
}

/// A role or a body as written; in small letters where its capital only begins a sentence.
fn noun_name(frame: &Frame<'_>, phrase: Phrase, leads: bool) -> String {
    let written = frame.written(phrase.from, phrase.to);
    let name = frame.at(phrase.from + 1).capital && phrase.to > phrase.from + 1;
    if name || !leads || phrase.kind != Kind::Noun {
        return written;
    }
    let mut chars = written.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// The full name for a name as written; `None` where two persons bear it.
pub(super) fn full_name(people: &People, written: &str) -> Option<String> {
    match people.find(written) {
        Named::Known(person) => Some(people.name(person).to_owned()),
        Named::Only => Some(written.to_owned()),
        Named::Ambiguous => None,
    }
}
