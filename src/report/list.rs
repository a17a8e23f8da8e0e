//! Many articles, each on one line.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use crate::analyzer::Analysis;
use crate::input::Document;
use crate::lexicon::axis::Axis;
use crate::report::article::strip::strip;
use crate::report::order::{SortKey, words};
use crate::report::plural::counted;
use crate::report::style::{BOLD, DIM, colour};
use crate::report::title::headline;
use crate::report::visible::{cut, cut_front, one_line};
use crate::report::wrap::wrap;
use crate::score::summary::{MIN_SENTENCES, MIN_WORDS, Summary};
use crate::text::voices::Voice;

/// Columns of the strip.
const STRIP: usize = 20;
/// From here on there is room for the share quoted and the strip.
const WIDE: usize = 96;
/// From here on there is room for the headline.
const WIDEST: usize = 132;
/// The narrowest terminal that is thought of.
const NARROWEST: usize = 50;

/// What the list keeps of an article.
#[derive(Debug, Clone)]
pub struct Listed {
    id: String,
    headline: Option<String>,
    summary: Summary,
    strip: String,
}

impl Listed {
    /// What is kept of this one.
    #[must_use]
    pub fn of(document: &Document, analysis: &Analysis) -> Self {
        Self {
            id: one_line(&document.id),
            headline: headline(document, analysis),
            summary: analysis.summary,
            strip: strip(analysis, STRIP, Voice::Author),
        }
    }
}

/// The list: what all have together, then a line an article, in the order asked for or as they came.
#[must_use]
pub fn list(articles: &mut [Listed], key: Option<SortKey>, width: usize) -> String {
    if let Some(key) = key {
        articles.sort_by(|a, b| key.compare((&a.id, &a.summary), (&b.id, &b.summary)));
    }
    let width = width.max(NARROWEST);
    let names = articles.iter().map(|article| article.id.width()).max().unwrap_or_default();
    let mut out = head(articles, key, width);
    let _ = writeln!(out, "{DIM}{}{DIM:#}", heading(width, names));
    for article in &*articles {
        let _ = writeln!(out, "{}", line(article, width, names).trim_end());
    }
    if articles.iter().any(|article| article.summary.is_short()) {
        let said = format!(
            "s: too short to judge, under {MIN_WORDS} words of the author or {MIN_SENTENCES} sentences"
        );
        for line in wrap(&said, width) {
            let _ = writeln!(out, "{DIM}{line}{DIM:#}");
        }
    }
    out
}

fn head(articles: &[Listed], key: Option<SortKey>, width: usize) -> String {
    let mut all = Summary::default();
    for article in articles {
        all.merge(&article.summary);
    }
    let quoted = all.quote_share().unwrap_or_default() * 100.0;
    let mut out = format!(
        "{BOLD}{}, {}, {quoted:.0} % of them quoted{BOLD:#}\n",
        counted(articles.len() as u64, "article", "articles"),
        counted(words(&all), "word", "words"),
    );
    let order = match key {
        None => "in the order read",
        Some(SortKey::Name) => "by name",
        Some(SortKey::Words) => "the longest first",
        Some(SortKey::Quoted) => "the most quoted first",
        Some(SortKey::Rate(Axis::Hedge)) => "the most hedged first",
        Some(SortKey::Rate(Axis::Weasel)) => "the vaguest sources first",
        Some(SortKey::Rate(Axis::Certainty)) => "the most certain first",
        Some(SortKey::Rate(Axis::Loaded)) => "the most loaded first",
    };
    let said = format!("Cues of the author per 1,000 words, {order}");
    for line in wrap(&said, width) {
        let _ = writeln!(out, "{DIM}{line}{DIM:#}");
    }
    out
}

fn heading(width: usize, names: usize) -> String {
    let quoted = if width >= WIDE { " quoted" } else { "" };
    let strip =
        if width >= WIDE { format!("  {:<STRIP$}  ", "from start to end") } else { String::new() };
    let mut out = format!("  words{quoted}  hedge weasel certain. loaded{strip}  ");
    let room = width.saturating_sub(out.width());
    if width >= WIDEST {
        let name = names.min(room / 2).max(7);
        let _ = write!(out, "{:<name$}  headline", "article");
    } else {
        out.push_str("article");
    }
    out
}

fn line(article: &Listed, width: usize, names: usize) -> String {
    let summary = &article.summary;
    let short = if summary.is_short() { 's' } else { ' ' };
    let mut out = format!("{:>6}{short}", words(summary));
    if width >= WIDE {
        let share = summary.quote_share().map(|share| format!("{:.0} %", share * 100.0));
        let _ = write!(out, "{:>7}", share.unwrap_or_else(|| "-".to_owned()));
    }
    for (axis, columns) in Axis::ALL.into_iter().zip([7, 7, 9, 7]) {
        let rate = summary.rate_per_1k(axis, Voice::Author);
        let rate = rate.map_or_else(|| "-".to_owned(), |rate| format!("{rate:.1}"));
        let style = if summary.hits(axis, Voice::Author) > 0 { colour(axis) } else { DIM };
        let _ = write!(
            out,
            "{:pad$}{style}{rate}{style:#}",
            "",
            pad = columns.max(rate.len()) - rate.len()
        );
    }
    let mut used = if width >= WIDE { 44 } else { 37 };
    if width >= WIDE {
        let _ = write!(out, "  |{:<STRIP$}|", article.strip);
        used += STRIP + 4;
    }
    let room = width.saturating_sub(used + 2);
    out.push_str("  ");
    if width < WIDEST {
        out.push_str(&cut_front(&article.id, room));
        return out;
    }
    let name = names.min(room / 2).max(7);
    let id = cut_front(&article.id, name);
    let pad = name.saturating_sub(id.width());
    let headline = article.headline.as_deref().unwrap_or_default();
    let _ = write!(out, "{id}{:pad$}  {}", "", cut(headline, room.saturating_sub(name + 2)));
    out
}
