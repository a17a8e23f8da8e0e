//! Where the tables and pictures of a comparison go.

use std::path::{Path, PathBuf};

use crate::cli::compare::args::CompareArgs;
use crate::cli::compare::numbers::Numbers;
use crate::cli::files::disk::Disk;
use crate::cli::files::{Target, refuse_same};
use crate::cli::message::Failure;
use crate::output::comparison::term::TermTable;
use crate::output::comparison::{ComparisonTable, Shared, ablation, group, trend};
use crate::output::format::Format;
use crate::report::pictures::{Drawn, Picture};

/// What is written, and what has been written so far.
pub(super) struct Outputs<'a> {
    args: &'a CompareArgs,
    format: Format,
    /// Whole files that wait for their names.
    written: Vec<Target>,
    documents: Option<Target>,
    made_folder: Option<PathBuf>,
}

impl<'a> Outputs<'a> {
    pub(super) fn new(args: &'a CompareArgs) -> Self {
        let format = args.format();
        Self { args, format, written: Vec::new(), documents: None, made_folder: None }
    }

    /// Refuses to write over what is read.
    pub(super) fn check(&self, inputs: &[PathBuf]) -> Result<(), Failure> {
        if self.args.over.is_none() && self.args.table == Some(ComparisonTable::Trend) {
            return Err("--table trend needs --over COLUMN".to_owned().into());
        }
        if self.args.ablate.is_none() && self.args.table == Some(ComparisonTable::Ablation) {
            return Err("--table ablation needs --ablate term".to_owned().into());
        }
        for table in ComparisonTable::ALL {
            if let Some(file) = self.file(table) {
                refuse_same(&file, inputs)?;
            }
        }
        Ok(())
    }

    /// The target of the document table, if that is wanted.
    pub(super) fn documents(&mut self) -> Result<Option<Target>, Failure> {
        let wanted =
            self.args.output_dir.is_some() || self.args.table == Some(ComparisonTable::Document);
        if wanted { self.target(ComparisonTable::Document).map(Some) } else { Ok(None) }
    }

    /// Takes the document table back.
    pub(super) fn keep(&mut self, documents: Option<Target>) {
        self.documents = documents;
    }

    /// Throws away what was not written out yet.
    pub(super) fn discard(mut self) {
        self.written.drain(..).chain(self.documents.take()).for_each(Target::discard);
    }

    /// Writes every table that was asked for, and with a folder the pictures.
    pub(super) fn write(
        mut self,
        numbers: &Numbers,
        shared: &Shared,
        terms: &TermTable<'_>,
    ) -> Result<(), Failure> {
        if let Some(documents) = self.documents.take() {
            self.written.push(documents);
        }
        for table in self.tables(numbers) {
            let bytes = rendered(table, self.format, numbers, shared, terms);
            let mut target = self.target(table)?;
            if target.is_file() {
                target.write(self.format.file_start())?;
            }
            target.write(&bytes)?;
            self.written.push(target);
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
        for target in &mut self.written {
            target.flush()?;
        }
        for target in self.written.drain(..) {
            target.finish()?;
        }
        self.made_folder = None;
        Ok(())
    }

    /// The tables to write besides that of documents.
    fn tables(&self, numbers: &Numbers) -> Vec<ComparisonTable> {
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
        let mut target = Target::create(&folder.join(format!("{stem}.{ending}")))?;
        target.write(bytes)?;
        self.written.push(target);
        Ok(())
    }

    fn target(&mut self, table: ComparisonTable) -> Result<Target, Failure> {
        if let Some(folder) = &self.args.output_dir
            && !folder.is_dir()
        {
            let failed = |error| Failure::write(&folder.display().to_string(), &error);
            std::fs::create_dir_all(folder).map_err(failed)?;
            self.made_folder = Some(folder.clone());
        }
        match self.file(table) {
            Some(file) => Target::create(&file),
            None => Ok(Target::stdout(&Disk::default())),
        }
    }

    fn file(&self, table: ComparisonTable) -> Option<PathBuf> {
        let name = format!("{}.{}", table.name(), self.format.extension());
        let in_folder = |folder: &Path| folder.join(name);
        self.args.output.clone().or_else(|| self.args.output_dir.as_deref().map(in_folder))
    }
}

impl Drop for Outputs<'_> {
    fn drop(&mut self) {
        self.written.clear();
        self.documents = None;
        if let Some(folder) = &self.made_folder {
            // Only an empty folder goes.
            let _ = std::fs::remove_dir(folder);
        }
    }
}

/// A table as bytes, with its header.
fn rendered(
    table: ComparisonTable,
    format: Format,
    numbers: &Numbers,
    shared: &Shared,
    terms: &TermTable<'_>,
) -> Vec<u8> {
    let columns = match table {
        ComparisonTable::Group | ComparisonTable::Document => group::columns(),
        ComparisonTable::Term => crate::output::term::columns(),
        ComparisonTable::Trend => trend::columns(),
        ComparisonTable::Ablation => ablation::columns(),
    };
    let mut bytes = Vec::new();
    format.header(&columns, &mut bytes);
    match table {
        ComparisonTable::Document => {}
        ComparisonTable::Group => {
            for row in &numbers.groups {
                format.row(&columns, &group::cells(row, shared), &mut bytes);
            }
        }
        ComparisonTable::Term => {
            for row in &numbers.terms {
                format.row(&columns, &terms.cells(row), &mut bytes);
            }
        }
        ComparisonTable::Trend => {
            let over = numbers.over.as_deref().unwrap_or_default();
            for row in &numbers.trend {
                format.row(&columns, &trend::cells(row, over, shared), &mut bytes);
            }
        }
        ComparisonTable::Ablation => {
            for ablated in &numbers.ablated {
                ablation::rows(ablated, shared, |cells| format.row(&columns, cells, &mut bytes));
            }
        }
    }
    bytes
}
