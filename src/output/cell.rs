//! A cell of a table.

use std::borrow::Cow;

/// The value of a cell. What is missing is an empty cell, never 0 and never NaN.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Text, escaped where a format asks for it.
    Text(Cow<'a, str>),
    /// A count.
    Count(u64),
    /// A measured number, written with four decimals.
    Number(f64),
    /// Yes or no, written `true` or `false`.
    Flag(bool),
    /// Nothing.
    Missing,
}

impl<'a> Cell<'a> {
    /// A text cell.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// The same cell with a text of its own.
    #[must_use]
    pub fn into_owned(self) -> Cell<'static> {
        match self {
            Self::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
            Self::Count(count) => Cell::Count(count),
            Self::Number(number) => Cell::Number(number),
            Self::Flag(flag) => Cell::Flag(flag),
            Self::Missing => Cell::Missing,
        }
    }

    /// A number, or a missing cell for `None` and for what is not finite.
    #[must_use]
    pub fn number(number: Option<f64>) -> Self {
        number.filter(|number| number.is_finite()).map_or(Self::Missing, Self::Number)
    }
}

impl From<u64> for Cell<'_> {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<usize> for Cell<'_> {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}
