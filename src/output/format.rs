//! Formats: how rows become bytes.

use std::fmt::Write as _;

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use crate::output::cell::{Cell, four_decimals};

/// The longest text in a cell of the spreadsheet-safe format, in characters.
const CELL_CHARS: usize = 1_000;

/// A format for tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Comma-separated and safe to open in a spreadsheet.
    Csv,
    /// Comma-separated as RFC 4180 has it, every text as it is.
    CsvRaw,
    /// Tab-separated; tabs and line ends inside a text are quoted.
    Tsv,
    /// One JSON object a line, every text and number exact.
    JsonLines,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 4] = [Self::Csv, Self::CsvRaw, Self::Tsv, Self::JsonLines];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::CsvRaw => "csv-raw",
            Self::Tsv => "tsv",
            Self::JsonLines => "jsonl",
        }
    }

    /// The ending of a file in this format.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvRaw => "csv",
            Self::Tsv => "tsv",
            Self::JsonLines => "jsonl",
        }
    }

    /// The format of a file with this ending, in any case.
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "tsv" => Some(Self::Tsv),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            _ => None,
        }
    }

    /// What a file begins with: a byte order mark tells a spreadsheet that it is UTF-8.
    #[must_use]
    pub const fn file_start(self) -> &'static [u8] {
        match self {
            Self::Csv => b"\xef\xbb\xbf",
            _ => b"",
        }
    }

    /// Appends the header line, if the format has one.
    pub fn header(self, columns: &[String], out: &mut Vec<u8>) {
        match self {
            // Unquoted: behind a byte order mark a quoted name is read with its quotation marks.
            Self::Csv => {
                let names: Vec<String> = columns.iter().map(|name| header_name(name)).collect();
                out.extend_from_slice(names.join(",").as_bytes());
                out.extend_from_slice(b"\r\n");
            }
            Self::CsvRaw => separated(columns.iter().map(String::as_str), b',', out),
            Self::Tsv => separated(columns.iter().map(String::as_str), b'\t', out),
            Self::JsonLines => {}
        }
    }

    /// Appends a row.
    pub fn row(self, columns: &[String], cells: &[Cell<'_>], out: &mut Vec<u8>) {
        match self {
            Self::Csv => safe_row(cells, out),
            Self::CsvRaw => plain_row(cells, b',', out),
            Self::Tsv => plain_row(cells, b'\t', out),
            Self::JsonLines => {
                serde_json::to_writer(&mut *out, &JsonRow { columns, cells })
                    .expect("a row serializes and a vector takes it");
                out.push(b'\n');
            }
        }
    }
}

/// One of the user's column names may need quoting; ours never do.
fn header_name(name: &str) -> String {
    let mut safe = String::new();
    safe_text(name, &mut safe);
    let plain = safe.trim_matches('"');
    if plain.contains([',', '"', ' ', '\'']) { safe } else { plain.to_owned() }
}

fn plain_row(cells: &[Cell<'_>], delimiter: u8, out: &mut Vec<u8>) {
    let texts: Vec<std::borrow::Cow<'_, str>> = cells
        .iter()
        .map(|cell| match cell {
            Cell::Text(text) => text.as_ref().into(),
            Cell::Count(count) => count.to_string().into(),
            Cell::Number(number) => four_decimals(*number).into(),
            Cell::Flag(flag) => flag.to_string().into(),
            Cell::Missing => "".into(),
        })
        .collect();
    separated(texts.iter().map(AsRef::as_ref), delimiter, out);
}

fn separated<'a>(fields: impl Iterator<Item = &'a str>, delimiter: u8, out: &mut Vec<u8>) {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    let written = writer.write_record(fields).and_then(|()| writer.flush().map_err(Into::into));
    written.expect("a vector takes every row");
}

fn safe_row(cells: &[Cell<'_>], out: &mut Vec<u8>) {
    let mut line = String::with_capacity(256);
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            line.push(',');
        }
        match cell {
            Cell::Text(text) if text.is_empty() => {}
            Cell::Text(text) => safe_text(text, &mut line),
            Cell::Count(count) => {
                let _ = write!(line, "{count}");
            }
            Cell::Number(number) => line.push_str(&four_decimals(*number)),
            Cell::Flag(flag) => line.push_str(if *flag { "true" } else { "false" }),
            Cell::Missing => {}
        }
    }
    line.push_str("\r\n");
    out.extend_from_slice(line.as_bytes());
}

/// Quotes a text for a spreadsheet: runs of control characters become one blank, what would be a
/// formula gets one `'` in front, and what is longer than 1,000 characters ends in `…`.
fn safe_text(text: &str, line: &mut String) {
    line.push('"');
    if is_trigger(text) {
        line.push('\'');
    }
    let mut chars = 0;
    let mut in_controls = false;
    for c in text.chars() {
        let control = c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        if control && in_controls {
            continue;
        }
        if chars == CELL_CHARS {
            line.push('…');
            break;
        }
        in_controls = control;
        chars += 1;
        match c {
            _ if control => line.push(' '),
            '"' => line.push_str("\"\""),
            _ => line.push(c),
        }
    }
    line.push('"');
}

/// Whether a spreadsheet might take the text for a formula, also behind blanks and invisible
/// characters; or it begins with the `'` that undoes the escape.
fn is_trigger(text: &str) -> bool {
    let hidden = |c: char| crate::text::fold::is_blank(c) || crate::text::fold::is_invisible(c);
    let first = text.trim_start_matches(hidden).chars().next();
    text.starts_with('\'')
        || first.is_some_and(|c| {
            matches!(c, '=' | '+' | '-' | '@' | '|' | '%' | '＝' | '＋' | '－' | '＠')
        })
}

/// A row as a JSON object in the order of its columns.
struct JsonRow<'a> {
    columns: &'a [String],
    cells: &'a [Cell<'a>],
}

impl Serialize for JsonRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for (column, cell) in self.columns.iter().zip(self.cells) {
            match cell {
                Cell::Text(text) => map.serialize_entry(column, text)?,
                Cell::Count(count) => map.serialize_entry(column, count)?,
                Cell::Number(number) => map.serialize_entry(column, number)?,
                Cell::Flag(flag) => map.serialize_entry(column, flag)?,
                Cell::Missing => map.serialize_entry(column, &())?,
            }
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(format: Format, cells: &[Cell<'_>]) -> String {
        let columns: Vec<String> = (0..cells.len()).map(|n| format!("c{n}")).collect();
        let mut out = Vec::new();
        format.row(&columns, cells, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn spreadsheet_safe_text() {
        for (text, cell) in [
            ("plain", "\"plain\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("=1+1", "\"'=1+1\""),
            (" \u{200b}=1+1", "\"' \u{200b}=1+1\""),
            ("＝1", "\"'＝1\""),
            ("'quoted", "\"''quoted\""),
            ("a\r\n\tb", "\"a b\""),
            ("\u{0}=1", "\"' =1\""),
            ("- item", "\"'- item\""),
            ("", ""),
        ] {
            assert_eq!(row(Format::Csv, &[Cell::text(text)]), format!("{cell}\r\n"), "{text:?}");
        }
        let long = row(Format::Csv, &[Cell::text("é".repeat(1_001))]);
        assert_eq!(long, format!("\"{}…\"\r\n", "é".repeat(1_000)));
    }

    #[test]
    fn a_row_in_every_format() {
        let cells = [
            Cell::text("a,\tb"),
            Cell::Count(3),
            Cell::Number(-0.25),
            Cell::Flag(true),
            Cell::Missing,
        ];
        for (format, line) in [
            (Format::Csv, "\"a, b\",3,-0.2500,true,\r\n"),
            (Format::CsvRaw, "\"a,\tb\",3,-0.2500,true,\r\n"),
            (Format::Tsv, "\"a,\tb\"\t3\t-0.2500\ttrue\t\r\n"),
            (
                Format::JsonLines,
                "{\"c0\":\"a,\\tb\",\"c1\":3,\"c2\":-0.25,\"c3\":true,\"c4\":null}\n",
            ),
        ] {
            assert_eq!(row(format, &cells), line);
        }
        assert_eq!(Cell::number(Some(f64::NAN)), Cell::Missing);
        assert_eq!(four_decimals(-0.000_01), "0.0000");
    }
}
