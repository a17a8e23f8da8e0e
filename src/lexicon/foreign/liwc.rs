//! LIWC up to 2015, `.dic`: between two lines of `%` the categories with their ids, nested by
//! indentation, then the terms with the ids that they belong to.

use std::collections::HashMap;

use crate::lexicon::foreign::imported::{ForeignTerm, Imported, Key};
use crate::lexicon::foreign::lines::{Line, lines};
use crate::lexicon::foreign::path::Path;
use crate::lexicon::mistake::{LexiconFile, Mistake};

/// Each id with the path of its key.
type Keys<'t> = HashMap<&'t str, Key>;

/// The most categories of one term.
const MAX_IDS: usize = 200;

pub(super) fn read(file: &LexiconFile) -> Result<Imported, Vec<Mistake>> {
    let mut lines = lines(&file.text).filter(|line| !line.is_blank());
    match lines.next() {
        Some(line) if is_bar(&line) => {}
        other => {
            let span = other.map_or(0..0, |line| line.span());
            let message = "expected `%`, which begins the list of categories of a LIWC dictionary";
            return Err(vec![file.mistake(span, message)]);
        }
    }
    let keys = head(file, &mut lines).map_err(|mistake| vec![mistake])?;
    let mut imported = Imported::new();
    for line in lines {
        term(&line, &keys, &mut imported);
    }
    Ok(imported)
}

fn is_bar(line: &Line<'_>) -> bool {
    line.text.trim() == "%"
}

fn head<'t>(
    file: &LexiconFile,
    lines: &mut impl Iterator<Item = Line<'t>>,
) -> Result<Keys<'t>, Mistake> {
    let mut keys = Keys::new();
    // The categories that the next line may lie in, each with its indentation.
    let mut indents: Vec<usize> = Vec::new();
    let mut path = Path::default();
    for line in lines {
        if is_bar(&line) {
            return Ok(keys);
        }
        let text = line.text.trim();
        let Some((id, name)) = text.split_once(char::is_whitespace).filter(|(id, _)| is_id(id))
        else {
            let message = format!("expected an id and the name of a category, found `{text}`");
            return Err(file.mistake(line.span(), message));
        };
        let indent = line.text.len() - line.text.trim_start().len();
        while indents.last().is_some_and(|outer| *outer >= indent) {
            indents.pop();
        }
        path.truncate(indents.len());
        indents.push(indent);
        path.push(without_title(name)).map_err(|message| file.mistake(line.span(), message))?;
        if keys.insert(id, path.key()).is_some() {
            return Err(file.mistake(line.span(), format!("the id `{id}` appears twice")));
        }
    }
    let end = file.text.len();
    Err(file.mistake(end..end, "expected a second `%`, which ends the list of categories"))
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The name without the words that explain it: `posemo (Positive Emotions)`.
fn without_title(name: &str) -> &str {
    let name = name.trim();
    name.split_once(" (").or_else(|| name.split_once("\t(")).map_or(name, |(name, _)| name.trim())
}

fn term(line: &Line<'_>, keys: &Keys<'_>, imported: &mut Imported) {
    let (term, ids) = split(line.text.trim());
    if ids.contains(['(', '<', '/']) {
        let why = format!("belongs to a category only beside certain words: `{}`", ids.trim());
        imported.refuse(line.number, term, why);
        return;
    }
    if ids.split_whitespace().count() > MAX_IDS {
        imported.refuse(line.number, term, format!("has more than {MAX_IDS} ids"));
        return;
    }
    let mut paths: Vec<&Key> = Vec::new();
    for id in ids.split_whitespace() {
        match keys.get(id) {
            Some(path) => paths.push(path),
            None => imported.refuse(line.number, term, format!("`{id}` is the id of no category")),
        }
    }
    if ids.trim().is_empty() {
        imported.refuse(line.number, term, "has no id of a category");
    }
    for path in &paths {
        // What lies in an inner category lies in the outer ones by that.
        let inner = |other: &&Key| other.len() > path.len() && other.starts_with(path);
        if !paths.iter().any(inner) {
            imported.add(ForeignTerm::new(Key::clone(path), term, line.number));
        }
    }
}

/// The term and its ids. A tab ends the term; without one, the ids at the end of the line do.
fn split(text: &str) -> (&str, &str) {
    if let Some(parts) = text.split_once('\t') {
        return parts;
    }
    if let Some(at) = text.find(" (").or_else(|| text.find(" <")) {
        return text.split_at(at);
    }
    let mut rest = text;
    while let Some((before, id)) = rest.rsplit_once(' ') {
        if !is_id(id) {
            break;
        }
        rest = before.trim_end();
    }
    text.split_at(rest.len())
}
