//! Goes through the quotations of a text in order and finds the speaker of each.

use crate::text::span::Span;
use crate::text::speaker::beside::{BYTES, Beside, WORDS};
use crate::text::speaker::clause::{Found, indirect};
use crate::text::speaker::frame::Frame;
use crate::text::speaker::mentions::Mentions;
use crate::text::speaker::name::{is_impersonal, name_run, strip_titles};
use crate::text::speaker::people::{Named, People};
use crate::text::speaker::place::Place;
use crate::text::speaker::source::{Namer, full_name};
use crate::text::speaker::words::Class;
use crate::text::speaker::{SpeakerId, Speakers};
use crate::text::structure::Structure;

/// The quotation before, as far as a later one may go on with it.
#[derive(Debug, Clone, Copy)]
struct Last {
    speaker: SpeakerId,
    /// Where it ends.
    end: usize,
    paragraph: u32,
    /// Its attribution stands before it, so that the rest of its sentence belongs to the speaker too.
    from_before: bool,
}

/// What is known so far.
pub(super) struct Reader<'t> {
    text: &'t str,
    structure: &'t Structure,
    people: &'t People,
    namer: Namer<'t>,
    last: Option<Last>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, structure: &'t Structure, people: &'t People) -> Self {
        let mentions = Mentions::new(text, people, &structure.sentences, &structure.quotes);
        let namer = Namer::new(text, people, &structure.sentences, mentions);
        Self { text, structure, people, namer, last: None }
    }

    pub(super) fn read(mut self) -> Speakers {
        let mut of_quotes = Vec::with_capacity(self.structure.quotes.len());
        while let Some(here) = Place::new(self.text, self.structure, of_quotes.len()) {
            let speaker = self.speaker(&here);
            of_quotes.extend(std::iter::repeat_n(speaker, here.quotes.len()));
        }
        of_quotes.resize(self.structure.quotes.len(), None);
        Speakers { of_quotes, ..self.namer.speakers }
    }

    fn speaker(&mut self, here: &Place) -> Option<SpeakerId> {
        let people = self.people;
        let is_known = |name: &str| matches!(people.find(name), Named::Known(_));
        let beside = Beside::read(self.text, self.structure, here, is_known);
        let last = self.last.take().filter(|last| last.paragraph == here.paragraph);
        let (speaker, from_before) = self.judge(here, &beside, last);
        if let Some(speaker) = speaker {
            let (end, paragraph) = (here.closing.end, here.end_paragraph);
            self.last = Some(Last { speaker, end, paragraph, from_before });
        }
        speaker
    }

    /// Weighs both sides: a verb directly before the quotation, then one behind it, then one farther
    /// before it, then the quotation before and the sentence before. The `bool` says whether the
    /// rest of the sentence belongs to the speaker, too.
    fn judge(
        &mut self,
        here: &Place,
        beside: &Beside<'_>,
        last: Option<Last>,
    ) -> (Option<SpeakerId>, bool) {
        match (beside.before, beside.behind) {
            (Found::Speaker(phrase), _) if beside.direct => {
                (self.namer.speaker(&beside.front, phrase), true)
            }
            (Found::Unclear, _) if beside.direct => (None, true),
            _ if beside.names_thing => (None, false),
            (_, Found::Speaker(phrase)) => (self.namer.speaker(&beside.back, phrase), false),
            (_, Found::Unclear) => (None, false),
            (Found::Speaker(phrase), _) => (self.namer.speaker(&beside.front, phrase), true),
            (Found::Unclear, _) => (None, true),
            (Found::GoesOn, _) => (last.map(|last| last.speaker), false),
            (Found::Nothing, _) => match last.filter(|last| self.goes_on(here, last)) {
                Some(last) => (Some(last.speaker), last.from_before),
                None => (self.reported(here), false),
            },
        }
    }

    /// Whether a quotation without an attribution goes on with the one before in its paragraph.
    fn goes_on(&self, here: &Place, last: &Last) -> bool {
        let gap = Span::new(last.end, here.opening.start);
        if gap.len() > BYTES {
            return false;
        }
        let frame = Frame::new(self.text, gap, WORDS);
        if here.sentence.start < last.end {
            let ends = frame.at(frame.len().wrapping_sub(1));
            let open = frame.len() == 0 || ends.is_mark(&[',', ':', '—', '–', '.']);
            let saying = (0..frame.len()).any(|at| frame.at(at).is(Class::Say));
            return (last.from_before && !saying || open) && self.is_alone(&frame, 0, last.speaker);
        }
        // Behind the attribution of the one before, nobody else may have come in.
        let stop = (0..frame.len()).find(|at| frame.at(*at).is_mark(&['.', '!', '?']));
        here.heads_sentence()
            && here.is_sentence(self.text)
            && self.is_alone(&frame, stop.map_or(0, |stop| stop + 1), last.speaker)
    }

    /// Whether the words of a frame from `from` on name nobody but the speaker.
    fn is_alone(&self, frame: &Frame<'_>, from: usize, speaker: SpeakerId) -> bool {
        let mut at = from;
        while at < frame.len() {
            if let Some(end) = name_run(frame, at) {
                let start = strip_titles(frame, at, end);
                let name = full_name(self.people, &frame.written(start, end));
                let impersonal = is_impersonal(frame, start, end)
                    || frame.before(at).any(&[Class::Locates, Class::Article]);
                if !impersonal && name.as_deref() != Some(self.namer.speakers.name(speaker)) {
                    return false;
                }
                at = end;
                continue;
            }
            if frame.at(at).any(&[Class::Person, Class::People, Class::Say]) {
                return false;
            }
            at += 1;
        }
        true
    }

    /// The source of the sentence directly before, if that reports what somebody said.
    fn reported(&mut self, here: &Place) -> Option<SpeakerId> {
        let before = self.structure.sentences.get(here.first.checked_sub(1)?)?;
        let plain = before.span.start >= here.quote_before(self.structure)
            && before.paragraph == here.paragraph
            && before.span.len() <= BYTES;
        if !(plain && here.heads_sentence() && here.is_sentence(self.text)) {
            return None;
        }
        let frame = Frame::new(self.text, before.span, WORDS);
        match indirect(&frame) {
            Found::Speaker(phrase) => self.namer.speaker(&frame, phrase),
            _ => None,
        }
    }
}
