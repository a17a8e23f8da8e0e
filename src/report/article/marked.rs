//! A sentence with its cues marked below it, so that they show without colour too.

use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::cue::verdict::Cue;
use crate::lexicon::Lexicon;
use crate::lexicon::axis::Axis;
use crate::report::style::{DIM, colour, sign};
use crate::report::visible::{one_line, visible};
use crate::report::wrap::wrap;
use crate::text::span::Span;
use crate::text::voices::Voice;

/// Blanks before every line.
const INDENT: &str = "      ";

/// A character and the axis it is marked for.
type Marked = (char, Option<Axis>);

/// The sentence in lines of `width` columns, below each the signs of the axes under the counted cues in it,
/// and at the end the category and weight of each.
#[must_use]
pub(super) fn marked(
    text: &str,
    sentence: Span,
    cues: &[Cue],
    lexicon: &Lexicon,
    width: usize,
) -> String {
    let counted: Vec<&Cue> = cues.iter().filter(|cue| cue.counts()).collect();
    let room = width.saturating_sub(INDENT.len());
    let mut out = String::new();
    for line in lines(&characters(text, sentence, &counted, lexicon), room) {
        let _ = writeln!(out, "{INDENT}{}", styled(line, |c, _| c.to_string()));
        if line.iter().any(|(_, axis)| axis.is_some()) {
            let signs = styled(line, |c, axis| {
                let sign = axis.map_or(' ', sign);
                sign.to_string().repeat(c.width().unwrap_or(0))
            });
            let _ = writeln!(out, "{INDENT}{}", signs.trim_end());
        }
    }
    out.push_str(&labels(text, &counted, lexicon, room));
    out
}

/// The sentence as it is shown: blanks single, control characters visible.
fn characters(text: &str, sentence: Span, cues: &[&Cue], lexicon: &Lexicon) -> Vec<Marked> {
    let mut characters = Vec::new();
    let mut at = sentence.start;
    for cue in cues {
        push(text.get(at..cue.span.start).unwrap_or(""), None, &mut characters);
        let axis = lexicon.category(cue.category).axis;
        push(cue.span.of(text), Some(axis), &mut characters);
        at = cue.span.end;
    }
    push(text.get(at..sentence.end).unwrap_or(""), None, &mut characters);
    while characters.last().is_some_and(|(c, _)| *c == ' ') {
        characters.pop();
    }
    characters
}

fn push(piece: &str, axis: Option<Axis>, characters: &mut Vec<Marked>) {
    for c in piece.chars() {
        if c.is_whitespace() {
            if characters.last().is_some_and(|(last, _)| *last != ' ') {
                characters.push((' ', axis));
            }
        } else {
            let shown = visible(c.encode_utf8(&mut [0; 4]));
            characters.extend(shown.chars().map(|c| (c, axis)));
        }
    }
}

/// Breaks at blanks; a word wider than the line stands alone.
fn lines(characters: &[Marked], width: usize) -> Vec<&[Marked]> {
    let wide = |part: &[Marked]| part.iter().map(|(c, _)| c.width().unwrap_or(0)).sum::<usize>();
    let mut lines = Vec::new();
    let (mut from, mut end) = (0, 0);
    for word in characters.split_inclusive(|(c, _)| *c == ' ') {
        let bare = match word.split_last() {
            Some(((' ', _), bare)) => bare,
            _ => word,
        };
        let until = end + bare.len();
        if end > from && wide(characters.get(from..until).unwrap_or(&[])) > width {
            lines.push(characters.get(from..end - 1).unwrap_or(&[]));
            from = end;
        }
        end += word.len();
    }
    lines.push(characters.get(from..).unwrap_or(&[]));
    lines
}

/// What `shown` makes of each character, in the colour of its axis.
fn styled(line: &[Marked], shown: impl Fn(char, Option<Axis>) -> String) -> String {
    let mut out = String::new();
    for run in line.chunk_by(|a, b| a.1 == b.1) {
        let text: String = run.iter().map(|(c, axis)| shown(*c, *axis)).collect();
        match run.first().and_then(|(_, axis)| *axis) {
            Some(axis) => {
                let style = colour(axis);
                let _ = write!(out, "{style}{text}{style:#}");
            }
            None => out.push_str(&text),
        }
    }
    out
}

/// A line for each cue: its category and weight, and `quoted` where it is.
fn labels(text: &str, cues: &[&Cue], lexicon: &Lexicon, room: usize) -> String {
    let names: Vec<String> = cues.iter().map(|cue| one_line(cue.span.of(text))).collect();
    let wide = names.iter().map(|name| name.width()).max().unwrap_or_default();
    let mut out = String::new();
    for (cue, name) in cues.iter().zip(&names) {
        let quoted = if cue.voice == Voice::Quote { ", quoted" } else { "" };
        let pad = wide - name.width();
        let label = format!(
            "{name}{:pad$}  {} {:.2}{quoted}",
            "",
            lexicon.category(cue.category).path,
            lexicon.entry(cue.entry).weight
        );
        let lines = if label.width() > room { wrap(&label, room) } else { vec![label] };
        for line in lines {
            let _ = writeln!(out, "{INDENT}{DIM}{line}{DIM:#}");
        }
    }
    out
}
