//! The built-in lexicons as a start reads them: checked and spelt out beforehand, into a generated file.
//!
//! `PREPARED=overwrite cargo test --lib prepared` makes the file anew, and is needed after every change
//! of a built-in lexicon. Until then the lexicons are read as they are written, which takes 100 ms.
//!
//! The file holds, in this order: the [stamp] of the texts that it was made of, the [digest] of these
//! texts, how many bytes of numbers there are, these, and the letters of all texts. See [`write`] for what
//! the numbers mean.
//!
//! [stamp]: stamp
//! [digest]: crate::lexicon::loader::builtin_digest

mod entries;
mod read;
mod source;
mod stamp;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod write;

pub(crate) use read::Prepared;

/// The generated file; empty, it is as one that is out of date.
const FILE: &[u8] = include_bytes!("builtin.bin");

/// The stamp of the texts that are built in.
#[expect(long_running_const_eval, reason = "half a megabyte, eight bytes a step")]
const STAMP: u64 = stamp::of_texts();

/// Whether the file was made of them.
pub(crate) const IS_FRESH: bool = match FILE.first_chunk() {
    Some(stamp) => u64::from_le_bytes(*stamp) == STAMP,
    None => false,
};
