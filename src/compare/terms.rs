//! Single terms: how typical each is of a group, and how evenly it is spread.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::compare::corpus::{Corpus, Document};
use crate::compare::groups::{ranges, reference};
use crate::compare::measure::VoiceChoice;
use crate::compare::observation::{TermCounts, TermKey};
use crate::compare::options::{CompareError, Reference};
use crate::stats::clustered::Ratio;
use crate::stats::dispersion::dispersion;
use crate::stats::interval::Interval;
use crate::stats::keyness::{Share, g_squared, log_odds, log_ratio};
use crate::stats::mover::{self, Estimated};
use crate::stats::workers::Workers;

/// What a term table is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct TermOptions {
    /// What each group is compared with.
    pub reference: Reference,
    /// Whose words.
    pub voice: VoiceChoice,
    /// How many words of background the prior is worth. More of it draws rare terms closer to no
    /// difference.
    pub prior_words: f64,
}

impl Default for TermOptions {
    fn default() -> Self {
        let voice = VoiceChoice::Author;
        Self { reference: Reference::Others, voice, prior_words: 10_000.0 }
    }
}

/// A term in a group. Whatever is undefined is `None`; no number is ever NaN or infinite.
#[derive(Debug, Clone, PartialEq)]
pub struct TermRow {
    /// The term.
    pub term: TermKey,
    /// Whose words.
    pub voice: VoiceChoice,
    /// The group.
    pub group: String,
    /// Documents of the group with the term.
    pub docs_n: u64,
    /// Hits in the group.
    pub hits_n: u64,
    /// Hits for each million words.
    pub per_1m: Option<f64>,
    /// Its 95 % interval, with documents as the unit.
    pub per_1m_interval: Option<Interval>,
    /// Gries' DP over the documents of the group: 0 evenly spread, near 1 all in one document.
    pub dispersion: Option<f64>,
    /// DP scaled so that 1 is reached.
    pub dispersion_normalised: Option<f64>,
    /// Hits in the reference.
    pub reference_hits_n: u64,
    /// Documents of the reference with the term.
    pub reference_docs_n: u64,
    /// Binary logarithm of the ratio of the rates; 1 is twice as frequent. A count of 0 is taken for
    /// 0.5.
    pub log_ratio: Option<f64>,
    /// Lower end of its 95 % interval, with documents as the unit; `None` where there is no bound.
    pub log_ratio_lo: Option<f64>,
    /// Upper end, likewise.
    pub log_ratio_hi: Option<f64>,
    /// Log odds against the reference, natural logarithm, drawn towards 0 by the prior.
    pub log_odds: Option<f64>,
    /// The same in standard deviations, words taken for independent.
    pub z: Option<f64>,
    /// The log-likelihood statistic, words taken for independent.
    pub g2: Option<f64>,
}

/// The terms with the largest |z| or |log odds| of any group, at most `top` of them; ties by name.
/// With [`Corpus::without_terms`] they answer whether a difference lives on a few words.
#[must_use]
pub fn strongest(rows: &[TermRow], by: Strength, top: usize) -> BTreeSet<TermKey> {
    let strength = |row: &TermRow| match by {
        Strength::Z => row.z,
        Strength::LogOdds => row.log_odds,
    };
    let mut ranked: Vec<(f64, &TermKey)> =
        rows.iter().filter_map(|row| Some((strength(row)?.abs(), &row.term))).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let mut strongest = BTreeSet::new();
    for (_, term) in ranked {
        if strongest.len() < top {
            strongest.insert(term.clone());
        }
    }
    strongest
}

/// What makes a term strong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strength {
    /// |z|: sure differences, so frequent terms first.
    #[default]
    Z,
    /// |log odds|: large differences.
    LogOdds,
}

/// The term table: every term with a hit in the voice, for every group that has a reference; groups in
/// order, in each the largest z first. A term that is in a group's reference alone has a line too.
///
/// # Errors
/// The reference is no group.
pub fn term_table(
    corpus: &Corpus,
    options: &TermOptions,
    workers: &impl Workers,
) -> Result<Vec<TermRow>, CompareError> {
    let reference = reference(corpus, &options.reference)?;
    let ranges = ranges(corpus);
    let table = Table { corpus, options, postings: postings(corpus, options.voice) };
    let groups: Vec<usize> =
        (0..ranges.len()).filter(|group| reference != Some(*group) && ranges.len() > 1).collect();
    let by_group = workers.map(groups.len(), |at| {
        let group = groups.get(at).copied()?;
        let own = ranges.get(group)?.clone();
        let pool = match reference {
            Some(reference) => ranges.get(reference)?.clone(),
            None => 0..corpus.documents.len(),
        };
        Some(table.rows(group, &own, &pool))
    });
    Ok(by_group.into_iter().flatten().flatten().collect())
}

/// Where a term occurs, by document: its number and the hits.
type Postings = Vec<(usize, u64)>;

fn postings(corpus: &Corpus, voice: VoiceChoice) -> Vec<Postings> {
    let mut postings = vec![Vec::new(); corpus.terms.len()];
    for (document, at) in corpus.documents.iter().zip(0..) {
        for (term, counts) in &document.terms {
            let hits = hits(counts, voice);
            if let Some(postings) = postings.get_mut(*term as usize).filter(|_| hits > 0) {
                postings.push((at, hits));
            }
        }
    }
    postings
}

const fn hits(counts: &TermCounts, voice: VoiceChoice) -> u64 {
    of_voice(counts.hits, voice)
}

const fn of_voice([author, quote]: [u64; 2], voice: VoiceChoice) -> u64 {
    match voice {
        VoiceChoice::Author => author,
        VoiceChoice::Quote => quote,
        VoiceChoice::All => author + quote,
    }
}

struct Table<'c> {
    corpus: &'c Corpus,
    options: &'c TermOptions,
    postings: Vec<Postings>,
}

/// A set of documents: its words, by document, all together, and the least of a document that has any.
struct Set {
    members: Vec<bool>,
    words: u64,
    least: u64,
    squares: f64,
    documents: usize,
}

impl Table<'_> {
    fn rows(&self, group: usize, own: &Range<usize>, pool: &Range<usize>) -> Vec<TermRow> {
        let group_set = self.set(|at| own.contains(&at));
        let reference_set = self.set(|at| pool.contains(&at) && !own.contains(&at));
        let row = |(term, postings): (&TermKey, &Postings)| {
            self.row(group, (term, postings), &group_set, &reference_set)
        };
        let pairs = self.corpus.terms.iter().zip(&self.postings);
        let mut rows: Vec<TermRow> = pairs.filter_map(row).collect();
        let key = |row: &TermRow| row.z.unwrap_or_default();
        rows.sort_by(|a, b| key(b).total_cmp(&key(a)).then(a.term.cmp(&b.term)));
        rows
    }

    fn words(&self, at: usize) -> u64 {
        let document: Option<&Document> = self.corpus.documents.get(at);
        document.map_or(0, |document| of_voice(document.words, self.options.voice))
    }

    fn set(&self, is_member: impl Fn(usize) -> bool) -> Set {
        let members: Vec<bool> = (0..self.corpus.documents.len()).map(is_member).collect();
        let words = members.iter().zip(0..).filter(|(is_member, _)| **is_member);
        let words: Vec<u64> =
            words.map(|(_, at)| self.words(at)).filter(|words| *words > 0).collect();
        Set {
            members,
            words: words.iter().sum(),
            least: words.iter().copied().min().unwrap_or_default(),
            squares: words.iter().map(|words| float(*words).powi(2)).sum(),
            documents: words.len(),
        }
    }

    fn row(
        &self,
        group: usize,
        (term, postings): (&TermKey, &Postings),
        own: &Set,
        reference: &Set,
    ) -> Option<TermRow> {
        let (own_parts, reference_parts) =
            (self.parts(postings, own), self.parts(postings, reference));
        let hits = |parts: &[(u64, u64)]| parts.iter().map(|(_, hits)| hits).sum::<u64>();
        let (own_hits, reference_hits) = (hits(&own_parts), hits(&reference_parts));
        if own_hits + reference_hits == 0 {
            return None;
        }
        let share = |hits: u64, set: &Set| Share { count: float(hits), words: float(set.words) };
        let (a, b) = (share(own_hits, own), share(reference_hits, reference));
        let odds = log_odds(a, b, prior(a, b, self.options.prior_words));
        let (own_rate, reference_rate) = (own.ratio(&own_parts), reference.ratio(&reference_parts));
        let spread = dispersion(&own_parts, own.words, own.least);
        let (lo, hi) = log_ratio_ends(own_rate, reference_rate);
        Some(TermRow {
            term: term.clone(),
            voice: self.options.voice,
            group: self.corpus.groups.get(group).cloned().unwrap_or_default(),
            docs_n: own_parts.len() as u64,
            hits_n: own_hits,
            per_1m: own_rate.map(|rate| 1e6 * rate.estimate()),
            per_1m_interval: own_rate.map(|rate| per_million(rate.rate_interval())),
            dispersion: spread.map(|spread| spread.dp),
            dispersion_normalised: spread.and_then(|spread| spread.normalised),
            reference_hits_n: reference_hits,
            reference_docs_n: reference_parts.len() as u64,
            log_ratio: log_ratio(a, b),
            log_ratio_lo: lo,
            log_ratio_hi: hi,
            log_odds: odds.map(|odds| odds.delta),
            z: odds.map(|odds| odds.z),
            g2: g_squared(a, b),
        })
    }

    /// Words and hits of the documents of a set that have the term.
    fn parts(&self, postings: &Postings, set: &Set) -> Vec<(u64, u64)> {
        let is_member = |at: usize| set.members.get(at).copied().unwrap_or_default();
        let inside = postings.iter().filter(|(at, _)| is_member(*at));
        // Hits without words cannot be: a cue is made of words of its voice. But tables are read.
        inside.map(|(at, hits)| (self.words(*at), *hits)).filter(|(words, _)| *words > 0).collect()
    }
}

impl Set {
    /// The rate with its spread, from the documents with a hit: those without one add (r·w)².
    fn ratio(&self, parts: &[(u64, u64)]) -> Option<Ratio> {
        if self.words == 0 {
            return None;
        }
        let w = float(self.words);
        let x: f64 = parts.iter().map(|(_, hits)| float(*hits)).sum();
        let rate = x / w;
        let (mut squares, mut rest) = (0.0, self.squares);
        for (words, hits) in parts {
            squares += (float(*hits) - rate * float(*words)).powi(2);
            rest -= float(*words).powi(2);
        }
        squares += rate * rate * rest.max(0.0);
        let n = float(self.documents as u64);
        let variance = (self.documents > 1).then(|| n / (n - 1.0) * squares / (w * w));
        Some(Ratio { units: self.documents, x, w, variance })
    }
}

/// The prior: the share of the term in both sets together, in so many words.
fn prior(a: Share, b: Share, words: f64) -> Share {
    let all = a.words + b.words;
    Share { count: (a.count + b.count) / all * words, words }
}

fn log_ratio_ends(own: Option<Ratio>, reference: Option<Ratio>) -> (Option<f64>, Option<f64>) {
    let estimated =
        |ratio: Ratio| Estimated { value: ratio.estimate(), interval: ratio.rate_interval() };
    let Some((a, b)) = own.map(estimated).zip(reference.map(estimated)) else {
        return (None, None);
    };
    let (lo, hi) = mover::ratio(a, b);
    let log = |end: f64| Some(end.log2()).filter(|end| end.is_finite());
    (log(lo), hi.and_then(log))
}

fn per_million(interval: Interval) -> Interval {
    Interval { lo: 1e6 * interval.lo, hi: 1e6 * interval.hi }
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
const fn float(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::corpus::CorpusBuilder;
    use crate::compare::observation::{Counts, Observation};
    use crate::stats::workers::Alone;

    fn key(entry: &str) -> TermKey {
        TermKey { category: "loaded.label".to_owned(), entry: entry.to_owned() }
    }

    /// Documents by group, words of the author, and hits of two terms.
    fn corpus(rows: &[(&str, u64, u64, u64)]) -> Corpus {
        let mut builder = CorpusBuilder::default();
        for ((group, words, first, second), n) in rows.iter().zip(0..) {
            let term = |hits: u64| TermCounts { hits: [hits, 0], headline: 0 };
            let terms = [(key("first"), term(*first)), (key("second"), term(*second))].into();
            let counts = Counts { words: [*words, 0], terms, ..Counts::default() };
            let (id, group) = (format!("{n}"), (*group).to_owned());
            builder.add(Observation { id, group, counts, ..Observation::default() });
        }
        builder.finish()
    }

    #[test]
    fn by_hand() {
        let corpus =
            corpus(&[("a", 100, 2, 0), ("a", 300, 0, 0), ("a", 600, 2, 0), ("b", 500, 1, 3)]);
        let rows = term_table(&corpus, &TermOptions::default(), &Alone).unwrap();
        let found: Vec<_> = rows
            .iter()
            .map(|r| {
                (r.group.as_str(), r.term.entry.as_str(), r.docs_n, r.hits_n, r.reference_hits_n)
            })
            .collect();
        let expected = [
            ("a", "first", 2, 4, 1),
            ("a", "second", 0, 0, 3),
            ("b", "second", 1, 3, 0),
            ("b", "first", 1, 1, 4),
        ];
        assert_eq!(found, expected);
        let near = |found: Option<f64>, expected: f64| {
            assert!((found.unwrap() - expected).abs() < 1e-9, "{found:?} {expected}");
        };
        near(rows[0].per_1m, 4_000.0);
        near(rows[0].dispersion, 0.4);
        near(rows[0].dispersion_normalised, 0.4 / 0.9);
        near(rows[0].log_ratio, 1.0);
        near(rows[1].log_ratio, (0.5_f64 / 1_000.0 / (3.0 / 500.0)).log2());
        assert_eq!((rows[1].log_ratio_lo, rows[2].log_ratio_hi), (None, None));
        assert!(rows[2].log_ratio_lo.is_some());
        // The sum over all documents and that over those with a hit are one.
        let all = [(2.0, 100.0), (0.0, 300.0), (2.0, 600.0)];
        let expected = Ratio::new(all.into_iter()).unwrap().rate_interval();
        near(rows[0].per_1m_interval.map(|i| i.lo), expected.lo * 1e6);
        near(rows[0].per_1m_interval.map(|i| i.hi), expected.hi * 1e6);
    }

    #[test]
    fn strongest_terms() {
        let corpus = corpus(&[("a", 900, 9, 1), ("a", 900, 9, 0), ("b", 900, 2, 0)]);
        let rows = term_table(&corpus, &TermOptions::default(), &Alone).unwrap();
        assert_eq!(strongest(&rows, Strength::Z, 1), [key("first")].into());
        assert_eq!(strongest(&rows, Strength::LogOdds, 1), [key("second")].into());
        assert_eq!(strongest(&rows, Strength::Z, 9).len(), 2);
    }

    #[test]
    fn edges() {
        let none = |corpus: &Corpus| term_table(corpus, &TermOptions::default(), &Alone).unwrap();
        assert_eq!(none(&corpus(&[])), []);
        assert_eq!(none(&corpus(&[("a", 100, 2, 0)])), []);
        let rows = none(&corpus(&[("a", 0, 0, 0), ("b", 10, 1, 0)]));
        let first = rows.first().unwrap();
        assert_eq!((first.per_1m, first.log_ratio, first.g2), (None, None, None));
        let options =
            TermOptions { reference: Reference::Group("c".to_owned()), ..TermOptions::default() };
        let error = term_table(&corpus(&[("a", 9, 1, 0)]), &options, &Alone).unwrap_err();
        assert_eq!(error.to_string(), "no group is named `c`: there are a");
    }
}
