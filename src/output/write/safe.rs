//! Rows that are safe to open in a spreadsheet.

use crate::output::cell::Cell;
use crate::output::digits::{push_count, push_four_decimals};
use crate::output::spreadsheet::{Flattened, begins_formula, is_trigger, is_unseen};

/// The longest text in a cell, in characters.
const CELL_CHARS: usize = 1_000;

/// The signs of a spreadsheet's country.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signs {
    delimiter: u8,
    decimal: u8,
}

impl Signs {
    /// A comma between fields, a point before decimals.
    pub(crate) const DEFAULT: Self = Self { delimiter: b',', decimal: b'.' };
    /// What Excel expects where a comma stands before decimals.
    pub(crate) const EXCEL_EU: Self = Self { delimiter: b';', decimal: b',' };
}

/// Appends the names of the columns, unquoted where that can be: behind a byte order mark a quoted
/// name is read with its quotation marks.
pub(crate) fn header(columns: &[String], signs: Signs, out: &mut Vec<u8>) {
    for (at, name) in columns.iter().enumerate() {
        if at > 0 {
            out.push(signs.delimiter);
        }
        header_name(name, out);
    }
    out.extend_from_slice(b"\r\n");
}

/// One of the user's column names may need quoting; ours never do.
fn header_name(name: &str, out: &mut Vec<u8>) {
    let mut safe = Vec::new();
    safe_text(name, &mut safe);
    let safe = String::from_utf8(safe).expect("a quoted text is a text");
    let plain = safe.trim_matches('"');
    let is_plain = !plain.contains([',', ';', '"', ' ', '\'']);
    out.extend_from_slice(if is_plain { plain } else { &safe }.as_bytes());
}

/// Appends a row.
pub(crate) fn row(cells: &[Cell<'_>], signs: Signs, out: &mut Vec<u8>) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(signs.delimiter);
        }
        match cell {
            Cell::Text(text) if text.is_empty() => {}
            Cell::Text(text) => safe_text(text, out),
            Cell::Count(count) => push_count(*count, out),
            Cell::Number(number) => push_four_decimals(*number, signs.decimal, out),
            Cell::Flag(flag) => out.extend_from_slice(if *flag { b"true" } else { b"false" }),
            Cell::Missing => {}
        }
    }
    out.extend_from_slice(b"\r\n");
}

/// Quotes a text for a spreadsheet: runs of control characters become one blank, what would be a
/// formula gets one `'` in front, and what is longer than 1,000 characters ends in `…`.
///
/// Where a spreadsheet takes another sign to stand between fields than the file has, as one from a
/// country with a decimal comma does, a field may begin inside of a text: `a;=1+1`. So what stands
/// behind such a sign is disarmed as well.
fn safe_text(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    if is_trigger(text) {
        out.push(b'\'');
    }
    let mut chars = Flattened::new(text);
    let mut room = CELL_CHARS;
    let mut may_begin = false;
    loop {
        if !may_begin {
            let stretch = chars.stretch(room, needs_care);
            out.extend_from_slice(stretch.as_bytes());
            room -= stretch.len();
        }
        let Some(c) = chars.next() else { break };
        if room == 0 {
            push('…', out);
            break;
        }
        room -= 1;
        if may_begin && begins_formula(c) {
            out.push(b'\'');
        }
        may_begin = separates(c) || may_begin && (c == '"' || is_unseen(c));
        if c == '"' {
            out.push(b'"');
        }
        push(c, out);
    }
    out.push(b'"');
}

/// Whether a printable character is not simply copied, or changes what comes behind it.
#[inline]
fn needs_care(byte: u8) -> bool {
    #[expect(clippy::needless_bitwise_bool, reason = "so many bytes are asked together")]
    let any = (byte == b'"') | (byte == b',') | (byte == b';') | (byte == b'|');
    any
}

/// Whether a spreadsheet may take the character to stand between fields.
#[inline]
fn separates(c: char) -> bool {
    matches!(c, ',' | ';' | '|')
}

#[inline]
fn push(c: char, out: &mut Vec<u8>) {
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;

    /// The text quoted character by character.
    fn reference(text: &str) -> String {
        let flattened: Vec<char> = Flattened::new(text).collect();
        let mut cell = if is_trigger(text) { "\"'".to_owned() } else { "\"".to_owned() };
        let mut may_begin = false;
        for c in flattened.iter().take(CELL_CHARS) {
            cell += if may_begin && begins_formula(*c) { "'" } else { "" };
            may_begin = separates(*c) || may_begin && (*c == '"' || is_unseen(*c));
            cell += if *c == '"' { "\"" } else { "" };
            cell.push(*c);
        }
        cell + if flattened.len() > CELL_CHARS { "…\"" } else { "\"" }
    }

    fn texts() -> impl Strategy<Value = String> {
        let piece = select(vec![
            "a long stretch of words ",
            "=",
            "-",
            "＝",
            "'",
            "\"",
            ",",
            ";",
            "|",
            "\t",
            "\r\n",
            "\0",
            "\u{7f}",
            "\u{85}",
            "\u{2028}",
            "\u{ffff}",
            " ",
            "\u{200b}",
            "é",
            "’",
            "😀",
        ]);
        let pieces = prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat());
        let long = (pieces.clone(), pieces.clone(), 900..CELL_CHARS + 20);
        let long =
            long.prop_map(|(before, behind, many)| format!("{before}{}{behind}", "x".repeat(many)));
        prop_oneof![4 => pieces, 2 => long, 1 => any::<String>()]
    }

    proptest! {
        #[test]
        fn stretches_are_what_each_character_gives(text in texts()) {
            let mut cell = Vec::new();
            safe_text(&text, &mut cell);
            prop_assert_eq!(String::from_utf8(cell).unwrap(), reference(&text));
        }
    }
}
