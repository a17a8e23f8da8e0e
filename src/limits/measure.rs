//! What a limit is compared with, over the cues that are left.

use crate::analyzer::Analysis;
use crate::cue::verdict::Cue;
use crate::lexicon::Lexicon;
use crate::limits::limit::{Limit, Measure};
use crate::score::sentence::{MILLION, combined};
use crate::score::summary::{MIN_SENTENCES, MIN_WORDS};

/// The number that a limit is about, where `counts` says which cues of the analysis still count; `None`
/// where the text is too short for it.
pub(super) fn value(
    limit: &Limit,
    analysis: &Analysis,
    lexicon: &Lexicon,
    counts: impl Fn(usize) -> bool,
) -> Option<f64> {
    let voice = limit.selector.voice;
    let words = analysis.summary.words(voice);
    let is_counted = |at: usize, cue: &Cue| counts(at) && limit.selector.covers(cue, lexicon);
    match limit.measure {
        Measure::Count | Measure::Rate => {
            let cues = analysis.cues.iter().enumerate().filter(|(at, cue)| is_counted(*at, cue));
            let cues = number(cues.count() as u64);
            let by = if limit.measure == Measure::Count { 1.0 } else { per_1k(words) };
            Some(cues * by)
        }
        Measure::Index if words < MIN_WORDS || analysis.summary.sentences < MIN_SENTENCES => None,
        Measure::Index => {
            let weighted = analysis.sentences.iter().filter_map(|sentence| {
                let words = sentence.score.as_ref()?.words(voice);
                let cues = sentence.cues.clone().zip(analysis.cues_of(sentence));
                let weights = cues
                    .filter(|(at, cue)| is_counted(*at, cue))
                    .map(|(_, cue)| lexicon.entry(cue.entry).weight);
                Some(words * combined(weights))
            });
            // In the order of `Summary::index`, so that both round alike.
            Some(100.0 * (number(weighted.sum()) / number(words)) / number(MILLION))
        }
    }
}

/// What one cue is in a rate: a text of fewer than 100 words is taken for one of 100.
fn per_1k(words: u64) -> f64 {
    1_000.0 / number(words.max(MIN_WORDS))
}

#[expect(clippy::cast_precision_loss, reason = "sums stay far below 2^52")]
const fn number(sum: u64) -> f64 {
    sum as f64
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analyzer::Analyzer;
    use crate::lexicon::LexiconLoader;
    use crate::lexicon::axis::Axis;
    use crate::text::voices::Voice;

    fn analyzer() -> Analyzer {
        let csv = "term,in,weight\nbotched,loaded.pejorative,0.8\nshambles,loaded.pejorative,0.5\n";
        let lexicon = LexiconLoader::new().without_builtin().add("mine.csv", csv).load().unwrap();
        Analyzer::new(Arc::new(lexicon))
    }

    fn value_of(limit: &str, text: &str) -> Option<f64> {
        let analyzer = analyzer();
        let analysis = analyzer.analyze(text, None);
        value(&limit.parse().unwrap(), &analysis, analyzer.lexicon(), |_| true)
    }

    #[test]
    fn the_measures_of_a_whole_text_are_those_of_its_summary() {
        let text = "They botched it. It was a shambles, a botched one. ".repeat(15)
            + "“You botched it,” he said.";
        let analyzer = analyzer();
        let summary = analyzer.analyze(&text, None).summary;
        for (limit, expected) in [
            ("loaded=0", summary.rate_per_1k(Axis::Loaded, Voice::Author)),
            ("loaded:index=0", summary.index(Axis::Loaded)),
            ("loaded:count=0", Some(45.0)),
            ("loaded.pejorative.quote:count=0", Some(1.0)),
            ("hedge=0", Some(0.0)),
        ] {
            assert_eq!(value_of(limit, &text), expected, "{limit}");
        }
    }

    #[test]
    fn a_short_text_is_taken_for_one_of_100_words_and_has_no_index() {
        assert_eq!(value_of("loaded=0", "They botched it."), Some(10.0));
        assert_eq!(value_of("loaded:index=0", "They botched it."), None);
        assert_eq!(value_of("loaded:count=0", ""), Some(0.0));
    }

    #[test]
    fn cues_taken_out_of_the_count_are_in_no_measure() {
        let analyzer = analyzer();
        let text = "They botched it. It was a shambles. ".repeat(20);
        let analysis = analyzer.analyze(&text, None);
        let left = |limit: &str| {
            value(&limit.parse().unwrap(), &analysis, analyzer.lexicon(), |at| at % 2 == 1)
        };
        // 140 words, 20 sentences of four of them at 0.5.
        assert_eq!(left("loaded:count=0"), Some(20.0));
        assert_eq!(left("loaded:index=0"), Some(100.0 * 20.0 * 4.0 * 0.5 / 140.0));
    }
}
