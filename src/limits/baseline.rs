//! Cues that are known and tolerated: only those that are not among them count.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::lexicon::hex16;
use crate::text::fold::fold;
use sha2::{Digest, Sha256};

/// The version of the file.
const VERSION: u32 = 1;

/// The known cues of documents.
///
/// A cue is known by its document, category, voice, spelling and the words of its sentence, not by its
/// place: lines may move, sentences be reordered, and the cue stays known. Where the sentence itself is
/// changed, its cues are new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    hedgerow_baseline: u32,
    documents: BTreeMap<String, Vec<Known>>,
}

/// Equal cues, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    #[serde(flatten)]
    cue: KnownCue,
    n: u64,
}

/// What a cue is known by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct KnownCue {
    /// Its category.
    pub category: String,
    /// Its voice.
    pub voice: String,
    /// Its folded spelling.
    pub matched: String,
    /// A digest of the folded words of its sentence.
    pub sentence: String,
}

impl KnownCue {
    /// What a cue of this category, voice and spelling, in this sentence, is known by.
    #[must_use]
    pub fn new(category: &str, voice: &str, matched: &str, sentence: &str) -> Self {
        Self {
            category: category.to_owned(),
            voice: voice.to_owned(),
            matched: fold(matched),
            sentence: hex16(&Sha256::digest(fold(sentence.trim()))),
        }
    }

    /// A digest of all of it, the same wherever the sentence stands.
    #[must_use]
    pub fn digest(&self) -> String {
        let parts = [&self.category, &self.voice, &self.matched, &self.sentence];
        hex16(&Sha256::digest(parts.map(String::as_str).join("\n")))
    }
}

impl Default for Baseline {
    fn default() -> Self {
        Self { hedgerow_baseline: VERSION, documents: BTreeMap::new() }
    }
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// It is no baseline of this version, with the reason.
    pub fn parse(text: &str) -> Result<Self, String> {
        let baseline: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if baseline.hedgerow_baseline == VERSION {
            return Ok(baseline);
        }
        let version = baseline.hedgerow_baseline;
        Err(format!("is a baseline of version {version}; this program reads version {VERSION}"))
    }

    /// The baseline as a file: sorted, so that a change of it shows what changed.
    #[must_use]
    pub fn write(&self) -> String {
        let mut out = serde_json::to_string_pretty(self).expect("texts and numbers can be written");
        out.push('\n');
        out
    }

    /// The known cues of a document, to be taken from one by one.
    #[must_use]
    pub fn of(&self, document: &str) -> Tolerated {
        let known = self.documents.get(document).into_iter().flatten();
        Tolerated(known.map(|known| (known.cue.clone(), known.n)).collect())
    }

    /// Whether the document has a place in it.
    #[must_use]
    pub fn knows(&self, document: &str) -> bool {
        self.documents.contains_key(document)
    }

    /// Replaces what is known of a document; one without cues has no place.
    pub fn set(&mut self, document: &str, cues: impl Iterator<Item = KnownCue>) {
        let mut counts: BTreeMap<KnownCue, u64> = BTreeMap::new();
        for cue in cues {
            *counts.entry(cue).or_default() += 1;
        }
        let known: Vec<Known> = counts.into_iter().map(|(cue, n)| Known { cue, n }).collect();
        if known.is_empty() {
            self.documents.remove(document);
        } else {
            self.documents.insert(document.to_owned(), known);
        }
    }
}

/// The known cues of a document that have not been seen yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tolerated(BTreeMap<KnownCue, u64>);

impl Tolerated {
    /// Whether the cue is known and was not taken as often as it is known; takes it.
    pub fn take(&mut self, cue: &KnownCue) -> bool {
        match self.0.get_mut(cue) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }

    /// How many are left: known, and no longer there.
    #[must_use]
    pub fn left(&self) -> u64 {
        self.0.values().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(matched: &str, sentence: &str) -> KnownCue {
        KnownCue::new("loaded.label", "author", matched, sentence)
    }

    #[test]
    fn a_cue_is_tolerated_as_often_as_it_is_known() {
        let mut baseline = Baseline::default();
        let cues = [cue("Mob", "The mob left."), cue("mob", "The mob left.")];
        baseline.set("a.txt", cues.into_iter());
        let read = Baseline::parse(&baseline.write()).unwrap();
        assert_eq!(read, baseline);
        let mut known = read.of("a.txt");
        // Line ends and capitals make no difference; another sentence does.
        assert!(known.take(&cue("MOB", "The mob\nleft.")));
        assert!(!known.take(&cue("mob", "The mob stayed.")));
        assert_eq!(known.left(), 1);
        assert!(known.take(&cue("mob", "The mob left.")));
        assert!(!known.take(&cue("mob", "The mob left.")));
        assert_eq!(read.of("b.txt"), Tolerated::default());
    }

    #[test]
    fn the_file_is_sorted_and_what_is_none_is_refused() {
        let mut baseline = Baseline::default();
        baseline.set("b.txt", [cue("mob", "x")].into_iter());
        baseline.set("a.txt", [cue("mob", "x"), cue("axe", "x")].into_iter());
        baseline.set("b.txt", std::iter::empty());
        let digest = &cue("mob", "x").sentence;
        let known = |word: &str| {
            format!(
                "      {{\n        \"category\": \"loaded.label\",\n        \"voice\": \"author\",\n        \
                 \"matched\": \"{word}\",\n        \"sentence\": \"{digest}\",\n        \"n\": 1\n      }}"
            )
        };
        assert_eq!(
            baseline.write(),
            format!(
                "{{\n  \"hedgerow_baseline\": 1,\n  \"documents\": {{\n    \"a.txt\": [\n{},\n{}\n    ]\n  }}\n}}\n",
                known("axe"),
                known("mob")
            )
        );
        assert!(Baseline::parse("{}").is_err());
        assert_eq!(
            Baseline::parse("{\"hedgerow_baseline\": 2, \"documents\": {}}"),
            Err("is a baseline of version 2; this program reads version 1".to_owned())
        );
    }
}
