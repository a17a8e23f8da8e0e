//! A document table of an earlier run held against what the same texts give now.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::output::digits::four_decimals;
use crate::output::earlier::opened::{EarlierKind, EarlierTable};
use crate::output::earlier::{EarlierError, EarlierRow};
use crate::output::fingerprint::Fingerprint;

/// Columns that say nothing of a text and its numbers: what a result was made with is told once for all
/// documents, a path changes with the folder it is seen from, and `dup_of` is about other documents.
const NOT_NUMBERS: [&str; 2] = ["source", "dup_of"];
const TEXT: &str = "text_sha";

/// A row as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    cells: Vec<(String, String)>,
}

impl Recorded {
    fn new(row: &EarlierRow<'_>) -> Self {
        let cells = row.values().map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self { cells: cells.collect() }
    }

    /// The value of one of our columns, by its name without `hr_`; `""` where it is empty.
    #[must_use]
    pub fn get(&self, column: &str) -> &str {
        let prefixed = format!("hr_{column}");
        let named = |name: &str| self.cells.iter().rfind(|cell| cell.0 == name);
        named(&prefixed).or_else(|| named(column)).map_or("", |cell| cell.1.as_str())
    }
}

/// Reads every row of a document table.
///
/// # Errors
/// It is another table, or a row cannot be read.
pub fn read(table: &mut EarlierTable) -> Result<Vec<Recorded>, EarlierError> {
    if table.kind != EarlierKind::Document {
        let name = table.name();
        return Err(EarlierError(format!("{name} is no document table; verify takes one")));
    }
    let mut rows = Vec::new();
    while let Some(row) = table.next_row()? {
        rows.push(Recorded::new(&row));
    }
    Ok(rows)
}

/// The weights of the entries in a hit table; of an entry with several, the last.
///
/// # Errors
/// It is another table, or a row cannot be read.
pub fn weights(table: &mut EarlierTable) -> Result<BTreeMap<String, String>, EarlierError> {
    let mut weights = BTreeMap::new();
    if table.kind != EarlierKind::Hit {
        return Err(EarlierError(format!("{} is no hit table", table.name())));
    }
    while let Some(row) = table.next_row()? {
        let row = Recorded::new(&row);
        weights.insert(row.get("entry").to_owned(), row.get("weight").to_owned());
    }
    Ok(weights)
}

/// Every value that a column of the fingerprint has, in order. Documents that failed have none of their
/// text.
#[must_use]
pub fn values<'r>(rows: &'r [Recorded], column: &str) -> BTreeSet<&'r str> {
    rows.iter().map(|row| row.get(column)).collect()
}

/// A number that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The document.
    pub id: String,
    /// The column.
    pub column: String,
    /// As it was written.
    pub was: String,
    /// As it is now.
    pub is: String,
}

/// What the texts give now, held against what was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Documents that are both in the result and among the texts.
    pub both: usize,
    /// Documents of the result that are not among the texts.
    pub missing: Vec<String>,
    /// Texts that the result does not have.
    pub unknown: Vec<String>,
    /// Documents whose text is another one.
    pub texts: Vec<String>,
    /// Numbers that differ although the text is the same.
    pub numbers: Vec<Difference>,
}

impl Comparison {
    /// Compares rows by their ids; of several with one id the first with the first.
    #[must_use]
    pub fn new(was: &[Recorded], is: &[Recorded]) -> Self {
        let mut comparison = Self::default();
        let mut left: BTreeMap<&str, VecDeque<&Recorded>> = BTreeMap::new();
        for row in is {
            left.entry(row.get("doc_id")).or_default().push_back(row);
        }
        for old in was {
            let id = old.get("doc_id");
            match left.get_mut(id).and_then(VecDeque::pop_front) {
                Some(new) => comparison.add(id, old, new),
                None => comparison.missing.push(id.to_owned()),
            }
        }
        let unknown = left.into_iter().flat_map(|(id, rows)| rows.into_iter().map(move |_| id));
        comparison.unknown = unknown.map(str::to_owned).collect();
        comparison
    }

    fn add(&mut self, id: &str, old: &Recorded, new: &Recorded) {
        self.both += 1;
        if old.get(TEXT) != new.get(TEXT) {
            self.texts.push(id.to_owned());
            return;
        }
        for (column, was) in &old.cells {
            let own = column.strip_prefix("hr_").unwrap_or(column);
            if Fingerprint::COLUMNS.contains(&own) || NOT_NUMBERS.contains(&own) {
                continue;
            }
            let Some((_, is)) = new.cells.iter().rfind(|cell| cell.0 == *column) else { continue };
            if !is_same(was, is) {
                let (column, was, is) = (column.clone(), was.clone(), is.clone());
                self.numbers.push(Difference { id: id.to_owned(), column, was, is });
            }
        }
    }

    /// Whether everything is as it was.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.missing.is_empty()
            && self.unknown.is_empty()
            && self.texts.is_empty()
            && self.numbers.is_empty()
    }
}

/// Whether two cells say the same. Fractions are compared in four decimals, which is what a spreadsheet has:
/// the last digits of JSON depend on the mathematical functions of the system.
fn is_same(was: &str, is: &str) -> bool {
    let fraction = |cell: &str| {
        let number = cell.contains('.').then(|| cell.parse().ok()).flatten()?;
        Some(four_decimals(number))
    };
    was == is || fraction(was).zip(fraction(is)).is_some_and(|(was, is)| was == is)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::output::document;
    use crate::output::format::Format;

    /// A table with rows of an id, a digest of the text and a count.
    fn table(format: Format, rows: &[[&str; 3]]) -> Vec<Recorded> {
        use crate::output::cell::Cell;
        let columns = document::columns(&["words".to_owned()]);
        let mut out = format.file_start().to_vec();
        format.header(&columns, &mut out);
        for [id, text, n] in rows {
            let cells: Vec<Cell<'_>> = columns
                .iter()
                .map(|column| match column.as_str() {
                    "words" => Cell::text("of the user"),
                    "doc_id" => Cell::text(*id),
                    "text_sha" => Cell::text(*text),
                    "loaded_n" => Cell::Count(n.parse().unwrap()),
                    _ => Cell::Missing,
                })
                .collect();
            format.row(&columns, &cells, &mut out);
        }
        let mut table = EarlierTable::open("t", format, Cursor::new(out)).unwrap();
        read(&mut table).unwrap()
    }

    #[test]
    fn fractions_are_compared_in_four_decimals_and_all_else_exactly() {
        for (was, is, same) in [
            ("4.795907929423272", "4.795907929423271", true),
            ("4.7959", "4.7960", false),
            ("9007199254740993", "9007199254740992", false),
            ("1.10.2", "1.10.3", false),
            ("", "0.0", false),
        ] {
            assert_eq!(is_same(was, is), same, "{was} {is}");
        }
    }

    #[test]
    fn what_differs_is_named_in_every_format() {
        for format in [Format::Csv, Format::CsvRaw, Format::Tsv, Format::JsonLines] {
            let was = table(
                format,
                &[["=a", "1", "2"], ["b", "2", "3"], ["c", "3", "4"], ["=a", "4", "0"]],
            );
            let is = table(
                format,
                &[["=a", "1", "2"], ["b", "2", "5"], ["d", "3", "4"], ["=a", "5", "1"]],
            );
            let difference = Difference {
                id: "b".to_owned(),
                column: "loaded_n".to_owned(),
                was: "3".to_owned(),
                is: "5".to_owned(),
            };
            let expected = Comparison {
                both: 3,
                missing: vec!["c".to_owned()],
                unknown: vec!["d".to_owned()],
                texts: vec!["=a".to_owned()],
                numbers: vec![difference],
            };
            assert_eq!(Comparison::new(&was, &is), expected, "{}", format.name());
            assert!(Comparison::new(&was, &was).holds());
            assert_eq!(was[0].get("words"), "", "ours is the one with hr_");
        }
    }
}
