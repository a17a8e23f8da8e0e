//! The VADER lexicon: term, mean valence from -4 to 4, its deviation and the ratings, with tabs
//! between them.

use crate::lexicon::foreign::imported::{ForeignTerm, Imported};
use crate::lexicon::foreign::lines::lines;
use crate::lexicon::mistake::{LexiconFile, Mistake};

/// The strongest valence.
const FULL: f64 = 4.0;

pub(super) fn read(file: &LexiconFile) -> Result<Imported, Vec<Mistake>> {
    let mut imported = Imported::new();
    imported.full_weight = Some(FULL);
    for line in lines(&file.text).filter(|line| !line.is_blank()) {
        let Some((term, mean)) = row(line.text) else {
            if imported.terms.is_empty() && imported.refused.is_empty() {
                let message = "is no row of a VADER lexicon: a term, a tab, a valence from -4 to 4";
                return Err(vec![file.mistake(line.span(), message)]);
            }
            imported.refuse(line.number, line.text.trim(), "has no valence from -4 to 4");
            continue;
        };
        let sign = if mean < 0.0 {
            "negative"
        } else if mean > 0.0 {
            "positive"
        } else {
            "neutral"
        };
        let mut term = ForeignTerm::new([sign.to_owned()].into(), term, line.number);
        term.weight = Some(mean);
        imported.add(term);
    }
    Ok(imported)
}

/// Whether a line has the four fields of a VADER lexicon.
pub(super) fn is_row(line: &str) -> bool {
    row(line).is_some() && line.split('\t').nth(3).is_some_and(|list| list.trim().starts_with('['))
}

fn row(line: &str) -> Option<(&str, f64)> {
    let mut fields = line.split('\t');
    let term = fields.next()?;
    let mean: f64 = fields.next()?.trim().parse().ok()?;
    (-FULL..=FULL).contains(&mean).then_some((term, mean))
}
