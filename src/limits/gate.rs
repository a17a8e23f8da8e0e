//! Holds one document to its limits.

use crate::analyzer::{Analysis, AnalyzedSentence};
use crate::cue::verdict::Cue;
use crate::lexicon::Lexicon;
use crate::lexicon::mistake::Place;
use crate::limits::baseline::{KnownCue, Tolerated};
use crate::limits::ignore::Ignores;
use crate::limits::limit::Limit;
use crate::limits::measure::value;
use crate::limits::origin::{Origin, Region};
use crate::text::voices::Voice;

/// A document and what it is held to.
#[derive(Debug)]
pub struct Gate<'a> {
    /// Its text.
    pub text: &'a str,
    /// What was found in it.
    pub analysis: &'a Analysis,
    /// The lexicon in use.
    pub lexicon: &'a Lexicon,
    /// The limits.
    pub limits: &'a [Limit],
    /// What it comes from.
    pub origin: &'a Origin,
    /// Whether that is a file, with lines and columns that a person can go to.
    pub has_lines: bool,
}

/// What became of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Checked {
    /// The limits that are broken, in their order.
    pub broken: Vec<Broken>,
    /// The cues of broken limits, in order.
    pub cues: Vec<Offence>,
    /// Every cue that a limit is about and no comment ignores: what a baseline keeps.
    pub known: Vec<KnownCue>,
    /// Limits that could not be judged, since the text is too short for an index.
    pub unjudged: Vec<usize>,
    /// Cues that comments took out of the count.
    pub ignored: u64,
    /// Cues that the baseline knows.
    pub tolerated: u64,
    /// Cues that the baseline knows and that are gone.
    pub gone: u64,
    /// Comments that were not understood, or helped nothing; without a place where there are no lines.
    pub complaints: Vec<(Option<Place>, String)>,
}

/// A limit that is broken.
#[derive(Debug, Clone, PartialEq)]
pub struct Broken {
    /// Its number.
    pub limit: usize,
    /// What was measured.
    pub value: f64,
    /// Words of the limit's voice.
    pub words: u64,
    /// Its cues in [`Checked::cues`].
    pub cues: Vec<usize>,
}

/// A cue of a broken limit.
#[derive(Debug, Clone, PartialEq)]
pub struct Offence {
    /// As written.
    pub matched: String,
    /// Where it counts.
    pub category: String,
    /// Whose words.
    pub voice: Voice,
    /// Its weight.
    pub weight: f64,
    /// The entry of the lexicon.
    pub entry: String,
    /// The number of its sentence, from 1.
    pub sentence: usize,
    /// Where it stands in the file.
    pub region: Option<Region>,
    /// What it is known by.
    pub known: KnownCue,
}

impl Gate<'_> {
    /// Compares the document with its limits. Cues that comments of the file ignore, and those that are
    /// tolerated, do not count.
    #[must_use]
    pub fn check(&self, tolerated: &mut Tolerated) -> Checked {
        let mut checked = Checked::default();
        let mut ignores = self.ignores();
        let mut counts = vec![false; self.analysis.cues.len()];
        for sentence in &self.analysis.sentences {
            for (at, cue) in sentence.cues.clone().zip(self.analysis.cues_of(sentence)) {
                if !self.is_limited(cue) {
                    continue;
                }
                if self.is_ignored(&mut ignores, sentence, cue) {
                    checked.ignored += 1;
                    continue;
                }
                let known = self.known(sentence, cue);
                if tolerated.take(&known) {
                    checked.tolerated += 1;
                } else if let Some(counts) = counts.get_mut(at) {
                    *counts = true;
                }
                checked.known.push(known);
            }
        }
        checked.gone = tolerated.left();
        self.compare(&counts, &mut checked);
        let place = |at| self.has_lines.then(|| self.origin.place(at));
        let told = ignores.complaints().into_iter();
        checked.complaints = told.map(|(at, what)| (place(at), what)).collect();
        checked
    }

    fn is_limited(&self, cue: &Cue) -> bool {
        self.limits.iter().any(|limit| limit.selector.covers(cue, self.lexicon))
    }

    fn known(&self, sentence: &AnalyzedSentence, cue: &Cue) -> KnownCue {
        KnownCue::new(
            &self.lexicon.category(cue.category).path,
            cue.voice.name(),
            cue.span.of(self.text),
            sentence.span.of(self.text),
        )
    }

    /// The comments of the file.
    fn ignores(&self) -> Ignores {
        let scored = self.analysis.sentences.iter().filter(|sentence| sentence.score.is_some());
        let ends: Vec<usize> = scored.map(|sentence| self.end(sentence)).collect();
        Ignores::read(self.origin.source(), &ends)
    }

    fn is_ignored(&self, ignores: &mut Ignores, sentence: &AnalyzedSentence, cue: &Cue) -> bool {
        let category = &self.lexicon.category(cue.category).path;
        ignores.take(category, self.origin.source_of(cue.span.start), self.end(sentence))
    }

    /// Where a sentence ends in the file.
    fn end(&self, sentence: &AnalyzedSentence) -> usize {
        self.origin.source_of(sentence.span.end.saturating_sub(1))
    }

    fn compare(&self, counts: &[bool], checked: &mut Checked) {
        let is_left = |at: usize| counts.get(at).copied().unwrap_or(false);
        // The place of each cue among the offences, once it is one.
        let mut places: Vec<Option<usize>> = vec![None; counts.len()];
        let mut broken = Vec::new();
        for (number, limit) in self.limits.iter().enumerate() {
            let Some(value) = value(limit, self.analysis, self.lexicon, is_left) else {
                checked.unjudged.push(number);
                continue;
            };
            if value > limit.most {
                broken.push((number, value));
                for (at, cue) in self.analysis.cues.iter().enumerate() {
                    if is_left(at)
                        && limit.selector.covers(cue, self.lexicon)
                        && let Some(place) = places.get_mut(at)
                    {
                        *place = Some(0);
                    }
                }
            }
        }
        self.list(&mut places, checked);
        for (limit, value) in broken {
            let Some(Limit { selector, .. }) = self.limits.get(limit) else { continue };
            let cues = self.analysis.cues.iter().zip(&places);
            let cues = cues.filter(|(cue, _)| selector.covers(cue, self.lexicon));
            let cues = cues.filter_map(|(_, place)| *place).collect();
            let words = self.analysis.summary.words(selector.voice);
            checked.broken.push(Broken { limit, value, words, cues });
        }
    }

    /// Lists the cues that have a place, and says which it is.
    fn list(&self, places: &mut [Option<usize>], checked: &mut Checked) {
        for (number, sentence) in self.analysis.sentences.iter().enumerate() {
            for (at, cue) in sentence.cues.clone().zip(self.analysis.cues_of(sentence)) {
                let Some(place @ Some(_)) = places.get_mut(at) else { continue };
                *place = Some(checked.cues.len());
                let entry = self.lexicon.entry(cue.entry);
                checked.cues.push(Offence {
                    matched: cue.span.of(self.text).to_owned(),
                    category: self.lexicon.category(cue.category).path.clone(),
                    voice: cue.voice,
                    weight: entry.weight,
                    entry: entry.name.as_str().to_owned(),
                    sentence: number + 1,
                    region: self.has_lines.then(|| self.origin.region(cue.span)),
                    known: self.known(sentence, cue),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analyzer::Analyzer;
    use crate::lexicon::LexiconLoader;
    use crate::limits::baseline::Baseline;
    use crate::text::comment::without_comments;

    fn check(source: &str, limits: &[&str], tolerated: &mut Tolerated) -> Checked {
        let csv = "term,in,weight\nbotched,loaded.pejorative,0.8\nmob,loaded.label,0.6\n\
            perhaps,hedge.shield.plausibility,0.9\n";
        let lexicon = LexiconLoader::new().without_builtin().add("mine.csv", csv).load().unwrap();
        let analyzer = Analyzer::new(Arc::new(lexicon));
        let text = without_comments(source).unwrap_or_else(|| source.to_owned());
        let analysis = analyzer.analyze(&text, None);
        let limits: Vec<Limit> = limits.iter().map(|limit| limit.parse().unwrap()).collect();
        let origin = Origin::new(&text, source);
        let lexicon = analyzer.lexicon();
        let gate = Gate {
            text: &text,
            analysis: &analysis,
            lexicon,
            limits: &limits,
            origin: &origin,
            has_lines: true,
        };
        gate.check(tolerated)
    }

    /// The broken limits with their values and cues, then how many cues were ignored, tolerated and gone.
    fn summed(checked: &Checked) -> (Vec<String>, [u64; 3]) {
        let broken = checked.broken.iter().map(|broken| {
            let cues = broken.cues.iter().map(|at| checked.cues[*at].matched.as_str());
            format!("{}: {} {}", broken.limit, broken.value, cues.collect::<Vec<_>>().join(" "))
        });
        (broken.collect(), [checked.ignored, checked.tolerated, checked.gone])
    }

    const TEXT: &str = "They botched it. The mob left, perhaps. “They botched it,” he said.";

    #[test]
    fn broken_limits_list_their_cues() {
        let limits = ["loaded:count=1", "loaded.label:count=1", "loaded.quote:count=0", "hedge=10"];
        let checked = check(TEXT, &limits, &mut Tolerated::default());
        let expected = ["0: 2 botched mob", "2: 1 botched"].map(str::to_owned).to_vec();
        assert_eq!(summed(&checked), (expected, [0, 0, 0]));
        let places: Vec<(usize, usize, usize)> = checked
            .cues
            .iter()
            .map(|cue| {
                let region = cue.region.unwrap();
                (cue.sentence, region.start.column, region.end.column)
            })
            .collect();
        assert_eq!(places, [(1, 6, 13), (2, 22, 25), (3, 47, 54)]);
        assert_eq!(check(TEXT, &["loaded:index=0"], &mut Tolerated::default()).unjudged, [0]);
    }

    #[test]
    fn comments_take_cues_out_and_unused_ones_are_told() {
        let text = "<!-- hedgerow: ignore-next hedge -->\nThey botched it.\n\n\
            <!-- hedgerow: ignore-next loaded -->\nThe mob left.";
        let checked = check(text, &["loaded:count=0"], &mut Tolerated::default());
        assert_eq!(summed(&checked), (vec!["0: 1 botched".to_owned()], [1, 0, 0]));
        let told: Vec<(usize, &str)> =
            checked.complaints.iter().map(|(at, what)| (at.unwrap().line, what.as_str())).collect();
        assert_eq!(told, [(1, "ignores no cue")]);
    }

    #[test]
    fn a_baseline_tolerates_what_it_knows_wherever_it_stands() {
        let mut baseline = Baseline::default();
        let checked = check(TEXT, &["loaded:count=0"], &mut Tolerated::default());
        baseline.set("a", checked.known.into_iter());
        let moved = "A new line.\n\nThe mob\nleft, perhaps. The mob botched it.";
        let checked = check(moved, &["loaded:count=0"], &mut baseline.of("a"));
        assert_eq!(summed(&checked), (vec!["0: 2 mob botched".to_owned()], [0, 1, 1]));
    }
}
