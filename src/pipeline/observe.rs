//! What a comparison keeps of a document: counts and what tells it from others, not its text.

use crate::analyzer::Analysis;
use crate::compare::duplicate::Sketch;
use crate::compare::observation::{Counts, Level, TermKey};
use crate::input::Document;
use crate::lexicon::Lexicon;
use crate::output::cell::Cell;
use crate::output::comparison::example::example;
use crate::text::voices::Voice;

/// A document as a comparison sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Observed {
    /// Its id.
    pub id: String,
    /// The file or table it came from.
    pub source: String,
    /// Values of the user's columns.
    pub columns: Vec<Option<String>>,
    /// Its counts.
    pub counts: Counts,
    /// What tells whether it repeats another.
    pub sketch: Sketch,
    /// The first counted hit of every term and voice between its neighbours.
    pub examples: Vec<(TermKey, Voice, String)>,
    /// Its row in the document table, `dup_of` empty, if the job wants that table.
    pub row: Option<Vec<Cell<'static>>>,
}

impl Observed {
    /// What is kept of a document.
    #[must_use]
    pub fn of(document: &Document, analysis: &Analysis, lexicon: &Lexicon, level: Level) -> Self {
        Self {
            id: document.id.clone(),
            source: document.source.clone(),
            columns: document.columns.clone(),
            counts: Counts::of(analysis, lexicon, level),
            sketch: Sketch::of(&document.text),
            examples: examples(&document.text, analysis, lexicon),
            row: None,
        }
    }
}

fn examples(text: &str, analysis: &Analysis, lexicon: &Lexicon) -> Vec<(TermKey, Voice, String)> {
    let mut seen = Vec::new();
    let mut examples = Vec::new();
    for cue in analysis.cues.iter().filter(|cue| cue.counts()) {
        let key = (cue.entry, cue.category, cue.voice);
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        let category = lexicon.category(cue.category).path.clone();
        let term = TermKey { category, entry: lexicon.entry(cue.entry).name.as_str().to_owned() };
        examples.push((term, cue.voice, example(text, cue.span)));
    }
    examples
}
