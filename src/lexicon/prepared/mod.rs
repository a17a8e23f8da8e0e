//! The built-in lexicons as a start reads them: checked and spelt out beforehand, into a generated file.
//!
//! `PREPARED=overwrite cargo test --lib prepared` makes the file anew, and is needed after every change
//! of a built-in lexicon. Until then the lexicons are read as they are written, which takes 100 ms.
//!
//! The file holds the stamp of the texts that it was made of, the digest of these texts, where things stand in the
//! rest, the numbers, and the letters of all texts; `write.rs` says what the numbers mean. Where nothing is added to
//! the built-in lexicons, a start reads little but the entries that a text leads to.

use std::sync::LazyLock;

mod entries;
mod items;
mod parts;
mod read;
pub(crate) mod shelf;
mod source;
mod stamp;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod write;

pub(super) use items::classes;
pub(crate) use read::Prepared;

/// The generated file; empty, it is as one that is out of date.
const FILE: &[u8] = include_bytes!("builtin.bin");

/// Whether the file was made of the texts that are built in.
fn is_fresh() -> bool {
    static FRESH: LazyLock<bool> = LazyLock::new(|| {
        let stamp = FILE.first_chunk();
        stamp.is_some_and(|stamp| u64::from_le_bytes(*stamp) == stamp::of_texts())
    });
    *FRESH
}
