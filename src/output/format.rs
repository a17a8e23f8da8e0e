//! Formats: their names, the endings of their files, and how rows become bytes.

use std::path::Path;

use crate::output::cell::Cell;
use crate::output::write::safe::Signs;
use crate::output::write::{json_lines, packed, plain, safe};

/// Endings of files that are packed.
const PACKED: [&str; 5] = ["gz", "zst", "zip", "bz2", "xz"];

/// A format for tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Comma-separated and safe to open in a spreadsheet.
    Csv,
    /// The same for spreadsheets with a decimal comma: semicolons between the fields.
    CsvExcelEu,
    /// Comma-separated as RFC 4180 has it, every text as it is.
    CsvRaw,
    /// Tab-separated; tabs and line ends inside a text are quoted.
    Tsv,
    /// One JSON object a line, every text and number exact.
    JsonLines,
    /// A workbook of Excel with a sheet for each table.
    Xlsx,
    /// Apache Parquet, with typed columns.
    Parquet,
}

impl Format {
    /// All formats that this build writes, a dialect of CSV not named apart.
    pub const ALL: &'static [Self] = &[
        Self::Csv,
        Self::CsvRaw,
        Self::Tsv,
        Self::JsonLines,
        #[cfg(feature = "xlsx")]
        Self::Xlsx,
        #[cfg(feature = "parquet")]
        Self::Parquet,
    ];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvExcelEu => "csv",
            Self::CsvRaw => "csv-raw",
            Self::Tsv => "tsv",
            Self::JsonLines => "jsonl",
            Self::Xlsx => "xlsx",
            Self::Parquet => "parquet",
        }
    }

    /// The ending of a file in this format.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvExcelEu | Self::CsvRaw => "csv",
            Self::Tsv => "tsv",
            Self::JsonLines => "jsonl",
            Self::Xlsx => "xlsx",
            Self::Parquet => "parquet",
        }
    }

    /// The format of a file with this ending, in any case.
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        let extension = extension.to_ascii_lowercase();
        let extension = if extension == "ndjson" { "jsonl" } else { &extension };
        Self::ALL.iter().copied().find(|format| format.extension() == extension)
    }

    /// The format that the ending of a file's name says; `None` where it has none.
    ///
    /// # Errors
    /// The ending is none of those known, and the message names them; or the file is to be packed.
    pub fn of_file(file: &Path) -> Result<Option<Self>, String> {
        Self::refuse_packed(file)?;
        let Some(extension) = file.extension() else { return Ok(None) };
        let extension = extension.to_string_lossy();
        Self::from_extension(&extension).map(Some).ok_or_else(|| {
            format!(
                "{}: no table is written with the ending .{extension}; the endings known are {}, \
                 or name the format with --format",
                file.display(),
                Self::endings()
            )
        })
    }

    /// Refuses a name that says the file is packed, whatever else is said of its format: it would not be.
    ///
    /// # Errors
    /// The message says what to do instead.
    pub fn refuse_packed(file: &Path) -> Result<(), String> {
        let ending = file.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        if !PACKED.contains(&ending.as_str()) {
            return Ok(());
        }
        Err(format!(
            "{}: no table is written packed; leave out -o and pipe the table to the program that packs, or \
             write .parquet, which is packed in itself",
            file.display(),
        ))
    }

    /// What a file begins with: a byte order mark tells a spreadsheet that it is UTF-8.
    #[must_use]
    pub const fn file_start(self) -> &'static [u8] {
        match self {
            Self::Csv | Self::CsvExcelEu => b"\xef\xbb\xbf",
            _ => b"",
        }
    }

    /// Whether a spreadsheet opens the file, shows as many rows as it has, and takes some texts for
    /// numbers and dates.
    #[must_use]
    pub const fn is_opened_as_csv(self) -> bool {
        matches!(self, Self::Csv | Self::CsvExcelEu)
    }

    /// Whether every table has a place in one file.
    #[must_use]
    pub const fn is_book(self) -> bool {
        matches!(self, Self::Xlsx)
    }

    /// Appends the header line, if the format has one.
    pub fn header(self, columns: &[String], out: &mut Vec<u8>) {
        match self {
            Self::Csv => safe::header(columns, Signs::DEFAULT, out),
            Self::CsvExcelEu => safe::header(columns, Signs::EXCEL_EU, out),
            Self::CsvRaw => plain::header(columns, b',', out),
            Self::Tsv => plain::header(columns, b'\t', out),
            Self::JsonLines | Self::Xlsx | Self::Parquet => {}
        }
    }

    /// Appends a row: as a file has it, or for a [`crate::output::write`]r of the format.
    pub fn row(self, columns: &[String], cells: &[Cell<'_>], out: &mut Vec<u8>) {
        match self {
            Self::Csv => safe::row(cells, Signs::DEFAULT, out),
            Self::CsvExcelEu => safe::row(cells, Signs::EXCEL_EU, out),
            Self::CsvRaw => plain::row(cells, b',', out),
            Self::Tsv => plain::row(cells, b'\t', out),
            Self::JsonLines => json_lines::row(columns, cells, out),
            Self::Xlsx | Self::Parquet => packed::row(cells, out),
        }
    }

    fn endings() -> String {
        let mut endings = vec![".csv", ".tsv", ".jsonl", ".ndjson"];
        if Self::ALL.contains(&Self::Xlsx) {
            endings.push(".xlsx");
        }
        if Self::ALL.contains(&Self::Parquet) {
            endings.push(".parquet");
        }
        let last = endings.pop().unwrap_or_default();
        format!("{} and {last}", endings.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::digits::four_decimals;

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
            ("a;=1+1", "\"a;'=1+1\""),
            ("so, \"=x", "\"so, \"\"'=x\""),
            ("5,\u{200b}＋1; '=1", "\"5,\u{200b}'＋1; '=1\""),
            ("1-1, 2 = 2, x|y", "\"1-1, 2 = 2, x|y\""),
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
            (Format::CsvExcelEu, "\"a, b\";3;-0,2500;true;\r\n"),
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

    #[test]
    fn endings_name_formats() {
        for (file, expected) in [
            ("a.csv", Ok(Some(Format::Csv))),
            ("a.b/x.TSV", Ok(Some(Format::Tsv))),
            ("x.jsonl", Ok(Some(Format::JsonLines))),
            ("x.ndjson", Ok(Some(Format::JsonLines))),
            ("x", Ok(None)),
            (".csv", Ok(None)),
        ] {
            assert_eq!(Format::of_file(Path::new(file)), expected, "{file}");
        }
        let refusal = Format::of_file(Path::new("out.xls")).unwrap_err();
        let start =
            "out.xls: no table is written with the ending .xls; the endings known are .csv, .tsv, ";
        assert!(refusal.starts_with(start), "{refusal}");
    }

    #[test]
    fn names_of_columns_for_a_spreadsheet() {
        let columns = ["doc", "a;b", "=x", "line\nend"].map(str::to_owned);
        let mut out = Vec::new();
        Format::CsvExcelEu.header(&columns, &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), "doc;\"a;b\";\"'=x\";\"line end\"\r\n");
    }
}
