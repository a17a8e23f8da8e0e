//! What the analysis of any text keeps to.

use hedgerow::analyzer::{Analysis, Analyzer};
use hedgerow::lexicon::axis::Axis;
use hedgerow::lexicon::{Lexicon, LexiconLoader};
use hedgerow::score::summary::Summary;
use hedgerow::text::section::Section;
use hedgerow::text::voices::Voice;

/// A lexicon in which every kind of entry occurs, small enough to be read in no time.
pub(crate) fn small_lexicon() -> Lexicon {
    let mut loader = LexiconLoader::new();
    loader.without_builtin().add("small.toml", include_str!("small.toml"));
    loader.load().expect("the small lexicon is right")
}

/// Checks that a text is analysed the same way twice, that its cues lie in order inside their
/// sentences, and that the summary is what the sentences and the cues add up to.
pub(crate) fn holds(analyzer: &Analyzer, text: &str) {
    let analysis = analyzer.analyze(text, None);
    let again = analyzer.analyze(text, None);
    assert_eq!(format!("{analysis:?}"), format!("{again:?}"), "analysed twice");
    cues_lie_in_their_sentences(&analysis, text);
    parts_add_up(&analysis, analyzer.lexicon());
}

fn cues_lie_in_their_sentences(analysis: &Analysis, text: &str) {
    let mut next = 0;
    for sentence in &analysis.sentences {
        assert_eq!(sentence.cues.start, next, "cues between two sentences");
        next = sentence.cues.end;
        let mut start = sentence.span.start;
        for cue in analysis.cues_of(sentence) {
            assert!(sentence.span.covers(cue.span), "{cue:?} outside its sentence");
            assert!(cue.span.start >= start, "{cue:?} is out of order");
            assert!(!cue.span.of(text).is_empty(), "{cue:?} is no text");
            start = cue.span.start;
        }
    }
    assert_eq!(next, analysis.cues.len(), "cues behind the last sentence");
}

fn parts_add_up(analysis: &Analysis, lexicon: &Lexicon) {
    let mut sum = Summary::default();
    for sentence in &analysis.sentences {
        let mut alone = Summary::default();
        if let Some(score) = &sentence.score {
            alone.add(score, sentence.section == Section::Headline);
        }
        sum.merge(&alone);
    }
    assert_eq!(sum, analysis.summary, "sentences do not add up");
    for axis in Axis::ALL {
        for voice in Voice::ALL {
            let counted = analysis.cues.iter().filter(|cue| {
                cue.counts() && cue.voice == voice && lexicon.category(cue.category).axis == axis
            });
            let hits = analysis.summary.hits(axis, voice);
            assert_eq!(counted.count() as u64, hits, "{axis} of the {}", voice.name());
        }
    }
}
