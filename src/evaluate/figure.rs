//! The figures of a labelled set by name, and their values.

/// A figure, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// Share of the sentences said to be 1 that are.
    Precision,
    /// Share of the sentences with label 1 that are said to be.
    Recall,
    /// The harmonic mean of precision and recall.
    F1,
    /// The mean of the F1 of label 1 and that of label 0, an undefined one counted 0.
    MacroF1,
    /// Share of the sentences that are judged as labelled.
    Accuracy,
    /// The chance that a 1 has a higher score than a 0.
    Auc,
    /// The same for the number of counted cues.
    AucHits,
    /// The same for the number of words: what knowing the length alone gives.
    AucLength,
    /// Precision of cues that match a marked span exactly.
    ExactPrecision,
    /// Recall of marked spans that a cue matches exactly.
    ExactRecall,
    /// F1 of the two.
    ExactF1,
    /// Share of the cues that touch a marked span.
    OverlapPrecision,
    /// Share of the marked spans that a cue touches.
    OverlapRecall,
    /// F1 of the two.
    OverlapF1,
    /// Share of the words in cues that are marked.
    WordPrecision,
    /// Share of the marked words that stand in cues.
    WordRecall,
    /// F1 of the two.
    WordF1,
}

impl Figure {
    /// All figures in the order of every report.
    pub const ALL: [Self; 17] = [
        Self::Precision,
        Self::Recall,
        Self::F1,
        Self::MacroF1,
        Self::Accuracy,
        Self::Auc,
        Self::AucHits,
        Self::AucLength,
        Self::ExactPrecision,
        Self::ExactRecall,
        Self::ExactF1,
        Self::OverlapPrecision,
        Self::OverlapRecall,
        Self::OverlapF1,
        Self::WordPrecision,
        Self::WordRecall,
        Self::WordF1,
    ];

    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Precision => "precision",
            Self::Recall => "recall",
            Self::F1 => "f1",
            Self::MacroF1 => "macro_f1",
            Self::Accuracy => "accuracy",
            Self::Auc => "auc",
            Self::AucHits => "auc_hits",
            Self::AucLength => "auc_length",
            Self::ExactPrecision => "span_exact_precision",
            Self::ExactRecall => "span_exact_recall",
            Self::ExactF1 => "span_exact_f1",
            Self::OverlapPrecision => "span_overlap_precision",
            Self::OverlapRecall => "span_overlap_recall",
            Self::OverlapF1 => "span_overlap_f1",
            Self::WordPrecision => "word_precision",
            Self::WordRecall => "word_recall",
            Self::WordF1 => "word_f1",
        }
    }

    /// The name for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Precision => "precision",
            Self::Recall => "recall",
            Self::F1 => "F1",
            Self::MacroF1 => "macro-F1",
            Self::Accuracy => "accuracy",
            Self::Auc => "AUC of the score",
            Self::AucHits => "AUC of the hit count",
            Self::AucLength => "AUC of the length",
            Self::ExactPrecision => "spans exact, precision",
            Self::ExactRecall => "spans exact, recall",
            Self::ExactF1 => "spans exact, F1",
            Self::OverlapPrecision => "spans touched, precision",
            Self::OverlapRecall => "spans touched, recall",
            Self::OverlapF1 => "spans touched, F1",
            Self::WordPrecision => "words, precision",
            Self::WordRecall => "words, recall",
            Self::WordF1 => "words, F1",
        }
    }

    /// Whether the figure is about marked spans, which not every set has.
    #[must_use]
    pub const fn is_of_spans(self) -> bool {
        self as usize >= Self::ExactPrecision as usize
    }
}

/// The value of each figure; what is undefined for a set is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Values([Option<f64>; Figure::ALL.len()]);

impl Values {
    /// The values that `value` gives, one a figure.
    #[must_use]
    pub fn new(value: impl FnMut(Figure) -> Option<f64>) -> Self {
        Self(Figure::ALL.map(value))
    }

    /// The value of a figure.
    #[must_use]
    pub fn get(&self, figure: Figure) -> Option<f64> {
        self.0.get(figure as usize).copied().flatten()
    }

    /// The difference to other values, where both are defined.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        Self::new(|figure| Some(self.get(figure)? - other.get(figure)?))
    }
}
