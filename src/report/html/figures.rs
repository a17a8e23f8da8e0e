//! The drawings of an article, as SVG that takes its colours from the page. They hold numbers and no words
//! of the article.

use std::fmt::Write as _;

use crate::analyzer::{Analysis, AnalyzedSentence};
use crate::lexicon::axis::Axis;
use crate::report::article::strip::strength;
use crate::report::html::code;
use crate::score::sentence::{MILLION, SentenceScore};
use crate::score::summary::Summary;
use crate::text::voices::Voice;

/// Units from the start of an article to its end.
const WIDTH: f64 = 1_000.0;
/// Units of a row of the strip.
const ROW: f64 = 20.0;
/// Units of an axis in the chart, half of them for each voice.
const BAND: f64 = 46.0;
/// Bars of a sparkline.
const BARS: usize = 24;

/// A scored sentence with its place.
struct Placed<'a> {
    number: usize,
    sentence: &'a AnalyzedSentence,
    score: &'a SentenceScore,
    x: f64,
    width: f64,
}

/// The scored sentences, each as wide as its share of the words.
fn placed(analysis: &Analysis) -> Vec<Placed<'_>> {
    let words =
        |score: &SentenceScore| Voice::ALL.map(|voice| score.words(voice)).iter().sum::<u64>();
    let scored = || {
        let numbered = analysis.sentences.iter().enumerate();
        numbered.filter_map(|(at, sentence)| Some((at + 1, sentence, sentence.score.as_ref()?)))
    };
    let all: u64 = scored().map(|(_, _, score)| words(score).max(1)).sum();
    let mut before = 0;
    let mut placed = Vec::new();
    for (number, sentence, score) in scored() {
        let own = words(score).max(1);
        let (x, width) = (WIDTH * real(before) / real(all), WIDTH * real(own) / real(all));
        placed.push(Placed { number, sentence, score, x, width });
        before += own;
    }
    placed
}

/// Two rows, author over quoted: the darker, the stronger the strongest axis. Empty where nothing is scored.
pub(super) fn strip(analysis: &Analysis) -> String {
    let placed = placed(analysis);
    if placed.is_empty() {
        return String::new();
    }
    // The cells of a voice, axis and shade are one path.
    let mut paths: Vec<(String, String)> = Vec::new();
    for (row, voice) in Voice::ALL.into_iter().enumerate() {
        for at in placed.iter().filter(|at| at.score.words(voice) > 0) {
            let strongest = strength(at.sentence, Some(voice));
            let class = match strongest_axis(at.score, voice) {
                Some(axis) => format!("{} v{}", code(axis), (strongest / 250_000).min(3) + 1),
                None => "v0".to_owned(),
            };
            let y = ROW * real(row as u64);
            let (x, width) = (place(at.x), unit(at.width - 1.5));
            let cell = format!("M{x} {}h{width}v{}h-{width}z", px(y + 1.0), px(ROW - 2.0));
            match paths.iter_mut().find(|(other, _)| *other == class) {
                Some((_, path)) => path.push_str(&cell),
                None => paths.push((class, cell)),
            }
        }
    }
    let mut out = format!(
        "<svg class='strip' viewBox='0 0 {} {}' preserveAspectRatio='none' role='img' aria-label='Where in the article the cues stand; the table of sentences has the numbers'>",
        px(WIDTH),
        px(2.0 * ROW)
    );
    for (class, path) in paths {
        let _ = write!(out, "<path class='{class}' d='{path}'/>");
    }
    out.push_str("</svg>");
    out
}

/// A band an axis: scores of sentences from 0 to 1, the author's upwards, quoted ones downwards.
pub(super) fn chart(analysis: &Analysis) -> String {
    let placed = placed(analysis);
    if placed.is_empty() {
        return String::new();
    }
    let height = BAND * real(Axis::ALL.len() as u64);
    let mut out = format!(
        "<svg class='chart' viewBox='0 0 {} {}' preserveAspectRatio='none' role='img' aria-label='Scores of the sentences on four axes; the table of sentences has the numbers'>",
        px(WIDTH),
        px(height)
    );
    let line = |class: &str, y: f64, out: &mut String| {
        let _ = write!(out, "<path class='{class}' d='M0 {}h{}'/>", px(y), px(WIDTH));
    };
    for axis in Axis::ALL {
        let top = BAND * real(axis.index() as u64);
        if axis.index() > 0 {
            line("part", top, &mut out);
        }
        line("zero", top + BAND / 2.0, &mut out);
    }
    for at in &placed {
        out.push_str(&bars(at, height));
    }
    out.push_str("</svg>");
    out
}

/// The bars of a sentence, which lead to it. Nothing for one without a counted cue.
fn bars(at: &Placed<'_>, height: f64) -> String {
    let (mut said, mut drawn) = (Vec::new(), String::new());
    let (x, width) = (place(at.x), unit(at.width - 1.5));
    for axis in Axis::ALL {
        let middle = BAND * (real(axis.index() as u64) + 0.5);
        for voice in Voice::ALL {
            let score = at.score.axis(axis, voice);
            if score.hits == 0 {
                continue;
            }
            let long = (BAND / 2.0 - 3.0) * score.score();
            let (y, class, whose) = match voice {
                Voice::Author => (middle - long, "", ""),
                Voice::Quote => (middle, " q", " quoted"),
            };
            said.push(format!("{axis}{whose} {:.2}", score.score()));
            let _ = write!(
                drawn,
                "<path class='b {}{class}' d='M{x} {}h{width}v{}h-{width}z'/>",
                code(axis),
                px(y),
                px(long),
            );
        }
    }
    if said.is_empty() {
        return String::new();
    }
    format!(
        "<a href='#s{0}' tabindex='-1'><title>Sentence {0}: {1}</title><path class='over' d='M{x} 0h{width}v{2}h-{width}z'/>{drawn}</a>",
        at.number,
        said.join(", "),
        px(height)
    )
}

/// The author's strongest scores from start to end, small enough for a line of a table. Empty where nothing
/// is scored.
pub(super) fn sparkline(analysis: &Analysis) -> String {
    let scored: Vec<(&AnalyzedSentence, &SentenceScore)> = analysis
        .sentences
        .iter()
        .filter_map(|sentence| Some((sentence, sentence.score.as_ref()?)))
        .collect();
    let bars = scored.len().min(BARS);
    let mut paths = Axis::ALL.map(|axis| (code(axis), String::new()));
    for bar in 0..bars {
        let (from, to) = (bar * scored.len() / bars, (bar + 1) * scored.len() / bars);
        let part = scored.get(from..to).unwrap_or(&[]);
        let strongest = part.iter().max_by_key(|(s, _)| strength(s, Some(Voice::Author)));
        let Some((sentence, score)) = strongest else { continue };
        let Some(axis) = strongest_axis(score, Voice::Author) else { continue };
        let long = 18.0 * fraction(strength(sentence, Some(Voice::Author)));
        if let Some((_, path)) = paths.get_mut(axis.index()) {
            let _ = write!(path, "M{} {}h3v{}h-3z", 4 * bar, px(19.0 - long), px(long));
        }
    }
    if bars == 0 {
        return String::new();
    }
    let mut out = format!(
        "<svg class='spark' viewBox='0 0 {} 20' preserveAspectRatio='none' aria-hidden='true'>",
        4 * BARS
    );
    let _ = write!(out, "<path d='M0 19h{}v.6H0z'/>", 4 * bars);
    for (code, path) in paths.iter().filter(|(_, path)| !path.is_empty()) {
        let _ = write!(out, "<path class='{code}' d='{path}'/>");
    }
    out.push_str("</svg>");
    out
}

/// The rate of an axis on its interval, all axes of an article on one scale.
pub(super) fn bar(summary: &Summary, axis: Axis) -> String {
    let ends = |axis| summary.rate_interval(axis, Voice::Author);
    let most = Axis::ALL.iter().filter_map(|axis| Some(ends(*axis)?.hi)).fold(0.0, f64::max);
    let (Some(rate), Some(interval)) = (summary.rate_per_1k(axis, Voice::Author), ends(axis))
    else {
        return String::new();
    };
    if most <= 0.0 {
        return String::new();
    }
    let x = |value: f64| 100.0 * value / most;
    format!(
        "<svg class='bar {}' viewBox='0 0 100 10' preserveAspectRatio='none' aria-hidden='true'><path d='M{} 5H{}'/><rect x='{}' y='1' width='2' height='8'/></svg>",
        code(axis),
        px(x(interval.lo)),
        px(x(interval.hi)),
        px((x(rate) - 1.0).max(0.0))
    )
}

fn strongest_axis(score: &SentenceScore, voice: Voice) -> Option<Axis> {
    let hit = Axis::ALL.into_iter().filter(|axis| score.axis(*axis, voice).hits > 0);
    // Of equals the last: what is loaded matters more to a reader than what is hedged.
    hit.max_by_key(|axis| score.axis(*axis, voice).millionths)
}

fn fraction(millionths: u64) -> f64 {
    real(millionths) / real(MILLION)
}

#[expect(clippy::cast_precision_loss, reason = "counts of words and sentences")]
fn real(n: u64) -> f64 {
    n as f64
}

/// A length to a thousandth of the article, the same on every machine.
fn unit(length: f64) -> String {
    format!("{:.0}", length.max(1.0))
}

/// A place to a thousandth of the article.
fn place(at: f64) -> String {
    format!("{at:.0}")
}

/// A length with at most one decimal, the same on every machine.
fn px(length: f64) -> String {
    let written = format!("{length:.1}");
    let short = written.strip_suffix(".0").unwrap_or(&written);
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}
