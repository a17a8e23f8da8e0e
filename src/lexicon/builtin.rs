//! The lexicons that come with the program.

use crate::lexicon::mistake::LexiconFile;

const FILES: [(&str, &str); 4] = [
    ("lexicons/hedge.toml", include_str!("../../lexicons/hedge.toml")),
    ("lexicons/weasel.toml", include_str!("../../lexicons/weasel.toml")),
    ("lexicons/certainty.toml", include_str!("../../lexicons/certainty.toml")),
    ("lexicons/loaded.toml", include_str!("../../lexicons/loaded.toml")),
];

/// What `hedgerow lexicon init` writes.
pub const TEMPLATE: &str = include_str!("data/template.toml");

/// The built-in lexicon files, one an axis.
#[must_use]
pub fn files() -> Vec<LexiconFile> {
    FILES.iter().map(|(name, text)| LexiconFile::new(name, text)).collect()
}
