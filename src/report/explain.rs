//! Every cue of a document, counted or not, and how sentence scores come about.

use std::fmt::Write as _;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use crate::analyzer::{Analysis, AnalyzedSentence};
use crate::cue::verdict::{Cue, Reason, Verdict};
use crate::input::Document;
use crate::lexicon::Lexicon;
use crate::lexicon::axis::Axis;
use crate::report::json::rounded;
use crate::report::plural::counted;
use crate::report::style::{BOLD, DIM, axis as axis_style};
use crate::report::title::source;
use crate::report::visible::{cut, one_line};
use crate::report::wrap::wrap;
use crate::text::fold::fold;
use crate::text::voices::Voice;

/// What stands in the line of a cue.
const LEGEND: &str = "+ counted, - seen and not counted: category, weight, voice; why [entry]";
/// The widest that lines become.
const WIDEST: usize = 120;

/// The widest cue behind which all is lined up.
const WIDEST_CUE: usize = 24;
/// The fewest columns for what is said beside a cue.
const NARROWEST: usize = 30;

/// Which cues are explained.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shown<'a> {
    /// Those spelt so, or of the entry of this name or term.
    pub term: Option<&'a str>,
    /// Those of this sentence, from 1.
    pub sentence: Option<usize>,
    /// Those of categories that are off, too.
    pub off: bool,
}

/// A document with everything that explains its scores.
#[derive(Debug, Clone, Copy)]
pub struct Explanation<'a> {
    /// The document.
    pub document: &'a Document,
    /// What was found in it.
    pub analysis: &'a Analysis,
    /// The lexicon in use.
    pub lexicon: &'a Lexicon,
    /// What of it is shown.
    pub shown: Shown<'a>,
}

impl Explanation<'_> {
    /// Every sentence that holds a cue, in order: the sentence, its cues, and the arithmetic of its
    /// scores.
    #[must_use]
    pub fn text(&self, width: usize) -> String {
        let width = width.clamp(40, WIDEST);
        let mut out = String::new();
        let _ = writeln!(out, "{BOLD}{}{BOLD:#}", cut(&source(self.document), width));
        let sentences = self.sentences();
        if !sentences.is_empty() {
            for line in wrap(LEGEND, width) {
                let _ = writeln!(out, "{DIM}{line}{DIM:#}");
            }
        }
        for (number, sentence, cues) in &sentences {
            let text = one_line(sentence.span.of(&self.document.text));
            for (at, line) in wrap(&text, width - 6).iter().enumerate() {
                let number = if at == 0 { number.to_string() } else { String::new() };
                let before = if at == 0 { "\n" } else { "" };
                let _ = writeln!(out, "{before}{DIM}{number:>4}{DIM:#}  {line}");
            }
            let spelt = cues.iter().map(|cue| one_line(cue.span.of(&self.document.text)).width());
            let widest = spelt.max().unwrap_or(0).min(WIDEST_CUE);
            for cue in cues {
                out.push_str(&self.cue(cue, widest, width));
            }
            out.push_str(&arithmetic(sentence, self.analysis.cues_of(sentence), self.lexicon));
        }
        if sentences.is_empty() {
            let what = if self.shown.term.is_some() || self.shown.sentence.is_some() {
                "No such cue was found.\n"
            } else {
                "No term of the lexicon was found.\n"
            };
            out.push_str(what);
        }
        let off = self.hidden();
        if off > 0 {
            let cues = counted(off as u64, "cue", "cues");
            let what = format!("{cues} of categories that are off: --off shows them.");
            let _ = writeln!(out, "\n{DIM}{what}{DIM:#}");
        }
        out
    }

    /// The same as an object.
    #[must_use]
    pub fn json(&self) -> Value {
        let sentences = self.sentences().into_iter().map(|(number, sentence, cues)| {
            json!({
                "sentence": number,
                "start": sentence.span.start,
                "end": sentence.span.end,
                "section": sentence.section.name(),
                "text": sentence.span.of(&self.document.text),
                "cues": cues.into_iter().map(|cue| self.object(cue)).collect::<Vec<Value>>(),
                "scores": scores(sentence, self.analysis.cues_of(sentence), self.lexicon),
            })
        });
        json!({
            "doc_id": self.document.id,
            "lexicon_sha": self.lexicon.sha(),
            "sentences": sentences.collect::<Vec<Value>>(),
            "off_n": self.hidden(),
        })
    }

    /// The sentences with a cue that is shown, by number.
    fn sentences(&self) -> Vec<(usize, &AnalyzedSentence, Vec<&Cue>)> {
        let numbered = self.analysis.sentences.iter().enumerate();
        let wanted =
            numbered.filter(|(at, _)| self.shown.sentence.is_none_or(|wanted| wanted == at + 1));
        let with_cues = wanted.map(|(at, sentence)| {
            let cues = self.analysis.cues_of(sentence).iter();
            (at + 1, sentence, cues.filter(|cue| self.shows(cue)).collect::<Vec<&Cue>>())
        });
        // A sentence that was asked for is shown also without a cue.
        let asked = self.shown.sentence.is_some() && self.shown.term.is_none();
        with_cues.filter(|(.., cues)| asked || !cues.is_empty()).collect()
    }

    fn shows(&self, cue: &Cue) -> bool {
        self.is_of_term(cue) && (self.shown.off || !is_off(cue))
    }

    fn is_of_term(&self, cue: &Cue) -> bool {
        let entry = self.lexicon.entry(cue.entry);
        self.shown.term.is_none_or(|term| {
            let wanted = fold(term.trim());
            fold(cue.span.of(&self.document.text)) == wanted
                || entry.name == term
                || fold(&entry.term) == wanted
        })
    }

    /// How many cues are hidden because their category is off.
    fn hidden(&self) -> usize {
        if self.shown.off {
            return 0;
        }
        let sentences = self.analysis.sentences.iter().enumerate();
        let wanted =
            sentences.filter(|(at, _)| self.shown.sentence.is_none_or(|wanted| wanted == at + 1));
        let cues = wanted.flat_map(|(_, sentence)| self.analysis.cues_of(sentence));
        cues.filter(|cue| is_off(cue) && self.is_of_term(cue)).count()
    }

    /// A cue in as many lines as it needs; what is said of it begins behind the widest cue.
    fn cue(&self, cue: &Cue, widest: usize, width: usize) -> String {
        let style = self.style(cue);
        let matched = cut(&one_line(cue.span.of(&self.document.text)), width - 8);
        let sign = if cue.counts() { '+' } else { '-' };
        let pad = widest.saturating_sub(matched.width());
        let room = width.saturating_sub(widest + 10);
        let tail = self.tail(cue);
        let (first, indent) = if room >= NARROWEST {
            let mut lines = wrap(&tail, room);
            let first = lines.drain(..1).next().unwrap_or_default();
            (format!("{:pad$}  {first}\n", ""), (lines, widest + 10))
        } else {
            ("\n".to_owned(), (wrap(&tail, width - 10), 10))
        };
        let mut out = format!("      {sign} {style}{matched}{style:#}{first}");
        let (lines, indent) = indent;
        for line in lines {
            let _ = writeln!(out, "{:indent$}{line}", "");
        }
        out
    }

    fn style(&self, cue: &Cue) -> anstyle::Style {
        if cue.counts() { axis_style(self.lexicon.category(cue.category).axis) } else { DIM }
    }

    fn tail(&self, cue: &Cue) -> String {
        let entry = self.lexicon.entry(cue.entry);
        let speaker = self.analysis.speaker_name(cue);
        format!(
            "{} {:.2} {}; {} [{}]",
            self.lexicon.category(cue.category).path,
            entry.weight,
            voice(cue, speaker),
            one_line(&cue.verdict.explain(self.lexicon, entry)),
            cut(&one_line(&entry.name), 60),
        )
    }

    fn object(&self, cue: &Cue) -> Value {
        let entry = self.lexicon.entry(cue.entry);
        json!({
            "matched": cue.span.of(&self.document.text),
            "start": cue.span.start,
            "end": cue.span.end,
            "entry": entry.name.as_str(),
            "category": self.lexicon.category(cue.category).path,
            "weight": entry.weight,
            "voice": cue.voice.name(),
            "speaker": self.analysis.speaker_name(cue),
            "counted": cue.counts(),
            "reason": cue.verdict.explain(self.lexicon, entry),
        })
    }
}

fn is_off(cue: &Cue) -> bool {
    matches!(cue.verdict, Verdict::Discounted(Reason::Off))
}

/// Whose words, by name where that is known.
fn voice(cue: &Cue, speaker: Option<&str>) -> String {
    match speaker {
        Some(speaker) => format!("{} by {}", cue.voice.name(), one_line(speaker)),
        None => cue.voice.name().to_owned(),
    }
}

/// A cue on one line: whether it counts, where, with which weight and voice, and why. A quoted cue
/// names its speaker, where there is one.
pub(super) fn cue_line(text: &str, cue: &Cue, speaker: Option<&str>, lexicon: &Lexicon) -> String {
    let entry = lexicon.entry(cue.entry);
    let category = lexicon.category(cue.category);
    let matched = one_line(cue.span.of(text));
    let sign = if cue.counts() { '+' } else { '-' };
    let style = if cue.counts() { axis_style(category.axis) } else { DIM };
    let pad = 24_usize.saturating_sub(matched.chars().count());
    format!(
        "      {sign} {style}{matched}{style:#}{:pad$} {} {:.2} {}; {} {DIM}[{}]{DIM:#}\n",
        "",
        category.path,
        entry.weight,
        voice(cue, speaker),
        one_line(&cue.verdict.explain(lexicon, entry)),
        cut(&entry.name, 60),
    )
}

/// `hedge 0.94 = 1 - (1 - 0.85)(1 - 0.60)` for each axis and voice with a counted cue.
fn arithmetic(sentence: &AnalyzedSentence, cues: &[Cue], lexicon: &Lexicon) -> String {
    let mut out = String::new();
    for (axis, voice, score, weights) in scored(sentence, cues, lexicon) {
        let factors: Vec<String> =
            weights.iter().map(|weight| format!("(1 - {weight:.2})")).collect();
        let factors = factors.concat();
        let whose = if voice == Voice::Quote { " quoted" } else { "" };
        let _ = writeln!(out, "      = {axis}{whose} {score:.2} = 1 - {factors}");
    }
    out
}

/// The same for programs.
fn scores(sentence: &AnalyzedSentence, cues: &[Cue], lexicon: &Lexicon) -> Vec<Value> {
    let scored = scored(sentence, cues, lexicon).into_iter();
    let objects = scored.map(|(axis, voice, score, weights)| {
        json!({
            "axis": axis.name(),
            "voice": voice.name(),
            "score": rounded(score),
            "weights": weights,
        })
    });
    objects.collect()
}

/// The score of each axis and voice with a counted cue, and the weights it is made of.
fn scored(
    sentence: &AnalyzedSentence,
    cues: &[Cue],
    lexicon: &Lexicon,
) -> Vec<(Axis, Voice, f64, Vec<f64>)> {
    let mut scored = Vec::new();
    let Some(score) = &sentence.score else { return scored };
    for axis in Axis::ALL {
        for voice in Voice::ALL {
            let counted = cues.iter().filter(|cue| {
                cue.counts() && cue.voice == voice && lexicon.category(cue.category).axis == axis
            });
            let weights: Vec<f64> = counted.map(|cue| lexicon.entry(cue.entry).weight).collect();
            if !weights.is_empty() {
                scored.push((axis, voice, score.axis(axis, voice).score(), weights));
            }
        }
    }
    scored
}
