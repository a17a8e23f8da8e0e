//! Sentences that people have labelled 0 or 1, perhaps with the words that made them do so.

use std::collections::HashMap;

use serde_json::Value;

use super::delimited::delimited;
use super::record::{Fault, Place, records};
use crate::text::span::Span;

/// A labelled sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelledSentence {
    /// Its id, which no other sentence has.
    pub id: String,
    /// The sentence; not blank.
    pub text: String,
    /// Whether its label is 1.
    pub label: bool,
    /// Bytes of the marked words, in order and without repetition; they may overlap.
    pub spans: Vec<Span>,
}

/// How labelled sentences stand on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// JSON Lines, or one JSON array.
    Json,
    /// Comma-separated with a header.
    Csv,
    /// Tab-separated with a header.
    Tsv,
}

impl Form {
    /// The form of a file with this ending, in any case: JSON unless it is a table.
    #[must_use]
    pub fn of_extension(extension: &str) -> Self {
        match extension.to_ascii_lowercase().as_str() {
            "csv" => Self::Csv,
            "tsv" | "tab" => Self::Tsv,
            _ => Self::Json,
        }
    }
}

/// The keys or columns that hold text and label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keys<'a> {
    /// Holds the sentence.
    pub text: &'a str,
    /// Holds the label.
    pub label: &'a str,
}

impl Default for Keys<'_> {
    fn default() -> Self {
        Self { text: "text", label: "label" }
    }
}

/// Reads labelled sentences.
///
/// JSON objects have text, label (0, 1, false or true) and perhaps `id` and `spans`: a list of
/// `[start, end]` in characters, of which further items are not read. Tables have a text and a label
/// column, and perhaps `id`. A sentence without an id has its place for one.
///
/// # Errors
/// Every record without text or label, with an id that another has, or with a span outside of its
/// text.
pub fn labelled_sentences(
    text: &str,
    form: Form,
    keys: Keys<'_>,
) -> Result<Vec<LabelledSentence>, Vec<Fault>> {
    let mut ids = Ids::default();
    match form {
        Form::Json => records(text, |place, value| of_json(place, &value, keys, &mut ids)),
        Form::Csv => delimited(text, b',', keys, &mut ids),
        Form::Tsv => delimited(text, b'\t', keys, &mut ids),
    }
}

/// The ids seen, each with its place.
#[derive(Debug, Default)]
pub(super) struct Ids(HashMap<String, Place>);

impl Ids {
    /// The id of the record at `place`, if no other has it.
    pub(super) fn take(&mut self, id: Option<String>, place: Place) -> Result<String, String> {
        let id = id.unwrap_or_else(|| place.to_string());
        match self.0.insert(id.clone(), place) {
            Some(first) => Err(format!("id `{id}` stands on {first} already")),
            None => Ok(id),
        }
    }
}

fn of_json(
    place: Place,
    value: &Value,
    keys: Keys<'_>,
    ids: &mut Ids,
) -> Result<LabelledSentence, String> {
    if !value.is_object() {
        return Err("not a JSON object".to_owned());
    }
    let id = match value.get("id") {
        None | Some(Value::Null) => None,
        Some(Value::String(id)) => Some(id.clone()),
        Some(other) => Some(other.to_string()),
    };
    let text = value.get(keys.text).and_then(Value::as_str);
    let text = filled(text, keys)?;
    let label = match value.get(keys.label) {
        None | Some(Value::Null) => return Err(format!("no `{}`", keys.label)),
        Some(Value::Bool(label)) => *label,
        Some(Value::String(label)) => label_of(label)?,
        Some(other) => label_of(&other.to_string())?,
    };
    let spans = match value.get("spans") {
        None | Some(Value::Null) => Vec::new(),
        Some(spans) => byte_spans(text, spans)?,
    };
    Ok(LabelledSentence { id: ids.take(id, place)?, text: text.to_owned(), label, spans })
}

/// The text, if there is any.
pub(super) fn filled<'t>(text: Option<&'t str>, keys: Keys<'_>) -> Result<&'t str, String> {
    let text = text.ok_or_else(|| format!("no `{}`", keys.text))?;
    if text.trim().is_empty() {
        return Err(format!("`{}` is blank", keys.text));
    }
    Ok(text)
}

pub(super) fn label_of(label: &str) -> Result<bool, String> {
    match label.trim() {
        "1" | "1.0" => Ok(true),
        "0" | "0.0" => Ok(false),
        other if other.eq_ignore_ascii_case("true") => Ok(true),
        other if other.eq_ignore_ascii_case("false") => Ok(false),
        other => Err(format!("label `{other}` is neither 0 nor 1")),
    }
}

/// Spans of characters as spans of bytes, sorted.
fn byte_spans(text: &str, spans: &Value) -> Result<Vec<Span>, String> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |number: Option<&Value>| {
        let character = usize::try_from(number?.as_u64()?).ok()?;
        starts.get(character).copied()
    };
    let items = spans.as_array().ok_or("`spans` is not a list")?;
    let mut found = Vec::with_capacity(items.len());
    for item in items {
        let ends = (byte(item.get(0)), byte(item.get(1)));
        let (Some(start), Some(end)) = ends else {
            return Err(format!(
                "span {item} does not fit the text of {} characters",
                starts.len() - 1
            ));
        };
        if start >= end {
            return Err(format!("span {item} is empty"));
        }
        found.push(Span::new(start, end));
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, form: Form, keys: Keys<'_>) -> Vec<String> {
        match labelled_sentences(text, form, keys) {
            Ok(sentences) => sentences
                .iter()
                .map(|s| {
                    let words: Vec<&str> = s.spans.iter().map(|span| span.of(&s.text)).collect();
                    format!("{}: {} {} {words:?}", s.id, s.text, u8::from(s.label))
                })
                .collect(),
            Err(faults) => faults.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn json_lines() {
        let good = r#"{"id": "a", "text": "“Né” perhaps.", "label": 1, "spans": [[5, 12, "cue"], [1, 3]]}
{"text": "It rained.", "label": false, "source": "made up", "meta": {}}"#;
        assert_eq!(
            shown(good, Form::Json, Keys::default()),
            ["a: “Né” perhaps. 1 [\"Né\", \"perhaps\"]", "line 2: It rained. 0 []"]
        );
        let bad = r#"{"id": "a", "text": "It rained."}
{"id": "b", "text": "It rained.", "label": 2}

{"id": "c", "text": "Né.", "label": 1, "spans": [[0, 4]]}
{"id": "d", "text": "Né.", "label": 1, "spans": [[2, 2]]}
{"id": "e", "text": " ", "label": 1}
{"id": "f", "label": 1}
{"id": "g", "text": "It rained.", "label": 0}
{"id": "g", "text": "It rained.", "label": 0}
["a"]
{"id": "h""#;
        assert_eq!(
            shown(bad, Form::Json, Keys::default()),
            [
                "line 1: no `label`",
                "line 2: label `2` is neither 0 nor 1",
                "line 4: span [0,4] does not fit the text of 3 characters",
                "line 5: span [2,2] is empty",
                "line 6: `text` is blank",
                "line 7: no `text`",
                "line 9: id `g` stands on line 8 already",
                "line 10: not a JSON object",
                "line 11: not JSON at column 10: EOF while parsing an object",
            ]
        );
    }

    #[test]
    fn tables() {
        let keys = Keys { text: "sentence", label: "vague" };
        for (form, table, expected) in [
            (
                Form::Csv,
                "sentence,vague\r\n\"It rained,\nperhaps.\",1\r\nIt snowed.,0\r\n",
                vec!["line 2: It rained,\nperhaps. 1 []", "line 4: It snowed. 0 []"],
            ),
            (Form::Tsv, "id\tvague\tsentence\nx\tTrue\tIt rained.\n", vec!["x: It rained. 1 []"]),
            (
                Form::Csv,
                "sentence,vague\nIt rained.\nIt snowed.,maybe\n,1\n",
                vec![
                    "line 2: 1 cells where the header has 2",
                    "line 3: label `maybe` is neither 0 nor 1",
                    "line 4: `sentence` is blank",
                ],
            ),
            (
                Form::Csv,
                "text,label\nIt rained.,1\n",
                vec!["line 1: no column `sentence`; there are text, label"],
            ),
            (Form::Csv, "sentence,vague\n", vec!["line 1: no record"]),
        ] {
            assert_eq!(shown(table, form, keys), expected, "{table:?}");
        }
    }
}
