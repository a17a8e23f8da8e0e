//! The hit table: every cue, counted or not, with its neighbours.

use crate::analyzer::Analysis;
use crate::lexicon::Lexicon;
use crate::output::cell::Cell;
use crate::text::span::Span;

/// How many characters of context stand on each side.
const CONTEXT: usize = 40;

const COLUMNS: [&str; 16] = [
    "doc_id", "sentence", "hit", "entry", "category", "matched", "start", "end", "voice",
    "speaker", "weight", "counted", "reason", "left", "right", "section",
];

/// The names of the columns.
#[must_use]
pub fn columns() -> Vec<String> {
    COLUMNS.map(str::to_owned).to_vec()
}

/// Calls `row` with the cells of every cue of a document, in order.
pub fn rows(
    id: &str,
    text: &str,
    analysis: &Analysis,
    lexicon: &Lexicon,
    mut row: impl FnMut(&[Cell<'_>]),
) {
    let mut hit = 0_u64;
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        for cue in analysis.cues_of(sentence) {
            hit += 1;
            let entry = lexicon.entry(cue.entry);
            row(&[
                Cell::text(id),
                (number + 1).into(),
                hit.into(),
                Cell::text(entry.name.as_str()),
                Cell::text(lexicon.category(cue.category).path.as_str()),
                Cell::text(cue.span.of(text)),
                cue.span.start.into(),
                cue.span.end.into(),
                Cell::text(cue.voice.name()),
                analysis.speaker_name(cue).map_or(Cell::Missing, Cell::text),
                Cell::Number(entry.weight),
                Cell::Flag(cue.counts()),
                Cell::text(cue.verdict.explain(lexicon, entry)),
                Cell::text(left(text, cue.span)),
                Cell::text(right(text, cue.span)),
                Cell::text(sentence.section.name()),
            ]);
        }
    }
}

/// Up to 40 characters before a span.
pub(crate) fn left(text: &str, span: Span) -> &str {
    let before = text.get(..span.start).unwrap_or("");
    let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    before.get(from..).unwrap_or("")
}

/// Up to 40 characters behind a span.
pub(crate) fn right(text: &str, span: Span) -> &str {
    let behind = text.get(span.end..).unwrap_or("");
    let to = behind.char_indices().nth(CONTEXT).map_or(behind.len(), |(at, _)| at);
    behind.get(..to).unwrap_or("")
}
