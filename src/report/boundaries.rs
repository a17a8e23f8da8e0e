//! Sentence boundaries judged: a table by genre, and errors to read.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::evaluate::boundaries::{BoundaryError, BoundaryResult};
use crate::evaluate::rates::Counts;
use crate::report::style::{BOLD, DIM};
use crate::report::visible::one_line;

/// A result, and how many of its errors are shown.
#[derive(Debug, Clone, Copy)]
pub struct BoundaryReport<'a> {
    /// The result.
    pub result: &'a BoundaryResult,
    /// The most errors shown.
    pub errors: usize,
}

impl BoundaryReport<'_> {
    /// The report as text with styles; the stream it is written to may take them off.
    #[must_use]
    pub fn render(&self) -> String {
        let mut out = String::new();
        for error in self.shown() {
            let _ = writeln!(
                out,
                "{:<6} {DIM}{}{DIM:#}\n       {}{BOLD}|{BOLD:#}{}",
                error.kind.name(),
                one_line(&error.document),
                context(&error.left),
                context(&error.right),
            );
        }
        if !out.is_empty() {
            out.push('\n');
        }
        let result = self.result;
        let _ =
            writeln!(out, "{BOLD}Sentence boundaries in {} documents{BOLD:#}", result.documents);
        let _ = writeln!(
            out,
            "{:<14} {:>8} {:>8} {:>8}  {:>9} {:>9} {:>9}",
            "", "marked", "found", "right", "precision", "recall", "F1"
        );
        for (genre, counts) in &result.genres {
            if !genre.is_empty() {
                row(&one_line(genre), *counts, &mut out);
            }
        }
        row("all", result.all, &mut out);
        out
    }

    /// The figures, and the errors shown, as one JSON object.
    #[must_use]
    pub fn json(&self) -> String {
        let genres: serde_json::Map<String, Value> = self
            .result
            .genres
            .iter()
            .map(|(genre, counts)| (genre.clone(), figures(*counts)))
            .collect();
        let errors: Vec<Value> = self
            .shown()
            .iter()
            .map(|error| {
                json!({
                    "id": error.document, "error": error.kind.name(),
                    "left": error.left, "right": error.right,
                })
            })
            .collect();
        let object = json!({
            "task": "sentences", "documents": self.result.documents,
            "all": figures(self.result.all), "genres": genres, "errors": errors,
        });
        format!("{object:#}\n")
    }

    fn shown(&self) -> &[BoundaryError] {
        let errors = &self.result.errors;
        errors.get(..self.errors).unwrap_or(errors)
    }
}

fn row(name: &str, counts: Counts, out: &mut String) {
    let Counts { wanted, found, right } = counts;
    let _ = writeln!(
        out,
        "{name:<14} {wanted:>8} {found:>8} {right:>8}  {:>9} {:>9} {:>9}",
        four(counts.precision()),
        four(counts.recall()),
        four(counts.f1()),
    );
}

fn four(number: Option<f64>) -> String {
    number.map_or_else(|| "-".to_owned(), |number| format!("{number:.4}"))
}

fn figures(counts: Counts) -> Value {
    json!({
        "marked": counts.wanted, "found": counts.found, "right": counts.right,
        "precision": counts.precision(), "recall": counts.recall(), "f1": counts.f1(),
    })
}

/// Blanks at the edge are kept, since the boundary lies beside them; a line end is shown.
fn context(text: &str) -> String {
    crate::report::visible::visible(&text.replace("\r\n", "\n").replace('\n', "⏎"))
}
