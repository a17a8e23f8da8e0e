//! Goes through the quotations of a text in order and finds the speaker of each.

use std::collections::HashMap;
use std::ops::Range;

use crate::text::span::Span;
use crate::text::speaker::clause::{Ending, Found, before, behind, indirect};
use crate::text::speaker::frame::Frame;
use crate::text::speaker::mentions::{Mention, Mentions, Who};
use crate::text::speaker::people::{Gender, Named, People};
use crate::text::speaker::phrase::{Kind, Phrase};
use crate::text::speaker::words::Class;
use crate::text::speaker::{SpeakerId, Speakers};
use crate::text::structure::{Sentence, Structure};
use crate::text::voice::{Quote, QuoteKind};

/// How much is read before or behind a quotation, in words and in bytes.
const WORDS: usize = 60;
const BYTES: usize = 480;

/// The quotation before, as far as a later one may go on with it.
#[derive(Debug, Clone, Copy)]
struct Last {
    speaker: SpeakerId,
    /// Where it ends.
    end: usize,
    paragraph: usize,
    /// Its attribution stands before it, so that the rest of its sentence belongs to the speaker too.
    from_before: bool,
}

/// The last speaker, for pronouns.
#[derive(Debug, Clone, Copy)]
struct Source {
    speaker: SpeakerId,
    at: usize,
    kind: Kind,
    gender: Option<Gender>,
    person: bool,
}

/// What is known so far.
pub(super) struct Reader<'t> {
    text: &'t str,
    sentences: &'t [Sentence],
    quotes: &'t [Quote],
    people: People,
    last: Option<Last>,
    source: Option<Source>,
    speakers: Speakers,
    numbers: HashMap<String, SpeakerId>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, structure: &'t Structure) -> Self {
        Self {
            text,
            sentences: &structure.sentences,
            quotes: &structure.quotes,
            people: People::new(text, &structure.sentences),
            last: None,
            source: None,
            speakers: Speakers::default(),
            numbers: HashMap::new(),
        }
    }

    pub(super) fn read(mut self) -> Speakers {
        let people = std::mem::take(&mut self.people);
        let mut mentions = Mentions::new(self.text, &people, self.sentences, self.quotes);
        let mut first = 0;
        while first < self.quotes.len() {
            let group = first..self.group_end(first);
            let speaker = self.speaker(&group, &people, &mut mentions);
            self.speakers.of_quotes.extend(std::iter::repeat_n(speaker, group.len()));
            first = group.end;
        }
        self.speakers
    }

    /// A quotation over several paragraphs is one: each but the last ends without a mark.
    fn group_end(&self, first: usize) -> usize {
        let goes_on = |at: usize| {
            self.quotes.get(at).zip(self.quotes.get(at + 1)).is_some_and(|(quote, next)| {
                let open = quote.kind == QuoteKind::Marks
                    && quote.closed
                    && !quote.span.of(self.text).ends_with(['"', '”', '»', '’', '\'', '“', '＂']);
                let block = quote.kind == QuoteKind::Block && next.kind == QuoteKind::Block;
                let between = self.text.get(quote.span.end..next.span.start).unwrap_or("x");
                (open || block) && between.trim().is_empty()
            })
        };
        let mut end = first + 1;
        while goes_on(end - 1) {
            end += 1;
        }
        end
    }

    fn speaker(
        &mut self,
        group: &Range<usize>,
        people: &People,
        mentions: &mut Mentions<'_>,
    ) -> Option<SpeakerId> {
        let opening = self.quotes.get(group.start)?.span;
        let closing = self.quotes.get(group.end - 1)?.span;
        let here = Place::new(self.sentences, opening, closing);
        let next = self.quotes.get(group.end).map_or(self.text.len(), |quote| quote.span.start);
        let front = self.front(&here, people);
        let back = self.back(&here, next);
        let (before, direct) = front.found;
        let last = self.last.take();
        let (speaker, from_before) = match (before, back.found) {
            (Found::Speaker(phrase), _) if direct => {
                (self.named(&front.frame, phrase, people, mentions), true)
            }
            (Found::Unclear, _) if direct => (None, true),
            (_, Found::Speaker(phrase)) => {
                (self.named(&back.frame, phrase, people, mentions), false)
            }
            (_, Found::Unclear) => (None, false),
            (Found::Speaker(phrase), _) => {
                (self.named(&front.frame, phrase, people, mentions), true)
            }
            (Found::Unclear, _) => (None, true),
            (Found::GoesOn, _) => (here.continues(last), false),
            (Found::Nothing, _) => match self.inherited(&here, last, people) {
                Some(speaker) => (Some(speaker), last.is_some_and(|last| last.from_before)),
                None => (self.reported(&here, people, mentions), false),
            },
        };
        if let Some(speaker) = speaker {
            let paragraph = here.paragraph;
            self.last = Some(Last { speaker, end: closing.end, paragraph, from_before });
        }
        speaker
    }

    /// The words before a quotation, from the quotation or the sentence before it.
    fn front(&self, here: &Place, people: &People) -> Side<'t> {
        let mut from = here.sentence.start.max(here.before_quote(self.quotes));
        let mut to = here.opening.start;
        if here.heads_paragraph
            && let Some(lead) = self.lead(here)
        {
            (from, to) = (lead.start, lead.end);
        }
        let from = self.clipped(from, to);
        let frame = Frame::new(self.text, Span::new(from, to), usize::MAX);
        let is_known = |name: &str| matches!(people.find(name), Named::Known(_));
        let found = before(&frame, is_known);
        Side { found, frame }
    }

    /// The sentence at the end of the paragraph before, if it ends with a colon.
    fn lead(&self, here: &Place) -> Option<Span> {
        let before = self.sentences.get(here.first.checked_sub(1)?)?;
        before.span.of(self.text).ends_with(':').then_some(before.span)
    }

    /// A place at most 480 bytes before `to`, behind a blank.
    fn clipped(&self, from: usize, to: usize) -> usize {
        if to.saturating_sub(from) <= BYTES {
            return from.min(to);
        }
        let mut start = to - BYTES;
        while !self.text.is_char_boundary(start) {
            start += 1;
        }
        let rest = self.text.get(start..to).unwrap_or("");
        start + rest.find(' ').unwrap_or(rest.len())
    }

    /// The words behind a quotation, up to the next one or the end of the sentence.
    fn back(&self, here: &Place, next: usize) -> Back<'t> {
        let inner = here.closing.of(self.text).trim_end_matches(['"', '”', '»', '’', '\'', '“']);
        let whole = here.opening.start == here.sentence.start;
        let mut end = here.end_sentence.end;
        let mut ending = match inner.chars().next_back() {
            Some(',') => Ending::Open,
            Some('.' | '?' | '!' | '…' | '—' | '–' | '-') => Ending::Open,
            _ if whole => Ending::Open,
            _ => Ending::Bare,
        };
        if end <= here.closing.end {
            ending = Ending::Asks;
            let after = self.sentences.get(here.last + 1).filter(|s| s.paragraph == here.paragraph);
            let ends = inner.ends_with(['?', '!', '…', '—', '–', ',']);
            match after.filter(|_| ends) {
                Some(sentence) => end = sentence.span.end,
                None => {
                    let frame = Frame::new(self.text, Span::new(0, 0), 0);
                    return Back { found: Found::Nothing, frame };
                }
            }
        }
        let end = self.clipped_end(here.closing.end, end.min(next));
        let frame = Frame::new(self.text, Span::new(here.closing.end, end), WORDS);
        Back { found: behind(&frame, ending), frame }
    }

    fn clipped_end(&self, from: usize, to: usize) -> usize {
        let mut end = to.min(from + BYTES);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        end.max(from)
    }

    /// The speaker of the quotation before in the same paragraph, if this one goes on with it.
    fn inherited(&self, here: &Place, last: Option<Last>, people: &People) -> Option<SpeakerId> {
        let last = last.filter(|last| last.paragraph == here.paragraph)?;
        let gap = Span::new(last.end, here.opening.start);
        if gap.len() > BYTES {
            return None;
        }
        let frame = Frame::new(self.text, gap, WORDS);
        let same_sentence = here.sentence.start < last.end;
        if same_sentence {
            let ends = frame.at(frame.len().wrapping_sub(1));
            let open = frame.len() == 0 || ends.is_mark(&[',', ':', '—', '–', '.']);
            let saying = (0..frame.len()).any(|at| frame.at(at).is(Class::Say));
            return ((last.from_before && !saying || open)
                && self.is_alone(&frame, 0, last.speaker, people))
            .then_some(last.speaker);
        }
        let whole = here.opening.start == here.sentence.start && self.is_sentence(here);
        let own = (0..frame.len()).find(|at| frame.at(*at).is_mark(&['.', '!', '?']));
        let from = own.map_or(0, |stop| stop + 1);
        (whole && self.is_alone(&frame, from, last.speaker, people)).then_some(last.speaker)
    }

    /// Whether a quotation begins with a capital and ends as a sentence does.
    fn is_sentence(&self, here: &Place) -> bool {
        let marks = ['"', '”', '“', '»', '«', '’', '‘', '\'', '„', ' '];
        let inner = here.closing.of(self.text).trim_end_matches(marks);
        let start = here.opening.of(self.text).trim_start_matches(marks);
        inner.ends_with(['.', '?', '!', '…', ',', '—', '–', ':'])
            && start.starts_with(|c: char| !c.is_lowercase())
    }

    /// Whether the words of a frame from `from` on name nobody but the speaker.
    fn is_alone(
        &self,
        frame: &Frame<'_>,
        from: usize,
        speaker: SpeakerId,
        people: &People,
    ) -> bool {
        let mut at = from;
        while at < frame.len() {
            if let Some(end) = crate::text::speaker::phrase::name_run(frame, at) {
                let start = crate::text::speaker::phrase::strip_titles(frame, at, end);
                let name = full_name(people, &frame.written(start, end));
                let impersonal = crate::text::speaker::phrase::is_impersonal(frame, start, end)
                    || frame.before(at).any(&[Class::Locates, Class::Article]);
                if !impersonal && name.as_deref() != Some(self.speakers.name(speaker)) {
                    return false;
                }
                at = end;
                continue;
            }
            let word = frame.at(at);
            if word.any(&[Class::Person, Class::People]) || word.is(Class::Say) {
                return false;
            }
            at += 1;
        }
        true
    }

    /// The source of the sentence directly before, if that reports what somebody said.
    fn reported(
        &mut self,
        here: &Place,
        people: &People,
        mentions: &mut Mentions<'_>,
    ) -> Option<SpeakerId> {
        let whole = here.opening.start == here.sentence.start && self.is_sentence(here);
        let before = self.sentences.get(here.first.checked_sub(1)?)?;
        let free = before.span.start >= here.before_quote(self.quotes);
        if !(whole && free && before.paragraph == here.paragraph && before.span.len() <= BYTES) {
            return None;
        }
        let frame = Frame::new(self.text, before.span, WORDS);
        match indirect(&frame) {
            Found::Speaker(phrase) => self.named(&frame, phrase, people, mentions),
            _ => None,
        }
    }

    /// The speaker that a phrase names.
    fn named(
        &mut self,
        frame: &Frame<'_>,
        phrase: Phrase,
        people: &People,
        mentions: &mut Mentions<'_>,
    ) -> Option<SpeakerId> {
        let at = frame.at(phrase.from).span.start;
        let written = frame.written(phrase.from, phrase.to);
        let source = match phrase.kind {
            Kind::Name => {
                let name = full_name(people, &written)?;
                self.source_of(name, at, phrase, frame)
            }
            Kind::Noun | Kind::Both => {
                let leads =
                    self.sentences.get(mentions.sentence(at)).is_some_and(|s| s.span.start == at);
                let plain = !(phrase.from + 1..phrase.from + 2).any(|at| frame.at(at).capital);
                let small = leads && plain && phrase.kind == Kind::Noun;
                let name = if small { lower_first(&written) } else { written };
                self.source_of(name, at, phrase, frame)
            }
            kind => self.meant(kind, at, people, mentions)?,
        };
        self.source = Some(source);
        Some(source.speaker)
    }

    fn source_of(&mut self, name: String, at: usize, phrase: Phrase, frame: &Frame<'_>) -> Source {
        let mut words = (phrase.from..phrase.to).map(|at| frame.at(at));
        let gender = words.find_map(|word| {
            crate::text::speaker::people::gender_of(word.is(Class::He), word.is(Class::She))
        });
        let person = phrase.kind == Kind::Name
            || (phrase.from..phrase.to).any(|at| frame.at(at).is(Class::Person));
        let gender = gender.filter(|_| phrase.kind == Kind::Noun);
        Source { speaker: self.number(name), at, kind: phrase.kind, gender, person }
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

    /// Whom a pronoun at `at` stands for, if exactly one fits.
    fn meant(
        &mut self,
        kind: Kind,
        at: usize,
        people: &People,
        mentions: &mut Mentions<'_>,
    ) -> Option<Source> {
        let gender = match kind {
            Kind::He => Gender::He,
            Kind::She => Gender::She,
            _ => return self.meant_by_many(kind, at, mentions),
        };
        let mut near = mentions.before(at);
        near.retain(|mention| mentions.fits(mention, gender));
        let source = self.source.filter(|source| {
            source.person
                && source.kind != Kind::Both
                && source.gender.is_none_or(|known| known == gender)
        });
        let near_source = source.filter(|source| source.at >= mentions.reach(at));
        let chosen = self.choose(&near, near_source, people, mentions)?;
        Some(Source { at, ..chosen })
    }

    fn choose(
        &mut self,
        near: &[Mention],
        source: Option<Source>,
        people: &People,
        mentions: &Mentions<'_>,
    ) -> Option<Source> {
        let name_of = |mention: &Mention| match &mention.who {
            Who::Person(person) => Some(people.name(*person).to_owned()),
            Who::Other(name) => Some(name.clone()),
            Who::Role => None,
        };
        // A role that spoke last, and nobody named since.
        if let Some(role) = source.filter(|source| source.kind == Kind::Noun) {
            let since = near.iter().any(|mention| mention.at > role.at && mention.who != Who::Role);
            return (!since).then_some(role);
        }
        let nearest = near.iter().find(|mention| mention.who != Who::Role)?;
        let name = name_of(nearest)?;
        let sentence = mentions.sentence(nearest.at);
        let others: Vec<&Mention> =
            near.iter().filter(|mention| name_of(mention).as_ref() != Some(&name)).collect();
        let spoke_last = source.is_some_and(|source| self.speakers.name(source.speaker) == name);
        let beside = others.iter().any(|other| mentions.sentence(other.at) >= sentence);
        let leads = near.iter().any(|mention| {
            mention.leads
                && mentions.sentence(mention.at) == sentence
                && name_of(mention).as_ref() == Some(&name)
        });
        if !others.is_empty() && (beside || !(spoke_last || leads)) {
            return None;
        }
        let speaker = self.number(name);
        Some(Source { speaker, at: nearest.at, kind: Kind::Name, gender: None, person: true })
    }

    /// *they* and *it* stand for the last speaker of that kind, if nobody was named since.
    fn meant_by_many(&self, kind: Kind, at: usize, mentions: &mut Mentions<'_>) -> Option<Source> {
        let source = self.source.filter(|source| source.at >= mentions.reach(at))?;
        let fits = match kind {
            Kind::They => source.kind == Kind::Both || source.kind == Kind::Noun && !source.person,
            _ => source.kind == Kind::Noun && !source.person,
        };
        let since = mentions.before(at).iter().any(|mention| mention.at > source.at);
        (fits && !since).then_some(Source { at, ..source })
    }
}

/// The words on one side of a quotation and what they say.
struct Side<'t> {
    found: (Found, bool),
    frame: Frame<'t>,
}

struct Back<'t> {
    found: Found,
    frame: Frame<'t>,
}

/// Where a quotation stands.
struct Place {
    opening: Span,
    closing: Span,
    /// The sentence that it begins in, and its number.
    sentence: Span,
    first: usize,
    /// The sentence that it ends in, and its number.
    end_sentence: Span,
    last: usize,
    paragraph: usize,
    heads_paragraph: bool,
}

impl Place {
    fn new(sentences: &[Sentence], opening: Span, closing: Span) -> Self {
        let holding = |at: usize| {
            sentences.partition_point(|sentence| sentence.span.start <= at).saturating_sub(1)
        };
        let (first, last) = (holding(opening.start), holding(closing.end.saturating_sub(1)));
        let sentence = sentences.get(first);
        let paragraph = sentences.get(last).map_or(0, |sentence| sentence.paragraph);
        let own = sentence.map_or(0, |sentence| sentence.paragraph);
        let alone = first
            .checked_sub(1)
            .and_then(|before| sentences.get(before))
            .is_none_or(|before| before.paragraph != own);
        let span = |at: usize| sentences.get(at).map_or(opening, |sentence| sentence.span);
        Self {
            opening,
            closing,
            sentence: span(first),
            first,
            end_sentence: span(last),
            last,
            paragraph,
            heads_paragraph: alone && span(first).start == opening.start,
        }
    }

    /// Where the quotation before ends.
    fn before_quote(&self, quotes: &[Quote]) -> usize {
        let at = quotes.partition_point(|quote| quote.span.start < self.opening.start);
        at.checked_sub(1).and_then(|at| quotes.get(at)).map_or(0, |quote| quote.span.end)
    }

    /// The speaker of the quotation that this one goes on with in the same paragraph.
    fn continues(&self, last: Option<Last>) -> Option<SpeakerId> {
        last.filter(|last| last.paragraph == self.paragraph).map(|last| last.speaker)
    }
}

/// The full name for a name as written; `None` where two persons bear it.
fn full_name(people: &People, written: &str) -> Option<String> {
    match people.find(written) {
        Named::Known(person) => Some(people.name(person).to_owned()),
        Named::Only => Some(written.to_owned()),
        Named::Ambiguous => None,
    }
}

fn lower_first(phrase: &str) -> String {
    let mut chars = phrase.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
