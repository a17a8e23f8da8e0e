//! Who is named near a place: whom *he* or *she* may stand for.

use crate::text::span::Span;
use crate::text::speaker::frame::Frame;
use crate::text::speaker::name::{is_impersonal, is_role, name_run, strip_titles};
use crate::text::speaker::people::{Gender, Named, People, PersonId, gender_of};
use crate::text::speaker::words::Class;
use crate::text::structure::Sentence;
use crate::text::voice::Quote;

/// How far back names are looked for, in bytes: about two paragraphs of a newspaper.
const REACH: usize = 1_500;
/// The most mentions that are compared.
const COMPARED: usize = 24;

/// Somebody named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    /// By a name that the document gives in full.
    Person(PersonId),
    /// By a name that stands nowhere else.
    Other(String),
    /// By a role in the singular, *the mayor*, or by a last name that two persons share.
    Role,
}

/// A mention in the author's voice.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub(super) at: usize,
    pub(super) who: Who,
    /// A title told it: *Ms Quill*.
    gender: Option<Gender>,
    /// Whether it begins its sentence, as subjects do.
    pub(super) leads: bool,
}

/// The mentions of a text up to a place that only moves forward; each stretch is read once.
pub(super) struct Mentions<'t> {
    text: &'t str,
    people: &'t People,
    sentences: &'t [Sentence],
    quotes: &'t [Quote],
    /// The first quotation that does not end before `end`.
    quote: usize,
    end: usize,
    found: Vec<Mention>,
}

impl<'t> Mentions<'t> {
    pub(super) const fn new(
        text: &'t str,
        people: &'t People,
        sentences: &'t [Sentence],
        quotes: &'t [Quote],
    ) -> Self {
        Self { text, people, sentences, quotes, quote: 0, end: 0, found: Vec::new() }
    }

    /// The last mentions before `at`, nearest first, back to the beginning of the paragraph before.
    pub(super) fn before(&mut self, at: usize) -> Vec<Mention> {
        let from = self.window_start(at);
        self.read_to(from, at);
        let near = self.found.iter().rev().skip_while(|mention| mention.at >= at);
        near.take_while(|mention| mention.at >= from).take(COMPARED).cloned().collect()
    }

    /// How far back names are looked for from `at`.
    pub(super) fn reach(&self, at: usize) -> usize {
        self.window_start(at)
    }

    /// Number of the sentence that holds `at`.
    pub(super) fn sentence(&self, at: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.span.start <= at).saturating_sub(1)
    }

    /// Whether a person may be meant by *he* or by *she*.
    pub(super) fn fits(&self, mention: &Mention, gender: Gender) -> bool {
        let known = match mention.who {
            Who::Person(person) => self.people.gender(person).or(mention.gender),
            _ => mention.gender,
        };
        known.is_none_or(|known| known == gender)
    }

    fn window_start(&self, at: usize) -> usize {
        let low = at.saturating_sub(REACH);
        let here = self.sentence(at);
        let Some(own) = self.sentences.get(here) else { return at };
        let near = self.sentences.get(..here).unwrap_or(&[]).iter().rev();
        let mut first = own.span.start;
        for sentence in near.take_while(|before| before.paragraph + 1 >= own.paragraph) {
            if sentence.span.start < low {
                break;
            }
            first = sentence.span.start;
        }
        if first >= low {
            return first;
        }
        let mut start = low;
        while !self.text.is_char_boundary(start) {
            start += 1;
        }
        start
    }

    fn read_to(&mut self, from: usize, at: usize) {
        if self.end < from {
            self.end = from;
        }
        while self.end < at {
            while self.quotes.get(self.quote).is_some_and(|quote| quote.span.end <= self.end) {
                self.quote += 1;
            }
            let next = self.quotes.get(self.quote).map_or(usize::MAX, |quote| quote.span.start);
            if next <= self.end {
                self.end = self.quotes.get(self.quote).map_or(at, |quote| quote.span.end);
                continue;
            }
            let stop = at.min(next);
            self.read(Span::new(self.end, stop));
            self.end = stop;
        }
    }

    fn read(&mut self, span: Span) {
        let frame = Frame::new(self.text, span, usize::MAX);
        let mut at = 0;
        while at < frame.len() {
            let Some(end) = name_run(&frame, at) else {
                self.read_role(&frame, at);
                at += 1;
                continue;
            };
            self.read_name(&frame, at, end);
            at = end;
        }
    }

    fn read_name(&mut self, frame: &Frame<'_>, start: usize, end: usize) {
        let name = strip_titles(frame, start, end);
        let titled = (start..name).any(|at| frame.at(at).is(Class::Title));
        let before = frame.before(start);
        let located = before.is(Class::Locates) && !titled;
        let article = before.is(Class::Determiner) && !titled && name == start;
        if is_role(frame, start, end) || is_impersonal(frame, name, end) || located || article {
            return;
        }
        let written = frame.written(name, end);
        let who = match self.people.find(&written) {
            Named::Known(person) if self.people.is_located(person) && !titled => return,
            Named::Known(person) => Who::Person(person),
            Named::Only if !titled && end == name + 1 => return,
            Named::Only => Who::Other(written),
            Named::Ambiguous => Who::Role,
        };
        let gender = (start..name).find_map(|at| word_gender(frame, at));
        let noun = frame.before(start);
        let gender = gender.or_else(|| {
            let described = noun.is(Class::Person) && !noun.capital;
            described.then(|| word_gender(frame, start.saturating_sub(1))).flatten()
        });
        self.push(frame, start, who, gender);
    }

    /// A role in the singular that stands for a person of its own: not an apposition, not what
    /// somebody is or was.
    fn read_role(&mut self, frame: &Frame<'_>, at: usize) {
        let word = frame.at(at);
        let behind = frame.at(at + 1);
        if !word.is(Class::Person) || word.capital || behind.is(Class::Person) {
            return;
        }
        if behind.may_be_name() || behind.text.starts_with(['\'', '’']) {
            return;
        }
        let head = (at.saturating_sub(4)..at).rev().find(|at| frame.at(*at).is(Class::Article));
        let Some(head) = head else { return };
        let before = frame.before(head);
        let described = before.is_mark(&[',', '—', '–', '('])
            || before.any(&[Class::Being])
            || before.is_word("as")
            || before.is_word("became");
        if !described {
            self.push(frame, at, Who::Role, word_gender(frame, at));
        }
    }

    fn push(&mut self, frame: &Frame<'_>, at: usize, who: Who, gender: Option<Gender>) {
        let before = frame.before(at);
        let leads = before.is_end() || before.is_mark(&['.', '!', '?']);
        self.found.push(Mention { at: frame.at(at).span.start, who, gender, leads });
    }
}

fn word_gender(frame: &Frame<'_>, at: usize) -> Option<Gender> {
    let word = frame.at(at);
    gender_of(word.is(Class::He), word.is(Class::She))
}
