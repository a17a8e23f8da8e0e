//! A number that tells whether the built-in texts are still those of which the file was made. The
//! compiler works it out, so that a start need not.

use crate::lexicon::builtin;
use crate::lexicon::class::CLASS_FILE;

/// The number of the built-in lexicons and the classes.
pub(super) const fn of_texts() -> u64 {
    let mut stamp = with_text(0, CLASS_FILE);
    let mut files: &[(&str, &str)] = &builtin::FILES;
    while let Some((&(name, text), rest)) = files.split_first() {
        stamp = with_text(with_text(stamp, name), text);
        files = rest;
    }
    stamp
}

const fn with_text(stamp: u64, text: &str) -> u64 {
    let mut stamp = with(stamp, text.len() as u64);
    let mut bytes = text.as_bytes();
    while let Some((chunk, rest)) = bytes.split_first_chunk() {
        stamp = with(stamp, u64::from_le_bytes(*chunk));
        bytes = rest;
    }
    while let Some((byte, rest)) = bytes.split_first() {
        stamp = with(stamp, *byte as u64);
        bytes = rest;
    }
    stamp
}

const fn with(stamp: u64, number: u64) -> u64 {
    let mixed = (stamp.rotate_left(23) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 32)
}
