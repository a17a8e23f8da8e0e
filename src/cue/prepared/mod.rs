//! What is looked for in a text where nothing is added to the built-in lexicons: laid out beforehand, into a
//! generated file that a start only looks at.
//!
//! `PREPARED=overwrite cargo test --lib prepared` makes the file anew, as it does that of the lexicons. Until then
//! matcher and rules are made of the lexicon, which takes 15 ms.
//!
//! The file holds the digest of the lexicon, what rules and matcher have in common whatever is looked for, and the
//! rest twice: of all entries, and of those that may count.

#[cfg(test)]
mod tests;

use crate::cue::matcher::Matcher;
use crate::cue::numbers::read_bytes;
use crate::cue::rules::Rules;
use crate::lexicon::Lexicon;

const FILE: &[u8] = include_bytes!("terms.bin");

/// The matcher and the rules of a lexicon, with `counting` of the entries alone that may count; `None` where they
/// were not made beforehand.
pub(crate) fn terms(lexicon: &Lexicon, counting: bool) -> Option<(Matcher, Rules)> {
    read(FILE, lexicon, counting)
}

fn read(
    mut file: &'static [u8],
    lexicon: &Lexicon,
    counting: bool,
) -> Option<(Matcher, Rules)> {
    let spellings = lexicon.builtin_spellings()?;
    let file = &mut file;
    if read_bytes(file)? != lexicon.sha().as_bytes() {
        return None;
    }
    let (mut common, mut all, mut counted) =
        (read_bytes(file)?, read_bytes(file)?, read_bytes(file)?);
    let wanted = if counting { &mut counted } else { &mut all };
    let matcher = Matcher::read(spellings, &mut common, wanted)?;
    Some((matcher, Rules::read(&mut common, wanted)?))
}
