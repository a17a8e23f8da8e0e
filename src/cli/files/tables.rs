//! Tables on their way to where they go: each to a file of its own, or all to one workbook.

use std::io;
use std::path::{Path, PathBuf};

use crate::cli::files::disk::{Disk, folder_of};
use crate::cli::files::{Target, refuse_same};
use crate::cli::message::Failure;
use crate::output::column::Layout;
use crate::output::format::Format;
use crate::output::rows::Rows;
use crate::output::spreadsheet::ROWS;
use crate::output::write::book::Book;
use crate::output::write::{TableWriter, table_writer};

/// The stem of a workbook that holds all tables of a folder.
const BOOK: &str = "tables";

/// Where tables go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum Destination {
    /// Standard output takes one table.
    Stdout,
    /// So does a file.
    File(PathBuf),
    /// A folder takes any number.
    Folder(PathBuf),
}

impl Destination {
    /// What `-o` and `-O` say.
    pub(in crate::cli) fn new(file: Option<&Path>, folder: Option<&Path>) -> Self {
        match (file, folder) {
            (Some(file), _) => Self::File(file.to_owned()),
            (None, Some(folder)) => Self::Folder(folder.to_owned()),
            (None, None) => Self::Stdout,
        }
    }

    /// The file of a table, or of a part of it behind the first.
    pub(in crate::cli) fn file(&self, table: &str, format: Format, part: u64) -> Option<PathBuf> {
        let first = match self {
            Self::Stdout => return None,
            Self::File(file) => file.clone(),
            Self::Folder(folder) => {
                let stem = if format.is_book() { BOOK } else { table };
                folder.join(format!("{stem}.{}", format.extension()))
            }
        };
        if part == 1 {
            return Some(first);
        }
        let mut name = first.file_stem().unwrap_or_default().to_owned();
        name.push(format!("-{part}"));
        if let Some(extension) = first.extension() {
            name.push(".");
            name.push(extension);
        }
        Some(first.with_file_name(name))
    }

    /// Every file of a table that is there, the first also if it is not.
    pub(in crate::cli) fn files(&self, table: &str, format: Format) -> Vec<PathBuf> {
        let parts = (2..).map_while(|part| self.file(table, format, part).filter(|f| f.exists()));
        self.file(table, format, 1).into_iter().chain(parts).collect()
    }
}

/// Tables while they are written.
pub(in crate::cli) struct Tables<'a> {
    disk: &'a Disk,
    destination: Destination,
    format: Format,
    /// After how many rows another file or sheet begins.
    split: Option<u64>,
    /// What is read, and must not be written over.
    inputs: Vec<PathBuf>,
    book: Option<(Target, Book)>,
    begun: Vec<Table>,
    /// Files that are written and wait for their names, each with its table.
    done: Vec<(&'static str, Target)>,
}

/// A table and the file that its rows go to; a workbook has all of them.
struct Table {
    layout: Layout,
    file: Option<(Target, Box<dyn TableWriter>)>,
    part: u64,
    rows_of_part: u64,
}

impl<'a> Tables<'a> {
    /// No tables yet.
    pub(in crate::cli) const fn new(
        disk: &'a Disk,
        destination: Destination,
        format: Format,
        split: Option<u64>,
        inputs: Vec<PathBuf>,
    ) -> Self {
        Self {
            disk,
            destination,
            format,
            split,
            inputs,
            book: None,
            begun: Vec::new(),
            done: Vec::new(),
        }
    }

    /// Begins a table and gives its number.
    pub(in crate::cli) fn begin(&mut self, layout: Layout) -> Result<usize, Failure> {
        let mut file = None;
        if self.format.is_book() {
            if self.book.is_none() {
                self.book = Some(self.open_book(layout.name)?);
            }
            if let Some((target, book)) = &mut self.book {
                book.table(layout.clone()).map_err(|error| target.failure(&error))?;
            }
        } else {
            file = Some(self.open(&layout, 1)?);
        }
        self.begun.push(Table { layout, file, part: 1, rows_of_part: 0 });
        Ok(self.begun.len() - 1)
    }

    /// Adds rows to the table of this number.
    pub(in crate::cli) fn add(&mut self, table: usize, rows: &Rows) -> Result<(), Failure> {
        if let Some((target, book)) = &mut self.book {
            let added = book.rows(table, rows.bytes());
            if let Some(table) = self.begun.get_mut(table) {
                table.rows_of_part += rows.len();
            }
            return added.map_err(|error| target.failure(&error));
        }
        let mut from = 0;
        while from < rows.len() {
            let Some(room) = self.room(table)? else { return Ok(()) };
            let to = rows.len().min(from.saturating_add(room));
            let Some(table) = self.begun.get_mut(table) else { return Ok(()) };
            let Some((target, writer)) = &mut table.file else { return Ok(()) };
            let written = writer.rows(rows.part(from..to), target);
            written.map_err(|error| target.failure(&error))?;
            table.rows_of_part += to - from;
            from = to;
        }
        Ok(())
    }

    /// Ends every table. The files wait for their names in this order: those of the table `last`
    /// behind all others.
    pub(in crate::cli) fn end(mut self, last: &str) -> Result<Vec<Target>, Failure> {
        for table in &mut self.begun {
            if let Some(file) = table.file.take() {
                self.done.push((table.layout.name, ended(file)?));
            }
        }
        if let Some((mut target, book)) = self.book.take() {
            book.finish(&mut target).map_err(|error| target.failure(&error))?;
            target.flush()?;
            self.done.push((BOOK, target));
        }
        self.done.sort_by_key(|(name, _)| *name == last);
        Ok(std::mem::take(&mut self.done).into_iter().map(|(_, target)| target).collect())
    }

    /// Throws away what was not written out yet; files go with it.
    pub(in crate::cli) fn discard(self) {
        let targets = self.begun.into_iter().filter_map(|table| table.file);
        let targets = targets.map(|(target, _)| target);
        let book = self.book.into_iter().map(|(target, _)| target);
        let done = self.done.into_iter().map(|(_, target)| target);
        targets.chain(book).chain(done).for_each(Target::discard);
    }

    /// What to say of files with more rows than a spreadsheet shows.
    pub(in crate::cli) fn too_long(&self) -> Vec<String> {
        if !self.format.is_opened_as_csv() {
            return Vec::new();
        }
        let long = self.begun.iter().filter(|table| table.rows_of_part > ROWS);
        long.map(|table| {
            let file = self.destination.file(table.layout.name, self.format, table.part);
            let name = file.map_or("the table".to_owned(), |file| file.display().to_string());
            too_long(&name, table.rows_of_part)
        })
        .collect()
    }

    /// How many rows the file of a table still takes, behind another one if it is full.
    fn room(&mut self, table: usize) -> Result<Option<u64>, Failure> {
        let Some(found) = self.begun.get_mut(table) else { return Ok(None) };
        let is_file = found.file.as_ref().is_some_and(|(target, _)| target.is_file());
        let Some(most) = self.split.filter(|_| is_file) else { return Ok(Some(u64::MAX)) };
        if found.rows_of_part < most {
            return Ok(Some(most - found.rows_of_part));
        }
        if let Some(file) = found.file.take() {
            self.done.push((found.layout.name, ended(file)?));
        }
        found.part += 1;
        found.rows_of_part = 0;
        let (layout, part) = (found.layout.clone(), found.part);
        let opened = self.open(&layout, part)?;
        if let Some(found) = self.begun.get_mut(table) {
            found.file = Some(opened);
        }
        Ok(Some(most))
    }

    fn open(&self, layout: &Layout, part: u64) -> Result<(Target, Box<dyn TableWriter>), Failure> {
        let mut target = self.target(layout.name, part)?;
        let is_file = target.is_file();
        let writer = table_writer(self.format, layout, is_file, &mut target);
        let writer = writer.map_err(|error| target.failure(&error))?;
        Ok((target, writer))
    }

    fn open_book(&self, table: &str) -> Result<(Target, Book), Failure> {
        let target = self.target(table, 1)?;
        let file = self.destination.file(table, self.format, 1).filter(|_| target.is_file());
        let book = Book::new(file.as_deref().map(folder_of), self.split);
        let book = book.map_err(|error| target.failure(&error))?;
        Ok((target, book))
    }

    fn target(&self, table: &str, part: u64) -> Result<Target, Failure> {
        let Some(file) = self.destination.file(table, self.format, part) else {
            return Ok(Target::stdout(self.disk));
        };
        if part > 1 {
            refuse_same(&file, &self.inputs)?;
        }
        Target::create_on(self.disk, &file)
    }
}

/// Writes out all of a file.
fn ended((mut target, writer): (Target, Box<dyn TableWriter>)) -> Result<Target, Failure> {
    let finished: io::Result<()> = writer.finish(&mut target);
    finished.map_err(|error| target.failure(&error))?;
    target.flush()?;
    Ok(target)
}

fn too_long(name: &str, rows: u64) -> String {
    format!("{name} has {rows} rows, of which a spreadsheet shows {ROWS}; use xlsx or --split-rows")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::cell::Cell;

    #[test]
    fn names_of_files_and_of_their_parts() {
        let in_folder = Destination::new(None, Some(Path::new("out")));
        let file = Destination::new(Some(Path::new("a.b/x.y.csv")), None);
        for (destination, format, part, expected) in [
            (&in_folder, Format::Csv, 1, "out/hit.csv"),
            (&in_folder, Format::Parquet, 3, "out/hit-3.parquet"),
            (&in_folder, Format::Xlsx, 1, "out/tables.xlsx"),
            (&file, Format::Csv, 1, "a.b/x.y.csv"),
            (&file, Format::JsonLines, 2, "a.b/x.y-2.csv"),
        ] {
            let file = destination.file("hit", format, part);
            assert_eq!(file.as_deref(), Some(Path::new(expected)));
        }
        assert_eq!(Destination::new(None, None).file("hit", Format::Csv, 1), None);
    }

    #[test]
    fn a_table_with_more_rows_than_a_spreadsheet_shows_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.csv");
        let disk = Disk::default();
        let columns = ["n".to_owned()];
        let mut rows = Rows::default();
        for n in 0..ROWS {
            rows.push(Format::Csv, &columns, &[Cell::Count(n)]);
        }
        let mut one = Rows::default();
        one.push(Format::Csv, &columns, &[Cell::Count(ROWS)]);
        let destination = Destination::new(Some(&file), None);
        let mut tables = Tables::new(&disk, destination, Format::Csv, None, Vec::new());
        let table = tables.begin(Layout::new("hit", &columns, 0)).unwrap();
        tables.add(table, &rows).unwrap();
        assert_eq!(tables.too_long(), Vec::<String>::new());
        tables.add(table, &one).unwrap();
        let told = format!(
            "{} has 1048576 rows, of which a spreadsheet shows 1048575; use xlsx or --split-rows",
            file.display()
        );
        assert_eq!(tables.too_long(), [told]);
        tables.discard();
        assert!(!file.exists());
    }

    #[test]
    fn a_split_falls_between_rows_of_one_document() {
        let folder = tempfile::tempdir().unwrap();
        let disk = Disk::default();
        let columns = ["n".to_owned()];
        let mut rows = Rows::default();
        for n in 0..5 {
            rows.push(Format::CsvRaw, &columns, &[Cell::Count(n)]);
        }
        let destination = Destination::new(None, Some(folder.path()));
        let mut tables = Tables::new(&disk, destination, Format::CsvRaw, Some(2), Vec::new());
        let table = tables.begin(Layout::new("hit", &columns, 0)).unwrap();
        tables.add(table, &rows).unwrap();
        let targets = tables.end("document").unwrap();
        crate::cli::files::finish(&disk, targets).unwrap();
        let read = |name| std::fs::read_to_string(folder.path().join(name)).unwrap();
        let parts = ["hit.csv", "hit-2.csv", "hit-3.csv"].map(read);
        assert_eq!(parts, ["n\r\n0\r\n1\r\n", "n\r\n2\r\n3\r\n", "n\r\n4\r\n"]);
    }
}
