//! Digests: what a lexicon was made of.

use sha2::{Digest as _, Sha256};

use crate::lexicon::builtin;
use crate::lexicon::class::CLASS_FILE;

/// The digest of the classes and the built-in files.
pub(super) fn builtin_digest() -> Sha256 {
    let mut hash = Sha256::new();
    part(&mut hash, CLASS_FILE);
    part(&mut hash, "builtin");
    for (_, text) in builtin::FILES {
        part(&mut hash, text);
    }
    hash
}

/// Adds a text to a digest, with its length, so that no two rows of texts are alike.
pub(super) fn part(hash: &mut Sha256, text: &str) {
    hash.update((text.len() as u64).to_le_bytes());
    hash.update(text);
}

/// The first 16 hexadecimal digits of a digest.
pub(crate) fn hex16(digest: &[u8]) -> String {
    let halves = digest.iter().take(8).flat_map(|byte| [byte >> 4, byte & 0xf]);
    halves.filter_map(|half| char::from_digit(half.into(), 16)).collect()
}
