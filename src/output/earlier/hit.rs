//! Rows of hit tables.

use crate::compare::observation::TermKey;
use crate::output::comparison::example::joined;
use crate::output::earlier::{EarlierError, EarlierRow};
use crate::text::section::Section;
use crate::text::voices::Voice;

/// A counted cue as its row has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierHit {
    /// The document's id.
    pub id: String,
    /// The sentence it stands in.
    pub sentence: u64,
    /// The entry and where it counts.
    pub term: TermKey,
    /// Whose words.
    pub voice: Voice,
    /// Whether it stands in the headline.
    pub in_headline: bool,
    /// The hit between its neighbours.
    pub example: String,
}

// Places, as `crate::output::hit` writes them.
const ID: usize = 0;
const SENTENCE: usize = 1;
const ENTRY: usize = 3;
const CATEGORY: usize = 4;
const MATCHED: usize = 5;
const VOICE: usize = 8;
const COUNTED: usize = 11;
const LEFT: usize = 13;
const RIGHT: usize = 14;
const SECTION: usize = 15;

impl EarlierHit {
    /// Reads a row; `None` for a cue that does not count.
    ///
    /// # Errors
    /// A cell is not what its column promises.
    pub fn read(row: &EarlierRow<'_>) -> Result<Option<Self>, EarlierError> {
        match row.text(COUNTED) {
            Some("true") => {}
            Some("false") => return Ok(None),
            other => {
                let found = other.unwrap_or_default();
                return Err(row.error(&format!("`{found}` in `counted` is not true or false")));
            }
        }
        let voice = row.text(VOICE);
        let Some(voice) = Voice::ALL.into_iter().find(|known| Some(known.name()) == voice) else {
            let found = voice.unwrap_or_default();
            return Err(row.error(&format!("`{found}` in `voice` is not author or quote")));
        };
        let plain = |at: usize| row.text(at).unwrap_or_default();
        Ok(Some(Self {
            id: row.owned(ID),
            sentence: row.count(SENTENCE)?,
            term: TermKey { category: row.owned(CATEGORY), entry: row.owned(ENTRY) },
            voice,
            in_headline: row.text(SECTION) == Some(Section::Headline.name()),
            example: joined(plain(LEFT), plain(MATCHED), plain(RIGHT)),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::hit::columns;

    #[test]
    fn places_are_those_of_the_columns() {
        let columns = columns();
        for (at, name) in [
            (ID, "doc_id"),
            (SENTENCE, "sentence"),
            (ENTRY, "entry"),
            (CATEGORY, "category"),
            (MATCHED, "matched"),
            (VOICE, "voice"),
            (COUNTED, "counted"),
            (LEFT, "left"),
            (RIGHT, "right"),
            (SECTION, "section"),
        ] {
            assert_eq!(columns[at], name);
        }
    }
}
