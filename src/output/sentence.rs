//! The sentence table.

use std::borrow::Cow;

use crate::analyzer::{Analysis, AnalyzedSentence};
use crate::lexicon::axis::Axis;
use crate::output::cell::Cell;
use crate::output::table::with_axes;
use crate::text::fold::folded;
use crate::text::voices::Voice;

const BEFORE: [&str; 13] = [
    "doc_id",
    "section",
    "paragraph",
    "sentence",
    "start",
    "end",
    "start_ch",
    "end_ch",
    "voice",
    "speaker",
    "attributed",
    "words",
    "words_quote",
];
const PER_AXIS: [&str; 4] = ["n", "score", "quote_n", "quote_score"];

/// The names of the columns.
#[must_use]
pub fn columns() -> Vec<String> {
    with_axes(&BEFORE, &PER_AXIS, &["cues", "text"])
}

/// Calls `row` with the cells of every sentence of a document, in order.
///
/// Sentences that are not scored have empty cells for words, hits and scores. `speaker` names those
/// who speak the quoted words, as far as they are known, joined by `|`.
pub fn rows(id: &str, text: &str, analysis: &Analysis, mut row: impl FnMut(&[Cell<'_>])) {
    let mut chars = CharOffsets::new(text);
    let mut cells = Vec::new();
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        let (start, end) = (sentence.span.start, sentence.span.end);
        cells.clear();
        cells.extend([
            Cell::text(id),
            Cell::text(sentence.section.name()),
            (u64::from(sentence.paragraph) + 1).into(),
            (number + 1).into(),
            start.into(),
            end.into(),
            chars.at(start).into(),
            chars.at(end).into(),
            sentence.voice().map_or(Cell::Missing, |voice| Cell::text(voice.name())),
            speakers(analysis, sentence),
            sentence.attributed.map_or(Cell::Missing, Cell::Flag),
        ]);
        add_scores(sentence, &mut cells);
        cells.push(Cell::text(terms(text, analysis, sentence)));
        cells.push(Cell::text(sentence.span.of(text)));
        row(&cells);
    }
}

/// The known speakers of a scored sentence, joined by `|`.
fn speakers<'a>(analysis: &'a Analysis, sentence: &AnalyzedSentence) -> Cell<'a> {
    if sentence.score.is_none() {
        return Cell::Missing;
    }
    let speakers = analysis.speakers_of(sentence);
    match speakers.as_slice() {
        [] => Cell::Missing,
        [speaker] => Cell::text(analysis.speakers.name(*speaker)),
        speakers => {
            let names = speakers.iter().map(|speaker| analysis.speakers.name(*speaker));
            Cell::text(names.collect::<Vec<_>>().join("|"))
        }
    }
}

fn add_scores(sentence: &AnalyzedSentence, cells: &mut Vec<Cell<'_>>) {
    let Some(score) = &sentence.score else {
        let missing = 2 + PER_AXIS.len() * Axis::ALL.len();
        cells.extend(std::iter::repeat_n(Cell::Missing, missing));
        return;
    };
    cells.extend(Voice::ALL.map(|voice| Cell::Count(score.words(voice))));
    for axis in Axis::ALL {
        for voice in Voice::ALL {
            let scored = score.axis(axis, voice);
            cells.push(Cell::Count(scored.hits));
            cells.push(Cell::Number(scored.score()));
        }
    }
}

/// The counted cues of both voices as they were matched, folded, joined by `|`.
fn terms<'t>(text: &'t str, analysis: &Analysis, sentence: &AnalyzedSentence) -> Cow<'t, str> {
    let mut counted = analysis.cues_of(sentence).iter().filter(|cue| cue.counts());
    let Some(first) = counted.next() else { return Cow::Borrowed("") };
    let mut terms = folded(first.span.of(text));
    for cue in counted {
        let terms = terms.to_mut();
        terms.push('|');
        terms.push_str(&folded(cue.span.of(text)));
    }
    terms
}

/// Counts characters up to byte offsets asked for in ascending order.
struct CharOffsets<'t> {
    text: &'t str,
    byte: usize,
    chars: usize,
}

impl<'t> CharOffsets<'t> {
    const fn new(text: &'t str) -> Self {
        Self { text, byte: 0, chars: 0 }
    }

    fn at(&mut self, byte: usize) -> usize {
        self.chars += self.text.get(self.byte..byte).map_or(0, |part| part.chars().count());
        self.byte = byte;
        self.chars
    }
}
