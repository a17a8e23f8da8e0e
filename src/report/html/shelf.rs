//! Articles kept in the file until they are opened: each a small piece of JSON, packed; what they share said once.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use miniz_oxide::deflate::compress_to_vec_zlib;
use serde_json::{Value, json};

use crate::report::html::article::{ArticleHtml, CueRow};

/// How hard it is tried to pack, of 0 to 10: more takes longer and saves a hundredth.
const LEVEL: u8 = 6;

/// What the articles of a file share: entries, reasons and voices, each in the order first met.
#[derive(Debug, Default)]
pub struct Shelf {
    /// Class, category, weight, measured precision and name.
    entries: Names<[String; 5]>,
    reasons: Names<String>,
    voices: Names<String>,
}

/// Values with the number each has.
#[derive(Debug)]
struct Names<T> {
    numbers: HashMap<T, usize>,
    values: Vec<T>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { numbers: HashMap::new(), values: Vec::new() }
    }
}

impl<T: Clone + Eq + std::hash::Hash> Names<T> {
    fn number(&mut self, value: T) -> usize {
        let next = self.values.len();
        *self.numbers.entry(value).or_insert_with_key(|value| {
            self.values.push(value.clone());
            next
        })
    }
}

impl Shelf {
    /// The article as the content of a data block, base64 of JSON compressed as `zlib` does: `html`; `scores`,
    /// for each sentence its number and eight scores, 0 where there is none; `cues`, for each its sentence,
    /// words, entry, reason, voice, and 1 where it counts.
    pub fn block(&mut self, article: &ArticleHtml) -> String {
        let scores: Vec<Value> = article
            .scores
            .iter()
            .map(|row| {
                let values = row.values.iter().map(|value| match value.as_str() {
                    "" => Value::from(0),
                    value => Value::from(value),
                });
                std::iter::once(Value::from(row.number)).chain(values).collect()
            })
            .collect();
        let cues: Vec<Value> = article.cues.iter().map(|cue| self.cue(cue)).collect();
        packed(&json!({ "html": article.html, "scores": scores, "cues": cues }))
    }

    fn cue(&mut self, cue: &CueRow) -> Value {
        let axis = cue.class.split(' ').next().unwrap_or_default();
        let entry = [axis, &cue.category, &cue.weight, &cue.measured, &cue.entry];
        json!([
            cue.sentence,
            cue.matched,
            self.entries.number(entry.map(str::to_owned)),
            self.reasons.number(cue.why.clone()),
            self.voices.number(cue.voice.clone()),
            u8::from(cue.counted == "yes"),
        ])
    }

    /// What all blocks refer to, as the content of a data block of JSON.
    pub(super) fn shared(&self) -> String {
        data_block(&json!({
            "entries": self.entries.values,
            "reasons": self.reasons.values,
            "voices": self.voices.values,
        }))
    }
}

fn packed(value: &Value) -> String {
    STANDARD.encode(compress_to_vec_zlib(value.to_string().as_bytes(), LEVEL))
}

/// JSON that cannot end the block it stands in.
fn data_block(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_data_block_cannot_be_ended_by_what_it_holds() {
        assert_eq!(
            data_block(&Value::from("</script><!--\"\u{2028}")),
            "\"\\u003c/script>\\u003c!--\\\"\u{2028}\""
        );
    }

    #[test]
    fn what_is_shared_is_said_once() {
        let mut names = Names::default();
        assert_eq!(["a", "b", "a"].map(|name| names.number(name)), [0, 1, 0]);
        assert_eq!(names.values, ["a", "b"]);
    }
}
