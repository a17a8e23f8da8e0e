//! Pieces of a lexicon file as text.

use std::fmt::Write as _;

/// A text as TOML writes it, in quotation marks.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A list of texts on one line.
pub(super) fn list<'t>(items: impl IntoIterator<Item = &'t str>) -> String {
    format!("[{}]", items.into_iter().map(quoted).collect::<Vec<_>>().join(", "))
}

/// The head of a lexicon file.
pub(super) fn head(id: &str, version: &str, licence: &str, sources: &[String]) -> String {
    let version = match version {
        "" => String::new(),
        version => format!("version = {}\n", quoted(version)),
    };
    format!(
        "[lexicon]\nformat = 1\nid = {}\n{version}language = \"en\"\nlicence = {}\n\
         sources = {}\n",
        quoted(id),
        quoted(licence),
        list(sources.iter().map(String::as_str))
    )
}

/// A category with the terms that need nothing but their spelling.
pub(super) fn category(
    path: &str,
    title: &str,
    weight: f64,
    off: bool,
    terms: &[String],
) -> String {
    let mut text = format!("\n[category.{}]\ntitle = {}\n", quoted(path), quoted(title));
    let _ = writeln!(text, "weight = {}", number(weight));
    if off {
        text.push_str("off = true\n");
    }
    if !terms.is_empty() {
        text.push_str("terms = [\n");
        for term in terms {
            let _ = writeln!(text, "    {},", quoted(term));
        }
        text.push_str("]\n");
    }
    text
}

/// A weight in steps of 0.0001, without zeros at its end.
pub(super) fn number(weight: f64) -> String {
    let text = format!("{weight:.4}");
    let short = text.trim_end_matches('0');
    if short.ends_with('.') { format!("{short}0") } else { short.to_owned() }
}
