//! One JSON object as keys and values, each value as it was written.

use std::fmt;

use memchr::{memchr, memchr2};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The value of a key or of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// `null`.
    Null,
    /// A string.
    Text(String),
    /// A number or a truth value as written; a list or an object as compact JSON.
    Other(String),
}

impl Value {
    /// How many bytes it holds.
    pub(super) const fn bytes(&self) -> u64 {
        match self {
            Self::Null => 0,
            Self::Text(text) | Self::Other(text) => text.len() as u64,
        }
    }

    /// The value as a cell holds it; `None` for `null`.
    pub(crate) fn into_cell(self) -> Option<String> {
        match self {
            Self::Null => None,
            Self::Text(text) | Self::Other(text) => Some(text),
        }
    }
}

/// The members of an object.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Members {
    /// Keys and values in their order; a key may come twice.
    pub(super) pairs: Vec<(String, Value)>,
    /// Whether an escaped lone surrogate became U+FFFD.
    pub(super) errors: bool,
}

/// Reads one object; the error says what was expected.
///
/// Values are checked and cut, not parsed: 1e400 and a number of 30 digits stay as they were written,
/// and no depth of nesting needs a stack.
pub(super) fn members(json: &str) -> Result<Members, String> {
    let json = json.trim_ascii();
    let Ok(Raw(pairs)) = serde_json::from_str(json) else { return Err(expected(json)) };
    let mut members = Members { pairs: Vec::with_capacity(pairs.len()), errors: false };
    for (key, value) in pairs {
        let key = members.unescaped(key.get());
        let value = members.value(value.get());
        members.pairs.push((key, value));
    }
    Ok(members)
}

/// The members of an object as they are written.
struct Raw<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de> Deserialize<'de> for Raw<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        // Most records have a few members.
        let mut pairs = Vec::with_capacity(8);
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Raw(pairs))
    }
}

/// What was expected of a text that is no object.
fn expected(json: &str) -> String {
    match serde_json::from_str::<IgnoredAny>(json) {
        Err(error) => expectation(&error),
        Ok(_) => format!("expected an object `{{…}}`, found {}", kind_of(json)),
    }
}

impl Members {
    fn value(&mut self, raw: &str) -> Value {
        match raw.bytes().next() {
            Some(b'"') => Value::Text(self.unescaped(raw)),
            Some(b'{' | b'[') => Value::Other(compact(raw)),
            Some(b'n') | None => Value::Null,
            Some(_) => Value::Other(raw.to_owned()),
        }
    }

    /// The text of a string with its quotation marks.
    fn unescaped(&mut self, raw: &str) -> String {
        let raw = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')).unwrap_or(raw);
        if memchr(b'\\', raw.as_bytes()).is_none() {
            return raw.to_owned();
        }
        let (text, errors) = unescape(raw);
        self.errors |= errors;
        text
    }
}

/// Length of the string that `json` starts with, marks included.
fn string_length(json: &str) -> usize {
    let mut at = 1;
    while let Some(found) = json.as_bytes().get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        at += found;
        if json.as_bytes().get(at) == Some(&b'"') {
            return at + 1;
        }
        at += 2;
    }
    json.len()
}

/// The same JSON without blanks between its tokens.
fn compact(json: &str) -> String {
    let mut short = String::with_capacity(json.len());
    let mut rest = json;
    while let Some((before, _)) = rest.split_once('"') {
        short.extend(before.split_ascii_whitespace());
        let string = rest.get(before.len()..).unwrap_or_default();
        let (string, after) = string.split_at_checked(string_length(string)).unwrap_or_default();
        short.push_str(string);
        rest = after;
    }
    short.extend(rest.split_ascii_whitespace());
    short
}

/// The text of a checked string, and whether a lone surrogate became U+FFFD.
fn unescape(raw: &str) -> (String, bool) {
    let mut text = String::with_capacity(raw.len());
    let mut errors = false;
    let mut rest = raw;
    while let Some(at) = memchr(b'\\', rest.as_bytes()) {
        let (before, escape) = rest.split_at_checked(at).unwrap_or_default();
        let escape = escape.strip_prefix('\\').unwrap_or_default();
        text.push_str(before);
        if escape.starts_with('u') {
            let (units, after) = utf16_escapes(rest.get(before.len()..).unwrap_or_default());
            for character in char::decode_utf16(units) {
                errors |= character.is_err();
                text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            rest = after;
        } else {
            let mut characters = escape.chars();
            text.extend(characters.next().map(escaped));
            rest = characters.as_str();
        }
    }
    text.push_str(rest);
    (text, errors)
}

/// The units of the escapes `\u` that the text starts with, and what follows them. Taken together, so
/// that a pair of surrogates becomes one character.
fn utf16_escapes(text: &str) -> (Vec<u16>, &str) {
    let mut units = Vec::new();
    let mut rest = text;
    while let Some((digits, after)) =
        rest.strip_prefix("\\u").and_then(|rest| rest.split_at_checked(4))
    {
        let Ok(unit) = u16::from_str_radix(digits, 16) else { break };
        units.push(unit);
        rest = after;
    }
    (units, rest)
}

fn escaped(letter: char) -> char {
    match letter {
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        same => same,
    }
}

/// serde's message with the column alone: its line is always the first.
fn expectation(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or_default();
    format!("{what} (column {})", error.column())
}

fn kind_of(json: &str) -> &'static str {
    match json.bytes().next() {
        Some(b'[') => "a list",
        Some(b'"') => "a string",
        Some(b't' | b'f') => "a truth value",
        Some(b'n') => "null",
        _ => "a number",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_stay_as_written() {
        for (json, value) in [
            ("\"a \\\"b\\\" \\u00e9\\n\\/\"", Value::Text("a \"b\" é\n/".into())),
            ("\"\\ud83d\\ude00\"", Value::Text("😀".into())),
            ("1.50", Value::Other("1.50".into())),
            ("1e400", Value::Other("1e400".into())),
            (
                "123456789012345678901234567890",
                Value::Other("123456789012345678901234567890".into()),
            ),
            ("true", Value::Other("true".into())),
            ("null", Value::Null),
            (
                "[1, {\"a b\" : \"c \\\" ] d\"} ]",
                Value::Other("[1,{\"a b\":\"c \\\" ] d\"}]".into()),
            ),
            ("{}", Value::Other("{}".into())),
        ] {
            let members = members(&format!(" {{ \"k\" : {json} , \"z\":0}} ")).unwrap();
            let last = ("z".to_owned(), Value::Other("0".into()));
            assert_eq!(members.pairs, [("k".to_owned(), value), last]);
        }
        assert_eq!(members("{}"), Ok(Members::default()));
    }

    #[test]
    fn lone_surrogates_are_replaced_and_told() {
        let members = members(r#"{"k":"a\ud800b\udc00"}"#).unwrap();
        assert_eq!(members.pairs[0].1, Value::Text("a\u{fffd}b\u{fffd}".into()));
        assert!(members.errors);
    }

    #[test]
    fn a_malformed_line_says_what_was_expected() {
        for (json, message) in [
            ("{\"a\":1", "EOF while parsing an object (column 6)"),
            ("{\"a\" 1}", "expected `:` (column 6)"),
            ("[1]", "expected an object `{…}`, found a list"),
            ("\"x\"", "expected an object `{…}`, found a string"),
            ("{} {}", "trailing characters (column 4)"),
        ] {
            assert_eq!(members(json), Err(message.to_owned()));
        }
    }

    #[test]
    fn no_depth_needs_a_stack() {
        let deep = format!("{{\"k\":{}{}}}", "[".repeat(200_000), "]".repeat(200_000));
        assert_eq!(members(&deep).unwrap().pairs.len(), 1);
    }

    fn json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<String>().prop_map(Into::into),
        ];
        leaf.prop_recursive(3, 16, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
                prop::collection::vec((any::<String>(), inner), 0..4)
                    .prop_map(|pairs| { serde_json::Value::Object(pairs.into_iter().collect()) }),
            ]
        })
    }

    proptest! {
        #[test]
        fn members_are_what_serde_reads(pairs in prop::collection::vec((any::<String>(), json()), 0..5)) {
            let object: serde_json::Map<_, _> = pairs.into_iter().collect();
            let pretty = serde_json::to_string_pretty(&object).unwrap();
            let expected: Vec<(String, Value)> = object
                .iter()
                .map(|(key, value)| (key.clone(), match value {
                    serde_json::Value::Null => Value::Null,
                    serde_json::Value::String(text) => Value::Text(text.clone()),
                    other => Value::Other(other.to_string()),
                }))
                .collect();
            prop_assert_eq!(members(&pretty).unwrap().pairs, expected);
        }

        #[test]
        fn no_line_makes_it_panic(line in "[{}\\[\\]\",:\\\\u0d8 enrtl]{0,40}") {
            let _ = members(&line);
        }
    }
}
