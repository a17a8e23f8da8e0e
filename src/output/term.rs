//! The term table: how often each entry was found, over all documents.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::analyzer::Analysis;
use crate::lexicon::Lexicon;
use crate::lexicon::entry::{CategoryId, EntryId};
use crate::lexicon::profile::Rating;
use crate::output::cell::Cell;
use crate::output::hit::{left, right};
use crate::stats::interval::wilson;
use crate::text::voices::Voice;

const COLUMNS: [&str; 26] = [
    "entry",
    "term",
    "category",
    "voice",
    "group",
    "weight",
    "judged",
    "precision",
    "precision_lo",
    "docs_n",
    "hits_n",
    "discounted_n",
    "per_1m",
    "dispersion",
    "log_ratio",
    "z",
    "example",
    "reference",
    "ref_hits_n",
    "per_1m_lo",
    "per_1m_hi",
    "dispersion_norm",
    "log_ratio_lo",
    "log_ratio_hi",
    "log_odds",
    "g2",
];

/// Columns behind `example`: a comparison fills them.
const COMPARED: usize = 9;

/// The names of the columns.
#[must_use]
pub fn columns() -> Vec<String> {
    COLUMNS.map(str::to_owned).to_vec()
}

/// Counts of entries, over one document or many. An entry that a negation sends to another category
/// has a count there of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "TallyRecord", try_from = "TallyRecord")]
pub struct TermTally {
    counts: BTreeMap<(EntryId, CategoryId, Voice), TermCount>,
    words: [u64; 2],
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct TermCount {
    documents: u64,
    hits: u64,
    discounted: u64,
    example: Option<String>,
}

/// A tally as it is stored; it means something to the same lexicon only.
#[derive(Serialize, Deserialize)]
struct TallyRecord {
    words: [u64; 2],
    counts: Vec<(u32, u16, usize, TermCount)>,
}

impl From<TermTally> for TallyRecord {
    fn from(tally: TermTally) -> Self {
        let record = |((entry, category, voice), count): ((EntryId, CategoryId, Voice), _)| {
            (entry.0, category.0, voice.index(), count)
        };
        Self { words: tally.words, counts: tally.counts.into_iter().map(record).collect() }
    }
}

impl TryFrom<TallyRecord> for TermTally {
    type Error = &'static str;

    fn try_from(record: TallyRecord) -> Result<Self, Self::Error> {
        let count = |(entry, category, voice, count): (u32, u16, usize, TermCount)| {
            let voice = *Voice::ALL.get(voice).ok_or("no such voice")?;
            Ok(((EntryId(entry), CategoryId(category), voice), count))
        };
        let counts = record.counts.into_iter().map(count).collect::<Result<_, Self::Error>>()?;
        Ok(Self { words: record.words, counts })
    }
}

impl TermTally {
    /// The counts of a document.
    #[must_use]
    pub fn of(text: &str, analysis: &Analysis) -> Self {
        let mut tally = Self { words: analysis.summary.words, ..Self::default() };
        for cue in &analysis.cues {
            let count = tally.counts.entry((cue.entry, cue.category, cue.voice)).or_default();
            if cue.counts() {
                count.documents = 1;
                count.hits += 1;
                count.example.get_or_insert_with(|| {
                    format!(
                        "{}{}{}",
                        left(text, cue.span),
                        cue.span.of(text),
                        right(text, cue.span)
                    )
                });
            } else {
                count.discounted += 1;
            }
        }
        tally
    }

    /// Adds the counts of later documents.
    pub fn merge(&mut self, later: Self) {
        for (sum, words) in self.words.iter_mut().zip(later.words) {
            *sum += words;
        }
        for (key, count) in later.counts {
            let sum = self.counts.entry(key).or_default();
            sum.documents += count.documents;
            sum.hits += count.hits;
            sum.discounted += count.discounted;
            sum.example = sum.example.take().or(count.example);
        }
    }

    /// Calls `row` with the cells of every entry seen, most hits first.
    ///
    /// `judged` to `precision_lo` are empty where no profile rates the entry. `group`, `dispersion`,
    /// `log_ratio` and `z` are empty: they need groups.
    pub fn rows(&self, lexicon: &Lexicon, mut row: impl FnMut(&[Cell<'_>])) {
        let mut counts: Vec<_> = self.counts.iter().collect();
        counts.sort_by(|a, b| b.1.hits.cmp(&a.1.hits).then(a.0.cmp(b.0)));
        for ((entry, category, voice), count) in counts {
            let entry = lexicon.entry(*entry);
            let words = self.words.get(voice.index()).copied().unwrap_or_default();
            #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
            let per_1m = (words > 0).then(|| 1e6 * count.hits as f64 / words as f64);
            let rating = entry.rating;
            let interval = rating.and_then(|rating| wilson(rating.right, rating.judged));
            let mut cells = vec![
                Cell::text(entry.name.as_str()),
                Cell::text(entry.term.as_str()),
                Cell::text(lexicon.category(*category).path.as_str()),
                Cell::text(voice.name()),
                Cell::Missing,
                Cell::Number(entry.weight),
                rating.map_or(Cell::Missing, |rating| rating.judged.into()),
                Cell::number(rating.and_then(Rating::precision)),
                Cell::number(interval.map(|interval| interval.lo)),
                count.documents.into(),
                count.hits.into(),
                count.discounted.into(),
                Cell::number(per_1m),
                Cell::Missing,
                Cell::Missing,
                Cell::Missing,
                count.example.as_deref().map_or(Cell::Missing, Cell::text),
            ];
            cells.extend(std::iter::repeat_n(Cell::Missing, COMPARED));
            row(&cells);
        }
    }
}
