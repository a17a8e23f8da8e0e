//! An article as a piece of the page, and what the index says of it.

use minijinja::value::Serde;
use serde::Serialize;

use crate::analyzer::{Analysis, AnalyzedSentence};
use crate::cue::verdict::Cue;
use crate::input::Document;
use crate::lexicon::Lexicon;
use crate::lexicon::axis::Axis;
use crate::report::comparison::figure::count;
use crate::report::html::spots::{Part, parts};
use crate::report::html::{HtmlError, Templates, code, figures};
use crate::report::order::words;
use crate::report::plural::counted;
use crate::report::title::{source, title};
use crate::report::visible::{cut, one_line};
use crate::score::summary::{MIN_SENTENCES, MIN_WORDS, Summary};
use crate::text::section::Section;
use crate::text::voices::Voice;

/// Columns of a sentence in the table of sentences.
const EXCERPT: usize = 90;
/// What is missing.
pub(super) const MISSING: &str = "–";

/// A rendered article.
#[derive(Debug, Clone)]
pub struct ArticleHtml {
    /// What the index says of it.
    pub origin: Origin,
    /// The piece of the page, tables left out.
    pub(super) html: String,
    pub(super) scores: Vec<ScoreRow>,
    pub(super) cues: Vec<CueRow>,
}

/// What the index says of an article.
#[derive(Debug, Clone)]
pub struct Origin {
    /// Its id in one line.
    pub id: String,
    /// Its headline, or where it came from.
    pub title: String,
    /// Its sums.
    pub summary: Summary,
    /// Its group, where there are groups.
    pub group: Option<String>,
    pub(super) spark: String,
}

#[derive(Serialize)]
struct Context {
    title: String,
    source: String,
    words: String,
    sentences: String,
    quoted: String,
    short: Option<String>,
    axes: Vec<AxisRow>,
    strip: String,
    chart: String,
    seen: usize,
    paragraphs: Vec<Paragraph>,
}

#[derive(Serialize)]
struct AxisRow {
    name: &'static str,
    code: char,
    hits: u64,
    all_hits: u64,
    rate: String,
    interval: String,
    bar: String,
    index: String,
    quote_hits: u64,
    quote_rate: String,
}

#[derive(Serialize)]
struct Paragraph {
    class: &'static str,
    sentences: Vec<Shown>,
}

#[derive(Serialize)]
struct Shown {
    number: usize,
    gap: bool,
    parts: Vec<Part>,
}

/// A line of the table of sentences.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ScoreRow {
    pub(super) number: usize,
    /// The author's scores, then the quoted ones; empty without a cue.
    pub(super) values: Vec<String>,
    text: String,
}

/// A line of the table of cues.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CueRow {
    number: usize,
    pub(super) class: String,
    pub(super) sentence: usize,
    pub(super) matched: String,
    pub(super) category: String,
    pub(super) weight: String,
    pub(super) voice: String,
    pub(super) counted: &'static str,
    pub(super) why: String,
    pub(super) measured: String,
    pub(super) entry: String,
}

#[derive(Serialize)]
struct Tables<'a> {
    skeleton: bool,
    axes: [&'static str; 4],
    scores: &'a [ScoreRow],
    cues: &'a [CueRow],
}

impl Templates {
    /// The article as a piece of the page.
    pub fn article(
        &self,
        document: &Document,
        analysis: &Analysis,
        lexicon: &Lexicon,
        group: Option<String>,
    ) -> Result<ArticleHtml, HtmlError> {
        let summary = analysis.summary;
        let context = Context {
            title: title(document, analysis),
            source: origin(document),
            words: counted_words(words(&summary)),
            sentences: counted(summary.sentences, "sentence", "sentences"),
            quoted: match summary.quote_share().filter(|share| *share > 0.0) {
                Some(share) => format!("{:.0} % of the words quoted", share * 100.0),
                None => "none quoted".to_owned(),
            },
            short: summary.is_short().then(|| too_short(&summary)),
            axes: Axis::ALL.map(|axis| axis_row(&summary, axis)).into(),
            strip: figures::strip(analysis),
            chart: figures::chart(analysis),
            seen: analysis.cues.iter().filter(|cue| !cue.counts()).count(),
            paragraphs: paragraphs(&document.text, analysis, lexicon),
        };
        let html = self.environment.get_template("article.html")?.render(Serde(&context))?;
        let origin = Origin {
            id: one_line(&document.id),
            title: context.title,
            summary,
            group: group.map(|group| one_line(&group)),
            spark: figures::sparkline(analysis),
        };
        Ok(ArticleHtml {
            origin,
            html,
            scores: scores(&document.text, analysis),
            cues: cues(&document.text, analysis, lexicon),
        })
    }

    /// The tables of an article, or without one their headings alone.
    pub(super) fn tables(&self, article: Option<&ArticleHtml>) -> Result<String, HtmlError> {
        let context = Tables {
            skeleton: article.is_none(),
            axes: Axis::ALL.map(Axis::name),
            scores: article.map_or(&[], |article| &article.scores),
            cues: article.map_or(&[], |article| &article.cues),
        };
        Ok(self.environment.get_template("tables.html")?.render(Serde(&context))?)
    }
}

/// Where it came from, and its id where that says more.
fn origin(document: &Document) -> String {
    let (source, id) = (source(document), one_line(&document.id));
    if document.id == document.source { source } else { format!("{source}: {id}") }
}

pub(super) fn counted_words(n: u64) -> String {
    format!("{} {}", count(n), if n == 1 { "word" } else { "words" })
}

fn too_short(summary: &Summary) -> String {
    format!(
        "Too short to judge as a whole: {} by the author in {}; an index needs {MIN_WORDS} and {MIN_SENTENCES}.",
        counted_words(summary.words(Voice::Author)),
        counted(summary.sentences, "sentence", "sentences")
    )
}

pub(super) fn rate(summary: &Summary, axis: Axis, voice: Voice) -> String {
    one_decimal(summary.rate_per_1k(axis, voice))
}

fn one_decimal(value: Option<f64>) -> String {
    value.map_or_else(|| MISSING.to_owned(), |value| format!("{value:.1}"))
}

fn axis_row(summary: &Summary, axis: Axis) -> AxisRow {
    let hits = summary.hits(axis, Voice::Author);
    let quote_hits = summary.hits(axis, Voice::Quote);
    let interval = summary.rate_interval(axis, Voice::Author);
    AxisRow {
        name: axis.name(),
        code: code(axis),
        hits,
        all_hits: hits + quote_hits,
        rate: rate(summary, axis, Voice::Author),
        interval: interval.map_or_else(
            || MISSING.to_owned(),
            |interval| format!("{:.1} to {:.1}", interval.lo, interval.hi),
        ),
        bar: figures::bar(summary, axis),
        index: one_decimal(summary.index(axis)),
        quote_hits,
        quote_rate: rate(summary, axis, Voice::Quote),
    }
}

/// The whole text, what is not scored too.
fn paragraphs(text: &str, analysis: &Analysis, lexicon: &Lexicon) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut last = None;
    for (at, sentence) in analysis.sentences.iter().enumerate() {
        let place = Some((sentence.paragraph, sentence.section));
        if last != place {
            paragraphs.push(Paragraph { class: class(sentence.section), sentences: Vec::new() });
        }
        let shown = Shown {
            number: at + 1,
            gap: last == place,
            parts: parts(text, analysis, sentence, lexicon),
        };
        last = place;
        if let Some(paragraph) = paragraphs.last_mut() {
            paragraph.sentences.push(shown);
        }
    }
    paragraphs
}

const fn class(section: Section) -> &'static str {
    match section {
        Section::Headline => "headline",
        Section::Standfirst => "standfirst",
        Section::Body => "",
        Section::Byline | Section::Caption | Section::Boilerplate => "aside",
    }
}

/// The sentences with a counted cue.
fn scores(text: &str, analysis: &Analysis) -> Vec<ScoreRow> {
    let row = |(at, sentence): (usize, &AnalyzedSentence)| {
        let score = sentence.score.as_ref()?;
        let both = Voice::ALL.into_iter();
        let values: Vec<String> = both
            .flat_map(|voice| Axis::ALL.map(|axis| score.axis(axis, voice)))
            .map(
                |score| {
                    if score.hits == 0 { String::new() } else { format!("{:.2}", score.score()) }
                },
            )
            .collect();
        values.iter().any(|value| !value.is_empty()).then(|| ScoreRow {
            number: at + 1,
            values,
            text: cut(&one_line(sentence.span.of(text)), EXCERPT),
        })
    };
    analysis.sentences.iter().enumerate().filter_map(row).collect()
}

fn cues(text: &str, analysis: &Analysis, lexicon: &Lexicon) -> Vec<CueRow> {
    let mut rows = Vec::with_capacity(analysis.cues.len());
    for (at, sentence) in analysis.sentences.iter().enumerate() {
        for cue in analysis.cues_of(sentence) {
            let number = rows.len() + 1;
            rows.push(cue_row(text, number, at + 1, cue, analysis, lexicon));
        }
    }
    rows
}

fn cue_row(
    text: &str,
    number: usize,
    sentence: usize,
    cue: &Cue,
    analysis: &Analysis,
    lexicon: &Lexicon,
) -> CueRow {
    let (entry, category) = (lexicon.entry(cue.entry), lexicon.category(cue.category));
    let (voice, code_of_voice) = match cue.voice {
        Voice::Author => ("author".to_owned(), 'a'),
        Voice::Quote => match analysis.speaker_name(cue) {
            Some(speaker) => (format!("quoted, {}", one_line(speaker)), 's'),
            None => ("quoted".to_owned(), 's'),
        },
    };
    let counts = cue.counts();
    CueRow {
        number,
        class: format!("{} {code_of_voice}{}", code(category.axis), if counts { "" } else { " x" }),
        sentence,
        matched: one_line(cue.span.of(text)),
        category: one_line(&category.path),
        weight: format!("{:.2}", entry.weight),
        voice,
        counted: if counts { "yes" } else { "no" },
        why: one_line(&cue.verdict.explain(lexicon, entry)),
        measured: entry.rating.map_or_else(
            || MISSING.to_owned(),
            |rating| match rating.precision() {
                Some(share) => {
                    format!("{:.0} % ({} of {})", share * 100.0, rating.right, rating.judged)
                }
                None => MISSING.to_owned(),
            },
        ),
        entry: one_line(&entry.name),
    }
}
