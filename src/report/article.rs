//! The report of one article.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::analyzer::{Analysis, AnalyzedSentence};
use crate::cue::verdict::Cue;
use crate::input::Document;
use crate::lexicon::Lexicon;
use crate::lexicon::axis::Axis;
use crate::report::plural::counted;
use crate::report::style::{BOLD, DIM, axis as axis_style};
use crate::report::title::source;
use crate::report::visible::{cut, one_line};
use crate::score::summary::{MIN_SENTENCES, MIN_WORDS, Summary};
use crate::text::section::Section;
use crate::text::voices::Voice;

/// The widest a report becomes.
const WIDEST: usize = 100;
/// From empty to full, for the strip.
const RAMP: [char; 6] = [' ', '.', ':', '=', '#', '@'];

/// Everything a report shows.
#[derive(Debug, Clone, Copy)]
pub struct ArticleReport<'a> {
    /// The article.
    pub document: &'a Document,
    /// What was found in it.
    pub analysis: &'a Analysis,
    /// The lexicon in use.
    pub lexicon: &'a Lexicon,
    /// Columns of the terminal.
    pub width: usize,
    /// How many sentences are shown at most.
    pub top: usize,
}

impl ArticleReport<'_> {
    /// The report as text with styles; the stream it is written to may take them off.
    #[must_use]
    pub fn render(&self) -> String {
        let mut out = String::new();
        self.title(&mut out);
        self.axes(&mut out);
        self.strip(&mut out);
        self.cues(&mut out);
        self.sentences(&mut out);
        out
    }

    fn width(&self) -> usize {
        self.width.clamp(40, WIDEST)
    }

    fn title(&self, out: &mut String) {
        let headline = self.analysis.sentences.iter().find(|s| s.section == Section::Headline);
        let title = headline.map_or_else(
            || source(self.document),
            |sentence| one_line(sentence.span.of(&self.document.text)),
        );
        let summary = &self.analysis.summary;
        let (author, quoted) = (summary.words(Voice::Author), summary.words(Voice::Quote));
        let share = match summary.quote_share().filter(|share| *share > 0.0) {
            Some(share) => format!("{:.0} % of the words quoted", share * 100.0),
            None => "none quoted".to_owned(),
        };
        let _ = writeln!(out, "{BOLD}{}{BOLD:#}", cut(&title, self.width()));
        let _ = writeln!(
            out,
            "{DIM}{} in {}, {share}{DIM:#}\n",
            counted(author + quoted, "word", "words"),
            counted(summary.sentences, "sentence", "sentences")
        );
        if summary.is_short() {
            let _ = writeln!(
                out,
                "Too short to judge as a whole: {} by the author in {}; an index needs {MIN_WORDS} and {MIN_SENTENCES}.\n",
                counted(author, "word", "words"),
                counted(summary.sentences, "sentence", "sentences")
            );
        }
    }

    /// One line an axis: rate, interval, index, and the quoted voice beside it.
    fn axes(&self, out: &mut String) {
        let summary = &self.analysis.summary;
        let _ = writeln!(
            out,
            "{DIM}           cues  per 1,000 words (95 %)   index   quoted: cues  per 1,000{DIM:#}"
        );
        for axis in Axis::ALL {
            let style = axis_style(axis);
            let name = axis.name();
            let pad = 10 - name.len();
            let _ = writeln!(out, "{style}{name}{style:#}{:pad$} {}", "", axis_line(summary, axis));
        }
        out.push('\n');
    }

    /// Two rows along the article, author over quoted: the highest score of any axis by place.
    fn strip(&self, out: &mut String) {
        let scored: Vec<&AnalyzedSentence> =
            self.analysis.sentences.iter().filter(|s| s.score.is_some()).collect();
        if scored.is_empty() {
            return;
        }
        let columns = (self.width() - 10).min(scored.len().max(20));
        for (voice, label) in [(Voice::Author, "author"), (Voice::Quote, "quoted")] {
            let cells: String =
                (0..columns).map(|column| strip_cell(&scored, column, columns, voice)).collect();
            let _ = writeln!(out, "{label:<8}|{cells}|");
        }
        let _ = writeln!(
            out,
            "{DIM}        start of the article to its end; . : = # @ from faint to strong{DIM:#}\n"
        );
    }

    /// Every counted term with how often, by axis and voice.
    fn cues(&self, out: &mut String) {
        for axis in Axis::ALL {
            for voice in Voice::ALL {
                let mut counts: BTreeMap<String, u64> = BTreeMap::new();
                for cue in self.analysis.cues.iter().filter(|cue| cue.counts()) {
                    if cue.voice == voice && self.lexicon.category(cue.category).axis == axis {
                        let matched = one_line(cue.span.of(&self.document.text)).to_lowercase();
                        *counts.entry(matched).or_default() += 1;
                    }
                }
                if !counts.is_empty() {
                    let style = axis_style(axis);
                    let mut counts: Vec<_> = counts.into_iter().collect();
                    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
                    let times = |n: u64| if n > 1 { format!(" ×{n}") } else { String::new() };
                    let words: Vec<String> =
                        counts.iter().map(|(word, n)| format!("{word}{}", times(*n))).collect();
                    let label = format!(
                        "{axis}, {}",
                        if voice == Voice::Quote { "quoted" } else { "author" }
                    );
                    let lines = wrap(&words.join(", "), self.width() - 20);
                    for (at, line) in lines.iter().enumerate() {
                        let shown = if at == 0 { label.as_str() } else { "" };
                        let pad = 19 - shown.len();
                        let _ = writeln!(out, "{style}{shown}{style:#}{:pad$} {line}", "");
                    }
                }
            }
        }
        if self.analysis.cues.iter().any(Cue::counts) {
            out.push('\n');
        }
    }

    /// The sentences with the highest scores, their cues marked.
    fn sentences(&self, out: &mut String) {
        let mut ranked: Vec<(u64, usize, &AnalyzedSentence)> = self
            .analysis
            .sentences
            .iter()
            .enumerate()
            .map(|(number, sentence)| (strength(sentence, None), number, sentence))
            .filter(|(strength, ..)| *strength > 0)
            .collect();
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        if ranked.is_empty() {
            out.push_str("No cue was counted.\n");
            return;
        }
        if self.top > 0 {
            let _ = writeln!(out, "{BOLD}Strongest sentences{BOLD:#}");
        }
        for (_, number, sentence) in ranked.iter().take(self.top) {
            let _ = writeln!(out, "\n{}", Self::scores_line(*number, sentence));
            out.push_str(&self.marked(sentence));
        }
        let left = ranked.len().saturating_sub(self.top);
        if left > 0 {
            let before = if self.top > 0 { "\n" } else { "" };
            let left = match self.top {
                0 => counted(left as u64, "sentence", "sentences"),
                _ => counted(left as u64, "more sentence", "more sentences"),
            };
            let _ = writeln!(
                out,
                "{before}{DIM}{left} with cues: --top {} shows all; `hedgerow explain` shows every cue.{DIM:#}",
                ranked.len()
            );
        }
    }

    fn scores_line(number: usize, sentence: &AnalyzedSentence) -> String {
        let mut line = format!("{DIM}{:>4}{DIM:#} ", number + 1);
        for axis in Axis::ALL {
            for voice in Voice::ALL {
                let score = sentence.score.as_ref().map(|score| score.axis(axis, voice));
                if let Some(score) = score.filter(|score| score.hits > 0) {
                    let style = axis_style(axis);
                    let whose = if voice == Voice::Quote { " quoted" } else { "" };
                    let _ = write!(line, " {style}{axis}{style:#}{whose} {:.2}", score.score());
                }
            }
        }
        line
    }

    /// The sentence, wrapped, each counted cue between `{` and `}`.
    fn marked(&self, sentence: &AnalyzedSentence) -> String {
        let text = &self.document.text;
        let mut marked = String::new();
        let mut at = sentence.span.start;
        for cue in self.analysis.cues_of(sentence).iter().filter(|cue| cue.counts()) {
            let before = text.get(at..cue.span.start).unwrap_or("");
            let _ = write!(marked, "{before}{{{}}}", cue.span.of(text));
            at = cue.span.end;
        }
        marked.push_str(text.get(at..sentence.span.end).unwrap_or(""));
        let lines = wrap(&one_line(&marked), self.width() - 6);
        lines.iter().flat_map(|line| ["      ", line, "\n"]).collect()
    }
}

fn axis_line(summary: &Summary, axis: Axis) -> String {
    let rate = |voice| {
        summary.rate_per_1k(axis, voice).map_or("-".to_owned(), |rate| format!("{rate:.1}"))
    };
    let interval = summary
        .rate_interval(axis, Voice::Author)
        .map_or(String::new(), |interval| format!("({:.1} to {:.1})", interval.lo, interval.hi));
    let index = summary.index(axis).map_or("-".to_owned(), |index| format!("{index:.1}"));
    format!(
        "{:>4}  {:>7} {interval:<17} {index:>7}  {:>12}  {:>9}",
        summary.hits(axis, Voice::Author),
        rate(Voice::Author),
        summary.hits(axis, Voice::Quote),
        rate(Voice::Quote),
    )
}

/// The highest score of any axis, in one voice or in both.
fn strength(sentence: &AnalyzedSentence, voice: Option<Voice>) -> u64 {
    let Some(score) = &sentence.score else { return 0 };
    let voices = Voice::ALL.into_iter().filter(|other| voice.is_none_or(|voice| voice == *other));
    let scores = voices.flat_map(|voice| Axis::ALL.map(|axis| score.axis(axis, voice).millionths));
    scores.max().unwrap_or_default()
}

fn strip_cell(scored: &[&AnalyzedSentence], column: usize, columns: usize, voice: Voice) -> char {
    let from = column * scored.len() / columns;
    let to = ((column + 1) * scored.len() / columns).max(from + 1);
    let part = scored.get(from..to.min(scored.len())).unwrap_or(&[]);
    let words: u64 = part.iter().filter_map(|s| s.score.as_ref()).map(|s| s.words(voice)).sum();
    let strongest = part.iter().map(|s| strength(s, Some(voice))).max().unwrap_or_default();
    if words == 0 {
        return RAMP[0];
    }
    let step = usize::try_from(strongest / 200_001).unwrap_or(0) + 1;
    RAMP.get(step).copied().unwrap_or('@')
}

/// Breaks a text at blanks into lines of at most `width` columns; a longer word stands alone.
fn wrap(text: &str, width: usize) -> Vec<String> {
    use unicode_width::UnicodeWidthStr;
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let Some(line) = lines.last_mut() else { break };
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}
