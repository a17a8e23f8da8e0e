//! JSON records, as lines or as one array, each with its place.

use std::fmt;

use serde_json::Value;

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Number of the line it begins on, from 1.
    Line(u64),
    /// Number in a JSON array, from 1.
    Record(u64),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "line {line}"),
            Self::Record(record) => write!(f, "record {record}"),
        }
    }
}

/// What is wrong with a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it stands.
    pub place: Place,
    /// What is wrong, for whoever mends it.
    pub what: String,
}

impl Fault {
    pub(crate) fn new(place: Place, what: impl Into<String>) -> Self {
        Self { place, what: what.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// Reads every record of a text with `parse`: the items of one JSON array, or JSON Lines of which
/// blank ones are passed over.
///
/// # Errors
/// Everything that is wrong, in order; a text without any record is wrong too.
pub(crate) fn records<T>(
    text: &str,
    mut parse: impl FnMut(Place, Value) -> Result<T, String>,
) -> Result<Vec<T>, Vec<Fault>> {
    let mut records = Vec::new();
    let mut faults = Vec::new();
    for (place, value) in values(text) {
        match value.and_then(|value| parse(place, value)) {
            Ok(record) => records.push(record),
            Err(what) => faults.push(Fault::new(place, what)),
        }
    }
    if records.is_empty() && faults.is_empty() {
        faults.push(Fault::new(Place::Line(1), "no record"));
    }
    if faults.is_empty() { Ok(records) } else { Err(faults) }
}

fn values(text: &str) -> Vec<(Place, Result<Value, String>)> {
    if text.trim_start().starts_with('[') {
        return match serde_json::from_str::<Vec<Value>>(text) {
            Ok(items) => (1..).map(Place::Record).zip(items.into_iter().map(Ok)).collect(),
            Err(error) => vec![(Place::Line(error.line() as u64), Err(not_json(&error)))],
        };
    }
    let lines = (1..).map(Place::Line).zip(text.lines());
    let filled = lines.filter(|(_, line)| !line.trim().is_empty());
    filled
        .map(|(place, line)| (place, serde_json::from_str(line).map_err(|error| not_json(&error))))
        .collect()
}

/// What serde says, without its line, which counts inside the record.
fn not_json(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let what = said.split(" at line ").next().unwrap_or(&said);
    format!("not JSON at column {}: {what}", error.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let number = |_, value: Value| value.as_u64().ok_or_else(|| "not a number".to_owned());
        match records(text, number) {
            Ok(numbers) => numbers.iter().map(ToString::to_string).collect(),
            Err(faults) => faults.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn records_and_faults_have_places() {
        for (text, expected) in [
            ("1\n\n2\r\n", vec!["1", "2"]),
            (" [1,\n2]", vec!["1", "2"]),
            (
                "1\n\"a\"\n{\n3",
                vec![
                    "line 2: not a number",
                    "line 3: not JSON at column 1: EOF while parsing an object",
                ],
            ),
            ("[1, \"a\"]", vec!["record 2: not a number"]),
            ("[1,\n2", vec!["line 2: not JSON at column 1: EOF while parsing a list"]),
            ("\n", vec!["line 1: no record"]),
        ] {
            assert_eq!(told(text), expected, "{text:?}");
        }
    }
}
