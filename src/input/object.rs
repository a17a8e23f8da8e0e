//! One JSON object as keys and values, each value as it was written.

use memchr::{memchr, memchr2};
use serde::de::IgnoredAny;

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
/// The JSON is checked as a whole first, so that cutting it into members can follow quotation
/// marks and brackets alone. Values are cut, not parsed: 1e400 and a number of 30 digits stay as
/// they were written, and no depth of nesting needs a stack.
pub(super) fn members(json: &str) -> Result<Members, String> {
    let json = json.trim_ascii();
    serde_json::from_str::<IgnoredAny>(json).map_err(|error| expectation(&error))?;
    let Some(rest) = json.strip_prefix('{') else {
        return Err(format!("expected an object `{{…}}`, found {}", kind_of(json)));
    };
    let mut scan = Scan { rest };
    let mut members = Members::default();
    while let Some(key) = scan.token() {
        let value = scan.token().unwrap_or_default();
        let key = members.unescaped(key);
        let value = members.value(value);
        members.pairs.push((key, value));
    }
    Ok(members)
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

/// What remains of the inside of a checked object.
struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    /// The next key or value; `None` behind the last.
    fn token(&mut self) -> Option<&'a str> {
        let between = |c: char| c.is_ascii_whitespace() || matches!(c, ',' | ':');
        let rest = self.rest.trim_start_matches(between);
        let length = match rest.bytes().next()? {
            b'}' => return None,
            b'"' => string_length(rest),
            b'{' | b'[' => nested_length(rest),
            _ => rest.find(|c| between(c) || c == '}').unwrap_or(rest.len()),
        };
        let (token, rest) = rest.split_at_checked(length)?;
        self.rest = rest;
        Some(token)
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

/// Length of the object or list that `json` starts with.
fn nested_length(json: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = json.get(at..).filter(|rest| !rest.is_empty()) {
        let (step, change) = match rest.as_bytes().first() {
            Some(b'"') => (string_length(rest), 0),
            Some(b'{' | b'[') => (1, 1),
            Some(b'}' | b']') => (1, -1),
            _ => (1, 0),
        };
        at += step;
        depth = depth.saturating_add_signed(change);
        if depth == 0 {
            return at;
        }
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

/// The units of the `\uXXXX` that the text starts with, and what follows them. Taken together, so
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
