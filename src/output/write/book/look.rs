//! How a sheet looks: widths and the formats of numbers, as a reader of tables likes them.

use rust_xlsxwriter::Format;

use crate::output::column::{Column, ColumnKind};

// The numbers of formats that every Excel knows: `0`, `0.00`, `#,##0` with the sign of the reader's
// country, and `@`.
const WHOLE: u8 = 1;
const TWO_DECIMALS: u8 = 2;
const THOUSANDS: u8 = 3;
const TEXT: u8 = 49;

/// Characters that the arrow of the filter takes beside a name.
const ARROW: usize = 4;
/// The widest that a name alone makes a column.
const WIDEST_NAME: usize = 28;

/// The names of columns, which stay in sight.
pub(super) fn header() -> Format {
    Format::new().set_bold()
}

/// Texts that must stay texts when somebody edits them: ids such as `0012`.
pub(super) fn kept_text() -> Format {
    Format::new().set_num_format_index(TEXT)
}

/// Whether the column holds ids or values of the user, which an edit must not turn into numbers.
pub(super) fn is_kept_text(column: &Column) -> bool {
    column.is_users || matches!(column.name.as_str(), "doc_id" | "hr_doc_id")
}

/// How the numbers of a column are shown; the cell holds all their digits.
pub(super) fn number(column: &Column) -> Option<Format> {
    let format = Format::new();
    Some(match (column.kind, column.unit.as_str()) {
        (ColumnKind::Text | ColumnKind::Flag, _) => return None,
        // Places and versions are no amounts.
        (ColumnKind::Count, "number" | "byte" | "character") => format.set_num_format_index(WHOLE),
        (ColumnKind::Count, _) => format.set_num_format_index(THOUSANDS),
        (ColumnKind::Number, "0 to 1") => format.set_num_format("0.0000"),
        (ColumnKind::Number, "0 to 100") => format.set_num_format("0.0"),
        (ColumnKind::Number, _) => format.set_num_format_index(TWO_DECIMALS),
    })
}

/// The width of a column in characters.
pub(super) fn width(column: &Column) -> f64 {
    let name = (column.name.chars().count() + ARROW).min(WIDEST_NAME);
    let values = match (column.kind, column.unit.as_str()) {
        (ColumnKind::Text, "16 hex digits") => 18,
        (ColumnKind::Text, "word" | "words") => 12,
        (ColumnKind::Text, "path") => 26,
        (ColumnKind::Text, _) => match column.name.as_str() {
            "text" | "example" | "meaning" | "message" | "reason" => 80,
            "left" | "right" | "doc_id" | "source" | "entry" | "top_cues" | "cues" => 32,
            _ => 20,
        },
        _ => 10,
    };
    let width = u32::try_from(name.max(values)).unwrap_or(u32::MAX);
    f64::from(width)
}
