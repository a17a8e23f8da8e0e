//! Lexicoder 3, `.lc3`: a key behind `+`, its terms on the lines below.

use std::sync::Arc;

use crate::lexicon::foreign::imported::{ForeignTerm, Imported, Key};
use crate::lexicon::foreign::lines::lines;
use crate::lexicon::mistake::{LexiconFile, Mistake};

pub(super) fn read(file: &LexiconFile) -> Result<Imported, Vec<Mistake>> {
    let mut imported = Imported::new();
    let mut key: Option<Key> = None;
    for line in lines(&file.text).filter(|line| !line.is_blank()) {
        if let Some(name) = line.text.strip_prefix('+') {
            key = Some([name.trim().to_owned()].into());
            continue;
        }
        let Some(key) = &key else {
            let message = "found a term before any key; a Lexicoder file begins with `+KEY`";
            return Err(vec![file.mistake(line.span(), message)]);
        };
        imported.add(ForeignTerm::new(Arc::clone(key), line.text, line.number));
    }
    Ok(imported)
}
