//! Where the tables and pictures of a comparison go.

use std::path::PathBuf;

use crate::cli::compare::args::CompareArgs;
use crate::cli::compare::numbers::Numbers;
use crate::cli::files::disk::{Disk, MadeFolder};
use crate::cli::files::tables::{Destination, Tables};
use crate::cli::files::{Target, finish, refuse_same};
use crate::cli::message::{Failure, say};
use crate::output::column::Layout;
use crate::output::comparison::term::TermTable;
use crate::output::comparison::{ComparisonTable, Shared, ablation, group, trend};
use crate::output::format::Format;
use crate::output::rows::Rows;
use crate::report::pictures::{Drawn, Picture};

/// What is written, and what has been written so far.
pub(super) struct Outputs<'a> {
    args: &'a CompareArgs,
    disk: &'a Disk,
    format: Format,
    destination: Destination,
    tables: Tables<'a>,
    /// Whole files that wait for their names.
    pictures: Vec<Target>,
    /// Goes again unless it is kept.
    folder: Option<MadeFolder>,
}

impl<'a> Outputs<'a> {
    /// Refuses to write over `inputs`, and what does not go together.
    pub(super) fn new(
        args: &'a CompareArgs,
        disk: &'a Disk,
        inputs: Vec<PathBuf>,
    ) -> Result<Self, Failure> {
        if let Some(output) = &args.output {
            refuse_same(output, &inputs)?;
        }
        let format = args.format()?;
        let destination = Destination::new(args.output.as_deref(), args.output_dir.as_deref());
        let split = args.format.split(destination != Destination::Stdout)?;
        check(args, &destination, format, &inputs)?;
        let tables = Tables::new(disk, destination.clone(), format, split, inputs);
        Ok(Self { args, disk, format, destination, tables, pictures: Vec::new(), folder: None })
    }

    /// The files that tables go to.
    pub(super) fn own_files(&self) -> Vec<PathBuf> {
        let files = ComparisonTable::ALL.map(|t| self.destination.files(t.name(), self.format));
        files.concat()
    }

    /// Where the document table is to be written, if that is wanted.
    pub(super) fn documents(&mut self) -> Result<Option<&mut Tables<'a>>, Failure> {
        let wanted =
            self.args.output_dir.is_some() || self.args.table == Some(ComparisonTable::Document);
        if !wanted {
            return Ok(None);
        }
        self.make_folder()?;
        Ok(Some(&mut self.tables))
    }

    /// Throws away what was not written out yet.
    pub(super) fn discard(self) {
        let Self { tables, pictures, folder, .. } = self;
        tables.discard();
        pictures.into_iter().for_each(Target::discard);
        drop(folder);
    }

    /// Writes every table that was asked for, and with a folder the pictures.
    pub(super) fn write(
        mut self,
        numbers: &Numbers,
        shared: &Shared,
        terms: &TermTable<'_>,
    ) -> Result<(), Failure> {
        let written = self.write_all(numbers, shared, terms);
        if written.is_err() {
            self.discard();
            return written;
        }
        let Self { args, disk, tables, pictures, folder, .. } = self;
        if !args.quiet {
            for told in tables.too_long() {
                say(&told);
            }
        }
        let mut targets = tables.end(ComparisonTable::Document.name())?;
        targets.extend(pictures);
        finish(disk, targets)?;
        folder.into_iter().for_each(MadeFolder::keep);
        Ok(())
    }

    fn write_all(
        &mut self,
        numbers: &Numbers,
        shared: &Shared,
        terms: &TermTable<'_>,
    ) -> Result<(), Failure> {
        self.make_folder()?;
        for table in self.wanted(numbers) {
            let columns = columns(table);
            let number = self.tables.begin(Layout::new(table.name(), &columns, 0))?;
            let rows = rows(table, &columns, self.format, numbers, shared, terms);
            self.tables.add(number, &rows)?;
        }
        if self.args.output_dir.is_some() {
            let drawn = Drawn {
                shared,
                options: &numbers.options,
                rows: &numbers.groups,
                terms: &numbers.terms,
                table: terms,
                trend: &numbers.trend,
                over: numbers.over.as_deref(),
            };
            self.draw(&drawn.pictures())?;
        }
        Ok(())
    }

    /// The tables to write besides that of documents.
    fn wanted(&self, numbers: &Numbers) -> Vec<ComparisonTable> {
        if self.args.output_dir.is_none() {
            let table = self.args.table.unwrap_or(ComparisonTable::Group);
            return if table == ComparisonTable::Document { Vec::new() } else { vec![table] };
        }
        let has = |table: &ComparisonTable| match table {
            ComparisonTable::Group => true,
            ComparisonTable::Term => !numbers.terms.is_empty(),
            ComparisonTable::Trend => numbers.over.is_some(),
            ComparisonTable::Ablation => self.args.ablate.is_some(),
            ComparisonTable::Document => false,
        };
        ComparisonTable::ALL.into_iter().filter(has).collect()
    }

    fn draw(&mut self, pictures: &[Picture]) -> Result<(), Failure> {
        for picture in pictures {
            self.picture(&picture.stem, "svg", picture.svg.as_bytes())?;
        }
        #[cfg(feature = "png")]
        if self.args.png {
            use crate::report::chart::png::Fonts;
            let failed =
                |error: crate::report::chart::png::PngError| Failure::Message(error.to_string());
            let fonts = Fonts::of_system().map_err(failed)?;
            for picture in pictures {
                let png = fonts.png(&picture.svg, 2.0).map_err(failed)?;
                self.picture(&picture.stem, "png", &png)?;
            }
        }
        Ok(())
    }

    fn picture(&mut self, stem: &str, ending: &str, bytes: &[u8]) -> Result<(), Failure> {
        let Some(folder) = &self.args.output_dir else { return Ok(()) };
        let mut target = Target::create_on(self.disk, &folder.join(format!("{stem}.{ending}")))?;
        target.write(bytes)?;
        self.pictures.push(target);
        Ok(())
    }

    fn make_folder(&mut self) -> Result<(), Failure> {
        if let (Some(folder), None) = (&self.args.output_dir, &self.folder) {
            let failed = |error| Failure::write(&folder.display().to_string(), &error);
            self.folder = Some(MadeFolder::create(folder).map_err(failed)?);
        }
        Ok(())
    }
}

fn check(
    args: &CompareArgs,
    destination: &Destination,
    format: Format,
    inputs: &[PathBuf],
) -> Result<(), Failure> {
    if args.over.is_none() && args.table == Some(ComparisonTable::Trend) {
        return Err("--table trend needs --over COLUMN".to_owned().into());
    }
    if args.ablate.is_none() && args.table == Some(ComparisonTable::Ablation) {
        return Err("--table ablation needs --ablate term".to_owned().into());
    }
    for table in ComparisonTable::ALL {
        if let Some(file) = destination.file(table.name(), format, 1) {
            refuse_same(&file, inputs)?;
        }
    }
    Ok(())
}

fn columns(table: ComparisonTable) -> Vec<String> {
    match table {
        ComparisonTable::Group | ComparisonTable::Document => group::columns(),
        ComparisonTable::Term => crate::output::term::columns(),
        ComparisonTable::Trend => trend::columns(),
        ComparisonTable::Ablation => ablation::columns(),
    }
}

/// The rows of a table.
fn rows(
    table: ComparisonTable,
    columns: &[String],
    format: Format,
    numbers: &Numbers,
    shared: &Shared,
    terms: &TermTable<'_>,
) -> Rows {
    let mut rows = Rows::default();
    match table {
        ComparisonTable::Document => {}
        ComparisonTable::Group => {
            for row in &numbers.groups {
                rows.push(format, columns, &group::cells(row, shared));
            }
        }
        ComparisonTable::Term => {
            for row in &numbers.terms {
                rows.push(format, columns, &terms.cells(row));
            }
        }
        ComparisonTable::Trend => {
            let over = numbers.over.as_deref().unwrap_or_default();
            for row in &numbers.trend {
                rows.push(format, columns, &trend::cells(row, over, shared));
            }
        }
        ComparisonTable::Ablation => {
            for ablated in &numbers.ablated {
                ablation::rows(ablated, shared, |cells| rows.push(format, columns, cells));
            }
        }
    }
    rows
}
