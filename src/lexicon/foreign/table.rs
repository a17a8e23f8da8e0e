//! CSV and TSV with the columns term, weight and category; without a head, in that order.

use csv::{ByteRecord, ReaderBuilder};

use crate::lexicon::foreign::imported::{ForeignTerm, Imported};
use crate::lexicon::foreign::wide::{delimiter, line_of};
use crate::lexicon::mistake::{LexiconFile, Mistake};
use crate::lexicon::raw::RawTerm;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Term,
    Weight,
    Category,
}

impl Column {
    pub(super) fn of(name: &str) -> Option<Self> {
        match name.trim().to_lowercase().as_str() {
            "term" | "word" | "phrase" | "entry" | "token" => Some(Self::Term),
            "weight" | "score" | "value" | "strength" => Some(Self::Weight),
            "category" | "in" | "key" | "class" | "label" => Some(Self::Category),
            _ => None,
        }
    }
}

pub(super) fn read(file: &LexiconFile) -> Result<Imported, Vec<Mistake>> {
    let first = file.text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(first))
        .from_reader(file.text.as_bytes());
    let mut record = ByteRecord::new();
    let mut columns: Option<Vec<Option<Column>>> = None;
    let mut imported = Imported::new();
    while let Ok(true) = reader.read_byte_record(&mut record) {
        let fields: Vec<String> =
            record.iter().map(|field| String::from_utf8_lossy(field).trim().to_owned()).collect();
        let line = line_of(file, &record);
        if fields.iter().all(String::is_empty) {
            continue;
        }
        let columns = match &columns {
            Some(columns) => columns,
            None if fields.iter().any(|name| Column::of(name) == Some(Column::Term)) => {
                columns = Some(head(file, &fields, line, &mut imported)?);
                continue;
            }
            None => columns.insert(headless(file, &fields)?),
        };
        row(columns, &fields, line, &mut imported);
    }
    Ok(imported)
}

fn head(
    file: &LexiconFile,
    names: &[String],
    line: usize,
    imported: &mut Imported,
) -> Result<Vec<Option<Column>>, Vec<Mistake>> {
    for name in names {
        if Column::of(name).is_none() && RawTerm::KEYS.contains(&name.as_str()) {
            let message = format!(
                "column `{name}` belongs to hedgerow's own form; use the file as it is, with \
                 --lexicon"
            );
            return Err(vec![file.mistake(0..0, message)]);
        }
        if Column::of(name).is_none() {
            imported.refuse(line, name, "a column that is neither term, weight nor category");
        }
    }
    Ok(names.iter().map(|name| Column::of(name)).collect())
}

/// The columns of a table without a head, by its first row.
fn headless(file: &LexiconFile, fields: &[String]) -> Result<Vec<Option<Column>>, Vec<Mistake>> {
    use Column::{Category, Term, Weight};
    let is_number = |field: &String| field.parse::<f64>().is_ok();
    match fields {
        [_] => Ok(vec![Some(Term)]),
        [_, second] if is_number(second) => Ok(vec![Some(Term), Some(Weight)]),
        [_, _] => Ok(vec![Some(Term), Some(Category)]),
        [_, second, _] if is_number(second) => Ok(vec![Some(Term), Some(Weight), Some(Category)]),
        [_, _, third] if is_number(third) => Ok(vec![Some(Term), Some(Category), Some(Weight)]),
        _ => {
            let message = format!(
                "has {} columns and no head that names them; expected a first line such as \
                 term,weight,category",
                fields.len()
            );
            Err(vec![file.mistake(0..0, message)])
        }
    }
}

fn row(columns: &[Option<Column>], fields: &[String], line: usize, imported: &mut Imported) {
    let cell = |wanted| {
        let at = columns.iter().position(|column| *column == Some(wanted))?;
        fields.get(at).map(String::as_str).filter(|cell| !cell.is_empty())
    };
    let Some(term) = cell(Column::Term) else {
        imported.refuse(line, &fields.join(","), "has no term");
        return;
    };
    let key: Vec<String> = cell(Column::Category).map(str::to_owned).into_iter().collect();
    let mut read = ForeignTerm::new(key.into(), term, line);
    if let Some(weight) = cell(Column::Weight) {
        read.weight = weight.parse().ok().filter(|weight: &f64| weight.is_finite());
        if read.weight.is_none() {
            imported.refuse(line, term, format!("its weight `{weight}` is no number"));
            return;
        }
    }
    imported.add(read);
}
