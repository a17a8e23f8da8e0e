//! Everything the user named, as items in a fixed order.

use std::collections::BTreeMap;
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::vec;

use super::columns::Columns;
use super::error::{Code, InputError, SourceError};
use super::formats;
use super::formats::archive::Store;
use super::found::{Finds, Found};
use super::item::{Item, Origin};
use super::kind::{Format, Kind, Packing};
use super::members::{Amount, Entry, Members};
use super::name;
use super::options::{Request, SourceOptions};
use super::read::{self, Named};
use super::sniff::{self, Start};
use super::stream::Bytes;
use super::table::{Fault, Handle, Table, TableItems};
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
    archive: Option<Members>,
    table: Option<TableItems>,
    skipped: BTreeMap<String, u64>,
}

/// What a request turned out to be.
enum Input {
    /// A text, or a failure.
    One(Item),
    /// A table in a file, opened again when its turn comes, so that any number can be named.
    TableFile(PathBuf, Format),
    /// An archive in a file, opened again like a table.
    ArchiveFile(PathBuf),
    /// An archive that was read from a stream.
    ArchiveStream(Box<Members>),
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
            archive: None,
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
                let format = Format::of(&path, self.options.kind);
                Some(Item::file(name::of_path(&path), path, bytes, Origin::Folder, format))
            }
            Found::Table(path) => self.begin_file(&path, Format::of(&path, self.options.kind)),
            Found::Archive(path) => self.begin_archive(&path),
            Found::Failure(path, error) => Some(failed(name::of_path(&path), error)),
            Found::Other(extension) => {
                *self.skipped.entry(extension).or_default() += 1;
                None
            }
        }
    }

    /// As [`Source::take`], for a member of an archive.
    fn take_member(&mut self, amount: Amount) -> Option<Item> {
        match amount {
            Amount::Entry(entry) if entry.format.is_table() => {
                match open_table_member(&entry, &self.options) {
                    Ok(table) => self.begin(table),
                    Err(fault) => Some(failed(entry.id, fault.into_error())),
                }
            }
            Amount::Entry(entry) => Some(Item::member(entry)),
            Amount::Failure(id, error) => Some(failed(id, error)),
            Amount::Other(extension) => {
                *self.skipped.entry(extension).or_default() += 1;
                None
            }
        }
    }

    fn begin_archive(&mut self, path: &Path) -> Option<Item> {
        match open_archive(path, &self.options) {
            Ok(members) => {
                self.archive = Some(members);
                None
            }
            Err(error) => Some(failed(name::of_path(path), error)),
        }
    }

    fn begin_file(&mut self, path: &Path, format: Format) -> Option<Item> {
        match open_table_file(path, format, &self.options) {
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
            let item = if let Some(amount) = self.archive.as_mut().and_then(Iterator::next) {
                self.take_member(amount)
            } else if let Some(found) = self.walk.as_mut().and_then(Iterator::next) {
                self.take(found)
            } else {
                self.walk = None;
                self.archive = None;
                match self.inputs.next()? {
                    Input::One(item) => Some(item),
                    Input::TableFile(path, format) => self.begin_file(&path, format),
                    Input::ArchiveFile(path) => self.begin_archive(&path),
                    Input::ArchiveStream(members) => {
                        self.archive = Some(*members);
                        None
                    }
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
        let named = match read::inspect(&path) {
            Err(error) => return Ok(Input::One(failed(name, error))),
            Ok(Named::Folder) => return self.folder(&path),
            Ok(named) => named,
        };
        let mut format = Format::of(&path, self.options.kind);
        if let (Packing::Plain, None, Named::Regular(_)) = (format.packing, format.kind, named) {
            format = sniffed(&path);
        }
        let most = self.options.max_bytes;
        match named {
            named if format.is_table() => self.table(path, name, named, format),
            Named::Regular(_) if format.is_archive() => self.archive(path, name),
            Named::Regular(bytes) => {
                Ok(Input::One(Item::file(name, path, bytes, Origin::Named, format)))
            }
            _ if format.is_archive() => {
                let stream = read::open_stream(&path);
                self.archive_stream(name, stream.map(|stream| Box::new(stream) as Bytes))
            }
            _ => Ok(Input::One(Item::stream(name, path, most, format))),
        }
    }

    fn stdin(&mut self) -> Result<Input, SourceError> {
        if std::mem::replace(&mut self.stdin_taken, true) {
            return Err(SourceError::new("standard input is named twice; it can be read once"));
        }
        let name = self.options.stdin_name.clone().unwrap_or_else(|| "-".to_owned());
        let format = Format::of(Path::new(&name), self.options.kind);
        if format.is_archive() {
            return self.archive_stream(name, Ok(Box::new(io::stdin())));
        }
        if !format.is_table() {
            return Ok(Input::One(Item::stdin(name, self.options.max_bytes, format)));
        }
        let table = open_table(&name, format, Handle::Stream(Box::new(io::stdin())), self.options);
        self.opened(name, table, Input::stream)
    }

    fn archive(&mut self, path: PathBuf, name: String) -> Result<Input, SourceError> {
        match open_archive(&path, self.options) {
            Ok(members) => {
                self.learn(members, true)?;
                Ok(Input::ArchiveFile(path))
            }
            Err(error) => Ok(Input::One(failed(name, error))),
        }
    }

    /// An archive in a stream is kept in memory, since its list stands at its end.
    fn archive_stream(
        &mut self,
        name: String,
        stream: Result<Bytes, InputError>,
    ) -> Result<Input, SourceError> {
        let members = || {
            let bytes = stream.and_then(|stream| read::to_end(stream, self.options.max_bytes))?;
            let bytes: Arc<[u8]> = bytes.into();
            let open =
                || formats::members(Store::Memory(Cursor::new(Arc::clone(&bytes))), self.options);
            let members = |archive| Members::new(name.clone(), archive, self.options);
            Ok((members(open()?), members(open()?)))
        };
        match members() {
            Ok((first, again)) => {
                self.learn(first, true)?;
                Ok(Input::ArchiveStream(Box::new(again)))
            }
            Err(error) => Ok(Input::One(failed(name, error))),
        }
    }

    /// Takes note of the columns of an archive's tables. One that does not fit is a mistake of the
    /// run where the archive was named.
    fn learn(&mut self, members: Members, named: bool) -> Result<(), SourceError> {
        if self.options.text_col.is_none() {
            return Ok(());
        }
        for amount in members {
            let Amount::Entry(entry) = amount else { continue };
            if !entry.format.is_table() {
                continue;
            }
            match open_table_member(&entry, self.options) {
                Ok(table) => self.columns.add(table.columns(), self.options)?,
                Err(Fault::Misfit(error)) if named => return Err(error),
                Err(_) => {}
            }
        }
        Ok(())
    }

    fn table(
        &mut self,
        path: PathBuf,
        name: String,
        named: Named,
        format: Format,
    ) -> Result<Input, SourceError> {
        if named == Named::Stream {
            let stream = read::open_stream(&path).map_err(Fault::Unreadable);
            let table = stream.and_then(|stream| {
                let handle = Handle::Stream(Box::new(stream));
                open_table(&name, format, handle, self.options)
            });
            return self.opened(name, table, Input::stream);
        }
        let table = open_table_file(&path, format, self.options);
        self.opened(name, table, |_| Input::TableFile(path, format))
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
                match found {
                    Found::Table(path) => {
                        let format = Format::of(&path, self.options.kind);
                        if let Ok(table) = open_table_file(&path, format, self.options) {
                            self.columns.add(table.columns(), self.options)?;
                        }
                    }
                    Found::Archive(path) => {
                        if let Ok(members) = open_archive(&path, self.options) {
                            self.learn(members, false)?;
                        }
                    }
                    _ => {}
                }
            }
        }
        walk(path, self.options).map(Input::Folder)
    }
}

fn open_table_file(path: &Path, format: Format, options: &SourceOptions) -> Result<Table, Fault> {
    let file = read::open_regular(path).map_err(Fault::Unreadable)?;
    open_table(&name::of_path(path), format, Handle::File(file), options)
}

fn open_table_member(entry: &Entry, options: &SourceOptions) -> Result<Table, Fault> {
    let Some(member) = entry.archive.members.get(entry.number) else {
        let detail = "a member of an archive is gone";
        return Err(Fault::Unreadable(InputError::new(Code::Internal, detail)));
    };
    let stream = entry.archive.stream(member).map_err(Fault::Unreadable)?;
    let format = Format { packing: Packing::Plain, ..entry.format };
    open_table(&entry.id, format, Handle::Stream(stream), options)
}

fn open_table(
    name: &str,
    format: Format,
    handle: Handle,
    options: &SourceOptions,
) -> Result<Table, Fault> {
    let handle = match format.packing {
        Packing::Gzip | Packing::Zstd => handle
            .unpacked(|bytes| formats::pack::unpacked(format.packing, bytes))
            .map_err(Fault::Unreadable)?,
        Packing::Plain | Packing::Zip => handle,
    };
    Table::open(name, format.kind.unwrap_or(Kind::Csv), handle, options)
}

fn open_archive(path: &Path, options: &SourceOptions) -> Result<Members, InputError> {
    let archive = formats::members(Store::of_file(read::open_regular(path)?)?, options)?;
    Ok(Members::new(name::of_path(path), archive, options))
}

/// What the first bytes of a file say of it, its name saying nothing. What cannot be read now is
/// found so when its turn comes.
fn sniffed(path: &Path) -> Format {
    let plain = Format { packing: Packing::Plain, kind: None };
    let mut start = [0; sniff::START];
    let Ok(mut file) = read::open_regular(path) else { return plain };
    let Ok(count) = read::fill(&mut file, &mut start) else { return plain };
    match sniff::start(start.get(..count).unwrap_or_default()) {
        Some(Start::Kind(kind)) => Format { kind: Some(kind), ..plain },
        Some(Start::Packed(Packing::Zip)) => {
            match Store::of_file(file).ok().and_then(formats::kind_of_zip) {
                Some(kind) => Format { kind: Some(kind), ..plain },
                None => Format { packing: Packing::Zip, kind: None },
            }
        }
        Some(Start::Packed(packing)) => Format { packing, kind: None },
        None => plain,
    }
}

/// A text column means that a table was expected: a table taken for one long text would be scored
/// without a word.
fn refuse_idle_text_column(inputs: &[Input], options: &SourceOptions) -> Result<(), SourceError> {
    let is_text = |input: &Input| matches!(input, Input::One(item) if !item.is_failure());
    if options.text_col.is_none() || inputs.is_empty() || !inputs.iter().all(is_text) {
        return Ok(());
    }
    Err(SourceError::new(
        "--text-col is given and no input is a table (.csv, .tsv, .json, .jsonl, .ndjson, .xlsx, .ods); \
         name standard input with --stdin-filename if it is one",
    ))
}

fn failed(name: String, error: InputError) -> Item {
    Item::failure(name.clone(), name, 0, error)
}
