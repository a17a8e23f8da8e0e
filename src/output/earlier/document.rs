//! Rows of document tables.

use crate::compare::observation::{Counts, TopicCounts};
use crate::lexicon::axis::Axis;
use crate::output::earlier::{EarlierError, EarlierRow};

/// A document as its row has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierDocument {
    /// Its id.
    pub id: String,
    /// The file or table it came from.
    pub source: String,
    /// Whether it failed when it was to be scored.
    pub failed: bool,
    /// Values of the user's columns.
    pub columns: Vec<Option<String>>,
    /// Its counts by axis; terms are in other tables.
    pub counts: Counts,
    /// The document it repeats, where that was looked for.
    pub dup_of: Option<String>,
    /// Version, schema, lexicon and options.
    pub made_by: [String; 4],
    /// The fingerprint of its text.
    pub text_sha: String,
}

// Places behind the user's columns, as `crate::output::document` writes them.
const ID: usize = 0;
const SOURCE: usize = 1;
const STATUS: usize = 2;
const SENTENCES: usize = 4;
const WORDS: usize = 5;
const AXES: usize = 8;
const AXIS_WIDTH: usize = 9;
const QUOTE_N: usize = 6;
const HEADLINE_N: usize = 8;
const DUP_OF: usize = AXES + 4 * AXIS_WIDTH + 1;
const MADE_BY: usize = DUP_OF + 2;
const TEXT_SHA: usize = MADE_BY + 4;
const WORDS_HEADLINE: usize = TEXT_SHA + 1;
const SUMS: usize = WORDS_HEADLINE + 1;

impl EarlierDocument {
    /// Reads a row behind so many columns of the user.
    ///
    /// # Errors
    /// A count is no number.
    pub fn read(row: &EarlierRow<'_>, users: usize) -> Result<Self, EarlierError> {
        let counts = Counts {
            sentences: row.count(users + SENTENCES)?,
            words: [row.count(users + WORDS)?, row.count(users + WORDS + 1)?],
            headline_words: row.count(users + WORDS_HEADLINE)?,
            ..Counts::default()
        };
        let mut document = Self {
            id: row.owned(users + ID),
            source: row.owned(users + SOURCE),
            failed: !matches!(row.text(users + STATUS), Some("ok" | "empty")),
            columns: row.cells.iter().take(users).cloned().collect(),
            counts,
            dup_of: row.text(users + DUP_OF).map(str::to_owned),
            made_by: [0, 1, 2, 3].map(|at| row.owned(users + MADE_BY + at)),
            text_sha: row.owned(users + TEXT_SHA),
        };
        for axis in Axis::ALL {
            let numbers = users + AXES + axis.index() * AXIS_WIDTH;
            let sums = users + SUMS + 2 * axis.index();
            let topic = TopicCounts {
                hits: [row.count(numbers)?, row.count(numbers + QUOTE_N)?],
                headline: row.count(numbers + HEADLINE_N)?,
                sentences_hit: row.count(sums)?,
                weighted: row.count(sums + 1)?,
            };
            document.counts.topics.insert(axis.name().to_owned(), topic);
        }
        Ok(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::document::columns;

    #[test]
    fn places_are_those_of_the_columns() {
        let columns = columns(&[]);
        let places = [
            (ID, "doc_id"),
            (SOURCE, "source"),
            (STATUS, "status"),
            (SENTENCES, "sentences"),
            (WORDS, "words"),
            (WORDS + 1, "words_quote"),
            (AXES, "hedge_n"),
            (AXES + QUOTE_N, "hedge_quote_n"),
            (AXES + 3 * AXIS_WIDTH + HEADLINE_N, "loaded_headline_n"),
            (DUP_OF, "dup_of"),
            (MADE_BY, "tool_version"),
            (MADE_BY + 3, "options_sha"),
            (TEXT_SHA, "text_sha"),
            (WORDS_HEADLINE, "words_headline"),
            (SUMS, "hedge_sentences_n"),
            (SUMS + 7, "loaded_score_sum"),
        ];
        for (at, name) in places {
            assert_eq!(columns[at], name);
        }
        assert_eq!(columns.len(), SUMS + 8);
        assert_eq!(columns.len() - crate::output::document::DUP_OF_FROM_END, DUP_OF);
    }
}
