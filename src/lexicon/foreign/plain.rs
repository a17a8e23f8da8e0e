//! A plain list: one term a line; `#`, `;` and `%` begin a comment at the start of a line.

use crate::lexicon::foreign::imported::{ForeignTerm, Imported};
use crate::lexicon::foreign::lines::lines;
use crate::lexicon::mistake::{LexiconFile, Mistake};

#[expect(clippy::unnecessary_wraps, reason = "readers share a signature")]
pub(super) fn read(file: &LexiconFile) -> Result<Imported, Vec<Mistake>> {
    let mut imported = Imported::new();
    for line in lines(&file.text) {
        let term = line.text.trim();
        if !term.is_empty() && !term.starts_with(['#', ';', '%']) {
            imported.add(ForeignTerm::new([].into(), term, line.number));
        }
    }
    Ok(imported)
}
