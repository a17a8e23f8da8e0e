//! The four axes, which are never added up.

use std::fmt;

/// The top of a category path.
///
/// There are four and they stay four: hedge words go with *less* bias and loaded words with more,
/// so a sum of them would mean nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Axis {
    /// Caution: *perhaps, about 300, reportedly*.
    Hedge,
    /// Vague sourcing and quantity: *some experts say, it is believed*.
    Weasel,
    /// Emphatic certainty: *clearly, always, must*.
    Certainty,
    /// Wording that takes sides: *botched, so-called, slammed*.
    Loaded,
}

impl Axis {
    /// All axes in the order of every table.
    pub const ALL: [Self; 4] = [Self::Hedge, Self::Weasel, Self::Certainty, Self::Loaded];

    /// The name in category paths and column names.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hedge => "hedge",
            Self::Weasel => "weasel",
            Self::Certainty => "certainty",
            Self::Loaded => "loaded",
        }
    }

    /// The axis of a category path such as `hedge.modal`, or `None` if its top is no axis.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let top = path.split('.').next()?;
        Self::ALL.into_iter().find(|axis| axis.name() == top)
    }

    /// Position in [`Axis::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Axis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
