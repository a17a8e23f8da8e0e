//! Reads a lexicon from CSV: the keys of a term as columns, `|` between the items of a list.

use std::ops::Range;

use csv::{ByteRecord, ReaderBuilder};

use crate::lexicon::guard::nearest;
use crate::lexicon::mistake::{LexiconFile, Mistake};
use crate::lexicon::raw::{Located, RawLexicon, RawTerm, RawValue};

/// Reads a lexicon file in CSV; what could not be read is reported in `mistakes`.
///
/// The lexicon's id is the file's name without its folder and ending.
pub(crate) fn read(file: &LexiconFile, mistakes: &mut Vec<Mistake>) -> RawLexicon {
    let mut lexicon = RawLexicon { id: id_of(&file.name), ..RawLexicon::default() };
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).from_reader(file.text.as_bytes());
    let mut record = ByteRecord::new();
    let mut header: Option<Vec<String>> = None;
    while let Ok(true) = reader.read_byte_record(&mut record) {
        let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        let fields = place_fields(file, &record, end);
        match &header {
            None => header = Some(read_header(file, &fields, mistakes)),
            Some(header) => lexicon.terms.push(read_row(file, header, fields, mistakes)),
        }
    }
    if header.is_none() {
        mistakes.push(
            file.mistake(0..0, "the file is empty; its first line names the columns: term,in,…"),
        );
    }
    lexicon
}

fn id_of(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

/// The fields of a record that ends before `end`, each at the place where its text is found.
fn place_fields(file: &LexiconFile, record: &ByteRecord, end: usize) -> Vec<Located<String>> {
    let start =
        record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
    // The reader's position may stand before blank lines that it passed over.
    let blank = |c: char| c == '\r' || c == '\n';
    let skipped =
        file.text.get(start..).map_or(0, |rest| rest.len() - rest.trim_start_matches(blank).len());
    let end = end.min(file.text.len());
    let mut at = start + skipped;
    record
        .iter()
        .map(|field| {
            let value = String::from_utf8_lossy(field).into_owned();
            // A field with doubled quotation marks is not found as it stands: its row is named.
            let found = file.text.get(at..end).and_then(|rest| rest.find(&value));
            let place = found.map_or(at..at, |n| at + n..at + n + value.len());
            at = place.end;
            Located::new(value.trim().to_owned(), place)
        })
        .collect()
}

fn read_header(
    file: &LexiconFile,
    fields: &[Located<String>],
    mistakes: &mut Vec<Mistake>,
) -> Vec<String> {
    let mut header: Vec<String> = Vec::with_capacity(fields.len());
    for field in fields {
        let name = &field.value;
        if !RawTerm::KEYS.contains(&name.as_str()) {
            let hint = nearest(name, RawTerm::KEYS.iter());
            mistakes
                .push(file.mistake(field.span.clone(), format!("unknown column `{name}`{hint}")));
        } else if header.contains(name) {
            mistakes
                .push(file.mistake(field.span.clone(), format!("column `{name}` appears twice")));
        }
        header.push(name.clone());
    }
    for required in ["term", "in"] {
        if !header.iter().any(|name| name == required) {
            mistakes.push(file.mistake(0..0, format!("the column `{required}` is missing")));
        }
    }
    header
}

fn read_row(
    file: &LexiconFile,
    header: &[String],
    fields: Vec<Located<String>>,
    mistakes: &mut Vec<Mistake>,
) -> RawTerm {
    let mut term = RawTerm::default();
    let row = fields.first().map_or(0..0, |field| field.span.clone());
    if fields.len() != header.len() {
        let message =
            format!("this row has {} fields, but the header has {}", fields.len(), header.len());
        mistakes.push(file.mistake(row.clone(), message));
    }
    for (key, field) in header.iter().zip(fields) {
        if field.value.is_empty() || !RawTerm::KEYS.contains(&key.as_str()) {
            continue;
        }
        let span = field.span.clone();
        if let Err(message) = term.set(key, value_of(key, &field), span.clone()) {
            mistakes.push(file.mistake(span, format!("{message}: `{}`", field.value)));
        }
    }
    for (key, missing) in [("term", term.term.is_none()), ("in", term.category.is_none())] {
        if missing && header.iter().any(|name| name == key) {
            mistakes.push(file.mistake(row.clone(), format!("this term has no `{key}`")));
        }
    }
    term
}

fn value_of(key: &str, field: &Located<String>) -> RawValue {
    let text = field.value.as_str();
    if key == "weight" {
        return text.parse().map_or(RawValue::Text(text.to_owned()), RawValue::Number);
    }
    let named = matches!(text, "verb" | "noun" | "adj");
    if RawTerm::takes_list(key) || (key == "forms" && !named) {
        return RawValue::List(list_items(&field.span, text));
    }
    RawValue::Text(text.to_owned())
}

fn list_items(span: &Range<usize>, text: &str) -> Vec<Located<String>> {
    let items = text.split('|').map(str::trim).filter(|item| !item.is_empty());
    items.map(|item| Located::new(item.to_owned(), span.clone())).collect()
}
