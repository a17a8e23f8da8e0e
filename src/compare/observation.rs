//! What is known of one document: whole numbers only, so that sums of them are exact in any order.

use std::collections::BTreeMap;

use crate::analyzer::Analysis;
use crate::lexicon::Lexicon;
use crate::lexicon::axis::Axis;
use crate::score::summary::Summary;
use crate::text::section::Section;
use crate::text::voices::Voice;

/// A document in its group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Observation {
    /// Its id. Need not be unique, but a document that keeps its id keeps its place in every resample.
    pub id: String,
    /// The group, such as the outlet. A document without one needs a name for that, such as
    /// `(missing)`.
    pub group: String,
    /// Like is compared with like: within equal strata, such as one topic. The same everywhere, for
    /// example empty, where nothing is stratified.
    pub stratum: String,
    /// The [period key](super::period) that it counts for in trends, if there are any.
    pub period: Option<String>,
    /// Its counts.
    pub counts: Counts,
}

/// The counts of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// Scored sentences: headline, standfirst and body.
    pub sentences: u64,
    /// Words in the order of [`Voice::ALL`].
    pub words: [u64; 2],
    /// Words of the author in the headline; they are part of `words`.
    pub headline_words: u64,
    /// By topic: an axis (`hedge`) or a category (`hedge.modal`). One that is missing has no hit.
    pub topics: BTreeMap<String, TopicCounts>,
    /// By term. One that is missing has no hit.
    pub terms: BTreeMap<TermKey, TermCounts>,
}

/// The counts of one topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct TopicCounts {
    /// Counted cues in the order of [`Voice::ALL`].
    pub hits: [u64; 2],
    /// Counted cues of the author in the headline; they are part of `hits`.
    pub headline: u64,
    /// Sentences with at least one counted cue of the author.
    pub sentences_hit: u64,
    /// Words of the author times score of the author in millionths, over sentences. Only axes have
    /// scores; 0 for a category.
    pub weighted: u64,
}

/// A term: an entry of the lexicon, and where its hits count.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TermKey {
    /// Path of the category. The term belongs to every topic that is this path or one above it.
    pub category: String,
    /// Name of the entry.
    pub entry: String,
}

/// The counts of one term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct TermCounts {
    /// Counted cues in the order of [`Voice::ALL`].
    pub hits: [u64; 2],
    /// Counted cues of the author in the headline; they are part of `hits`.
    pub headline: u64,
}

/// What the hits are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    /// The four axes.
    #[default]
    Axis,
    /// The categories of the lexicon.
    Category,
}

impl TermKey {
    /// Whether the term's hits are among those of a topic.
    ///
    /// ```
    /// use hedgerow::compare::observation::TermKey;
    ///
    /// let might = TermKey { category: "hedge.modal".to_owned(), entry: "hedges-en:might".to_owned() };
    /// assert!(might.is_of("hedge") && might.is_of("hedge.modal"));
    /// assert!(!might.is_of("hedge.mod") && !might.is_of("loaded"));
    /// ```
    #[must_use]
    pub fn is_of(&self, topic: &str) -> bool {
        let rest = self.category.strip_prefix(topic);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

impl Counts {
    /// The counts of an analysed text.
    #[must_use]
    pub fn of(analysis: &Analysis, lexicon: &Lexicon, level: Level) -> Self {
        let mut counts = Self::of_summary(&analysis.summary, level);
        for sentence in &analysis.sentences {
            let Some(score) = &sentence.score else { continue };
            let headline = sentence.section == Section::Headline;
            counts.headline_words += if headline { score.words(Voice::Author) } else { 0 };
            let mut hit = Vec::new();
            for cue in analysis.cues_of(sentence).iter().filter(|cue| cue.counts()) {
                let category = &lexicon.category(cue.category).path;
                let entry = lexicon.entry(cue.entry).name.as_str().to_owned();
                let key = TermKey { category: category.clone(), entry };
                let of_term = counts.terms.entry(key).or_default();
                count(&mut of_term.hits, &mut of_term.headline, cue.voice, headline);
                if level == Level::Category {
                    let topic = counts.topics.entry(category.clone()).or_default();
                    count(&mut topic.hits, &mut topic.headline, cue.voice, headline);
                    if cue.voice == Voice::Author && !hit.contains(&category) {
                        topic.sentences_hit += 1;
                        hit.push(category);
                    }
                }
            }
        }
        counts
    }

    /// The sums, and with [`Level::Axis`] the axes.
    fn of_summary(summary: &Summary, level: Level) -> Self {
        let topic = |axis: Axis| {
            let sums = summary.axis(axis);
            let counts = TopicCounts {
                hits: sums.hits,
                headline: sums.headline,
                sentences_hit: sums.sentences_hit,
                weighted: sums.weighted,
            };
            (axis.name().to_owned(), counts)
        };
        let topics = match level {
            Level::Axis => Axis::ALL.map(topic).into(),
            Level::Category => BTreeMap::new(),
        };
        Self { sentences: summary.sentences, words: summary.words, topics, ..Self::default() }
    }
}

fn count(hits: &mut [u64; 2], in_headline: &mut u64, voice: Voice, headline: bool) {
    if let Some(hits) = hits.get_mut(voice.index()) {
        *hits += 1;
    }
    *in_headline += u64::from(headline && voice == Voice::Author);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analyzer::Analyzer;

    #[test]
    fn levels_count_the_same_hits() {
        let lexicon = Arc::new(Lexicon::builtin());
        let text = "The mayor apparently left about 300 letters unread. He may perhaps return. \
                    \u{201c}We might never know,\u{201d} the clerk said.";
        let analysis = Analyzer::new(Arc::clone(&lexicon)).analyze(text, None);
        let axes = Counts::of(&analysis, &lexicon, Level::Axis);
        let categories = Counts::of(&analysis, &lexicon, Level::Category);
        assert_eq!((axes.words, axes.sentences), (analysis.summary.words, 3));
        assert_eq!(axes.terms, categories.terms);
        for axis in Axis::ALL {
            let of_axis = |path: &&String| Axis::of_path(path) == Some(axis);
            let of_category = categories.topics.iter().filter(|(path, _)| of_axis(path));
            let of_term = axes.terms.iter().filter(|(key, _)| key.is_of(axis.name()));
            for voice in Voice::ALL {
                let voice = voice.index();
                let hits = axes.topics[axis.name()].hits[voice];
                assert_eq!(of_category.clone().map(|(_, c)| c.hits[voice]).sum::<u64>(), hits);
                assert_eq!(of_term.clone().map(|(_, c)| c.hits[voice]).sum::<u64>(), hits);
            }
        }
        assert!(axes.topics["hedge"].hits[0] >= 3 && axes.topics["hedge"].hits[1] >= 1);
    }
}
