//! Rows of sentence tables.

use crate::compare::observation::{Counts, TopicCounts};
use crate::lexicon::axis::Axis;
use crate::output::earlier::{EarlierError, EarlierRow};
use crate::text::section::Section;

/// A sentence as its row has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierSentence {
    /// The document's id.
    pub id: String,
    /// Its counts; none where it is not scored. Scores are rounded in these tables, so that there is
    /// no exact sum for an index.
    pub counts: Counts,
}

// Places, as `crate::output::sentence` writes them.
const ID: usize = 0;
const SECTION: usize = 1;
const WORDS: usize = 11;
const AXES: usize = 13;
const AXIS_WIDTH: usize = 4;
const QUOTE_N: usize = 2;

impl EarlierSentence {
    /// Reads a row.
    ///
    /// # Errors
    /// A count is no number.
    pub fn read(row: &EarlierRow<'_>) -> Result<Self, EarlierError> {
        let mut counts = Counts::default();
        let headline = row.text(SECTION) == Some(Section::Headline.name());
        let in_headline = |n: u64| if headline { n } else { 0 };
        if row.text(WORDS).is_some() {
            counts.sentences = 1;
            counts.words = [row.count(WORDS)?, row.count(WORDS + 1)?];
            counts.headline_words = in_headline(row.count(WORDS)?);
        }
        for axis in Axis::ALL {
            let at = AXES + axis.index() * AXIS_WIDTH;
            let hits = [row.count(at)?, row.count(at + QUOTE_N)?];
            let topic = TopicCounts {
                hits,
                headline: in_headline(row.count(at)?),
                sentences_hit: u64::from(row.count(at)? > 0),
                weighted: 0,
            };
            counts.topics.insert(axis.name().to_owned(), topic);
        }
        Ok(Self { id: row.owned(ID), counts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sentence::columns;

    #[test]
    fn places_are_those_of_the_columns() {
        let columns = columns();
        for (at, name) in [
            (ID, "doc_id"),
            (SECTION, "section"),
            (WORDS, "words"),
            (WORDS + 1, "words_quote"),
            (AXES, "hedge_n"),
            (AXES + QUOTE_N, "hedge_quote_n"),
            (AXES + 3 * AXIS_WIDTH, "loaded_n"),
        ] {
            assert_eq!(columns[at], name);
        }
    }
}
