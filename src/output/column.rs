//! What every column of every table holds and means; `columns.tsv` beside this file says it once for
//! the workbook, the types of Parquet and `docs/TABLES.md`.

use std::sync::LazyLock;

use crate::lexicon::axis::Axis;

const SOURCE: &str = include_str!("columns.tsv");

/// Stands in the source for the name of each axis.
const AXIS: &str = "AXIS";
/// The ablation table holds the columns of this one behind its own.
const GROUP: &str = "group";
const ABLATION: &str = "ablation";

/// What the cells of a column hold, as far as they are not empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnKind {
    /// Texts.
    Text,
    /// Whole numbers.
    Count,
    /// Measured numbers.
    Number,
    /// Yes or no.
    Flag,
}

impl ColumnKind {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "text" => Self::Text,
            "count" => Self::Count,
            "number" => Self::Number,
            "flag" => Self::Flag,
            _ => return None,
        })
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name in the header.
    pub name: String,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// The unit, or what kind of text it is; empty for a plain ratio.
    pub unit: String,
    /// What it says, in words.
    pub meaning: String,
    /// Whether it came with the user's own table.
    pub is_users: bool,
}

/// A table as a writer sees it: its name and what its columns are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The name of the table.
    pub name: &'static str,
    /// Its columns, in order.
    pub columns: Vec<Column>,
}

impl Layout {
    /// A table with these columns, the first `users` of which are the user's own and hold texts.
    #[must_use]
    pub fn new(name: &'static str, columns: &[String], users: usize) -> Self {
        let users_column = |name: &String| Column {
            name: name.clone(),
            kind: ColumnKind::Text,
            unit: "text".to_owned(),
            meaning: "as the input has it".to_owned(),
            is_users: true,
        };
        let own = columns.iter().skip(users).map(|column| own_column(name, column));
        Self { name, columns: columns.iter().take(users).map(users_column).chain(own).collect() }
    }

    /// The names of its columns.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }
}

/// A line of the source.
struct Known {
    table: &'static str,
    column: &'static str,
    kind: ColumnKind,
    unit: &'static str,
    meaning: &'static str,
}

static KNOWN: LazyLock<Vec<Known>> =
    LazyLock::new(|| SOURCE.lines().skip(1).filter_map(known).collect());

fn known(line: &'static str) -> Option<Known> {
    let mut fields = line.split('\t');
    let (table, column) = (fields.next()?, fields.next()?);
    let kind = ColumnKind::from_name(fields.next()?)?;
    Some(Known { table, column, kind, unit: fields.next()?, meaning: fields.next()? })
}

/// A column of ours, which may go by `hr_` and its name.
fn own_column(table: &str, name: &str) -> Column {
    let found = explained(table, name).or_else(|| explained(table, name.strip_prefix("hr_")?));
    let (known, axis) = found.map_or((None, None), |(known, axis)| (Some(known), axis));
    let meaning = known.map_or("", |known| known.meaning);
    Column {
        name: name.to_owned(),
        kind: known.map_or(ColumnKind::Text, |known| known.kind),
        unit: known.map_or("", |known| known.unit).to_owned(),
        meaning: axis.map_or(meaning.to_owned(), |axis| meaning.replace(AXIS, axis.name())),
        is_users: false,
    }
}

/// What is known of a column, and the axis it is of.
fn explained(table: &str, name: &str) -> Option<(&'static Known, Option<Axis>)> {
    let tables = [Some(table), (table == ABLATION).then_some(GROUP)];
    tables.into_iter().flatten().find_map(|table| {
        KNOWN.iter().filter(|known| known.table == table).find_map(|known| {
            let Some(rest) = known.column.strip_prefix(AXIS) else {
                return (known.column == name).then_some((known, None));
            };
            let is_of = |axis: &Axis| name.strip_prefix(axis.name()) == Some(rest);
            let axis = Axis::ALL.into_iter().find(is_of)?;
            Some((known, Some(axis)))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::comparison::{ablation, group, trend};
    use crate::output::judged;
    use crate::output::table::Table;

    /// The columns of every table as its own room names them.
    fn tables() -> Vec<(&'static str, Vec<String>)> {
        let mut tables: Vec<_> =
            Table::ALL.into_iter().map(|table| (table.name(), table.columns(&[]))).collect();
        tables.extend([
            ("group", group::columns()),
            ("trend", trend::columns()),
            ("ablation", ablation::columns()),
            ("entry", judged::columns()),
        ]);
        tables
    }

    #[test]
    fn every_column_is_explained_and_no_other() {
        let mut unexplained = Vec::new();
        let mut explains = vec![false; KNOWN.len()];
        for (table, columns) in tables() {
            for column in columns {
                match explained(table, &column) {
                    Some((known, _)) => {
                        let at = KNOWN.iter().position(|other| std::ptr::eq(other, known));
                        explains[at.unwrap()] = true;
                    }
                    None => unexplained.push(format!("{table}.{column}")),
                }
            }
        }
        assert_eq!(unexplained, Vec::<String>::new());
        let idle = KNOWN.iter().zip(explains).filter(|(_, explains)| !explains);
        let idle: Vec<_> = idle.map(|(known, _)| (known.table, known.column)).collect();
        assert_eq!(idle, []);
        assert_eq!(KNOWN.len(), SOURCE.lines().count() - 1, "a line that is no column");
    }

    /// The rows of a page's tables of columns: table, column, unit, meaning, without marks.
    fn rows_of(page: &str) -> Vec<[String; 4]> {
        let (mut table, mut is_of_columns) = ("", false);
        let mut rows = Vec::new();
        for line in page.lines() {
            if let Some(title) = line.strip_prefix("## ") {
                table = title;
            }
            is_of_columns = line.starts_with("| column | meaning | unit |")
                || is_of_columns && line.starts_with('|');
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            if let [column, meaning, unit] = cells.as_slice()
                && is_of_columns
                && column.starts_with('`')
            {
                rows.push([table, column, unit, meaning].map(unmarked));
            }
        }
        rows
    }

    /// A text without the marks for code, emphasis and links.
    fn unmarked(text: &str) -> String {
        let mut plain = String::new();
        let mut rest = text;
        while let Some((before, link)) = rest.split_once('[') {
            let (shown, behind) = link.split_once("](").unwrap();
            plain.push_str(before);
            plain.push_str(shown);
            rest = behind.split_once(')').unwrap().1;
        }
        plain.push_str(rest);
        plain.replace(['`', '*'], "")
    }

    #[test]
    fn the_page_of_tables_says_the_same() {
        let page = include_str!("../../docs/TABLES.md");
        let own: Vec<[String; 4]> = KNOWN
            .iter()
            .map(|known| [known.table, known.column, known.unit, known.meaning].map(str::to_owned))
            .collect();
        let of = |rows: &[[String; 4]], table: &str| -> Vec<[String; 4]> {
            rows.iter().filter(|row| row[0] == table).cloned().collect()
        };
        let page = rows_of(page);
        for (table, _) in tables() {
            assert_eq!(of(&page, table), of(&own, table), "{table}");
        }
        assert_eq!(page.len(), own.len());
    }

    #[test]
    fn columns_of_axes_of_users_and_with_another_name() {
        let names = ["outlet", "text_sha", "hr_text_sha", "loaded_headline_n"].map(str::to_owned);
        let layout = Layout::new("document", &names, 2);
        let told: Vec<_> =
            layout.columns.iter().map(|c| (c.kind, c.meaning.as_str(), c.is_users)).collect();
        assert_eq!(
            told,
            [
                (ColumnKind::Text, "as the input has it", true),
                (ColumnKind::Text, "as the input has it", true),
                (ColumnKind::Text, "fingerprint of the text", false),
                (
                    ColumnKind::Count,
                    "counted cues of the author in the headline, also part of loaded_n",
                    false
                ),
            ]
        );
        let ablation = Layout::new("ablation", &["dropped", "p_adj"].map(str::to_owned), 0);
        let kinds: Vec<_> = ablation.columns.iter().map(|column| column.kind).collect();
        assert_eq!(kinds, [ColumnKind::Text, ColumnKind::Number]);
    }
}
