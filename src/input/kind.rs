//! What a name's extension says of its content.

use std::path::Path;

/// What a document or table is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A page of the web.
    Html,
    /// A document of Word.
    Docx,
    /// A document of Writer.
    Odt,
    /// An electronic book.
    Epub,
    /// Rows of fields divided by commas.
    Csv,
    /// Rows of fields divided by tabs.
    Tsv,
    /// Apache Parquet.
    Parquet,
    /// A JSON object a line.
    JsonLines,
    /// A list of JSON objects, or one.
    Json,
    /// A workbook of Excel.
    Xlsx,
    /// A spreadsheet of Calc.
    Ods,
    /// A PDF, which is refused.
    Pdf,
    /// A workbook of Excel before 2007, which is refused.
    Xls,
}

impl Kind {
    /// All that can be read, in the order of the help.
    pub const READ: [Self; 13] = [
        Self::Text,
        Self::Markdown,
        Self::Html,
        Self::Docx,
        Self::Odt,
        Self::Epub,
        Self::Csv,
        Self::Tsv,
        Self::Json,
        Self::JsonLines,
        Self::Parquet,
        Self::Xlsx,
        Self::Ods,
    ];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Epub => "epub",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Parquet => "parquet",
            Self::JsonLines => "jsonl",
            Self::Json => "json",
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
            Self::Pdf => "pdf",
            Self::Xls => "xls",
        }
    }

    /// Whether its records are the documents.
    #[must_use]
    pub const fn is_table(self) -> bool {
        matches!(
            self,
            Self::Csv
                | Self::Tsv
                | Self::JsonLines
                | Self::Json
                | Self::Parquet
                | Self::Xlsx
                | Self::Ods
                | Self::Xls
        )
    }

    /// The kind that files with this extension, in lower case, have.
    fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension {
            "txt" | "text" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "docx" => Self::Docx,
            "odt" => Self::Odt,
            "epub" => Self::Epub,
            "csv" => Self::Csv,
            "tsv" => Self::Tsv,
            "jsonl" | "ndjson" => Self::JsonLines,
            "json" => Self::Json,
            "parquet" => Self::Parquet,
            "xlsx" | "xlsm" => Self::Xlsx,
            "ods" => Self::Ods,
            "pdf" => Self::Pdf,
            "xls" => Self::Xls,
            _ => return None,
        })
    }
}

/// What a file is wrapped in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    /// Nothing.
    Plain,
    Gzip,
    Zstd,
    /// An archive of files.
    Zip,
}

/// What a name says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Format {
    pub(super) packing: Packing,
    /// What is in the wrapping; `None` where the name does not say.
    pub(super) kind: Option<Kind>,
}

impl Format {
    /// What this name says; `forced` is the user's word for the kind.
    pub(super) fn of(path: &Path, forced: Option<Kind>) -> Self {
        let outer = extension(path);
        let packing = match outer.as_str() {
            "gz" => Packing::Gzip,
            "zst" => Packing::Zstd,
            "zip" => Packing::Zip,
            _ => Packing::Plain,
        };
        let inner = match packing {
            Packing::Plain => outer,
            Packing::Gzip | Packing::Zstd => {
                path.file_stem().map(|stem| extension(Path::new(stem))).unwrap_or_default()
            }
            Packing::Zip => return Self { packing, kind: forced },
        };
        Self { packing, kind: forced.or_else(|| Kind::of_extension(&inner)) }
    }

    /// Whether its records are the documents.
    pub(super) fn is_table(self) -> bool {
        self.packing != Packing::Zip && self.kind.is_some_and(Kind::is_table)
    }

    /// Whether it is an archive of files.
    pub(super) fn is_archive(self) -> bool {
        self.packing == Packing::Zip
    }
}

/// The extension in lower case, without the dot; empty where there is none.
pub(super) fn extension(path: &Path) -> String {
    path.extension().map(|end| end.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_wrapping_and_kind() {
        use Packing::{Gzip, Plain, Zip, Zstd};
        for (name, packing, kind) in [
            ("a.txt", Plain, Some(Kind::Text)),
            ("a.b.HTM", Plain, Some(Kind::Html)),
            ("a.csv.gz", Gzip, Some(Kind::Csv)),
            ("a.gz", Gzip, None),
            ("a.jsonl.zst", Zstd, Some(Kind::JsonLines)),
            ("a.txt.zip", Zip, None),
            ("a", Plain, None),
            (".txt", Plain, None),
        ] {
            assert_eq!(Format::of(Path::new(name), None), Format { packing, kind }, "{name}");
        }
        let forced = Format::of(Path::new("a.txt.gz"), Some(Kind::Csv));
        assert_eq!((forced.packing, forced.is_table()), (Gzip, true));
    }
}
