//! Scores labelled sentences and holds each beside its label.

use crate::cue::finder::{Finder, Scratch};
use crate::cue::verdict::Cue;
use crate::evaluate::gold::labelled::LabelledSentence;
use crate::evaluate::sample::Case;
use crate::evaluate::spans::SpanCounts;
use crate::lexicon::Lexicon;
use crate::lexicon::axis::Axis;
use crate::score::sentence::combined;
use crate::text::span::Span;
use crate::text::token::Tokens;
use crate::text::voices::Voice;

/// Which sentences should have label 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The axes whose cues count, as one: label sets know no axes.
    pub axes: Vec<Axis>,
    /// The voice whose cues count, or `None` for both.
    pub voice: Option<Voice>,
    /// The least score in millionths, or `None` for at least one counted cue.
    pub threshold: Option<u64>,
}

/// A sentence that was judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Score and label.
    pub case: Case,
    /// The cues of the axes in question, those that do not count too.
    pub cues: Vec<Cue>,
}

impl Question {
    /// The threshold where nothing else is said: at least one cue is more likely than not a true one.
    pub const MORE_LIKELY_THAN_NOT: u64 = 500_000;

    /// Whether a cue counts for the question.
    #[must_use]
    pub fn counts(&self, cue: &Cue, lexicon: &Lexicon) -> bool {
        cue.counts()
            && self.concerns(cue, lexicon)
            && self.voice.is_none_or(|voice| voice == cue.voice)
    }

    /// Whether a cue, counted or not, belongs to an axis in question.
    #[must_use]
    pub fn concerns(&self, cue: &Cue, lexicon: &Lexicon) -> bool {
        self.axes.contains(&lexicon.category(cue.category).axis)
    }

    /// Judges a sentence, which is one whatever its marks.
    ///
    /// Its score is 1 − Π(1 − weight) over all cues that count for the question.
    #[must_use]
    pub fn judge(&self, finder: &Finder, sentence: &LabelledSentence) -> Judged {
        let lexicon = finder.lexicon();
        let text = sentence.text.as_str();
        let mut cues = Vec::new();
        let words = finder.find_whole(text, &mut Scratch::default(), &mut cues);
        cues.retain(|cue| self.concerns(cue, lexicon));
        let counted: Vec<&Cue> = cues.iter().filter(|cue| self.counts(cue, lexicon)).collect();
        let score = combined(counted.iter().map(|cue| lexicon.entry(cue.entry).weight));
        let spans: Vec<Span> = counted.iter().map(|cue| cue.span).collect();
        let tokens = Tokens::new(text, Span::new(0, text.len())).filter(|token| token.is_word());
        let case = Case {
            label: sentence.label,
            predicted: self.threshold.map_or(!counted.is_empty(), |least| score >= least),
            score,
            hits: counted.len() as u64,
            words: words.iter().sum(),
            spans: SpanCounts::of(&spans, &sentence.spans, tokens.map(|token| token.span)),
        };
        Judged { case, cues }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::lexicon::LexiconLoader;

    const LEXICON: &str = r#"
[lexicon]
format = 1
id = "t"
[category."hedge.modal"]
title = "Modal"
weight = 0.5
terms = ["perhaps"]
[category."weasel.agent"]
title = "Agent"
weight = 0.4
terms = ["critics say"]
[category."loaded.pejorative"]
title = "Pejorative"
weight = 0.9
terms = ["botched"]
"#;

    fn judged(voice: Option<Voice>, threshold: Option<u64>, text: &str) -> (bool, u64, u64, u64) {
        let mut loader = LexiconLoader::new();
        loader.without_builtin();
        loader.add("t.toml", LEXICON);
        let finder = Finder::new(Arc::new(loader.load().unwrap()));
        let question = Question { axes: vec![Axis::Hedge, Axis::Weasel], voice, threshold };
        let (text, spans) = (text.to_owned(), Vec::new());
        let sentence = LabelledSentence { id: "a".to_owned(), text, label: true, spans };
        let Case { predicted, score, hits, words, .. } = question.judge(&finder, &sentence).case;
        (predicted, score, hits, words)
    }

    #[test]
    fn cues_of_all_axes_in_question_make_one_score() {
        let text = "Critics say it was botched. Perhaps.";
        let quoted = "“Perhaps,” critics say.";
        for (voice, threshold, text, expected) in [
            (None, None, text, (true, 700_000, 2, 6)),
            (None, Some(700_000), text, (true, 700_000, 2, 6)),
            (None, Some(700_001), text, (false, 700_000, 2, 6)),
            (None, None, "It was botched.", (false, 0, 0, 3)),
            (None, None, quoted, (true, 700_000, 2, 3)),
            (Some(Voice::Quote), None, quoted, (true, 500_000, 1, 3)),
            (Some(Voice::Author), None, quoted, (true, 400_000, 1, 3)),
        ] {
            assert_eq!(judged(voice, threshold, text), expected, "{voice:?} {threshold:?} {text}");
        }
    }
}
