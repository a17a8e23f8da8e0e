//! The lexicons that come with the program.

use crate::lexicon::mistake::LexiconFile;

/// The built-in lexicon files, each with its name.
pub(crate) const FILES: [(&str, &str); 4] = [
    ("lexicons/hedge.toml", include_str!("../../lexicons/hedge.toml")),
    ("lexicons/weasel.toml", include_str!("../../lexicons/weasel.toml")),
    ("lexicons/certainty.toml", include_str!("../../lexicons/certainty.toml")),
    ("lexicons/loaded.toml", include_str!("../../lexicons/loaded.toml")),
];

const PROFILES: [(&str, &str); 6] = [
    ("encyclopedia", include_str!("../../lexicons/profiles/encyclopedia.csv")),
    ("neutrality", include_str!("../../lexicons/profiles/neutrality.csv")),
    ("news", include_str!("../../lexicons/profiles/news.csv")),
    ("reporting", include_str!("../../lexicons/profiles/reporting.csv")),
    ("reviews", include_str!("../../lexicons/profiles/reviews.csv")),
    ("science", include_str!("../../lexicons/profiles/science.csv")),
];

/// What `hedgerow lexicon init` writes.
pub const TEMPLATE: &str = include_str!("data/template.toml");

/// The built-in lexicon files, one an axis.
#[must_use]
pub fn files() -> Vec<LexiconFile> {
    FILES.iter().map(|(name, text)| LexiconFile::new(name, text)).collect()
}

/// The names of the built-in profiles.
#[must_use]
pub fn profile_names() -> [&'static str; 6] {
    PROFILES.map(|(name, _)| name)
}

/// The file of a built-in profile, if there is one of this name.
#[must_use]
pub fn profile_file(name: &str) -> Option<LexiconFile> {
    let (_, text) = PROFILES.iter().find(|(known, _)| *known == name)?;
    Some(LexiconFile::new(&format!("lexicons/profiles/{name}.csv"), text))
}
