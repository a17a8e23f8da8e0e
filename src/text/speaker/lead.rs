//! What stands before a verb of saying or thinking: whether somebody but the writer is its subject.

use crate::text::speaker::frame::{Frame, Word};
use crate::text::speaker::words::Class;
use crate::text::token::TokenKind;

/// What stands before a verb: its auxiliaries, and where its subject ends.
#[expect(clippy::struct_excessive_bools, reason = "a verb may have any of these before it")]
pub(super) struct Lead {
    /// Behind the subject's last word; 0 where nothing stands before.
    pub(super) subject: usize,
    pub(super) being: bool,
    pub(super) unsure: bool,
    pub(super) denied: bool,
    pub(super) infinitive: bool,
}

impl Lead {
    pub(super) fn of(frame: &Frame<'_>, verb: usize) -> Self {
        let mut lead =
            Self { subject: verb, being: false, unsure: false, denied: false, infinitive: false };
        while lead.subject > 0 && verb - lead.subject < 6 && lead.takes(&frame.before(lead.subject))
        {
            lead.subject -= 1;
        }
        let before = (lead.subject.saturating_sub(6)..lead.subject).rev().map(|at| frame.at(at));
        let own = before.take_while(|word| word.kind == TokenKind::Word && !word.is_saying());
        for word in own {
            // *not to be named* denies nothing that its verb says.
            lead.denied |= word.is(Class::Condition)
                || word.is_word("no")
                || ["nobody", "none", "neither", "nothing"].iter().any(|no| word.is_word(no));
            if word.any(&[Class::Boundary, Class::Relative]) {
                break;
            }
        }
        lead
    }

    fn takes(&mut self, word: &Word<'_>) -> bool {
        let adverb = word.is(Class::Adverb) || word.text.ends_with("ly");
        if word.kind != TokenKind::Word
            || !(adverb
                || word.any(&[Class::Auxiliary, Class::Being, Class::Unsure, Class::Negation])
                || word.is_word("to"))
            || word.any(&[Class::People, Class::Person, Class::Body])
        {
            return false;
        }
        self.being |= word.is(Class::Being);
        self.unsure |= word.is(Class::Unsure);
        self.denied |= word.is(Class::Negation);
        self.infinitive |= word.is_word("to");
        true
    }

    /// Whether somebody but the writer is the verb's subject.
    pub(super) fn speaks(&self, frame: &Frame<'_>, verb: usize) -> bool {
        let (word, subject) = (frame.at(verb), frame.before(self.subject));
        let adjacent = self.subject == verb;
        if self.infinitive {
            return (self.subject..verb).any(|at| frame.at(at).is_word("went"));
        }
        if adjacent && is_noun_use(&word, &subject) {
            return false;
        }
        if subject.is_end() {
            return !word.capital && (word.is_word("said") || word.is_word("says"));
        }
        if subject.any(&[Class::FirstPerson, Class::Nobody]) && !subject.any(&[Class::Relative]) {
            return false;
        }
        if subject.is_word("let") || subject.is_word("us") || subject.is_word("to") {
            return false;
        }
        let vague = ["this", "that", "it", "which", "these"].iter().any(|it| subject.is_word(it));
        if word.is(Class::Showing) && vague {
            return false;
        }
        if word.is_participle() {
            return subject.kind != TokenKind::Word
                || self.being
                || subject.is_word("by")
                || subject.any(&[Class::Person, Class::People, Class::Body])
                || subject.capital;
        }
        // *, say, forty people*
        let aside = word.is_word("say") && subject.kind == TokenKind::Mark;
        // *Some might say*, but *one might say*, *it might say*.
        let guessed = self.unsure && !subject.any(&[Class::Determiner, Class::People]);
        !aside && !guessed && !subject.any(&[Class::Preposition])
    }
}

/// *a say*, *the claims department*, *insurers' claims*.
fn is_noun_use(word: &Word<'_>, before: &Word<'_>) -> bool {
    let owner = before.kind == TokenKind::Clitic
        || before.kind == TokenKind::Quote && before.text.len() < 4;
    let quantity =
        ["some", "many", "most", "several", "few", "others", "all", "both", "that", "another"]
            .iter()
            .any(|word| before.is_word(word));
    let led = before.any(&[Class::Determiner, Class::Preposition]) && !quantity;
    led && !before.is_word("that") || word.is(Class::NounToo) && owner
}
