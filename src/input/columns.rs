//! The user's columns over all tables, and what is said when one of them is missing.

use std::collections::{HashMap, HashSet};

use super::error::SourceError;
use super::options::SourceOptions;

/// Most columns of all tables, as many as a spreadsheet holds: every document has a cell for each.
const MAX_COLUMNS: usize = 16_384;
/// Most names that a message lists.
const LISTED: usize = 20;
/// Most characters of a name that a message shows.
const SHOWN: usize = 40;

/// The columns of all tables, in order of first appearance, without the text column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns {
    names: Vec<String>,
    slots: HashMap<String, usize>,
}

impl Columns {
    /// Adds the columns of one table.
    pub(super) fn add(
        &mut self,
        table: &[String],
        options: &SourceOptions,
    ) -> Result<(), SourceError> {
        for name in table {
            let is_text = options.text_col.as_ref() == Some(name);
            if !is_text && !self.slots.contains_key(name) {
                self.slots.insert(name.clone(), self.names.len());
                self.names.push(name.clone());
            }
        }
        if self.names.len() <= MAX_COLUMNS {
            return Ok(());
        }
        Err(SourceError::new(format!(
            "the tables have more than {MAX_COLUMNS} columns together, as where the keys of JSON \
             are data themselves; bring them into a list of records"
        )))
    }

    /// Their names.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The place of a name among them.
    pub(super) fn slot(&self, name: &str) -> Option<usize> {
        self.slots.get(name).copied()
    }
}

/// Holds a table's columns against what the user asked for.
pub(super) fn check(
    table: &str,
    columns: &[String],
    options: &SourceOptions,
) -> Result<(), SourceError> {
    let mut seen = HashSet::new();
    if let Some(twice) = columns.iter().find(|name| !seen.insert(name.as_str())) {
        return Err(SourceError::new(format!(
            "{table}: two columns are named `{}`; rename one of them",
            shortened(twice)
        )));
    }
    let wanted = [
        ("--text-col", &options.text_col),
        ("--id-col", &options.id_col),
        ("--title-col", &options.title_col),
    ];
    for (flag, name) in wanted {
        match name {
            Some(name) if !columns.contains(name) => {
                return Err(unknown(table, flag, name, columns));
            }
            _ => {}
        }
    }
    Ok(())
}

/// A table was named and the text column was not.
pub(super) fn no_text_column(table: &str, columns: &[String]) -> SourceError {
    let list = if columns.is_empty() { String::new() } else { format!(" ({})", listed(columns)) };
    SourceError::new(format!(
        "{table} is a table: say which column holds the text with --text-col{list}"
    ))
}

fn unknown(table: &str, flag: &str, name: &str, columns: &[String]) -> SourceError {
    let advice = match nearest(name, columns) {
        Some(near) => format!("did you mean `{}`? ({})", shortened(near), listed(columns)),
        None => listed(columns),
    };
    SourceError::new(format!("{table}: no column `{}` for {flag}; {advice}", shortened(name)))
}

fn listed(columns: &[String]) -> String {
    let mut names: Vec<String> = columns.iter().take(LISTED).map(|name| shortened(name)).collect();
    if columns.len() > LISTED {
        names.push(format!("and {} more", columns.len() - LISTED));
    }
    format!("columns: {}", names.join(", "))
}

fn shortened(name: &str) -> String {
    match name.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
        None => name.to_owned(),
    }
}

/// The name most like this one, if one is like enough that it may have been meant.
fn nearest<'a>(name: &str, columns: &'a [String]) -> Option<&'a str> {
    let plain = |name: &str| shortened(name).trim().to_lowercase();
    let wanted = plain(name);
    let allowed = (wanted.chars().count() / 3).max(1);
    columns
        .iter()
        .map(|column| (strsim::damerau_levenshtein(&wanted, &plain(column)), column.as_str()))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, column)| column)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_missing_column_is_named_with_the_nearest() {
        for (text, id, columns, message) in [
            (
                "txet",
                None,
                &["id", "text"][..],
                "t.csv: no column `txet` for --text-col; did you mean `text`? (columns: id, text)",
            ),
            (
                "TEXT",
                None,
                &["id", " text"],
                "t.csv: no column `TEXT` for --text-col; did you mean ` text`? (columns: id,  text)",
            ),
            (
                "body",
                None,
                &["id", "text"],
                "t.csv: no column `body` for --text-col; columns: id, text",
            ),
            (
                "text",
                Some("key"),
                &["id", "text"],
                "t.csv: no column `key` for --id-col; columns: id, text",
            ),
            (
                "text",
                None,
                &["text", "a", "a"],
                "t.csv: two columns are named `a`; rename one of them",
            ),
        ] {
            let options = SourceOptions {
                text_col: Some(text.into()),
                id_col: id.map(str::to_owned),
                ..SourceOptions::default()
            };
            let error = check("t.csv", &strings(columns), &options).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
    }

    #[test]
    fn long_lists_and_names_are_cut() {
        let mut columns: Vec<String> = (0..30).map(|n| format!("c{n}")).collect();
        columns[0] = "x".repeat(100);
        let message = no_text_column("t.csv", &columns).to_string();
        assert!(message.contains(&format!("(columns: {}…, c1, ", "x".repeat(40))), "{message}");
        assert!(message.ends_with(", c19, and 10 more)"), "{message}");
    }

    #[test]
    fn the_union_keeps_the_order_of_first_appearance() {
        let options = SourceOptions { text_col: Some("text".into()), ..SourceOptions::default() };
        let mut columns = Columns::default();
        columns.add(&strings(&["id", "text", "date"]), &options).unwrap();
        columns.add(&strings(&["outlet", "id"]), &options).unwrap();
        assert_eq!(columns.names(), strings(&["id", "date", "outlet"]));
        assert_eq!((columns.slot("date"), columns.slot("text")), (Some(1), None));
        let many: Vec<String> = (0..MAX_COLUMNS).map(|n| n.to_string()).collect();
        assert!(columns.add(&many, &options).is_err());
    }
}
