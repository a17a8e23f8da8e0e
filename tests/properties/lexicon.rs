//! What the reading of any lexicon file keeps to.

use hedgerow::lexicon::LexiconLoader;

/// Reads bytes as a lexicon in each form: it is read, or every mistake has a place and a message.
pub(crate) fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for name in ["any.toml", "any.csv"] {
        let mut loader = LexiconLoader::new();
        loader.without_builtin().add(name, &text);
        match loader.load() {
            Ok(lexicon) => assert_eq!(lexicon.infos().len(), 1, "one file, one lexicon"),
            Err(mistakes) => {
                assert!(!mistakes.is_empty(), "refused without a mistake");
                for mistake in mistakes {
                    let shown = mistake.to_string();
                    assert!(shown.starts_with(&format!("{name}:")), "no place: {shown}");
                }
            }
        }
    }
}
