//! Where in an article the cues stand, as a row of signs for each voice.

use crate::analyzer::{Analysis, AnalyzedSentence};
use crate::lexicon::axis::Axis;
use crate::text::voices::Voice;

/// From empty to full.
const RAMP: [char; 6] = [' ', '.', ':', '=', '#', '@'];

/// One sign for each of `columns` parts of the article: how strong the strongest sentence of that part is
/// in this voice, on any axis. A part without a word of the voice is blank.
///
/// Empty where no sentence is scored.
#[must_use]
pub fn strip(analysis: &Analysis, columns: usize, voice: Voice) -> String {
    let scored: Vec<&AnalyzedSentence> =
        analysis.sentences.iter().filter(|sentence| sentence.score.is_some()).collect();
    if scored.is_empty() {
        return String::new();
    }
    (0..columns).map(|column| sign(&scored, column, columns, voice)).collect()
}

/// The highest score of any axis in millionths, in one voice or in both; 0 where nothing is scored.
#[must_use]
pub fn strength(sentence: &AnalyzedSentence, voice: Option<Voice>) -> u64 {
    let Some(score) = &sentence.score else { return 0 };
    let voices = Voice::ALL.into_iter().filter(|other| voice.is_none_or(|voice| voice == *other));
    let scores = voices.flat_map(|voice| Axis::ALL.map(|axis| score.axis(axis, voice).millionths));
    scores.max().unwrap_or_default()
}

fn sign(scored: &[&AnalyzedSentence], column: usize, columns: usize, voice: Voice) -> char {
    let from = column * scored.len() / columns;
    let to = ((column + 1) * scored.len() / columns).max(from + 1);
    let part = scored.get(from..to.min(scored.len())).unwrap_or(&[]);
    let words: u64 = part.iter().filter_map(|s| s.score.as_ref()).map(|s| s.words(voice)).sum();
    let strongest = part.iter().map(|s| strength(s, Some(voice))).max().unwrap_or_default();
    if words == 0 {
        return RAMP[0];
    }
    let step = usize::try_from(strongest / 200_001).unwrap_or(0) + 1;
    RAMP.get(step).copied().unwrap_or('@')
}
