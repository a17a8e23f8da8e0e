//! The words of `data/sentence_words.txt`, looked up without allocation.

use std::sync::LazyLock;

/// A part of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Part {
    /// Abbreviations before a name.
    Title = 1,
    /// Abbreviations that end no sentence.
    Never = 1 << 1,
    /// Abbreviations before a figure.
    Number = 1 << 2,
    /// Abbreviations that may end a sentence.
    Maybe = 1 << 3,
    /// Time zones.
    Zone = 1 << 4,
    /// Words that often begin a sentence.
    Starter = 1 << 5,
    /// Verbs of saying.
    Say = 1 << 6,
    /// Faces made of marks.
    Face = 1 << 7,
    /// How a letter begins.
    Greeting = 1 << 8,
    /// The last word of how it ends.
    Closing = 1 << 9,
    /// Units of measure, and whatever else ends its sentence before a capital.
    Unit = 1 << 10,
    /// Words that are never part of a name.
    Nameless = 1 << 11,
    /// Months and days.
    Date = 1 << 12,
    /// Words before a time of day.
    BeforeTime = 1 << 13,
    /// Pronouns that speak.
    Pronoun = 1 << 14,
    /// What a caption begins with.
    Label = 1 << 15,
    /// Words that begin with an apostrophe.
    Elided = 1 << 16,
}

const PARTS: [(&str, Part); 17] = [
    ("[title]", Part::Title),
    ("[never]", Part::Never),
    ("[number]", Part::Number),
    ("[maybe]", Part::Maybe),
    ("[zone]", Part::Zone),
    ("[starter]", Part::Starter),
    ("[say]", Part::Say),
    ("[face]", Part::Face),
    ("[greeting]", Part::Greeting),
    ("[closing]", Part::Closing),
    ("[unit]", Part::Unit),
    ("[nameless]", Part::Nameless),
    ("[date]", Part::Date),
    ("[before-time]", Part::BeforeTime),
    ("[pronoun]", Part::Pronoun),
    ("[label]", Part::Label),
    ("[elided]", Part::Elided),
];

/// The parts that list a word; none for most words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Parts(u32);

impl Parts {
    /// The parts that list this word, whatever its case.
    pub(crate) fn of(word: &str) -> Self {
        let Some(key) = key(word) else { return Self::default() };
        let table = TABLE.as_slice();
        let found = table.binary_search_by_key(&key, |(key, _)| *key).ok();
        found.and_then(|at| table.get(at)).map_or(Self::default(), |(_, parts)| *parts)
    }

    /// No abbreviation of the file is longer, in bytes.
    pub(crate) const LONGEST_ABBREVIATION: usize = 8;

    pub(crate) const fn has(self, part: Part) -> bool {
        self.0 & part as u32 != 0
    }

    /// Whether a full stop may belong to the word.
    pub(crate) const fn is_abbreviation(self) -> bool {
        let parts = Part::Title as u32
            | Part::Never as u32
            | Part::Number as u32
            | Part::Unit as u32
            | Part::Maybe as u32;
        self.0 & parts != 0
    }
}

/// A word of at most 15 bytes as a number, ASCII letters in lower case.
fn key(word: &str) -> Option<u128> {
    let bytes = word.as_bytes();
    (!bytes.is_empty() && bytes.len() < 16)
        .then(|| bytes.iter().fold(0, |key, byte| key << 8 | u128::from(byte.to_ascii_lowercase())))
}

static TABLE: LazyLock<Vec<(u128, Parts)>> = LazyLock::new(|| {
    let mut words: Vec<(u128, Parts)> = Vec::new();
    let mut part = Part::Starter;
    for line in include_str!("data/sentence_words.txt").lines() {
        if let Some((_, named)) = PARTS.iter().find(|(name, _)| *name == line) {
            part = *named;
        } else if !line.starts_with('#') {
            let keys = line.split_whitespace().filter_map(key);
            words.extend(keys.map(|key| (key, Parts(part as u32))));
        }
    }
    words.sort_by_key(|(key, _)| *key);
    words.dedup_by(|later, first| {
        let same = later.0 == first.0;
        if same {
            first.1.0 |= later.1.0;
        }
        same
    });
    words
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_their_parts() {
        for (word, part, listed) in [
            ("Dr", Part::Title, true),
            ("sec", Part::Title, true),
            ("Sec", Part::Number, true),
            ("the", Part::Starter, true),
            (":)", Part::Face, true),
            ("table", Part::Title, false),
            ("", Part::Title, false),
            ("a-word-of-more-than-fifteen-bytes", Part::Title, false),
        ] {
            assert_eq!(Parts::of(word).has(part), listed, "{word}");
        }
    }

    #[test]
    fn every_word_is_short_enough_to_be_kept() {
        let lines = include_str!("data/sentence_words.txt").lines();
        for line in lines.filter(|line| !line.starts_with('#')) {
            for word in line.split_whitespace() {
                assert!(word.starts_with('[') || key(word).is_some(), "{word}");
                let short = word.len() <= Parts::LONGEST_ABBREVIATION;
                assert!(short || !Parts::of(word).is_abbreviation(), "{word}");
            }
        }
    }
}
