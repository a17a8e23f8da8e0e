//! Rows of any number of tables become the documents of one corpus.
//!
//! Everything that is kept is a whole number, so the order and the split of the tables make no
//! difference.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use crate::compare::labels::Labelling;
use crate::compare::observation::{Counts, Level, Observation, TermCounts, TermKey};
use crate::output::comparison::example::Examples;
use crate::output::earlier::EarlierError;
use crate::output::earlier::document::EarlierDocument;
use crate::output::earlier::hit::EarlierHit;
use crate::output::earlier::opened::{EarlierKind, EarlierTable};
use crate::output::earlier::pending::{Pending, repeats};
use crate::output::earlier::sentence::EarlierSentence;
use crate::text::voices::Voice;

/// The user's columns of all tables, in the order in which they are first met.
#[must_use]
pub fn users_columns(tables: &[EarlierTable]) -> Vec<String> {
    let mut users: Vec<String> = Vec::new();
    for name in tables.iter().flat_map(|table| &table.users) {
        if !users.contains(name) {
            users.push(name.clone());
        }
    }
    users
}

/// Documents as they are put together.
#[derive(Debug)]
pub struct Merge {
    labelling: Labelling,
    level: Level,
    users: Vec<String>,
    documents: Vec<Pending>,
    by_id: HashMap<String, usize>,
    twice: Vec<String>,
    failed: Vec<String>,
    made_by: Option<([String; 4], String)>,
    terms: HashMap<TermKey, usize>,
    /// The same by number.
    keys: Vec<TermKey>,
    examples: Examples,
    has_hits: bool,
    has_documents: bool,
}

/// What the tables gave.
#[derive(Debug)]
pub struct Merged {
    /// The documents in the order of their rows.
    pub documents: Vec<MergedDocument>,
    /// Terms in context, from hit tables.
    pub examples: Examples,
    /// Documents that failed when they were to be scored.
    pub failed: Vec<String>,
    /// Ids that more than one row has.
    pub twice: Vec<String>,
    /// Fingerprints of lexicon and options, where the tables have them.
    pub fingerprint: Option<[String; 2]>,
    /// Whether there were hit tables, so that terms are known.
    pub has_terms: bool,
    /// Whether there were document tables, so that scores are known.
    pub has_scores: bool,
}

/// A document of earlier tables.
#[derive(Debug)]
pub struct MergedDocument {
    /// Counts and labels.
    pub observation: Observation,
    /// Whether it repeats another one: its row says so, or its text is that of a document whose id
    /// comes first.
    pub repeats: bool,
}

impl Merge {
    /// An empty one; `users` are the user's columns of all tables.
    #[must_use]
    pub fn new(labelling: Labelling, level: Level, users: Vec<String>) -> Self {
        Self {
            labelling,
            level,
            users,
            documents: Vec::new(),
            by_id: HashMap::new(),
            twice: Vec::new(),
            failed: Vec::new(),
            made_by: None,
            terms: HashMap::new(),
            keys: Vec::new(),
            examples: Examples::default(),
            has_hits: false,
            has_documents: false,
        }
    }

    /// Reads every row of all tables: first of documents, or of sentences where there are none, then
    /// of hits. `done` is called for every row.
    ///
    /// # Errors
    /// A row cannot be read, the tables were not made in the same way, or they do not belong
    /// together.
    pub fn read(
        mut self,
        mut tables: Vec<EarlierTable>,
        mut done: impl FnMut(),
    ) -> Result<Merged, EarlierError> {
        let is = |table: &EarlierTable, kind| table.kind == kind;
        self.has_documents = tables.iter().any(|table| is(table, EarlierKind::Document));
        self.has_hits = tables.iter().any(|table| is(table, EarlierKind::Hit));
        let whole = if self.has_documents { EarlierKind::Document } else { EarlierKind::Sentence };
        for table in tables.iter_mut().filter(|table| is(table, whole)) {
            if whole == EarlierKind::Document {
                self.read_documents(table, &mut done)?;
            } else {
                self.read_sentences(table, &mut done)?;
            }
        }
        for table in tables.iter_mut().filter(|table| is(table, EarlierKind::Hit)) {
            self.read_hits(table, &mut done)?;
        }
        self.finish()
    }

    fn read_documents(
        &mut self,
        table: &mut EarlierTable,
        done: &mut impl FnMut(),
    ) -> Result<(), EarlierError> {
        let width = table.users.len();
        let slots: Vec<Option<usize>> =
            self.users.iter().map(|name| table.users.iter().position(|own| own == name)).collect();
        let name = table.name().to_owned();
        while let Some(row) = table.next_row()? {
            let mut document = EarlierDocument::read(&row, width)?;
            self.check_made_by(&document, &name)?;
            let own = std::mem::take(&mut document.columns);
            let value = |slot: &Option<usize>| slot.and_then(|slot| own.get(slot)?.clone());
            document.columns = slots.iter().map(value).collect();
            self.add(document);
            done();
        }
        Ok(())
    }

    fn check_made_by(
        &mut self,
        document: &EarlierDocument,
        table: &str,
    ) -> Result<(), EarlierError> {
        let Some((made_by, first)) = &self.made_by else {
            self.made_by = Some((document.made_by.clone(), table.to_owned()));
            return Ok(());
        };
        let names = ["versions of hedgerow", "versions of the columns", "lexicons", "options"];
        for (name, (one, other)) in names.iter().zip(made_by.iter().zip(&document.made_by)) {
            if one != other {
                return Err(EarlierError(format!(
                    "{first} and {table} were made with different {name} ({one} and {other}), so \
                     their numbers cannot be held side by side; score all texts in the same way"
                )));
            }
        }
        Ok(())
    }

    fn read_sentences(
        &mut self,
        table: &mut EarlierTable,
        done: &mut impl FnMut(),
    ) -> Result<(), EarlierError> {
        while let Some(row) = table.next_row()? {
            let EarlierSentence { id, counts } = EarlierSentence::read(&row)?;
            let at = match self.by_id.get(&id) {
                Some(at) => *at,
                None => self.add(EarlierDocument {
                    source: id.clone(),
                    id,
                    failed: false,
                    columns: vec![None; self.users.len()],
                    counts: Counts::default(),
                    dup_of: None,
                    made_by: Default::default(),
                    text_sha: String::new(),
                }),
            };
            if let Some(pending) = self.documents.get_mut(at) {
                add_counts(&mut pending.document.counts, counts);
            }
            done();
        }
        Ok(())
    }

    fn add(&mut self, document: EarlierDocument) -> usize {
        if document.failed {
            self.failed.push(document.id);
            return usize::MAX;
        }
        let at = self.documents.len();
        match self.by_id.entry(document.id.clone()) {
            Entry::Vacant(place) => {
                place.insert(at);
            }
            Entry::Occupied(_) => self.twice.push(document.id.clone()),
        }
        self.documents.push(Pending { document, terms: Vec::new(), categories: BTreeMap::new() });
        at
    }

    fn read_hits(
        &mut self,
        table: &mut EarlierTable,
        done: &mut impl FnMut(),
    ) -> Result<(), EarlierError> {
        if let Some(twice) = self.twice.first() {
            return Err(EarlierError(format!(
                "{}: `{twice}` is the id of more than one document, so nobody can tell whose the \
                 hits are; leave the hit tables out, or score with an --id-col that is unique",
                table.name()
            )));
        }
        while let Some(row) = table.next_row()? {
            if let Some(hit) = EarlierHit::read(&row)? {
                let Some(at) = self.by_id.get(&hit.id).copied() else {
                    let what = format!("no document table given has the document `{}`", hit.id);
                    return Err(row.error(&what));
                };
                self.add_hit(at, hit);
            }
            done();
        }
        Ok(())
    }

    fn add_hit(&mut self, at: usize, hit: EarlierHit) {
        let number = *self.terms.entry(hit.term.clone()).or_insert_with(|| {
            self.keys.push(hit.term.clone());
            self.keys.len() - 1
        });
        let Some(pending) = self.documents.get_mut(at) else { return };
        let headline = u64::from(hit.in_headline && hit.voice == Voice::Author);
        let known = pending.terms.iter().position(|(term, _)| *term == number);
        let known = known.unwrap_or_else(|| {
            pending.terms.push((number, TermCounts::default()));
            pending.terms.len() - 1
        });
        if let Some((_, counts)) = pending.terms.get_mut(known) {
            count(&mut counts.hits, hit.voice);
            counts.headline += headline;
            if counts.hits.get(hit.voice.index()) == Some(&1) {
                let document = &pending.document;
                let group = self.labelling.of(&document.source, &document.columns).group;
                let (term, id) = (hit.term.clone(), document.id.as_str());
                self.examples.add(term, hit.voice, &group, id, hit.example);
            }
        }
        let (topic, last) = pending.categories.entry(hit.term.category).or_default();
        count(&mut topic.hits, hit.voice);
        topic.headline += headline;
        if hit.voice == Voice::Author && *last != hit.sentence {
            topic.sentences_hit += 1;
            *last = hit.sentence;
        }
    }

    fn finish(self) -> Result<Merged, EarlierError> {
        let repeats = repeats(&self.documents);
        let mut documents = Vec::with_capacity(self.documents.len());
        for (pending, repeats) in self.documents.into_iter().zip(repeats) {
            if self.has_hits {
                pending.check_hits(&self.keys)?;
            }
            let Pending { document, terms, categories } = pending;
            let labels = self.labelling.of(&document.source, &document.columns);
            let mut counts = document.counts;
            if self.level == Level::Category {
                let topics = categories.into_iter();
                counts.topics = topics.map(|(name, (counts, _))| (name, counts)).collect();
            }
            let key = |term: usize| self.keys.get(term).cloned();
            counts.terms =
                terms.into_iter().filter_map(|(term, counts)| Some((key(term)?, counts))).collect();
            let observation = Observation {
                id: document.id,
                group: labels.group,
                stratum: labels.stratum,
                period: labels.period,
                counts,
            };
            documents.push(MergedDocument { observation, repeats });
        }
        let mut twice = self.twice;
        twice.sort_unstable();
        twice.dedup();
        Ok(Merged {
            documents,
            examples: self.examples,
            failed: self.failed,
            twice,
            fingerprint: self.made_by.map(|([_, _, lexicon, options], _)| [lexicon, options]),
            has_terms: self.has_hits,
            has_scores: self.has_documents,
        })
    }
}

fn add_counts(sum: &mut Counts, counts: Counts) {
    sum.sentences += counts.sentences;
    sum.headline_words += counts.headline_words;
    for (sum, words) in sum.words.iter_mut().zip(counts.words) {
        *sum += words;
    }
    for (name, topic) in counts.topics {
        let sum = sum.topics.entry(name).or_default();
        for (sum, hits) in sum.hits.iter_mut().zip(topic.hits) {
            *sum += hits;
        }
        sum.headline += topic.headline;
        sum.sentences_hit += topic.sentences_hit;
    }
}

fn count(hits: &mut [u64; 2], voice: Voice) {
    if let Some(hits) = hits.get_mut(voice.index()) {
        *hits += 1;
    }
}
