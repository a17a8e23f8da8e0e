//! A limit: the most that a document may have of something.

use std::fmt;
use std::str::FromStr;

use crate::cue::selector::Selector;
use crate::lexicon::axis::Axis;
use crate::lexicon::guard::nearest;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// Cues for every 1,000 words of the voice. A text of fewer than 100 words is taken for one of
    /// 100, so that a single cue in a note is not a rate.
    Rate,
    /// Cues.
    Count,
    /// The mean sentence score, 0 to 100; a short text has none.
    Index,
}

impl Measure {
    /// All measures.
    pub const ALL: [Self; 3] = [Self::Rate, Self::Count, Self::Index];

    /// The name in a limit.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rate => "rate",
            Self::Count => "count",
            Self::Index => "index",
        }
    }
}

/// The most that a document may have of some cues.
///
/// ```
/// use hedgerow::limits::limit::Limit;
///
/// let limit: Limit = "loaded=12".parse()?;
/// assert_eq!(limit.to_string(), "loaded.author:rate=12");
/// let limit: Limit = "hedge.modal.quote:count=3".parse()?;
/// assert_eq!(limit.to_string(), "hedge.modal.quote:count=3");
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// Which cues.
    pub selector: Selector,
    /// What of them is measured.
    pub measure: Measure,
    /// How much is still allowed.
    pub most: f64,
}

impl Limit {
    /// A limit of what is written as `CATEGORY[.VOICE][:MEASURE]`.
    ///
    /// # Errors
    /// It is not written so, or the number is no limit.
    pub fn new(target: &str, most: f64) -> Result<Self, String> {
        let (selector, measure) = match target.split_once(':') {
            None => (target, Measure::Rate),
            Some((selector, name)) => (selector, measure(name)?),
        };
        let selector: Selector = selector.parse()?;
        if !most.is_finite() || most.is_sign_negative() {
            return Err("a limit is 0 or more".to_owned());
        }
        let is_axis = Axis::ALL.iter().any(|axis| axis.name() == selector.path);
        if measure == Measure::Index && !is_axis {
            return Err(format!("only an axis has an index, not `{}`", selector.path));
        }
        Ok(Self { selector, measure, most })
    }

    /// Whether both limit the same.
    #[must_use]
    pub fn replaces(&self, other: &Self) -> bool {
        (&self.selector, self.measure) == (&other.selector, other.measure)
    }

    /// What is limited, without the number: `loaded.author:rate`.
    #[must_use]
    pub fn target(&self) -> String {
        format!("{}:{}", self.selector, self.measure.name())
    }
}

fn measure(name: &str) -> Result<Measure, String> {
    let found = Measure::ALL.into_iter().find(|measure| measure.name() == name);
    found.ok_or_else(|| {
        let hint = nearest(name, Measure::ALL.iter().map(|measure| measure.name()));
        format!("`{name}` is no measure: rate, count or index{hint}")
    })
}

impl FromStr for Limit {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let Some((target, most)) = written.split_once('=') else {
            return Err("a limit is written as loaded=12".to_owned());
        };
        let most = most.trim().parse().map_err(|_| format!("`{most}` is no number"))?;
        Self::new(target.trim(), most)
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.target(), self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_limit_is_refused_with_the_reason() {
        let refused = |written: &str| written.parse::<Limit>().unwrap_err();
        assert_eq!(refused("loaded"), "a limit is written as loaded=12");
        assert_eq!(refused("loaded=many"), "`many` is no number");
        assert_eq!(refused("loaded=-0.5"), "a limit is 0 or more");
        assert_eq!(refused("loaded=NaN"), "a limit is 0 or more");
        assert_eq!(
            refused("loaded.label:index=3"),
            "only an axis has an index, not `loaded.label`"
        );
        assert_eq!(
            refused("loaded:counts=3"),
            "`counts` is no measure: rate, count or index; did you mean `count`?"
        );
        assert_eq!(refused("=3"), "`` begins with no axis: hedge, weasel, certainty or loaded");
    }
}
