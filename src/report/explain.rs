//! Every cue of a document, counted or not, and how sentence scores come about.

use std::fmt::Write as _;

use crate::analyzer::{Analysis, AnalyzedSentence};
use crate::cue::verdict::Cue;
use crate::input::Document;
use crate::lexicon::Lexicon;
use crate::lexicon::axis::Axis;
use crate::report::style::{BOLD, DIM, axis as axis_style};
use crate::report::title::source;
use crate::report::visible::{cut, one_line};
use crate::text::voices::Voice;

/// Columns of the excerpt above the cues of a sentence.
const EXCERPT: usize = 100;

/// What stands in the line of a cue.
const LEGEND: &str = "+ counted, - seen and not counted: category, weight, voice; why [entry]";

/// Explains every sentence that holds a cue, in order.
#[must_use]
pub fn explain(document: &Document, analysis: &Analysis, lexicon: &Lexicon) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{BOLD}{}{BOLD:#}", source(document));
    if !analysis.cues.is_empty() {
        let _ = writeln!(out, "{DIM}{LEGEND}{DIM:#}");
    }
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        let cues = analysis.cues_of(sentence);
        if cues.is_empty() {
            continue;
        }
        let text = one_line(sentence.span.of(&document.text));
        let _ = writeln!(out, "\n{DIM}{:>4}{DIM:#}  {}", number + 1, cut(&text, EXCERPT));
        for cue in cues {
            out.push_str(&cue_line(&document.text, cue, analysis.speaker_name(cue), lexicon));
        }
        out.push_str(&arithmetic(sentence, cues, lexicon));
    }
    if analysis.cues.is_empty() {
        out.push_str("No term of the lexicon was found.\n");
    }
    out
}

/// A cue on one line: whether it counts, where, with which weight and voice, and why. A quoted cue
/// names its speaker, where there is one.
pub(super) fn cue_line(text: &str, cue: &Cue, speaker: Option<&str>, lexicon: &Lexicon) -> String {
    let entry = lexicon.entry(cue.entry);
    let category = lexicon.category(cue.category);
    let matched = one_line(cue.span.of(text));
    let sign = if cue.counts() { '+' } else { '-' };
    let style = if cue.counts() { axis_style(category.axis) } else { DIM };
    let voice = match speaker {
        Some(speaker) => format!("{} by {}", cue.voice.name(), one_line(speaker)),
        None => cue.voice.name().to_owned(),
    };
    let pad = 24_usize.saturating_sub(matched.chars().count());
    format!(
        "      {sign} {style}{matched}{style:#}{:pad$} {} {:.2} {}; {} {DIM}[{}]{DIM:#}\n",
        "",
        category.path,
        entry.weight,
        voice,
        one_line(&cue.verdict.explain(lexicon, entry)),
        cut(&entry.name, 60),
    )
}

/// `hedge 0.94 = 1 - (1 - 0.85)(1 - 0.60)` for each axis and voice with a counted cue.
fn arithmetic(sentence: &AnalyzedSentence, cues: &[Cue], lexicon: &Lexicon) -> String {
    let mut out = String::new();
    let Some(score) = &sentence.score else { return out };
    for axis in Axis::ALL {
        for voice in Voice::ALL {
            let counted = cues.iter().filter(|cue| {
                cue.counts() && cue.voice == voice && lexicon.category(cue.category).axis == axis
            });
            let factors: Vec<String> = counted
                .map(|cue| format!("(1 - {:.2})", lexicon.entry(cue.entry).weight))
                .collect();
            if !factors.is_empty() {
                let factors = factors.concat();
                let whose = if voice == Voice::Quote { " quoted" } else { "" };
                let value = score.axis(axis, voice).score();
                let _ = writeln!(out, "      = {axis}{whose} {value:.2} = 1 - {factors}");
            }
        }
    }
    out
}
