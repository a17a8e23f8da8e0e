//! Everything the user named, as items in a fixed order.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::vec;

use super::columns::Columns;
use super::error::{InputError, SourceError};
use super::found::{Finds, Found};
use super::item::{Item, Origin};
use super::kind::Kind;
use super::name;
use super::options::{Request, SourceOptions};
use super::read::{self, Named};
use super::stream::Bytes;
use super::table::{Fault, Table, TableItems};
use super::walk::walk;

/// The documents of an input, found one after the other; iterating reads no text.
///
/// The order is that of the requests; within a folder that of the names' bytes, within a table
/// that of its records. Every document found is an [`Item`], also one that is known to fail.
pub struct Source {
    options: SourceOptions,
    columns: Arc<Columns>,
    inputs: vec::IntoIter<Input>,
    walk: Option<Finds>,
    table: Option<TableItems>,
    skipped: BTreeMap<String, u64>,
}

/// What a request turned out to be.
enum Input {
    /// A text, or a failure.
    One(Item),
    /// A table in a file, opened again when its turn comes, so that any number can be named.
    TableFile(PathBuf),
    /// A table in a stream, which can be opened only once.
    TableStream(Box<Table>),
    Folder(Finds),
}

impl Input {
    fn stream(table: Table) -> Self {
        Self::TableStream(Box::new(table))
    }
}

impl Source {
    /// Looks at what was named and learns the columns of all tables.
    ///
    /// Opens each table named for its header, and goes through folders once for theirs if there
    /// is a text column. A file that is not there is an item that fails, not an error here.
    pub fn open(requests: Vec<Request>, options: &SourceOptions) -> Result<Self, SourceError> {
        options.check()?;
        let mut opening = Opening { options, columns: Columns::default(), stdin_taken: false };
        let inputs = requests
            .into_iter()
            .map(|request| opening.input(request))
            .collect::<Result<Vec<_>, _>>()?;
        refuse_idle_text_column(&inputs, options)?;
        Ok(Self {
            options: options.clone(),
            columns: Arc::new(opening.columns),
            inputs: inputs.into_iter(),
            walk: None,
            table: None,
            skipped: BTreeMap::new(),
        })
    }

    /// The user's columns: those of all tables, in order of first appearance, without the text
    /// column; those of the id and the title stay. Empty without tables.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        self.columns.names()
    }

    /// Files of folders that were passed over for their names, by extension in lower case; `""`
    /// counts those without one. Complete when the iteration is over.
    #[must_use]
    pub fn skipped(&self) -> &BTreeMap<String, u64> {
        &self.skipped
    }

    /// What a thing in a folder gives: an item at once, or a table to go through, or nothing.
    fn take(&mut self, found: Found) -> Option<Item> {
        match found {
            Found::Text(path, bytes) => {
                Some(Item::file(name::of_path(&path), path, bytes, Origin::Folder))
            }
            Found::Table(path) => self.begin_file(&path),
            Found::Failure(path, error) => Some(failed(name::of_path(&path), error)),
            Found::Other(extension) => {
                *self.skipped.entry(extension).or_default() += 1;
                None
            }
        }
    }

    fn begin_file(&mut self, path: &Path) -> Option<Item> {
        match open_table_file(path, &self.options) {
            Ok(table) => self.begin(table),
            Err(fault) => Some(failed(name::of_path(path), fault.into_error())),
        }
    }

    fn begin(&mut self, table: Table) -> Option<Item> {
        let name = table.name().to_owned();
        match table.into_items(Arc::clone(&self.columns), &self.options) {
            Ok(items) => {
                self.table = Some(items);
                None
            }
            Err(error) => Some(failed(name, error)),
        }
    }
}

impl Iterator for Source {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.table.as_mut().and_then(Iterator::next) {
                return Some(item);
            }
            self.table = None;
            let item = if let Some(found) = self.walk.as_mut().and_then(Iterator::next) {
                self.take(found)
            } else {
                self.walk = None;
                match self.inputs.next()? {
                    Input::One(item) => Some(item),
                    Input::TableFile(path) => self.begin_file(&path),
                    Input::TableStream(table) => self.begin(*table),
                    Input::Folder(finds) => {
                        self.walk = Some(finds);
                        None
                    }
                }
            };
            if let Some(item) = item {
                return Some(item.with_width(self.columns.names().len()));
            }
        }
    }
}

/// The requests as they are looked at, one after the other.
struct Opening<'a> {
    options: &'a SourceOptions,
    columns: Columns,
    stdin_taken: bool,
}

impl Opening<'_> {
    fn input(&mut self, request: Request) -> Result<Input, SourceError> {
        let path = match request {
            Request::Stdin => return self.stdin(),
            Request::Path(path) => path,
        };
        let name = name::of_path(&path);
        match read::inspect(&path) {
            Err(error) => Ok(Input::One(failed(name, error))),
            Ok(Named::Folder) => self.folder(&path),
            Ok(named) if Kind::of(&path).is_table() => self.table(path, name, named),
            Ok(Named::Regular(bytes)) => {
                Ok(Input::One(Item::file(name, path, bytes, Origin::Named)))
            }
            Ok(Named::Stream) => Ok(Input::One(Item::stream(name, path, self.options.max_bytes))),
        }
    }

    fn stdin(&mut self) -> Result<Input, SourceError> {
        if std::mem::replace(&mut self.stdin_taken, true) {
            return Err(SourceError::new("standard input is named twice; it can be read once"));
        }
        let name = self.options.stdin_name.clone().unwrap_or_else(|| "-".to_owned());
        let kind = Kind::of(Path::new(&name));
        if !kind.is_table() {
            return Ok(Input::One(Item::stdin(name, self.options.max_bytes)));
        }
        let table = Table::open(&name, kind, Box::new(io::stdin()), self.options);
        self.opened(name, table, Input::stream)
    }

    fn table(&mut self, path: PathBuf, name: String, named: Named) -> Result<Input, SourceError> {
        if named == Named::Stream {
            let stream = read::open_stream(&path).map_err(Fault::Unreadable);
            let table = stream.and_then(|stream| {
                Table::open(&name, Kind::of(&path), Box::new(stream), self.options)
            });
            return self.opened(name, table, Input::stream);
        }
        let table = open_table_file(&path, self.options);
        self.opened(name, table, |_| Input::TableFile(path))
    }

    /// Takes note of a named table's columns; one that does not fit is a mistake of the run.
    fn opened(
        &mut self,
        name: String,
        table: Result<Table, Fault>,
        input: impl FnOnce(Table) -> Input,
    ) -> Result<Input, SourceError> {
        match table {
            Ok(table) => {
                self.columns.add(table.columns(), self.options)?;
                Ok(input(table))
            }
            Err(Fault::Unreadable(error)) => Ok(Input::One(failed(name, error))),
            Err(Fault::Misfit(error)) => Err(error),
        }
    }

    /// The folder's tables are opened for their columns; what is wrong with one of them is said
    /// when its turn comes, as of any document that nobody named.
    fn folder(&mut self, path: &Path) -> Result<Input, SourceError> {
        if self.options.text_col.is_some() {
            for found in walk(path, self.options)? {
                let Found::Table(path) = found else { continue };
                if let Ok(table) = open_table_file(&path, self.options) {
                    self.columns.add(table.columns(), self.options)?;
                }
            }
        }
        walk(path, self.options).map(Input::Folder)
    }
}

fn open_table_file(path: &Path, options: &SourceOptions) -> Result<Table, Fault> {
    let file: Bytes = Box::new(read::open_regular(path).map_err(Fault::Unreadable)?);
    Table::open(&name::of_path(path), Kind::of(path), file, options)
}

/// A text column means that a table was expected: a table taken for one long text would be scored
/// without a word.
fn refuse_idle_text_column(inputs: &[Input], options: &SourceOptions) -> Result<(), SourceError> {
    let is_text = |input: &Input| matches!(input, Input::One(item) if !item.is_failure());
    if options.text_col.is_none() || inputs.is_empty() || !inputs.iter().all(is_text) {
        return Ok(());
    }
    Err(SourceError::new(
        "--text-col is given and no input is a table (.csv, .tsv, .jsonl, .ndjson); name standard \
         input with --stdin-filename if it is one",
    ))
}

fn failed(name: String, error: InputError) -> Item {
    Item::failure(name.clone(), name, 0, error)
}
