//! Axes: limits and ticks in steps of 1, 2 or 5, and where a value stands in pixels.
//!
//! Ticks are whole multiples of a step written out in decimal, so no label ever reads
//! `0.30000000000000004` and the same values give the same bytes on every machine.

/// A place on the axis that carries a grid line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tick {
    pub(super) value: f64,
    pub(super) label: String,
}

/// Limits on ticks, and the ticks from the lower to the upper.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Axis {
    pub(super) ticks: Vec<Tick>,
    low: f64,
    high: f64,
}

/// The numbers an axis has to hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Range {
    low: f64,
    high: f64,
}

/// Beyond these a difference of two values is no number any more.
const FARTHEST: f64 = 1e300;
/// A difference below this, or below this share of the values, is none that ticks could show.
const NEAREST: f64 = 1e-290;
const NEAREST_SHARE: f64 = 1e-9;

impl Range {
    /// The least range with all these values, which are finite, or `None` without any.
    pub(super) fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        values.into_iter().map(|v| v.clamp(-FARTHEST, FARTHEST)).fold(None, |range, v| {
            let Self { low, high } = range.unwrap_or(Self { low: v, high: v });
            Some(Self { low: low.min(v), high: high.max(v) })
        })
    }

    /// From zero, unless all values lie in the upper part, where the rest would be empty paper.
    pub(super) fn reaching_zero(self) -> Self {
        let apart = self.low > 0.6 * self.high || self.high < 0.6 * self.low;
        if apart && !self.is_point() { self } else { self.with_zero() }
    }

    fn with_zero(self) -> Self {
        Self { low: self.low.min(0.0), high: self.high.max(0.0) }
    }

    fn is_point(self) -> bool {
        let far = self.high.abs().max(self.low.abs());
        self.high - self.low <= NEAREST.max(far * NEAREST_SHARE)
    }

    /// As far to the left of zero as to the right.
    pub(super) fn around_zero(self) -> Self {
        let far = self.high.abs().max(self.low.abs());
        Self { low: -far, high: far }
    }
}

impl Axis {
    /// An axis for the range with about so many steps; from 0 to 1 where there is nothing to show.
    pub(super) fn new(range: Option<Range>, steps: u8) -> Self {
        const UNIT: Range = Range { low: 0.0, high: 1.0 };
        let range = range.map(|range| if range.is_point() { range.with_zero() } else { range });
        let Range { low, high } = range.filter(|range| !range.is_point()).unwrap_or(UNIT);
        let mut step = Step::at_least((high - low) / f64::from(steps.max(1)));
        loop {
            let (first, last) = (step.below(low), step.above(high));
            if last - first <= i64::from(steps) + 1 {
                let far = step.times(first).abs().max(step.times(last).abs());
                let form = if step.power < -6 || far >= 1e7 { Form::Power } else { Form::Plain };
                let ticks = (first..=last).map(|times| step.tick(times, form)).collect();
                return Self { ticks, low: step.times(first), high: step.times(last) };
            }
            step = step.next();
        }
    }

    /// Where the value stands between two places in pixels.
    pub(super) fn place(&self, value: f64, from: f64, to: f64) -> f64 {
        let share = (value.clamp(self.low, self.high) - self.low) / (self.high - self.low);
        from + share * (to - from)
    }

    /// Whether zero lies on the axis.
    pub(super) fn has_zero(&self) -> bool {
        self.low <= 0.0 && self.high >= 0.0
    }
}

/// 1, 2 or 5 times a power of ten.
#[derive(Debug, Clone, Copy)]
struct Step {
    digit: i64,
    power: i32,
}

impl Step {
    fn at_least(least: f64) -> Self {
        let written = format!("{least:e}");
        let power = written.split_once('e').and_then(|(_, power)| power.parse().ok()).unwrap_or(0);
        let mut step = Self { digit: 1, power };
        while step.times(1) < least {
            step = step.next();
        }
        step
    }

    fn next(self) -> Self {
        match self.digit {
            1 => Self { digit: 2, ..self },
            2 => Self { digit: 5, ..self },
            _ => Self { digit: 1, power: self.power + 1 },
        }
    }

    /// The multiple as near to the exact decimal as a number can be.
    fn times(self, times: i64) -> f64 {
        format!("{}e{}", times * self.digit, self.power).parse().unwrap_or(0.0)
    }

    /// The last multiple that is not above the value.
    #[expect(clippy::cast_possible_truncation, reason = "a value is a few steps or pinned to them")]
    fn below(self, value: f64) -> i64 {
        let mut times = (value / self.times(1)).floor().clamp(-1e15, 1e15) as i64;
        if self.times(times) > value {
            times -= 1;
        }
        if self.times(times + 1) <= value { times + 1 } else { times }
    }

    fn above(self, value: f64) -> i64 {
        -self.below(-value)
    }

    fn tick(self, times: i64, form: Form) -> Tick {
        Tick { value: self.times(times), label: decimal(times * self.digit, self.power, form) }
    }
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `1,500` or `0.02`.
    Plain,
    /// `15e7`, where the zeros could not be counted any more.
    Power,
}

/// `digits` × 10^`power` for people: thousands apart, a true minus.
fn decimal(digits: i64, power: i32, form: Form) -> String {
    if digits == 0 {
        return "0".to_owned();
    }
    let sign = if digits < 0 { "\u{2212}" } else { "" };
    let mut written = digits.unsigned_abs().to_string();
    let mut power = power;
    while written.len() > 1 && written.ends_with('0') {
        written.pop();
        power += 1;
    }
    if form == Form::Power {
        let exponent = power.to_string().replace('-', "\u{2212}");
        return format!("{sign}{written}e{exponent}");
    }
    let Ok(places) = usize::try_from(-power) else {
        let zeros = "0".repeat(usize::try_from(power).unwrap_or(0));
        let whole: u64 = format!("{written}{zeros}").parse().unwrap_or(0);
        return format!("{sign}{}", super::label::count(whole));
    };
    let padded = format!("{written:0>width$}", width = places + 1);
    let (whole, part) = padded.split_at(padded.len() - places);
    let whole = super::label::count(whole.parse().unwrap_or(0));
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

/// A value as it is read out: three figures that count, trailing zeros off.
pub(super) fn figure(value: f64) -> String {
    let written = format!("{value:.2e}");
    let Some((mantissa, power)) = written.split_once('e') else { return written };
    let digits = mantissa.replace('.', "").parse().unwrap_or(0);
    let power = power.parse().unwrap_or(0);
    let form = if (-4..=6).contains(&power) { Form::Plain } else { Form::Power };
    decimal(digits, power - 2, form)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "these values are exact")]
mod tests {
    use super::*;

    fn labels(low: f64, high: f64, steps: u8) -> String {
        let axis = Axis::new(Range::of([low, high]), steps);
        axis.ticks.iter().map(|tick| tick.label.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn ticks_stand_in_steps_of_one_two_or_five() {
        let cases = [
            (0.0, 10.0, 5, "0 2 4 6 8 10"),
            (0.0, 0.3, 3, "0 0.1 0.2 0.3"),
            (-1.3, 2.2, 5, "\u{2212}2 \u{2212}1 0 1 2 3"),
            (0.0, 1e-6, 2, "0 5e\u{2212}7 1e\u{2212}6"),
            (0.0, 1e6, 4, "0 500,000 1,000,000"),
            (0.0, 4e7, 2, "0 2e7 4e7"),
            (3.0, 3.0, 4, "0 1 2 3"),
            (1e20, 1e20 + 16384.0, 2, "0 1e20 2e20"),
            (0.0, 0.0, 2, "0 0.5 1"),
            (-1e308, 1e308, 2, "\u{2212}1e300 0 1e300"),
            (0.0, 5e-320, 2, "0 0.5 1"),
        ];
        for (low, high, steps, want) in cases {
            assert_eq!(labels(low, high, steps), want, "{low} {high}");
        }
    }

    #[test]
    fn values_are_read_out_with_three_figures() {
        let values = [0.0, 12.345, 0.001_234_5, -3.0, 123_456.0, 1e-9];
        let want = ["0", "12.3", "0.00123", "\u{2212}3", "123,000", "1e\u{2212}9"];
        assert_eq!(values.map(figure), want);
    }

    #[test]
    fn an_axis_starts_at_zero_unless_the_values_are_far_from_it() {
        let low = |values: [f64; 2]| Axis::new(Range::of(values).map(Range::reaching_zero), 4).low;
        assert_eq!(low([1.0, 10.0]), 0.0);
        assert_eq!(low([80.0, 100.0]), 80.0);
        assert_eq!(low([-100.0, -80.0]), -100.0);
        assert_eq!(low([7.0, 7.0]), 0.0);
    }
}
