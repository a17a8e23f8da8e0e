//! `LibreOffice` opens what is written: without formulas, with all rows.

use std::path::Path;
use std::process::Command;

use crate::Place;
use crate::hostile::{READ, RECORDS, TEXTS, place};

/// Whether `LibreOffice` is there; says so if not.
fn is_there() -> bool {
    let there = Command::new("soffice").arg("--version").output().is_ok();
    if !there {
        println!("skipped: soffice is missing (libreoffice-calc)");
    }
    there
}

/// What `LibreOffice` makes of files: spreadsheets as pages of XML.
fn converted(place: &Place, files: &[&str], filter: Option<&str>) -> Vec<String> {
    let home = place.path("office");
    let out = place.path("converted");
    let mut command = Command::new("soffice");
    command.arg(format!("-env:UserInstallation=file://{}", home.display()));
    command.args(["--headless", "--norestore"]);
    if let Some(filter) = filter {
        command.arg(format!("--infilter={filter}"));
    }
    command.args(["--convert-to", "fods", "--outdir"]).arg(&out);
    let output = command.args(files.iter().map(|file| place.path(file))).output().unwrap();
    let page = |file: &&str| {
        let stem = Path::new(file).file_stem().unwrap();
        let page = out.join(stem).with_extension("fods");
        let text = std::fs::read_to_string(&page);
        let text = text.unwrap_or_else(|error| panic!("{file}: {error}: {output:?}"));
        std::fs::remove_file(page).unwrap();
        text
    };
    files.iter().map(page).collect()
}

/// The rows of a sheet that hold anything, each as XML.
fn rows<'p>(page: &'p str, sheet: &str) -> Vec<&'p str> {
    let start = format!("<table:table table:name=\"{sheet}\"");
    let sheet = page.split_once(&start).unwrap_or_else(|| panic!("no sheet {sheet}")).1;
    let sheet = sheet.split("</table:table>").next().unwrap();
    sheet.split("<table:table-row").skip(1).filter(|row| row.contains("value-type=")).collect()
}

/// The kind and the text of each cell of a row.
fn cells(row: &str) -> Vec<(&str, &str)> {
    let mut cells = Vec::new();
    for cell in row.split("<table:table-cell").skip(1) {
        let part = |start: &str, end: &str| {
            cell.split_once(start).map_or("", |(_, rest)| rest.split(end).next().unwrap())
        };
        let shown = (part("office:value-type=\"", "\""), part("<text:p>", "<"));
        let repeated = part("number-columns-repeated=\"", "\"").parse().unwrap_or(1);
        cells.extend(std::iter::repeat_n(shown, repeated));
    }
    cells
}

fn formulas(page: &str) -> usize {
    page.matches("table:formula=").count()
}

/// CSV with this sign between fields, quotation marks, UTF-8.
fn csv(sign: char) -> String {
    format!("CSV:{},34,76,1", u32::from(sign))
}

fn scored(options: &[&str]) -> Place {
    let place = place();
    let args: Vec<&str> = READ.iter().chain(options).copied().collect();
    assert_eq!(place.run(&args).code, 1);
    place
}

#[test]
fn a_workbook_of_hostile_texts_has_no_formula_all_rows_and_its_ids() {
    if !is_there() {
        return;
    }
    let place = scored(&["-O", "out", "--format", "xlsx"]);
    let page = converted(&place, &["out/tables.xlsx"], None).remove(0);
    assert_eq!(formulas(&page), 0);
    let documents = rows(&page, "document");
    assert_eq!(documents.len(), 1 + RECORDS);
    for id in ["0012", "1E5", "12345678901234567890", "2024-01-02", "1/2", "TRUE", "NaN"] {
        let at = TEXTS.iter().position(|(text, _)| *text == id).unwrap();
        assert_eq!(cells(documents[at + 1])[..3], vec![("string", id); 3], "{id}");
    }
    assert_eq!(rows(&page, "error").len(), 2);
    for table in ["sentence", "hit", "term", "source", "columns"] {
        assert!(rows(&page, table).len() > 1, "{table}");
    }
}

#[test]
fn csv_of_hostile_texts_has_no_formula_and_all_rows_whatever_sign_is_guessed() {
    if !is_there() {
        return;
    }
    for (options, sign) in [(&[][..], ','), (&["--csv-dialect", "excel-eu"], ';')] {
        let place = scored(&[&["-O", "out"], options].concat());
        let sentences = place.text("out/sentence.csv").lines().count();
        let expected = [("document", 1 + RECORDS), ("sentence", sentences)];
        for guessed in [',', ';', '\t'] {
            let files = ["out/document.csv", "out/sentence.csv"];
            let pages = converted(&place, &files, Some(&csv(guessed)));
            for (page, (table, expected)) in pages.iter().zip(expected) {
                assert_eq!(formulas(page), 0, "{table} opened with {guessed:?}");
                if guessed == sign {
                    assert_eq!(rows(page, table).len(), expected, "{table}");
                }
            }
        }
    }
}
