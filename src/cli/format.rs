//! The arguments that say how tables are written.

use std::path::Path;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::cli::args::OUTPUT;
use crate::cli::message::Failure;
use crate::output::format::Format;
use crate::output::spreadsheet::ROWS;

#[derive(Debug, Clone, Args)]
pub(super) struct FormatArgs {
    /// Format of tables [default: by the ending of -o, else csv]
    #[arg(help_heading = OUTPUT, long, value_name = "FORMAT")]
    pub(super) format: Option<Format>,
    /// Signs of CSV for a spreadsheet that expects others
    #[arg(help_heading = OUTPUT, long, value_name = "NAME")]
    pub(super) csv_dialect: Option<CsvDialect>,
    /// Begin another file, or sheet of a workbook, after N rows [without N: 1048575, as many as a
    /// spreadsheet shows]
    #[arg(help_heading = OUTPUT, long, value_name = "N", num_args = 0..=1, require_equals = true, default_missing_value = MOST_ROWS, value_parser = clap::value_parser!(u64).range(1..=ROWS), hide_short_help = true)]
    pub(super) split_rows: Option<u64>,
}

const MOST_ROWS: &str = "1048575";

/// The signs of CSV that a spreadsheet expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CsvDialect {
    /// Semicolons between fields and a decimal comma, as Excel has them in much of Europe
    ExcelEu,
}

impl FormatArgs {
    /// Whether a table is asked for by saying how it is written.
    pub(super) const fn ask_for_tables(&self) -> bool {
        self.format.is_some() || self.csv_dialect.is_some() || self.split_rows.is_some()
    }

    /// The format of tables: as named, else `before`, else by the ending of the file.
    pub(super) fn chosen(
        &self,
        before: Option<Format>,
        output: Option<&Path>,
    ) -> Result<Format, Failure> {
        let format = match self.format.or(before) {
            Some(format) => {
                output.map_or(Ok(()), Format::refuse_packed)?;
                format
            }
            None => by_ending(output)?,
        };
        match (self.csv_dialect, format) {
            (None, format) => Ok(format),
            (Some(CsvDialect::ExcelEu), Format::Csv) => Ok(Format::CsvExcelEu),
            (Some(CsvDialect::ExcelEu), format) => Err(format!(
                "--csv-dialect is about the format csv, and tables are written as {}",
                format.name()
            )
            .into()),
        }
    }

    /// The rows after which another file begins, which goes with files only.
    pub(super) fn split(&self, has_files: bool) -> Result<Option<u64>, Failure> {
        if self.split_rows.is_some() && !has_files {
            return Err("--split-rows goes with -o FILE or -O DIR".to_owned().into());
        }
        Ok(self.split_rows)
    }
}

/// The format that the ending of a file says; CSV where it has none, as a pipe and a device.
pub(super) fn by_ending(output: Option<&Path>) -> Result<Format, Failure> {
    Ok(output.map(Format::of_file).transpose()?.flatten().unwrap_or(Format::Csv))
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_named_goes_before_the_ending() {
        let args = |format, csv_dialect| FormatArgs { format, csv_dialect, split_rows: None };
        let eu = Some(CsvDialect::ExcelEu);
        for (format, dialect, before, output, expected) in [
            (None, None, None, None, Ok(Format::Csv)),
            (None, None, None, Some("x"), Ok(Format::Csv)),
            (None, None, None, Some("x.NDJSON"), Ok(Format::JsonLines)),
            (Some(Format::CsvRaw), None, None, Some("x.csv"), Ok(Format::CsvRaw)),
            (Some(Format::Csv), None, None, Some("x.odd"), Ok(Format::Csv)),
            (None, None, Some(Format::JsonLines), Some("x.tsv"), Ok(Format::JsonLines)),
            (None, eu, None, Some("x.csv"), Ok(Format::CsvExcelEu)),
            (None, eu, None, Some("x.tsv"), Err("tables are written as tsv")),
            (Some(Format::CsvRaw), eu, None, None, Err("tables are written as csv-raw")),
            (None, None, None, Some("x.odd"), Err("the endings known are .csv, .tsv, .jsonl")),
        ] {
            let chosen = args(format, dialect).chosen(before, output.map(Path::new));
            match (chosen, expected) {
                (Ok(chosen), Ok(expected)) => assert_eq!(chosen, expected, "{output:?}"),
                (Err(Failure::Message(told)), Err(expected)) => {
                    assert!(told.contains(expected), "{told}");
                }
                (chosen, _) => panic!("{output:?}: {chosen:?}"),
            }
        }
    }
}
