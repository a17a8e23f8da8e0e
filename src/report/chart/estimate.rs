//! The numbers a picture shows.

use super::scale::figure;

/// A number with its interval where one is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The number itself.
    pub value: f64,
    /// Lower and upper end.
    pub interval: Option<(f64, f64)>,
}

impl Estimate {
    /// A number without an interval.
    #[must_use]
    pub const fn alone(value: f64) -> Self {
        Self { value, interval: None }
    }

    /// A number within its interval.
    #[must_use]
    pub const fn within(value: f64, low: f64, high: f64) -> Self {
        Self { value, interval: Some((low, high)) }
    }

    /// What can be drawn of it: no number is missing, an interval with an end that is no number
    /// is left out, ends the wrong way round are turned.
    pub(super) fn drawable(self) -> Option<Self> {
        let ends =
            |(a, b): (f64, f64)| (a.is_finite() && b.is_finite()).then_some((a.min(b), a.max(b)));
        let interval = self.interval.and_then(ends);
        self.value.is_finite().then_some(Self { value: self.value, interval })
    }

    /// Every number that the axis has to hold.
    pub(super) fn numbers(self) -> impl Iterator<Item = f64> {
        let ends = self.interval.map(|(low, high)| [low, high]);
        std::iter::once(self.value).chain(ends.into_iter().flatten())
    }

    /// As it is read out: `3.2 (2.1 to 4.4)`.
    pub(super) fn read(self) -> String {
        let value = figure(self.value);
        match self.interval {
            Some((low, high)) => format!("{value} ({} to {})", figure(low), figure(high)),
            None => value,
        }
    }
}

/// The words around a picture. All of them are text: markup is shown, never obeyed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    /// The headline, with what is counted: `Loaded wording by outlet`.
    pub title: String,
    /// What the numbers are: `cues per 1,000 words`.
    pub unit: String,
    /// What the intervals are: `95 % bootstrap interval, document as unit`. Empty: not said.
    pub interval: String,
    /// What else the reader must know. Empty: nothing.
    pub note: String,
}
