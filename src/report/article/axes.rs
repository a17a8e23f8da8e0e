//! The table of the four axes, in as many columns as the terminal has room for.

use std::fmt::Write as _;

use crate::lexicon::axis::Axis;
use crate::report::style::{DIM, axis as axis_style, sign};
use crate::score::summary::Summary;
use crate::text::voices::Voice;

/// What fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Room {
    /// Everything.
    Wide,
    /// Of the quoted voice the cues alone.
    Middle,
    /// No interval either, and not the sign of each axis.
    Slim,
}

/// One line an axis: cues, rate, interval and index of the author, and the quoted voice beside them.
#[must_use]
pub(super) fn table(summary: &Summary, width: usize) -> String {
    let room = match width {
        78.. => Room::Wide,
        58.. => Room::Middle,
        _ => Room::Slim,
    };
    let heading = match room {
        Room::Wide => {
            "               cues  per 1,000 words (95 %)   index   quoted: cues  per 1,000"
        }
        Room::Middle => "              cues  per 1,000 words (95 %)   index  quoted",
        Room::Slim => "           cues  / 1,000  index  quoted",
    };
    let mut out = format!("{DIM}{heading}{DIM:#}\n");
    for axis in Axis::ALL {
        let style = axis_style(axis);
        let name = axis.name();
        let pad = 9 - name.len();
        let signs = if room == Room::Slim {
            String::new()
        } else {
            format!(" {DIM}{}{DIM:#}", sign(axis).to_string().repeat(3))
        };
        let _ = writeln!(
            out,
            "{style}{name}{style:#}{:pad$}{signs} {}",
            "",
            numbers(summary, axis, room).trim_end()
        );
    }
    out
}

fn numbers(summary: &Summary, axis: Axis, room: Room) -> String {
    let rate = |voice| {
        summary.rate_per_1k(axis, voice).map_or("-".to_owned(), |rate| format!("{rate:.1}"))
    };
    let interval = summary
        .rate_interval(axis, Voice::Author)
        .map_or(String::new(), |interval| format!("({:.1} to {:.1})", interval.lo, interval.hi));
    let index = summary.index(axis).map_or("-".to_owned(), |index| format!("{index:.1}"));
    let hits = summary.hits(axis, Voice::Author);
    let quoted = summary.hits(axis, Voice::Quote);
    let author = rate(Voice::Author);
    match room {
        Room::Wide => {
            let rate = rate(Voice::Quote);
            format!("{hits:>5}  {author:>7} {interval:<17} {index:>7}  {quoted:>12}  {rate:>9}")
        }
        Room::Middle => format!("{hits:>4} {author:>7} {interval:<16} {index:>6} {quoted:>7}"),
        Room::Slim => format!("{hits:>5} {author:>8} {index:>6} {quoted:>7}"),
    }
}
