//! Texts that repeat an earlier one with few words changed, such as wire copy under other headlines.
//!
//! A text is the set of its shingles, five folded words in a row. How much two sets have in common is
//! their Jaccard index, shared shingles divided by all; it is estimated from 128 minima of the hashed
//! shingles (`MinHash`, Broder 1997; one permutation, Li, Owen & Zhang 2012, empty places filled as by
//! Shrivastava 2017). Pairs are looked for only among texts that agree in four neighbouring minima
//! (Leskovec, Rajaraman & Ullman 2020, section 3.4), so that time grows with the number of texts and
//! not with its square.

use std::collections::HashMap;

use sha2::{Digest as _, Sha256};

use crate::text::fold::fold;
use crate::text::span::Span;
use crate::text::token::Tokens;

/// Words in a shingle. A changed word spoils five of them.
const SHINGLE: usize = 5;
/// Minima that are kept of a text.
const PLACES: usize = 128;
/// Neighbouring minima that must agree before two texts are compared: 32 chances at 4. Of pairs just at
/// the threshold one in 200 is overlooked, of those that share 80 % one in 20 million.
const BAND: usize = 4;
/// Minima that must agree: 62.5 %, which is what stays in common when one word in 22 is changed, or
/// when three eighths of a text are cut. Different articles of one outlet share up to 56 % where long
/// pages carry the same list of links.
const AGREE: usize = 80;
/// Texts of fewer words repeat others only word by word.
const SHORT: usize = 25;

/// What is kept of a text: enough to tell whether it repeats another, 1.1 kB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    /// Of the folded words in order: case, marks and blanks make no difference.
    exact: [u8; 32],
    /// Empty for short texts.
    minima: Vec<u64>,
}

impl Sketch {
    /// The sketch of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let text = fold(text);
        let tokens = Tokens::new(&text, Span::new(0, text.len())).filter(|token| token.is_word());
        let (mut words, mut hashes) = (String::with_capacity(text.len()), Vec::new());
        for word in tokens.map(|token| token.span.of(&text)) {
            words.push_str(word);
            words.push('\n');
            hashes.push(hash(word.as_bytes()));
        }
        let minima = if hashes.len() < SHORT { Vec::new() } else { minima(&hashes) };
        Self { exact: Sha256::digest(words).into(), minima }
    }

    /// The share of shingles that two texts have in common, of all that are in either: within 0.09
    /// of the true one 19 times out of 20. `None` where one of them is short.
    #[must_use]
    pub fn similarity(&self, other: &Self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "at most 128")]
        let share = self.agreeing(other) as f64 / PLACES as f64;
        (!self.minima.is_empty() && !other.minima.is_empty()).then_some(share)
    }

    fn agreeing(&self, other: &Self) -> usize {
        self.minima.iter().zip(&other.minima).filter(|(a, b)| a == b).count()
    }
}

/// For each text, in order, the position of the earlier one that it repeats: of those that repeat none
/// themselves, the one it is most like, the earliest of equals. So the first text of a kind is always
/// kept, and each other one is like the very text it names.
///
/// ```
/// use hedgerow::compare::duplicate::{Sketch, duplicates};
///
/// let texts = ["The mayor opened the bridge.", "Rain fell.", "the MAYOR opened the bridge"];
/// assert_eq!(duplicates(&texts.map(Sketch::of)), [None, None, Some(0)]);
/// ```
#[must_use]
pub fn duplicates(sketches: &[Sketch]) -> Vec<Option<usize>> {
    let mut seen = Duplicates::default();
    let mut kept = Vec::new();
    let mut repeats = Vec::with_capacity(sketches.len());
    for (at, sketch) in sketches.iter().enumerate() {
        let repeated = seen.add(sketch.clone());
        if repeated.is_none() {
            kept.push(at);
        }
        repeats.push(repeated.and_then(|number| kept.get(number)).copied());
    }
    repeats
}

/// The same for texts that come one after another.
#[derive(Debug, Clone, Default)]
pub struct Duplicates {
    kept: Vec<Sketch>,
    exact: HashMap<[u8; 32], usize>,
    bands: HashMap<(usize, [u64; BAND]), Vec<usize>>,
}

impl Duplicates {
    /// Adds a text: the number of the one it repeats among those that repeat none, in their order.
    pub fn add(&mut self, sketch: Sketch) -> Option<usize> {
        let keys = sketch.bands();
        let found = self.exact.get(&sketch.exact).copied().or_else(|| {
            let near = keys.iter().filter_map(|key| self.bands.get(key)).flatten();
            most_alike(&sketch, near, &self.kept)
        });
        if found.is_none() {
            let number = self.kept.len();
            self.exact.insert(sketch.exact, number);
            for key in keys {
                self.bands.entry(key).or_default().push(number);
            }
            self.kept.push(sketch);
        }
        found
    }
}

/// The text among candidates that agrees most and enough.
fn most_alike<'s>(
    sketch: &Sketch,
    candidates: impl Iterator<Item = &'s usize>,
    sketches: &[Sketch],
) -> Option<usize> {
    let mut candidates: Vec<usize> = candidates.copied().collect();
    candidates.sort_unstable();
    candidates.dedup();
    let agreeing = |at: usize| Some((sketches.get(at)?.agreeing(sketch), std::cmp::Reverse(at)));
    let best = candidates.into_iter().filter_map(agreeing).max()?;
    (best.0 >= AGREE).then_some(best.1.0)
}

impl Sketch {
    /// Places of neighbouring minima and what stands there.
    fn bands(&self) -> Vec<(usize, [u64; BAND])> {
        self.minima.as_chunks().0.iter().copied().enumerate().collect()
    }
}

/// The least hash of the shingles in each place; the high bits of a hash say which place it is of.
fn minima(words: &[u64]) -> Vec<u64> {
    const EMPTY: u64 = u64::MAX;
    let mut minima = vec![EMPTY; PLACES];
    for shingle in words.windows(SHINGLE) {
        let hash = shingle.iter().fold(0, |hash: u64, word| mixed(hash.rotate_left(7) ^ word));
        if let Some(least) = minima.get_mut(place(hash)) {
            *least = hash.min(*least);
        }
    }
    // An empty place borrows from places that depend on its number alone, so that two texts borrow
    // from the same ones.
    let filled = minima.clone();
    for (number, least) in (0_u64..).zip(&mut minima) {
        let mut tried = number;
        while *least == EMPTY {
            tried = mixed(tried.wrapping_add(0x9E37_79B9_7F4A_7C15));
            *least = filled.get(place(tried)).copied().unwrap_or(EMPTY);
        }
    }
    minima
}

/// A place from the seven high bits.
const fn place(hash: u64) -> usize {
    (hash >> 57) as usize
}

/// FNV-1a.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

/// The finisher of `SplitMix64`.
const fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of numbered words.
    fn text(words: impl Iterator<Item = u32>) -> String {
        words.map(|word| format!("word{word}")).collect::<Vec<_>>().join(" ")
    }

    fn repeats(texts: &[String]) -> Vec<Option<usize>> {
        duplicates(&texts.iter().map(|text| Sketch::of(text)).collect::<Vec<_>>())
    }

    #[test]
    fn few_changes_are_a_repetition_and_many_are_not() {
        let original = text(0..400);
        let every = |nth: u32| text((0..400).map(|n| if n % nth == 0 { n + 1_000 } else { n }));
        let headline = format!("Another headline altogether. {original}");
        let texts = [original, every(60), headline, every(5), text((0..320).chain(2_000..2_020))];
        assert_eq!(repeats(&texts), [None, Some(0), Some(0), None, Some(0)]);
    }

    #[test]
    fn a_shared_quotation_is_no_repetition() {
        let quotation = 5_000..5_080;
        let one = text((0..300).chain(quotation.clone()));
        let other = text((1_000..1_300).chain(quotation));
        assert_eq!(repeats(&[one, other]), [None, None]);
    }

    #[test]
    fn each_is_like_the_one_it_names() {
        // The third is like the second and not like the first, so it repeats none that is kept.
        let part = |from: u32| text(from..from + 400);
        assert_eq!(repeats(&[part(0), part(60), part(120)]), [None, Some(0), None]);
    }

    #[test]
    fn short_texts_repeat_word_by_word() {
        let texts = ["Rain fell.", "RAIN fell", "Rain fell again.", "", "", "…"];
        let expected = [None, Some(0), None, None, Some(3), Some(3)];
        assert_eq!(duplicates(&texts.map(Sketch::of)), expected);
    }

    #[test]
    fn similarity_is_the_jaccard_index() {
        // 196 of 796 shingles are shared by words 0 to 499 and 300 to 799, and 396 of 596.
        for (from, expected) in [(300, 196.0 / 796.0), (100, 396.0 / 596.0), (0, 1.0)] {
            let found = Sketch::of(&text(0..500)).similarity(&Sketch::of(&text(from..from + 500)));
            assert!((found.unwrap() - expected).abs() < 0.1, "{from}: {found:?} {expected}");
        }
        assert_eq!(Sketch::of("a b").similarity(&Sketch::of("a b")), None);
    }
}
