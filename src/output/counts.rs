//! How often each of many texts comes, however it is written.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use crate::text::fold::{folded, is_plain};
use crate::text::word_hash::WordHash;

/// Counts of texts. A text that comes ten thousand times is folded and compared letter by letter once: the
/// others have its hash, and nearly all are written as it is but for capitals.
#[derive(Debug, Default)]
pub(crate) struct Counts<'t>(HashMap<Form<'t>, u64>);

impl<'t> Counts<'t> {
    /// The counts of these texts.
    pub(crate) fn of(texts: impl Iterator<Item = &'t str>) -> Self {
        // Most documents have a few; of many, most come more than once.
        let room = texts.size_hint().1.unwrap_or_default().min(ROOM);
        let mut counts = Self(HashMap::with_capacity(room));
        for written in texts {
            *counts.0.entry(Form::of(written)).or_default() += 1;
        }
        counts
    }

    /// The texts that come most, at most so many, folded; of those that come equally often the first ones in
    /// alphabetical order.
    pub(crate) fn most(self, many: usize) -> impl Iterator<Item = (Cow<'t, str>, u64)> {
        let all = self.0.into_iter().map(|(form, count)| (folded(form.written), count));
        let mut all: Vec<_> = all.collect();
        let order = |a: &(Cow<'_, str>, u64), b: &(Cow<'_, str>, u64)| {
            Reverse(a.1).cmp(&Reverse(b.1)).then_with(|| a.0.cmp(&b.0))
        };
        if many < all.len() {
            all.select_nth_unstable_by(many, order);
            all.truncate(many);
        }
        all.sort_unstable_by(order);
        all.into_iter()
    }
}

/// Room for so many texts is made at once.
const ROOM: usize = 64;

/// A text that is the same as every other which is folded to the same.
#[derive(Debug, Clone, Copy)]
struct Form<'t> {
    hash: WordHash,
    written: &'t str,
}

impl<'t> Form<'t> {
    fn of(written: &'t str) -> Self {
        let plain = is_plain(written);
        let hash = if plain { WordHash::of(written) } else { WordHash::of(&folded(written)) };
        Self { hash, written }
    }
}

impl PartialEq for Form<'_> {
    fn eq(&self, other: &Self) -> bool {
        let alike = || self.written.eq_ignore_ascii_case(other.written);
        self.hash == other.hash && (alike() || folded(self.written) == folded(other.written))
    }
}

impl Eq for Form<'_> {}

impl Hash for Form<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash.number());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;
    use std::collections::BTreeMap;

    #[test]
    fn however_they_are_written() {
        let texts =
            ["Some say", "so‑called", "SO-CALLED", "some  say", "some say", "SOME\u{ad} SAY", "b"];
        let most = |many| Counts::of(texts.into_iter()).most(many).collect::<Vec<_>>();
        assert_eq!(most(2), [("some say".into(), 4), ("so-called".into(), 2)]);
        assert_eq!(most(9).len(), 3);
    }

    proptest! {
        #[test]
        fn counts_are_those_of_folded_texts(texts in prop::collection::vec(
            select(vec!["a", "A", "ab", "aB", "é", "É", "a\u{ad}b", "a’b", "a'b", "a b", "a  b", "A\nB", " a", "b ",  "", "ſ", "s"]), 0..40)
        ) {
            let mut expected: BTreeMap<Cow<'_, str>, u64> = BTreeMap::new();
            for text in &texts {
                *expected.entry(folded(text)).or_default() += 1;
            }
            let mut expected: Vec<_> = expected.into_iter().collect();
            expected.sort_by_key(|(_, count)| Reverse(*count));
            prop_assert_eq!(Counts::of(texts.into_iter()).most(usize::MAX).collect::<Vec<_>>(), expected);
        }
    }
}
