//! What every file keeps to, whatever its bytes and its name.

use std::fs;
use std::path::Path;

use hedgerow::input::{Code, HtmlMode, Request, Source, SourceOptions};

/// The endings by which files are told apart.
pub(crate) const ENDINGS: [&str; 26] = [
    "txt",
    "md",
    "html",
    "docx",
    "odt",
    "epub",
    "csv",
    "tsv",
    "json",
    "jsonl",
    "xlsx",
    "ods",
    "gz",
    "zst",
    "zip",
    "pdf",
    "xls",
    "txt.gz",
    "csv.zst",
    "html.gz",
    "docx.gz",
    "xlsx.gz",
    "json.gz",
    "parquet",
    "parquet.gz",
    "x",
];

/// Reads a file with these bytes and this ending, in a folder of its own.
///
/// Every document found is read or fails with a code and a reason; a file that is no table and no
/// archive is one document.
pub(crate) fn holds(folder: &Path, ending: &str, bytes: &[u8]) {
    let path = folder.join(format!("file.{ending}"));
    fs::write(&path, bytes).expect("the folder can be written to");
    for html in [HtmlMode::Article, HtmlMode::All] {
        let options = SourceOptions {
            text_col: Some("body".to_owned()),
            title_col: Some("title".to_owned()),
            max_bytes: 1 << 20,
            html,
            ..SourceOptions::default()
        };
        // A table that does not fit is a mistake that is said; so is a text without any table.
        let requests = vec![Request::Path(path.clone()), Request::Path(folder.join("none.csv"))];
        let Ok(mut source) = Source::open(requests, &options) else { continue };
        let mut found = 0_usize;
        for item in source.by_ref() {
            found += 1;
            match item.load(&options) {
                Ok(document) => {
                    let headline = document.headline.unwrap_or(0);
                    assert!(document.text.is_char_boundary(headline), "{ending}: {headline}");
                    assert!(!document.encoding.is_empty());
                    assert!(document.text.len() as u64 <= 4 * options.max_bytes);
                }
                Err(error) => {
                    assert!(error.code != Code::Internal, "{ending}: {error}");
                    assert!(!error.detail.is_empty());
                }
            }
            let _ = item.identity(&options);
        }
        // The file that is not there is the last.
        let documents = found - 1;
        let is_one =
            ["txt", "md", "html", "docx", "odt", "epub", "pdf", "txt.gz", "html.gz", "docx.gz"];
        assert!(documents == 1 || !is_one.contains(&ending), "{ending}: {documents} documents");
    }
}
