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

/// A number as tables show it: four decimals, since exactly three open as thousands in a German
/// spreadsheet; never `-0.0000`.
#[must_use]
pub fn four_decimals(number: f64) -> String {
    if let Some(text) = short_decimals(number) {
        return text;
    }
    let text = format!("{number:.4}");
    if text == "-0.0000" { "0.0000".to_owned() } else { text }
}

/// The same for a number of which whole ten-thousandths tell it beyond doubt, as of most; formatting floats
/// exactly costs ten times as much.
fn short_decimals(number: f64) -> Option<String> {
    /// Below this the product is right to a millionth.
    const SMALL: f64 = 1e5;
    /// How far from the middle between two numbers of four decimals it must be.
    const CLEAR: f64 = 1e-3;
    if !(0.0..SMALL).contains(&number) {
        return None;
    }
    let scaled = number * 1e4;
    if (scaled.fract() - 0.5).abs() < CLEAR {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 1e9")]
    let whole = scaled.round() as u64;
    Some(format!("{}.{:04}", whole / 10_000, whole % 10_000))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn exact(number: f64) -> String {
        format!("{number:.4}").replace("-0.0000", "0.0000")
    }

    #[test]
    fn four_decimals_are_exact_ones() {
        for number in
            [0.0, -0.0, 0.00005, 0.00015, 2.50005, 0.99995, 99_999.999_95, 1e5, 1e300, -1.5]
        {
            assert_eq!(four_decimals(number), exact(number), "{number}");
        }
    }

    proptest! {
        #[test]
        fn four_decimals_are_exact_everywhere(n in any::<u32>(), d in 1_u32.., middle in 0_u32..2_000_000_000) {
            let quotient = f64::from(n) / f64::from(d);
            let half = f64::from(middle) / 20_000.0;
            for number in [quotient, half, half.next_up(), half.next_down()] {
                prop_assert_eq!(four_decimals(number), exact(number));
            }
        }
    }
}
