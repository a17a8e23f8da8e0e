//! What is looked for in a text where nothing is added to the built-in lexicons: laid out beforehand, into a
//! generated file that a start only looks at.
//!
//! `PREPARED=overwrite cargo test --lib prepared` makes the file anew, as it does that of the lexicons. Until then
//! matcher and rules are made of the lexicon, which takes 15 ms.
//!
//! The file holds the digest of the lexicon, which categories are off, what rules and matcher have in common
//! whatever is looked for, and the rest twice: of all entries, and of those that may count.

#[cfg(test)]
mod tests;

use crate::cue::matcher::Matcher;
use crate::cue::numbers::read_bytes;
use crate::cue::rules::Rules;
use crate::lexicon::Lexicon;
use crate::lexicon::entry::Category;

const FILE: &[u8] = include_bytes!("terms.bin");

/// The matcher and the rules of a lexicon, with `counting` of the entries alone that may count; `None` where they
/// were not made beforehand.
pub(crate) fn terms(lexicon: &Lexicon, counting: bool) -> Option<(Matcher, Rules)> {
    read(FILE, lexicon, counting)
}

fn read(mut file: &'static [u8], lexicon: &Lexicon, counting: bool) -> Option<(Matcher, Rules)> {
    let spellings = lexicon.builtin_spellings()?;
    if read_bytes(&mut file)? != spellings.sha.as_bytes() {
        return None;
    }
    let off = read_bytes(&mut file)?;
    let (mut common, mut all) = (read_bytes(&mut file)?, read_bytes(&mut file)?);
    let mut counted = read_bytes(&mut file)?;
    let is_declared = lexicon.categories().iter().map(off_byte).eq(off.iter().copied());
    let wanted = if counting && is_declared { &mut counted } else { &mut all };
    let matcher = Matcher::read(spellings.letters, &mut common, wanted)?;
    let rules = Rules::read(&mut common, wanted)?;
    // What may count where categories are switched is told by the rules; the matcher finds all.
    let rules = if counting && !is_declared { rules.counting(lexicon) } else { rules };
    Some((matcher, rules))
}

fn off_byte(category: &Category) -> u8 {
    u8::from(category.off)
}
