//! The NRC word lists: `term TAB category TAB 0|1`, `term TAB category TAB intensity`, or one row a
//! term with a column for each category.

use crate::lexicon::foreign::imported::{ForeignTerm, Imported};
use crate::lexicon::foreign::lines::lines;
use crate::lexicon::foreign::wide;
use crate::lexicon::mistake::{LexiconFile, Mistake};

pub(super) fn read(file: &LexiconFile) -> Result<Imported, Vec<Mistake>> {
    let mut imported = Imported::new();
    let mut started = false;
    for line in lines(&file.text).filter(|line| !line.is_blank()) {
        let Some((term, key, number)) = row(line.text) else {
            if started {
                let why = "is no row of term, category and number";
                imported.refuse(line.number, line.text.trim(), why);
                continue;
            }
            // A head, of this form or of the wide one.
            if line.text.split(['\t', ',']).count() != 3 {
                return wide::read(file);
            }
            continue;
        };
        started = true;
        // 0 says that the term does not belong there.
        if number > 0.0 {
            let mut term = ForeignTerm::new([key.to_owned()].into(), term, line.number);
            term.weight = (number < 1.0).then_some(number);
            imported.add(term);
        }
    }
    if !started {
        return wide::read(file);
    }
    Ok(imported)
}

/// Whether a line has a term, a category and a number from 0 to 1.
pub(super) fn is_row(line: &str) -> bool {
    row(line).is_some()
}

fn row(line: &str) -> Option<(&str, &str, f64)> {
    let mut fields = line.split('\t').map(str::trim);
    let (term, second, third) = (fields.next()?, fields.next()?, fields.next()?);
    if fields.next().is_some() {
        return None;
    }
    let number = |text: &str| text.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    match (number(second), number(third)) {
        (None, Some(number)) => Some((term, second, number)),
        // The intensity lists also come with the number in the middle.
        (Some(number), None) => Some((term, third, number)),
        _ => None,
    }
}
