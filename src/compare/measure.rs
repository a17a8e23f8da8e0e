//! What is measured of a topic, and in whose words.

/// A number about a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// Hits for each 1,000 words, all documents pooled.
    Rate,
    /// Share of the sentences with a hit of the author, 0 to 1.
    Share,
    /// Mean score of the sentences weighted by the author's words, 0 to 100. Only axes have one.
    Index,
    /// The rate in headlines, in the author's words.
    Headline,
    /// The rate outside of headlines, in the author's words.
    Body,
}

/// Whose words are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum VoiceChoice {
    /// The author's.
    Author,
    /// Those inside quotation marks.
    Quote,
    /// Both together.
    All,
}

/// A measure in a voice. All there are: [`Quantity::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Quantity {
    /// What is measured.
    pub measure: Measure,
    /// In whose words.
    pub voice: VoiceChoice,
}

impl Measure {
    /// All measures in the order of every table.
    pub const ALL: [Self; 5] = [Self::Rate, Self::Share, Self::Index, Self::Headline, Self::Body];

    /// The name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rate => "rate_per_1k",
            Self::Share => "sentence_share",
            Self::Index => "index",
            Self::Headline => "headline_rate_per_1k",
            Self::Body => "body_rate_per_1k",
        }
    }

    /// What a quotient of the counts is multiplied by.
    pub(super) const fn scale(self) -> f64 {
        match self {
            Self::Rate | Self::Headline | Self::Body => 1_000.0,
            Self::Share => 1.0,
            // Scores are in millionths.
            Self::Index => 100.0 / 1e6,
        }
    }
}

impl VoiceChoice {
    /// All choices in the order of every table.
    pub const ALL: [Self; 3] = [Self::Author, Self::Quote, Self::All];

    /// The name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Quote => "quote",
            Self::All => "all",
        }
    }
}

impl Quantity {
    /// How many there are.
    pub(super) const COUNT: usize = 7;

    /// All quantities in the order of every table: the rate in each voice, all others in the author's.
    pub const ALL: [Self; Self::COUNT] = [
        Self { measure: Measure::Rate, voice: VoiceChoice::Author },
        Self { measure: Measure::Rate, voice: VoiceChoice::Quote },
        Self { measure: Measure::Rate, voice: VoiceChoice::All },
        Self { measure: Measure::Share, voice: VoiceChoice::Author },
        Self { measure: Measure::Index, voice: VoiceChoice::Author },
        Self { measure: Measure::Headline, voice: VoiceChoice::Author },
        Self { measure: Measure::Body, voice: VoiceChoice::Author },
    ];
}
