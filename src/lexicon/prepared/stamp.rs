//! A number that tells whether the built-in texts are still those of which the file was made: it costs a
//! hundredth of what a digest does.

use crate::lexicon::builtin;
use crate::lexicon::class::CLASS_FILE;

/// The number of the built-in lexicons and the classes.
pub(super) fn of_texts() -> u64 {
    let files = builtin::FILES.iter().flat_map(|(name, text)| [*name, *text]);
    std::iter::once(CLASS_FILE).chain(files).fold(0, with_text)
}

fn with_text(stamp: u64, text: &str) -> u64 {
    let (chunks, rest) = text.as_bytes().as_chunks();
    let stamp = with(stamp, text.len() as u64);
    let stamp = chunks.iter().fold(stamp, |stamp, chunk| with(stamp, u64::from_le_bytes(*chunk)));
    rest.iter().fold(stamp, |stamp, byte| with(stamp, u64::from(*byte)))
}

/// No two numbers become one, so that a single change is never lost.
const fn with(stamp: u64, number: u64) -> u64 {
    (stamp.rotate_left(23) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_differ_have_other_numbers() {
        let text = "a text of more than eight bytes";
        let others = ["", "a text of more than eight byteS", "A text of more than eight bytes"];
        assert!(others.iter().all(|other| with_text(0, other) != with_text(0, text)));
        assert_ne!(with_text(with_text(0, "a"), "b"), with_text(with_text(0, "b"), "a"));
    }
}
