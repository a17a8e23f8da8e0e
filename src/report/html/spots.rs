//! A sentence cut into plain text, quoted text, counted cues, and words that were seen and do not count.

use serde::Serialize;

use crate::analyzer::{Analysis, AnalyzedSentence};
use crate::cue::verdict::Cue;
use crate::lexicon::Lexicon;
use crate::report::html::code;
use crate::report::visible::inline;
use crate::text::span::Span;
use crate::text::voices::Voice;

/// Kinds as the template knows them.
const PLAIN: u8 = 0;
const QUOTED: u8 = 1;
const COUNTED: u8 = 2;
const SEEN: u8 = 3;

/// A piece of a sentence as it is shown.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub(super) struct Part {
    kind: u8,
    text: String,
    class: String,
    hits: String,
}

/// A stretch that cues lie in.
struct Spot {
    span: Span,
    counted: bool,
    class: String,
    /// Numbers of the cues, a counted one first.
    hits: Vec<usize>,
}

/// The parts of a sentence. Every cue is in one of them, and each counted cue has one of its own.
pub(super) fn parts(
    text: &str,
    analysis: &Analysis,
    sentence: &AnalyzedSentence,
    lexicon: &Lexicon,
) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = sentence.span.start;
    for spot in spots(analysis, sentence, lexicon) {
        plain(text, analysis, Span::new(at, spot.span.start.max(at)), &mut parts);
        let hits: Vec<String> = spot.hits.iter().map(usize::to_string).collect();
        parts.push(Part {
            kind: if spot.counted { COUNTED } else { SEEN },
            text: inline(spot.span.of(text)),
            class: spot.class,
            hits: hits.join(" "),
        });
        at = spot.span.end;
    }
    plain(text, analysis, Span::new(at, sentence.span.end.max(at)), &mut parts);
    parts
}

/// The spots in order, none overlapping another. Counted cues never overlap. What was seen in or across a
/// counted cue is told there; what was seen elsewhere is told together where it overlaps.
fn spots(analysis: &Analysis, sentence: &AnalyzedSentence, lexicon: &Lexicon) -> Vec<Spot> {
    let cues = analysis.cues_of(sentence);
    let numbered = || cues.iter().enumerate().map(|(at, cue)| (sentence.cues.start + at + 1, cue));
    let spot = |(number, cue): (usize, &Cue)| Spot {
        span: cue.span,
        counted: cue.counts(),
        class: class(cue, lexicon),
        hits: vec![number],
    };
    let mut spots: Vec<Spot> = numbered().filter(|(_, cue)| cue.counts()).map(spot).collect();
    for (number, cue) in numbered().filter(|(_, cue)| !cue.counts()) {
        let overlaps =
            |spot: &&mut Spot| spot.span.start < cue.span.end && cue.span.start < spot.span.end;
        let mut touched = spots.iter_mut().filter(overlaps);
        match touched.next() {
            None => spots.push(spot((number, cue))),
            Some(first) => {
                first.hits.push(number);
                // It may reach over a gap, but not into a counted cue.
                if !first.counted && touched.next().is_none() {
                    let end = first.span.end.max(cue.span.end);
                    first.span = Span::new(first.span.start.min(cue.span.start), end);
                }
            }
        }
    }
    spots.sort_by_key(|spot| spot.span.start);
    spots
}

fn class(cue: &Cue, lexicon: &Lexicon) -> String {
    let voice = if cue.voice == Voice::Quote { 'q' } else { 'a' };
    format!("{} {voice}", code(lexicon.category(cue.category).axis))
}

/// Text without cues, cut where quotations begin and end.
fn plain(text: &str, analysis: &Analysis, span: Span, parts: &mut Vec<Part>) {
    let mut push = |kind: u8, from: usize, to: usize| {
        if from < to {
            let text = inline(text.get(from..to).unwrap_or(""));
            parts.push(Part { kind, text, class: String::new(), hits: String::new() });
        }
    };
    let mut at = span.start;
    for quote in analysis.quotes.get(analysis.quotes_in(span)).unwrap_or(&[]) {
        let (from, to) = (quote.start.clamp(at, span.end), quote.end.clamp(at, span.end));
        push(PLAIN, at, from);
        push(QUOTED, from, to);
        at = to;
    }
    push(PLAIN, at, span.end);
}
