//! Which group, stratum and period a document counts for: by the user's columns, or by where it
//! came from.

use std::path::Path;

use crate::compare::period::Granularity;

/// The name for a value that is missing or blank.
pub const MISSING: &str = "(missing)";

/// What a document is told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// The value in one of the user's columns.
    Column(usize),
    /// The folder of its file or table.
    Folder,
    /// The file or table.
    Source,
}

/// How documents are labelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Labelling {
    /// By what they are grouped.
    pub group: Key,
    /// Within what they are compared.
    pub stratum: Option<Key>,
    /// Where their dates stand, and how long a period is.
    pub period: Option<(Key, Granularity)>,
}

/// The labels of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Labels {
    /// The group, or [`MISSING`].
    pub group: String,
    /// The stratum, or [`MISSING`]; empty where nothing is stratified.
    pub stratum: String,
    /// The key of the period, where there are periods.
    pub period: Option<String>,
}

impl Key {
    /// The value for a document from `source` with these values of the user's columns; `None` where
    /// it is missing or blank.
    ///
    /// ```
    /// use hedgerow::compare::labels::Key;
    ///
    /// let columns = [Some("Daily Lamp".to_owned()), Some(" ".to_owned())];
    /// assert_eq!(Key::Column(0).of("press/a.csv", &columns).as_deref(), Some("Daily Lamp"));
    /// assert_eq!(Key::Column(1).of("press/a.csv", &columns), None);
    /// assert_eq!(Key::Folder.of("press/a.csv", &columns).as_deref(), Some("press"));
    /// assert_eq!(Key::Folder.of("a.csv", &columns).as_deref(), Some("."));
    /// ```
    #[must_use]
    pub fn of(self, source: &str, columns: &[Option<String>]) -> Option<String> {
        let value = match self {
            Self::Column(at) => columns.get(at)?.as_deref()?,
            Self::Source => source,
            Self::Folder => match Path::new(source).parent().and_then(Path::to_str) {
                None | Some("") => ".",
                Some(folder) => folder,
            },
        };
        let value = value.trim();
        (!value.is_empty()).then(|| value.to_owned())
    }
}

impl Labelling {
    /// The labels of a document from `source` with these values of the user's columns.
    #[must_use]
    pub fn of(&self, source: &str, columns: &[Option<String>]) -> Labels {
        let named = |key: Key| key.of(source, columns).unwrap_or_else(|| MISSING.to_owned());
        let period = self.period.map(|(key, granularity)| {
            granularity.key(&key.of(source, columns).unwrap_or_default())
        });
        Labels {
            group: named(self.group),
            stratum: self.stratum.map(named).unwrap_or_default(),
            period,
        }
    }
}
