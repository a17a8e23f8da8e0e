//! Rows that are safe to open in a spreadsheet.

use std::fmt::Write as _;

use crate::output::cell::{Cell, four_decimals};
use crate::output::spreadsheet::{Flattened, begins_formula, is_trigger, is_unseen};

/// The longest text in a cell, in characters.
const CELL_CHARS: usize = 1_000;

/// The signs of a spreadsheet's country.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signs {
    delimiter: char,
    decimal: char,
}

impl Signs {
    /// A comma between fields, a point before decimals.
    pub(crate) const DEFAULT: Self = Self { delimiter: ',', decimal: '.' };
    /// What Excel expects where a comma stands before decimals.
    pub(crate) const EXCEL_EU: Self = Self { delimiter: ';', decimal: ',' };
}

/// Appends the names of the columns, unquoted where that can be: behind a byte order mark a quoted
/// name is read with its quotation marks.
pub(crate) fn header(columns: &[String], signs: Signs, out: &mut Vec<u8>) {
    let mut line = String::new();
    for (at, name) in columns.iter().enumerate() {
        if at > 0 {
            line.push(signs.delimiter);
        }
        header_name(name, &mut line);
    }
    line.push_str("\r\n");
    out.extend_from_slice(line.as_bytes());
}

/// One of the user's column names may need quoting; ours never do.
fn header_name(name: &str, line: &mut String) {
    let mut safe = String::new();
    safe_text(name, &mut safe);
    let plain = safe.trim_matches('"');
    line.push_str(if plain.contains([',', ';', '"', ' ', '\'']) { &safe } else { plain });
}

/// Appends a row.
pub(crate) fn row(cells: &[Cell<'_>], signs: Signs, out: &mut Vec<u8>) {
    let mut line = String::with_capacity(256);
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            line.push(signs.delimiter);
        }
        match cell {
            Cell::Text(text) if text.is_empty() => {}
            Cell::Text(text) => safe_text(text, &mut line),
            Cell::Count(count) => {
                let _ = write!(line, "{count}");
            }
            Cell::Number(number) => push_number(*number, signs, &mut line),
            Cell::Flag(flag) => line.push_str(if *flag { "true" } else { "false" }),
            Cell::Missing => {}
        }
    }
    line.push_str("\r\n");
    out.extend_from_slice(line.as_bytes());
}

fn push_number(number: f64, signs: Signs, line: &mut String) {
    let text = four_decimals(number);
    match text.split_once('.') {
        Some((whole, decimals)) => {
            line.push_str(whole);
            line.push(signs.decimal);
            line.push_str(decimals);
        }
        None => line.push_str(&text),
    }
}

/// Quotes a text for a spreadsheet: runs of control characters become one blank, what would be a
/// formula gets one `'` in front, and what is longer than 1,000 characters ends in `…`.
///
/// Where a spreadsheet takes another sign to stand between fields than the file has, as one from a
/// country with a decimal comma does, a field may begin inside of a text: `a;=1+1`. So what stands
/// behind such a sign is disarmed as well.
fn safe_text(text: &str, line: &mut String) {
    line.push('"');
    if is_trigger(text) {
        line.push('\'');
    }
    let mut may_begin = false;
    for (at, c) in Flattened::new(text).enumerate() {
        if at == CELL_CHARS {
            line.push('…');
            break;
        }
        if may_begin && begins_formula(c) {
            line.push('\'');
        }
        may_begin = matches!(c, ',' | ';' | '|') || may_begin && (c == '"' || is_unseen(c));
        if c == '"' {
            line.push('"');
        }
        line.push(c);
    }
    line.push('"');
}
