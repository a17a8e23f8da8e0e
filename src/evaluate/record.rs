//! A run as JSON: its question, its figures, and what it said of every sentence.

use serde::{Deserialize, Serialize};

use crate::evaluate::figure::{Figure, Values};
use crate::evaluate::judge::Question;
use crate::evaluate::sample::{BestF1, Case};
use crate::evaluate::spans::SpanCounts;
use crate::score::sentence::MILLION;
use crate::stats::interval::Interval;

/// The version of the record; it grows when a key changes its meaning.
pub const RECORD: u32 = 1;

/// A run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunRecord {
    /// [`RECORD`].
    pub record: u32,
    /// Always `labels`.
    pub task: String,
    /// Version of the program.
    pub tool_version: String,
    /// Hash of the lexicon.
    pub lexicon_sha: String,
    /// The axes in question.
    pub labels: Vec<String>,
    /// `author`, `quote` or `all`.
    pub voice: String,
    /// The least score that says 1, where one was given.
    pub threshold: Option<f64>,
    /// Resamples behind the intervals.
    pub bootstrap: u64,
    /// Their seed.
    pub seed: u64,
    /// Sentences.
    pub sentences: u64,
    /// Those with label 1.
    pub positives: u64,
    /// The figures; those of spans only where the set has spans.
    pub figures: Vec<FigureRecord>,
    /// The best threshold for the same sentences.
    pub best_f1_on_the_same_sentences: Option<BestRecord>,
    /// What was said of every sentence, in their order.
    pub predictions: Vec<Prediction>,
}

/// A figure with its interval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FigureRecord {
    /// Its name.
    pub figure: String,
    /// Its value, if it is defined.
    pub estimate: Option<f64>,
    /// Lower end of the 95 % interval.
    pub lo: Option<f64>,
    /// Upper end of the 95 % interval.
    pub hi: Option<f64>,
}

/// A threshold and the F1 it gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BestRecord {
    /// The least score that says 1.
    pub threshold: f64,
    /// F1.
    pub f1: f64,
}

/// What was said of a sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: u8,
    /// What the program says.
    pub predicted: u8,
    /// The score.
    pub score: f64,
    /// Counted cues.
    pub hits: u64,
    /// Words.
    pub words: u64,
}

impl Prediction {
    /// The prediction of a case.
    #[must_use]
    pub fn new(id: &str, case: &Case) -> Self {
        Self {
            id: id.to_owned(),
            label: case.label.into(),
            predicted: case.predicted.into(),
            score: fraction(case.score),
            hits: case.hits,
            words: case.words,
        }
    }

    /// The case, whose spans are not kept.
    #[must_use]
    pub fn case(&self) -> Case {
        Case {
            label: self.label == 1,
            predicted: self.predicted == 1,
            score: millionths(self.score),
            hits: self.hits,
            words: self.words,
            spans: SpanCounts::default(),
        }
    }
}

impl RunRecord {
    /// Reads a record.
    ///
    /// # Errors
    /// What keeps the text from being one.
    pub fn parse(json: &str) -> Result<Self, String> {
        let record: Self = serde_json::from_str(json)
            .map_err(|error| format!("no result of `evaluate --json`: {error}"))?;
        if record.record != RECORD {
            return Err(format!(
                "a record of version {}; this program reads {RECORD}",
                record.record
            ));
        }
        Ok(record)
    }

    /// The record as one line of JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        let json = serde_json::to_string(self).expect("strings and finite numbers serialize");
        json + "\n"
    }
}

/// Every figure with its interval; those of spans only if wanted.
pub fn figure_records(
    values: &Values,
    interval: impl Fn(Figure) -> Option<Interval>,
    with_spans: bool,
) -> Vec<FigureRecord> {
    let figures = Figure::ALL.into_iter().filter(|figure| with_spans || !figure.is_of_spans());
    let record = |figure: Figure| {
        let interval = interval(figure);
        FigureRecord {
            figure: figure.name().to_owned(),
            estimate: values.get(figure),
            lo: interval.map(|interval| interval.lo),
            hi: interval.map(|interval| interval.hi),
        }
    };
    figures.map(record).collect()
}

impl From<BestF1> for BestRecord {
    fn from(best: BestF1) -> Self {
        Self { threshold: fraction(best.threshold), f1: best.f1 }
    }
}

/// The name of the voice in question.
#[must_use]
pub fn voice_name(question: &Question) -> &'static str {
    question.voice.map_or("all", crate::text::voices::Voice::name)
}

/// Millionths as a fraction.
#[must_use]
pub fn fraction(millionths: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "at most a million")]
    let fraction = millionths as f64 / MILLION as f64;
    fraction
}

/// A fraction between 0 and 1 in millionths.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "between 0 and a million"
)]
pub fn millionths(fraction: f64) -> u64 {
    (fraction.clamp(0.0, 1.0) * MILLION as f64).round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> RunRecord {
        let case = Case {
            label: true,
            predicted: false,
            score: 333_333,
            hits: 1,
            words: 7,
            ..Case::default()
        };
        RunRecord {
            record: RECORD,
            task: "labels".to_owned(),
            tool_version: "0.1.0".to_owned(),
            lexicon_sha: "00".to_owned(),
            labels: vec!["hedge".to_owned()],
            voice: "all".to_owned(),
            threshold: Some(0.5),
            bootstrap: 10,
            seed: 1,
            sentences: 1,
            positives: 1,
            figures: figure_records(&Values::default(), |_| None, false),
            best_f1_on_the_same_sentences: None,
            predictions: vec![Prediction::new("a", &case)],
        }
    }

    #[test]
    fn a_record_comes_back_as_it_was_written() {
        let record = record();
        assert_eq!(RunRecord::parse(&record.to_json()), Ok(record.clone()));
        assert_eq!(record.predictions.first().unwrap().case().score, 333_333);
    }

    #[test]
    fn other_files_are_refused() {
        let newer = RunRecord { record: 2, ..record() }.to_json();
        for (json, expected) in [
            ("{}", "no result of `evaluate --json`: missing field `record` at line 1 column 2"),
            (newer.as_str(), "a record of version 2; this program reads 1"),
        ] {
            assert_eq!(RunRecord::parse(json), Err(expected.to_owned()));
        }
    }
}
