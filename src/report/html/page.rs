//! The whole file.

use std::cmp::Ordering;

use minijinja::value::Serde;
use serde::Serialize;

use crate::compare::measure::Measure;
use crate::compare::row::GroupRow;
use crate::lexicon::axis::Axis;
use crate::output::error::Failure;
use crate::report::comparison::figure::{count, flag, interval, p, ratio, ratio_interval, value};
use crate::report::comparison::is_paired;
use crate::report::html::article::{ArticleHtml, MISSING, Origin, counted_words, rate};
use crate::report::html::shelf::Shelf;
use crate::report::html::{HtmlError, SCRIPT, STYLE, Templates, code};
use crate::report::order::{SortKey, words};
use crate::report::pictures::Picture;
use crate::report::plural::counted;
use crate::report::policy::policy;
use crate::report::visible::one_line;
use crate::score::summary::{MIN_SENTENCES, MIN_WORDS, Summary};
use crate::text::voices::Voice;

/// How many failures are named.
const FAILURES: usize = 200;

/// Everything in the file.
#[derive(Debug)]
pub struct Page<'a> {
    /// The articles in the order read, each as its data block, or without where that is left out.
    pub articles: Vec<(Origin, Option<String>)>,
    /// The article where there is but one.
    pub only: Option<ArticleHtml>,
    /// What the data blocks share.
    pub shelf: Shelf,
    /// Documents that could not be read.
    pub failures: Vec<Failure>,
    /// What else a reader should know.
    pub notes: Vec<String>,
    /// By what the index is sorted at first.
    pub order: Option<SortKey>,
    /// Groups of the articles side by side.
    pub groups: Option<Groups<'a>>,
    /// What stands over the column of groups.
    pub by: Option<String>,
    /// The profile that weights and precisions come from, if there is one.
    pub profile: Option<String>,
    /// The fingerprints of lexicon and options.
    pub fingerprint: [String; 2],
}

/// Groups side by side.
#[derive(Debug)]
pub struct Groups<'a> {
    /// The pictures, drawn.
    pub pictures: Vec<Picture>,
    /// The group table.
    pub rows: &'a [GroupRow],
    /// What a reader should know of it.
    pub notes: Vec<String>,
}

#[derive(Serialize)]
struct Context<'a> {
    policy: String,
    version: &'static str,
    title: String,
    style: &'static str,
    script: &'static str,
    only: Option<&'a str>,
    tables: String,
    shared: String,
    facts: String,
    notes: Vec<String>,
    groups: Option<GroupsShown>,
    grouped: Option<String>,
    sorted: &'static str,
    axes: Vec<AxisName>,
    rows: Vec<Row>,
    min_words: u64,
    min_sentences: u64,
    failures: Vec<FailureShown>,
    more_failures: Option<String>,
    weights: String,
    lexicon: &'a str,
    options: &'a str,
    articles: Vec<Kept<'a>>,
}

#[derive(Serialize)]
struct AxisName {
    name: &'static str,
}

#[derive(Serialize)]
struct Row {
    number: usize,
    title: String,
    id: String,
    has_text: bool,
    group: String,
    words: String,
    short: bool,
    quoted: String,
    rates: Vec<String>,
    spark: String,
}

#[derive(Serialize)]
struct Kept<'a> {
    number: usize,
    block: &'a str,
}

#[derive(Serialize)]
struct GroupsShown {
    said: String,
    pictures: Vec<String>,
    terms: Vec<String>,
    rows: Vec<GroupShown>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct GroupShown {
    code: String,
    category: String,
    voice: &'static str,
    group: String,
    docs: String,
    rate: String,
    interval: String,
    ratio: String,
    ratio_interval: String,
    p: String,
    flags: String,
}

#[derive(Serialize)]
struct FailureShown {
    id: String,
    code: String,
    message: String,
}

impl Page<'_> {
    /// The file: one article alone where there is but one and nothing else to say, else the index and all
    /// articles behind it.
    pub fn render(&self, templates: &Templates) -> Result<String, HtmlError> {
        let only = self.only();
        let context = Context {
            policy: policy(STYLE, Some(SCRIPT)),
            version: env!("CARGO_PKG_VERSION"),
            title: match only {
                Some(article) => article.origin.title.clone(),
                None => counted_articles(self.articles.len()),
            },
            style: STYLE,
            script: SCRIPT,
            only: only.map(|article| article.html.as_str()),
            tables: templates.tables(only)?,
            shared: self.shelf.shared(),
            facts: self.facts(),
            notes: self.notes.iter().map(|note| one_line(note)).collect(),
            groups: self.groups.as_ref().map(Groups::shown),
            grouped: self.by.as_deref().map(one_line),
            sorted: self.order.map_or("", SortKey::name),
            axes: Axis::ALL.map(|axis| AxisName { name: axis.name() }).into(),
            rows: self.rows(),
            min_words: MIN_WORDS,
            min_sentences: MIN_SENTENCES,
            failures: self.failures.iter().take(FAILURES).map(failure).collect(),
            more_failures: (self.failures.len() > FAILURES).then(|| {
                let more = self.failures.len() - FAILURES;
                format!("and {}", counted(more as u64, "more document", "more documents"))
            }),
            weights: self.weights(),
            lexicon: &self.fingerprint[0],
            options: &self.fingerprint[1],
            articles: if only.is_some() { Vec::new() } else { self.kept() },
        };
        Ok(templates.environment.get_template("page.html")?.render(Serde(&context))?)
    }

    /// The article that is shown alone.
    fn only(&self) -> Option<&ArticleHtml> {
        let nothing_else =
            self.failures.is_empty() && self.notes.is_empty() && self.groups.is_none();
        self.only.as_ref().filter(|_| nothing_else && self.articles.len() == 1)
    }

    fn facts(&self) -> String {
        let mut all = Summary::default();
        self.articles.iter().for_each(|(origin, _)| all.merge(&origin.summary));
        let quoted = all.quote_share().unwrap_or_default() * 100.0;
        format!("{}, {quoted:.0} % of them quoted", counted_words(words(&all)))
    }

    fn weights(&self) -> String {
        match &self.profile {
            Some(profile) => format!(
                "Weights and precisions were measured on labelled sentences: profile {}.",
                one_line(profile)
            ),
            None => "Weights are set by judgement; with a profile they are measured, and each cue \
                     shows how often it was right."
                .to_owned(),
        }
    }

    /// The lines of the index, in the order asked for.
    fn rows(&self) -> Vec<Row> {
        let mut numbered: Vec<(usize, &Origin, bool)> = self
            .articles
            .iter()
            .enumerate()
            .map(|(at, (origin, html))| (at + 1, origin, html.is_some()))
            .collect();
        let order = |a: &Origin, b: &Origin| match self.order {
            Some(SortKey::Name) => a.title.cmp(&b.title).then_with(|| a.id.cmp(&b.id)),
            Some(key) => key.compare((&a.id, &a.summary), (&b.id, &b.summary)),
            None => Ordering::Equal,
        };
        numbered.sort_by(|(_, a, _), (_, b, _)| order(a, b));
        numbered
            .into_iter()
            .map(|(number, origin, has_text)| row(number, origin, has_text))
            .collect()
    }

    fn kept(&self) -> Vec<Kept<'_>> {
        let numbered = (1..).zip(&self.articles);
        numbered
            .filter_map(|(number, (_, block))| Some(Kept { number, block: block.as_deref()? }))
            .collect()
    }
}

fn counted_articles(n: usize) -> String {
    format!("{} {}", count(n as u64), if n == 1 { "article" } else { "articles" })
}

fn row(number: usize, origin: &Origin, has_text: bool) -> Row {
    let summary = &origin.summary;
    let share = summary.quote_share();
    Row {
        number,
        title: origin.title.clone(),
        id: origin.id.clone(),
        has_text,
        group: origin.group.clone().unwrap_or_default(),
        words: count(words(summary)),
        short: summary.is_short(),
        quoted: share.map_or_else(|| MISSING.to_owned(), |share| format!("{:.0} %", share * 100.0)),
        rates: Axis::ALL.map(|axis| rate(summary, axis, Voice::Author)).into(),
        spark: origin.spark.clone(),
    }
}

fn failure(failure: &Failure) -> FailureShown {
    FailureShown {
        id: one_line(&failure.id),
        code: one_line(&failure.code),
        message: one_line(&failure.message),
    }
}

impl Groups<'_> {
    fn shown(&self) -> GroupsShown {
        let rows = self.rows.iter().filter(|row| row.measure == Measure::Rate && !is_paired(row));
        GroupsShown {
            said:
                "Documents are the unit; intervals are of 95\u{a0}%. The numbers say how texts are \
                   worded, not why groups differ. Where no difference is shown there may still be \
                   one."
                    .to_owned(),
            pictures: self.drawn(|stem| !stem.starts_with("term")),
            terms: self.drawn(|stem| stem.starts_with("term")),
            rows: rows.map(group).collect(),
            notes: self.notes.iter().map(|note| one_line(note)).collect(),
        }
    }
}

impl Groups<'_> {
    fn drawn(&self, wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let wanted = self.pictures.iter().filter(|picture| wanted(&picture.stem));
        wanted.map(|picture| picture.svg.clone()).collect()
    }
}

fn group(row: &GroupRow) -> GroupShown {
    let contrast = row.contrast.as_ref();
    let ends = row.interval.map(|interval| (interval.lo, interval.hi));
    let flags: Vec<&str> = row.flags.iter().map(|of_row| flag(*of_row).1).collect();
    GroupShown {
        code: Axis::of_path(&row.category).map_or(String::new(), |axis| code(axis).to_string()),
        category: one_line(&row.category),
        voice: row.voice.name(),
        group: one_line(&row.group),
        docs: count(row.docs_n as u64),
        rate: value(row.measure, row.estimate),
        interval: interval(row.measure, ends),
        ratio: ratio(contrast.and_then(|contrast| contrast.ratio)),
        ratio_interval: contrast.map_or_else(String::new, |contrast| {
            ratio_interval(contrast.ratio_lo, contrast.ratio_hi)
        }),
        p: p(contrast.and_then(|contrast| contrast.p_adjusted)),
        flags: flags.join("; "),
    }
}
