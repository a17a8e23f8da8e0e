//! What people are told a document is.

use crate::analyzer::Analysis;
use crate::input::Document;
use crate::report::visible::one_line;
use crate::text::section::Section;

/// Where the document came from, in one line.
#[must_use]
pub fn source(document: &Document) -> String {
    if document.source == "-" { "standard input".to_owned() } else { one_line(&document.source) }
}

/// The headline in one line, if the document has one.
#[must_use]
pub fn headline(document: &Document, analysis: &Analysis) -> Option<String> {
    let mut headline = analysis.sentences.iter().filter(|s| s.section == Section::Headline);
    let sentences: Vec<&str> =
        headline.by_ref().map(|sentence| sentence.span.of(&document.text)).collect();
    (!sentences.is_empty()).then(|| one_line(&sentences.join(" ")))
}

/// The headline, or where the document came from.
#[must_use]
pub fn title(document: &Document, analysis: &Analysis) -> String {
    headline(document, analysis).unwrap_or_else(|| source(document))
}
