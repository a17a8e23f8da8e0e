//! A term in context: one example for each term, voice and group.

use std::collections::BTreeMap;

use crate::compare::measure::VoiceChoice;
use crate::compare::observation::TermKey;
use crate::output::hit::{left, right};
use crate::text::span::Span;
use crate::text::voices::Voice;

/// A hit between its neighbours, in one line.
#[must_use]
pub fn example(text: &str, span: Span) -> String {
    joined(left(text, span), span.of(text), right(text, span))
}

/// The parts of a hit in one line, blanks single.
#[must_use]
pub fn joined(left: &str, matched: &str, right: &str) -> String {
    let whole = format!("{left}{matched}{right}");
    whole.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Examples by term, voice and group. Of several documents the one whose id comes first gives the
/// example, so that neither order nor split of the documents matters.
#[derive(Debug, Clone, Default)]
pub struct Examples {
    by_term: BTreeMap<TermKey, BTreeMap<(String, Voice), Example>>,
}

/// The id of a document and what stands in it.
type Example = (String, String);

impl Examples {
    /// Takes note of an example.
    pub fn add(&mut self, term: TermKey, voice: Voice, group: &str, id: &str, example: String) {
        let of_term = self.by_term.entry(term).or_default();
        let slot = of_term.entry((group.to_owned(), voice));
        slot.and_modify(|(first, kept)| {
            if (id, example.as_str()) < (first.as_str(), kept.as_str()) {
                id.clone_into(first);
                kept.clone_from(&example);
            }
        })
        .or_insert_with(|| (id.to_owned(), example));
    }

    /// The example of a term in a group; the author's before a quoted one.
    #[must_use]
    pub fn of(&self, term: &TermKey, voice: VoiceChoice, group: &str) -> Option<&str> {
        let of_term = self.by_term.get(term)?;
        let in_voice = |voice| of_term.get(&(group.to_owned(), voice));
        let found = match voice {
            VoiceChoice::Author => in_voice(Voice::Author),
            VoiceChoice::Quote => in_voice(Voice::Quote),
            VoiceChoice::All => in_voice(Voice::Author).or_else(|| in_voice(Voice::Quote)),
        };
        found.map(|(_, example)| example.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_id_gives_the_example_in_any_order() {
        let term = || TermKey { category: "hedge.modal".into(), entry: "may".into() };
        let notes = [("b", "it may rain"), ("a", "they may go"), ("a", "she may go")];
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let mut examples = Examples::default();
            for (id, text) in order.map(|at| notes[at]) {
                examples.add(term(), Voice::Quote, "Lamp", id, text.to_owned());
            }
            assert_eq!(examples.of(&term(), VoiceChoice::All, "Lamp"), Some("she may go"));
            assert_eq!(examples.of(&term(), VoiceChoice::Author, "Lamp"), None);
            assert_eq!(examples.of(&term(), VoiceChoice::Quote, "Kite"), None);
        }
    }

    #[test]
    fn one_line() {
        assert_eq!(joined("he\r\n\n", "may", "\tgo "), "he may go");
    }
}
