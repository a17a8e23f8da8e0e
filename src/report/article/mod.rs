//! The report of one article.

mod axes;
mod marked;
pub mod strip;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::analyzer::{Analysis, AnalyzedSentence};
use crate::cue::verdict::Cue;
use crate::input::Document;
use crate::lexicon::Lexicon;
use crate::lexicon::axis::Axis;
use crate::report::article::marked::marked;
use crate::report::article::strip::{strength, strip};
use crate::report::plural::counted;
use crate::report::style::{BOLD, DIM, axis as axis_style};
use crate::report::title::title;
use crate::report::visible::{cut, one_line};
use crate::report::wrap::wrap;
use crate::score::summary::{MIN_SENTENCES, MIN_WORDS};
use crate::text::voices::Voice;

/// The widest lines of text that are read with ease; the strip alone goes on.
const WIDEST: usize = 100;
/// The narrowest terminal that is thought of.
const NARROWEST: usize = 40;

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
        out.push_str(&axes::table(&self.analysis.summary, self.width()));
        out.push('\n');
        self.strip(&mut out);
        self.cues(&mut out);
        self.sentences(&mut out);
        out
    }

    fn width(&self) -> usize {
        self.width.clamp(NARROWEST, WIDEST)
    }

    fn title(&self, out: &mut String) {
        let summary = &self.analysis.summary;
        let (author, quoted) = (summary.words(Voice::Author), summary.words(Voice::Quote));
        let share = match summary.quote_share().filter(|share| *share > 0.0) {
            Some(share) => format!("{:.0} % of the words quoted", share * 100.0),
            None => "none quoted".to_owned(),
        };
        let _ = writeln!(
            out,
            "{BOLD}{}{BOLD:#}",
            cut(&title(self.document, self.analysis), self.width())
        );
        let _ = writeln!(
            out,
            "{DIM}{} in {}, {share}{DIM:#}\n",
            counted(author + quoted, "word", "words"),
            counted(summary.sentences, "sentence", "sentences")
        );
        if summary.is_short() {
            let said = format!(
                "Too short to judge as a whole: {} by the author in {}; an index needs {MIN_WORDS} and {MIN_SENTENCES}.",
                counted(author, "word", "words"),
                counted(summary.sentences, "sentence", "sentences")
            );
            let _ = writeln!(out, "{}\n", wrap(&said, self.width()).join("\n"));
        }
    }

    /// Two rows along the article, author over quoted.
    fn strip(&self, out: &mut String) {
        let scored = self.analysis.summary.sentences;
        if scored == 0 {
            return;
        }
        let scored = usize::try_from(scored).unwrap_or(usize::MAX);
        let columns = self.width.max(NARROWEST).saturating_sub(10).min(scored.max(20));
        for (voice, label) in [(Voice::Author, "author"), (Voice::Quote, "quoted")] {
            let _ = writeln!(out, "{label:<8}|{}|", strip(self.analysis, columns, voice));
        }
        let legend = "start of the article to its end; . : = # @ from faint to strong";
        for line in wrap(legend, self.width() - 8) {
            let _ = writeln!(out, "{DIM}        {line}{DIM:#}");
        }
        out.push('\n');
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
            out.push_str(&marked(
                &self.document.text,
                sentence.span,
                self.analysis.cues_of(sentence),
                self.lexicon,
                self.width(),
            ));
        }
        let left = ranked.len().saturating_sub(self.top);
        if left > 0 {
            let before = if self.top > 0 { "\n" } else { "" };
            let left = match self.top {
                0 => counted(left as u64, "sentence", "sentences"),
                _ => counted(left as u64, "more sentence", "more sentences"),
            };
            let said = format!(
                "{left} with cues: --top {} shows all; `hedgerow explain` shows every cue.",
                ranked.len()
            );
            out.push_str(before);
            for line in wrap(&said, self.width()) {
                let _ = writeln!(out, "{DIM}{line}{DIM:#}");
            }
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
}
