//! A lexicon that was made of a dictionary, as text.

use std::fmt::Write as _;

use crate::lexicon::foreign::{Format, toml_text};

/// What the head of a converted lexicon says of its licence.
const LICENCE: &str = "unknown: see the original";

/// A category of the new lexicon.
#[derive(Debug)]
pub(super) struct Category {
    pub(super) path: String,
    pub(super) title: String,
    pub(super) weight: f64,
    /// Off in the built-in lexicons.
    pub(super) off: bool,
    pub(super) terms: Vec<Term>,
}

/// A term that was taken over.
#[derive(Debug)]
pub(super) struct Term {
    pub(super) pattern: String,
    pub(super) weight: Option<f64>,
    pub(super) forms: Vec<String>,
}

/// The lexicon of these categories in TOML; those without terms are left out.
pub(super) fn toml(file: &str, format: Format, categories: &[Category]) -> String {
    let source = format!("{file}, read as {}", format.name());
    let mut toml = toml_text::head(&id_of(file), "", LICENCE, &[source]);
    let used = || categories.iter().filter(|category| !category.terms.is_empty());
    for category in used() {
        let plain = category.terms.iter().filter(|term| term.is_plain());
        let plain: Vec<String> = plain.map(|term| term.pattern.clone()).collect();
        toml += &toml_text::category(
            &category.path,
            &category.title,
            category.weight,
            category.off,
            &plain,
        );
    }
    for category in used() {
        for term in category.terms.iter().filter(|term| !term.is_plain()) {
            let path = toml_text::quoted(&category.path);
            let _ = write!(toml, "\n[[term]]\nterm = {}\n", toml_text::quoted(&term.pattern));
            let _ = writeln!(toml, "in = {path}");
            if let Some(weight) = term.weight {
                let _ = writeln!(toml, "weight = {}", toml_text::number(weight));
            }
            if !term.forms.is_empty() {
                let forms = toml_text::list(term.forms.iter().map(String::as_str));
                let _ = writeln!(toml, "forms = {forms}");
            }
        }
    }
    toml
}

impl Term {
    const fn is_plain(&self) -> bool {
        self.weight.is_none() && self.forms.is_empty()
    }
}

/// A lexicon's id made of a file's name.
fn id_of(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let id: String =
        stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let id = id.trim_matches('-');
    if id.is_empty() { "imported".to_owned() } else { id.to_lowercase() }
}
