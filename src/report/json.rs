//! JSON that is written for programs and may be read on a terminal.

use std::fmt::Write as _;

use serde::Serialize;

use crate::text::fold::is_invisible;

/// The value over several lines. Control and invisible characters, which stand in texts only, are written
/// as escapes.
#[must_use]
pub fn pretty(value: &impl Serialize) -> String {
    visible(&serde_json::to_string_pretty(value).expect("texts and numbers can be written"))
}

/// The same in one line.
#[must_use]
pub fn line(value: &impl Serialize) -> String {
    visible(&serde_json::to_string(value).expect("texts and numbers can be written"))
}

fn visible(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 1);
    for c in json.chars() {
        if c != '\n' && (c.is_control() || is_invisible(c)) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out.push('\n');
    out
}

/// A number with four decimals at most.
#[must_use]
pub fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}
