//! `WordStat`, `.cat`: keys indented by tabs, a term with its weight in brackets behind it, and `_`
//! between the words of a phrase.

use crate::lexicon::foreign::imported::{ForeignTerm, Imported};
use crate::lexicon::foreign::lines::lines;
use crate::lexicon::foreign::path::Path;
use crate::lexicon::mistake::{LexiconFile, Mistake};

pub(super) fn read(file: &LexiconFile) -> Result<Imported, Vec<Mistake>> {
    let mut imported = Imported::new();
    let mut keys = Path::default();
    for line in lines(&file.text).filter(|line| !line.is_blank()) {
        let text = line.text.trim_start_matches('\t');
        let depth = line.text.len() - text.len();
        if depth > keys.depth() {
            let message = format!(
                "is indented by {depth} tabs, but the key above it by {}",
                keys.depth().saturating_sub(1)
            );
            return Err(vec![file.mistake(line.span(), message)]);
        }
        keys.truncate(depth);
        let Some((term, weight)) = weighted(text) else {
            keys.push(text).map_err(|message| vec![file.mistake(line.span(), message)])?;
            continue;
        };
        if term.starts_with('@') {
            imported.refuse(line.number, term, "a proximity rule, which is not imported");
            continue;
        }
        let mut term = ForeignTerm::new(keys.key(), &term.replace('_', " "), line.number);
        // Every entry has one, and nearly always it is 1.
        term.weight = (weight - 1.0).abs().gt(&f64::EPSILON).then_some(weight);
        imported.add(term);
    }
    Ok(imported)
}

/// The term and the number of `TERM (1)`.
fn weighted(text: &str) -> Option<(&str, f64)> {
    let (term, weight) = text.trim_end().strip_suffix(')')?.rsplit_once(" (")?;
    Some((term, weight.trim().parse().ok().filter(|weight: &f64| weight.is_finite())?))
}
