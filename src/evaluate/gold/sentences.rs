//! Documents whose sentences people have marked.

use serde::Deserialize;

use super::record::{Fault, records};
use crate::text::span::Span;

/// A document with its sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedDocument {
    /// Its id.
    pub id: String,
    /// What kind of text it is; empty where that is not said.
    pub genre: String,
    /// The text.
    pub text: String,
    /// Its sentences in order, not overlapping.
    pub sentences: Vec<MarkedSentence>,
}

/// A sentence and its paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkedSentence {
    /// Bytes of the text; never empty.
    pub span: Span,
    /// Number of the paragraph.
    pub paragraph: u64,
}

#[derive(Deserialize)]
struct Record {
    id: String,
    #[serde(default)]
    genre: String,
    text: String,
    spans: Vec<(usize, usize, u64)>,
}

/// Reads `{"id", "genre", "text", "spans": [[start_byte, end_byte, paragraph], …]}`, a JSON array of
/// such objects or one a line.
///
/// # Errors
/// Every record that is not of this form, or whose spans do not fit its text.
pub fn marked_documents(text: &str) -> Result<Vec<MarkedDocument>, Vec<Fault>> {
    records(text, |_, value| {
        let record: Record = serde_json::from_value(value).map_err(|error| error.to_string())?;
        let sentences = sentences(&record)?;
        Ok(MarkedDocument { id: record.id, genre: record.genre, text: record.text, sentences })
    })
}

fn sentences(record: &Record) -> Result<Vec<MarkedSentence>, String> {
    let mut behind = (0, 0);
    let mut sentences = Vec::with_capacity(record.spans.len());
    for &(start, end, paragraph) in &record.spans {
        let fits = start < end && record.text.get(start..end).is_some();
        if !fits || start < behind.0 || paragraph < behind.1 {
            let why = if fits { "is out of order" } else { "does not fit the text" };
            return Err(format!("{}: span [{start}, {end}, {paragraph}] {why}", record.id));
        }
        behind = (end, paragraph);
        sentences.push(MarkedSentence { span: Span::new(start, end), paragraph });
    }
    Ok(sentences)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_fit_their_text() {
        let read = |spans: &str| {
            let line = format!(r#"{{"id": "a", "text": "Né. Go.", "spans": {spans}}}"#);
            marked_documents(&line)
                .map_err(|faults| faults.iter().map(ToString::to_string).collect())
        };
        let fault = |what: &str| Err(vec![format!("line 1: {what}")]);
        let two = read("[[0, 4, 0], [5, 8, 1]]").unwrap();
        let of = |sentence: &MarkedSentence| (sentence.span, sentence.paragraph);
        let found: Vec<_> =
            two.iter().flat_map(|document| document.sentences.iter().map(of)).collect();
        assert_eq!(found, [(Span::new(0, 4), 0), (Span::new(5, 8), 1)]);
        for (spans, what) in [
            ("[[0, 9, 0]]", "a: span [0, 9, 0] does not fit the text"),
            ("[[0, 2, 0]]", "a: span [0, 2, 0] does not fit the text"),
            ("[[3, 3, 0]]", "a: span [3, 3, 0] does not fit the text"),
            ("[[0, 4, 0], [3, 8, 0]]", "a: span [3, 8, 0] is out of order"),
            ("[[0, 4, 1], [5, 8, 0]]", "a: span [5, 8, 0] is out of order"),
        ] {
            assert_eq!(read(spans), fault(what), "{spans}");
        }
        assert_eq!(
            marked_documents("{\"id\": \"a\"}")
                .unwrap_err()
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>(),
            ["line 1: missing field `text`"]
        );
    }
}
