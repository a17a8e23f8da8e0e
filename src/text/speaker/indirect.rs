//! Indirect speech: whether what a sentence claims is attributed to a source.

use crate::text::span::Span;
use crate::text::speaker::frame::{Frame, Word};
use crate::text::speaker::words::{Class, TRIGGERS, Triggers};
use crate::text::token::TokenKind;

/// How far a verb's complement, and its subject, are looked at, in words.
const NEAR: usize = 12;

/// Whether a sentence attributes its claim to a source: by a verb of saying or thinking with a
/// complement (*critics say the plan failed*, *it is believed that*), by *according to*, or by
/// *X said* behind it.
///
/// What the writer says (*I must say*, *let us say*), what is denied to have been said and what
/// somebody would say if asked are no attributions. Most sentences are passed by a look at the
/// bytes of their words.
///
/// ```
/// use hedgerow::text::span::Span;
/// use hedgerow::text::speaker::indirect::is_attributed;
///
/// for (sentence, attributed) in [
///     ("Critics say the plan was botched.", true),
///     ("The claims department opens at nine.", false),
/// ] {
///     assert_eq!(is_attributed(sentence, Span::new(0, sentence.len())), attributed);
/// }
/// ```
#[must_use]
pub fn is_attributed(text: &str, sentence: Span) -> bool {
    if !has_trigger(sentence.of(text)) {
        return false;
    }
    let frame = Frame::new(text, sentence, usize::MAX);
    (0..frame.len()).any(|at| attributes(&frame, at))
}

/// Whether a word of the text may be one that attributes.
fn has_trigger(text: &str) -> bool {
    let mut hash = Triggers::SEED;
    let mut letters = 0_u8;
    for byte in text.bytes() {
        if byte.is_ascii_alphabetic() {
            hash = Triggers::step(hash, byte);
            letters = letters.saturating_add(1);
        } else {
            if letters > 2 && TRIGGERS.may_hold(hash) {
                return true;
            }
            hash = Triggers::SEED;
            letters = 0;
        }
    }
    letters > 2 && TRIGGERS.may_hold(hash)
}

fn attributes(frame: &Frame<'_>, at: usize) -> bool {
    let word = frame.at(at);
    if word.kind != TokenKind::Word {
        return false;
    }
    if word.is_word("according") {
        return names_source(frame, at);
    }
    if ["words", "view", "opinion"].iter().any(|noun| word.is_word(noun)) {
        return is_in_words_of(frame, at);
    }
    if word.capital && !is_title_case(frame, at) {
        return false;
    }
    let lead = Lead::of(frame, at);
    if lead.denied {
        return false;
    }
    if lead.being && !word.is_participle() {
        return is_passive(frame, at, &lead);
    }
    word.any(&[Class::Say, Class::Thinking])
        && lead.speaks(frame, at)
        && has_complement(frame, at, &lead)
}

/// *Dam Unsafe, Critics Say*: a verb that is capitalised as the words beside it are.
fn is_title_case(frame: &Frame<'_>, at: usize) -> bool {
    at > 1
        && frame.before(at).capital
        && frame.at(at).is(Class::Say)
        && !frame.at(at).is(Class::NounToo)
        || at > 1 && frame.at(at).text == "Say" && frame.before(at).is(Class::People)
}

/// *according to X*, not *according to plan*, *according to their size*.
fn names_source(frame: &Frame<'_>, at: usize) -> bool {
    let (source, behind) = (frame.at(at + 2), frame.at(at + 3));
    let measured = source.is(Class::NoSource)
        || source.is(Class::Determiner) && !source.is(Class::Article) && behind.is(Class::NoSource);
    frame.at(at + 1).is_word("to")
        && !measured
        && !source.any(&[Class::FirstPerson, Class::Nobody])
        && !matches!(source.text, "my" | "our" | "your" | "how" | "whether" | "where" | "")
}

/// *in the words of X*, *in X's view*, *in their opinion*.
fn is_in_words_of(frame: &Frame<'_>, at: usize) -> bool {
    let before = frame.before(at);
    let starts = |from: usize| (from.saturating_sub(5)..from).any(|at| frame.at(at).is_word("in"));
    if before.is_word("the") && at > 1 {
        let whose = frame.at(at + 2);
        let own = whose.is(Class::FirstPerson) || matches!(whose.text, "my" | "our" | "your" | "");
        return frame.before(at - 1).is_word("in") && frame.at(at + 1).is_word("of") && !own;
    }
    let owned = before.kind == TokenKind::Clitic
        || ["his", "her", "their"].iter().any(|owner| before.is_word(owner));
    let other = frame.at(at + 1).is_word("of");
    owned && !other && starts(at)
}

/// What stands before a verb: its auxiliaries, and where its subject ends.
struct Lead {
    /// Behind the subject's last word; 0 where nothing stands before.
    subject: usize,
    being: bool,
    unsure: bool,
    denied: bool,
    infinitive: bool,
}

impl Lead {
    fn of(frame: &Frame<'_>, verb: usize) -> Self {
        let mut lead =
            Self { subject: verb, being: false, unsure: false, denied: false, infinitive: false };
        while lead.subject > 0 && verb - lead.subject < 6 && lead.takes(&frame.before(lead.subject))
        {
            lead.subject -= 1;
        }
        let before = (lead.subject.saturating_sub(6)..lead.subject).rev().map(|at| frame.at(at));
        let own = before.take_while(|word| word.kind == TokenKind::Word && !word.is_saying());
        for word in own {
            lead.denied |= word.any(&[Class::Condition, Class::Negation])
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
    fn speaks(&self, frame: &Frame<'_>, verb: usize) -> bool {
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

/// *it is believed that*, *are thought to have left*
fn is_passive(frame: &Frame<'_>, at: usize, lead: &Lead) -> bool {
    let (word, next) = (frame.at(at), frame.at(at + 1));
    let subject = frame.before(lead.subject);
    if lead.unsure || lead.infinitive {
        return false;
    }
    if word.is(Class::PassiveTo) && next.is_word("to") {
        return true;
    }
    let impersonal = subject.is_word("it") || subject.is_word("as");
    let clause = next.is_word("that") || next.kind == TokenKind::Word && has_finite(frame, at + 1);
    word.is(Class::Passive) && impersonal && clause
}

/// Whether a clause or a quotation is what the verb says, before or behind it.
fn has_complement(frame: &Frame<'_>, verb: usize, lead: &Lead) -> bool {
    let word = frame.at(verb);
    let mut at = behind_occasions(frame, verb + 1);
    if word.is(Class::Tells) {
        at = behind_object(frame, at);
    }
    let next = frame.at(at);
    if next.is_end() || next.is_mark(&['.', ',', ';', '!', '—', '–', ')', '?']) {
        return closes_clause(frame, verb, lead)
            || next.is_mark(&[',']) && frame.at(at + 1).kind == TokenKind::Quote;
    }
    if next.kind == TokenKind::Quote || next.is_mark(&[':']) {
        return true;
    }
    if next.is_word("that") {
        return !frame.at(at + 1).is_end() && frame.at(at + 1).kind == TokenKind::Word;
    }
    if next.is_word("to") {
        return word.is(Class::ClaimsTo);
    }
    let inverted = frame.before(lead.subject).kind != TokenKind::Word && lead.subject == verb;
    if inverted && (next.capital || next.is(Class::Determiner)) {
        return true;
    }
    if next.any(&[
        Class::Preposition,
        Class::Boundary,
        Class::Finite,
        Class::Auxiliary,
        Class::Negation,
    ]) {
        return false;
    }
    if next.is(Class::EmptyObject) || next.any(&[Class::Adverb]) {
        return has_finite(frame, at + 1) && next.is_word("it");
    }
    let free = word.any(&[Class::Thinking]) || word.is(Class::Say);
    free && (is_plain_saying(&word) || has_finite(frame, at))
}

/// The forms of *say*, whose object is a clause even where its verb is not known.
fn is_plain_saying(word: &Word<'_>) -> bool {
    matches!(word.text, "say" | "says" | "said" | "saying" | "Say" | "Says" | "Said")
}

/// Whether a finite verb follows before the next mark.
fn has_finite(frame: &Frame<'_>, from: usize) -> bool {
    (from..from + NEAR)
        .map(|at| frame.at(at))
        .take_while(|word| {
            matches!(word.kind, TokenKind::Word | TokenKind::Number | TokenKind::Clitic)
        })
        .skip(1)
        .any(|word| {
            let past = word.text.ends_with("ed") && word.text.len() > 4;
            let clitic = word.kind == TokenKind::Clitic && !word.text.ends_with('s');
            word.is(Class::Finite) || past && !word.capital || clitic
        })
}

/// *…, Quill said.* and *…, as the report says*: the clause stands before.
fn closes_clause(frame: &Frame<'_>, verb: usize, lead: &Lead) -> bool {
    if !frame.at(verb).any(&[Class::Say]) && !frame.at(verb).any(&[Class::Thinking]) {
        return false;
    }
    let from = lead.subject.saturating_sub(NEAR);
    (from..lead.subject).rev().any(|at| {
        let word = frame.at(at);
        let comma =
            word.is_mark(&[',', '—', '–']) || word.kind == TokenKind::Quote || word.is_word("as");
        comma && at > 0
    })
}

/// Behind *on Tuesday*, *in a statement*, *yesterday*.
fn behind_occasions(frame: &Frame<'_>, mut at: usize) -> usize {
    for _ in 0..3 {
        let word = frame.at(at);
        if word.any(&[Class::Time, Class::Adverb]) && !word.is_word("may") {
            at += 1;
        } else if word.is(Class::Preposition) {
            let found = (at + 1..at + 6)
                .take_while(|at| frame.at(*at).kind == TokenKind::Word)
                .find(|at| frame.at(*at).any(&[Class::Occasion, Class::Time]));
            let Some(found) = found else { return at };
            at = found + 1;
        } else {
            break;
        }
    }
    at
}

/// Behind somebody told: *told the works committee that*, *told reporters the dam was safe*.
fn behind_object(frame: &Frame<'_>, at: usize) -> usize {
    let that = (at..at + NEAR)
        .take_while(|at| matches!(frame.at(*at).kind, TokenKind::Word | TokenKind::Clitic))
        .find(|at| frame.at(*at).is_word("that"));
    if let Some(that) = that {
        return that;
    }
    let mut end = at;
    while frame.at(end).is(Class::Determiner) {
        end += 1;
    }
    let mut capital = frame.at(end).capital;
    end += 1;
    while end < at + 6 {
        let word = frame.at(end);
        let opens = word.is(Class::Determiner)
            || word.any(&[Class::Preposition, Class::Time, Class::Boundary])
            || word.kind != TokenKind::Word
            || word.capital && !capital
            || ["he", "she", "they", "it", "there"].contains(&word.text);
        if opens {
            break;
        }
        capital = word.capital;
        end += 1;
    }
    behind_occasions(frame, end)
}
