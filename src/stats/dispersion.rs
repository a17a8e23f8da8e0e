//! How evenly a term is spread over the parts of a corpus.

/// Gries' deviation of proportions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dispersion {
    /// DP (Gries 2008): half the sum of |share of the hits − share of the words| over the parts. 0
    /// where the hits go with the words, near 1 where one small part has them all.
    pub dp: f64,
    /// DP divided by 1 − the least share of the words (Lijffijt & Gries 2012), so that 1 is reached. `None` with one part.
    pub normalised: Option<f64>,
}

/// The dispersion over the parts with words. `hit` lists the words and hits of the parts that have a
/// hit, `words` is the sum over all parts, and `least` the words of the smallest. `None` without hits.
#[must_use]
pub fn dispersion(hit: &[(u64, u64)], words: u64, least: u64) -> Option<Dispersion> {
    let hits: u64 = hit.iter().map(|(_, hits)| hits).sum();
    if hits == 0 || words == 0 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    let share = |part: u64, all: u64| part as f64 / all as f64;
    // A part without a hit gives its share of the words; all such shares together make up the rest.
    let (mut sum, mut rest) = (0.0, 1.0);
    for (part_words, part_hits) in hit {
        let of_words = share(*part_words, words);
        sum += (share(*part_hits, hits) - of_words).abs();
        rest -= of_words;
    }
    let dp = (f64::midpoint(sum, f64::max(rest, 0.0))).clamp(0.0, 1.0);
    let most = 1.0 - share(least, words);
    Some(Dispersion { dp, normalised: (most > 0.0).then(|| (dp / most).min(1.0)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        // Words 100, 300, 600; hits 2, 0, 2: ½(|.5 − .1| + .3 + |.5 − .6|) = .4.
        let found = dispersion(&[(100, 2), (600, 2)], 1_000, 100).unwrap();
        assert!((found.dp - 0.4).abs() < 1e-12, "{found:?}");
        assert!((found.normalised.unwrap() - 0.4 / 0.9).abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn ends_of_the_scale() {
        let even = dispersion(&[(10, 1), (20, 2)], 30, 10).unwrap();
        assert!(even.dp.abs() < 1e-12, "{even:?}");
        let one = dispersion(&[(10, 5)], 30, 10).unwrap();
        assert_eq!(one.normalised, Some(1.0));
        let alone = Dispersion { dp: 0.0, normalised: None };
        assert_eq!(dispersion(&[(10, 5)], 10, 10), Some(alone));
        assert_eq!(dispersion(&[], 30, 10), None);
    }
}
