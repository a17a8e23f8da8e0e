//! Yoshikoder, `.ykd`, and Lexicoder 2, `.lcd`: XML with a `cnode` for each key and a `pnode` for
//! each term.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::lexicon::foreign::MAX_DEPTH;
use crate::lexicon::foreign::imported::{ForeignTerm, Imported};
use crate::lexicon::foreign::path::Path;
use crate::lexicon::mistake::{LexiconFile, Mistake};

pub(super) fn read(file: &LexiconFile) -> Result<Imported, Vec<Mistake>> {
    let mut reader = Reader::from_str(&file.text);
    let mut imported = Imported::new();
    let mut path = Path::default();
    // For each open element how many keys are open around it.
    let mut open: Vec<usize> = Vec::new();
    let mut root = false;
    // Counted on from event to event: the whole dictionary may stand in one line.
    let (mut line, mut counted) = (1, 0);
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(0);
        let mistake = |message: String| vec![file.mistake(at..at, message)];
        let event = reader.read_event().map_err(|error| {
            let at = usize::try_from(reader.error_position()).unwrap_or(0);
            vec![file.mistake(at..at, format!("not XML: {error}"))]
        })?;
        match event {
            Event::Start(ref element) | Event::Empty(ref element) => {
                if !root && element.name().as_ref() != "dictionary" {
                    return Err(mistake("expected the element `dictionary`".to_owned()));
                }
                root = true;
                let passed = file.text.as_bytes().get(counted..at).unwrap_or(&[]);
                line += memchr::memchr_iter(b'\n', passed).count();
                counted = at;
                let outer = path.depth();
                read_element(element, line, &mut path, &mut imported).map_err(mistake)?;
                if matches!(event, Event::Start(_)) {
                    open.push(outer);
                } else {
                    path.truncate(outer);
                }
                if open.len() > MAX_DEPTH {
                    let message =
                        format!("is nested deeper than the {MAX_DEPTH} levels that are read");
                    return Err(vec![file.mistake(at..at, message)]);
                }
            }
            Event::End(_) => {
                path.truncate(open.pop().unwrap_or(0));
            }
            Event::DocType(_) => {
                return Err(mistake("a document type is not read; delete the line".to_owned()));
            }
            Event::Eof if !open.is_empty() => {
                return Err(mistake("ends before the last element is closed".to_owned()));
            }
            Event::Eof => return Ok(imported),
            _ => {}
        }
    }
}

/// Goes into the key of an element, or takes its term in.
fn read_element(
    element: &BytesStart<'_>,
    line: usize,
    path: &mut Path,
    imported: &mut Imported,
) -> Result<(), String> {
    match element.name().as_ref() {
        "cnode" => {
            let name = attribute(element, "name")?.ok_or("a `cnode` without a `name`")?;
            path.push(&name)
        }
        "pnode" => {
            let name = attribute(element, "name")?.ok_or("a `pnode` without a `name`")?;
            let mut term = ForeignTerm::new(path.key(), &name, line);
            let score = attribute(element, "score")?.and_then(|score| score.trim().parse().ok());
            term.weight = score.filter(|score: &f64| score.is_finite());
            imported.add(term);
            Ok(())
        }
        _ => Ok(()),
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, String> {
    // The check for doubled names compares each with each.
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| format!("not XML: {error}"))?;
        if attribute.key.as_ref() == name {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            return value
                .map(|value| Some(value.into_owned()))
                .map_err(|error| format!("not XML: {error}"));
        }
    }
    Ok(None)
}
