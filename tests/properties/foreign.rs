//! What the reading of any dictionary of another program keeps to.

use hedgerow::lexicon::LexiconLoader;
use hedgerow::lexicon::foreign::convert::convert;
use hedgerow::lexicon::foreign::ledger::Fate;
use hedgerow::lexicon::foreign::plan::Plan;
use hedgerow::lexicon::foreign::{Format, read};

/// Reads bytes in every format: each line has its fate, and what is left is a lexicon; or the file
/// is refused with a place.
pub(crate) fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for format in Format::ALL {
        match read("any", &text, format) {
            Err(mistakes) => {
                assert!(!mistakes.is_empty(), "refused without a mistake");
                for mistake in mistakes {
                    assert!(mistake.to_string().starts_with("any:"), "no place: {mistake}");
                }
            }
            Ok(imported) => {
                let under = Some("loaded.any".to_owned());
                let made = convert("any", &imported, &Plan { under, ..Plan::default() })
                    .expect("every key has a place");
                let ledger = &made.ledger;
                assert_eq!(ledger.lines.len(), imported.terms.len() + imported.refused.len());
                if ledger.count(Fate::Dropped) < ledger.lines.len() {
                    let mut loader = LexiconLoader::new();
                    loader.without_builtin().add("any.toml", &made.toml);
                    let lexicon = loader.load();
                    assert!(
                        lexicon.is_ok(),
                        "{}: {:?}\n{}",
                        format.name(),
                        lexicon.err(),
                        made.toml
                    );
                }
            }
        }
    }
}
