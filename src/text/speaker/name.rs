//! Names: runs of capitalised words, and what they name.

use crate::text::speaker::frame::Frame;
use crate::text::speaker::words::Class;
use crate::text::token::TokenKind;

/// The end of the run of name words that begins at `at`, if one does: *J. R. Holloway*, *van der
/// Merwe*, *Brannock & Sedge Inc.*
pub(super) fn name_run(frame: &Frame<'_>, at: usize) -> Option<usize> {
    name_run_read(frame, at).0
}

/// As [`name_run`], and how many words of the frame were looked at.
pub(super) fn name_run_read(frame: &Frame<'_>, at: usize) -> (Option<usize>, usize) {
    let mut next = at;
    let mut end = at;
    loop {
        let word = frame.at(next);
        let ended_by_stop = end > at && frame.before(end).is(Class::Suffix);
        let month = is_month_name(frame, next, end > at);
        let named = month || !word.is(Class::Time) && !is_opener(frame, next);
        if word.may_be_name() && named && !ended_by_stop {
            next += 1;
            end = next;
        } else if word.is(Class::Particle) && !word.capital && next < end + 3
            || word.is_mark(&['&']) && end > at
        {
            next += 1;
        } else {
            break;
        }
    }
    // Behind a month the next word is looked at, too.
    ((end > at).then_some(end), next + 2)
}

/// *Thomas May*, *Ms April*: a month behind a first name or a title, and no day of it.
fn is_month_name(frame: &Frame<'_>, at: usize, named: bool) -> bool {
    let month = ["May", "April", "June", "August"].contains(&frame.at(at).text);
    month && named && frame.at(at + 1).kind != TokenKind::Number
}

/// A capitalised word that is no name at the beginning of a sentence.
fn is_opener(frame: &Frame<'_>, at: usize) -> bool {
    let word = frame.at(at);
    let before = frame.before(at);
    word.any(&[Class::Opener, Class::Determiner, Class::Boundary, Class::Preposition])
        && !(before.capital && before.is(Class::Title))
        || word.is(Class::Auxiliary) && word.text != "Will"
        || word.is(Class::FirstPerson)
        || ["He", "She", "They", "It"].contains(&word.text)
}

/// The first word of a name behind titles and roles: *Chief Engineer Dr. Mara Quill*.
pub(super) fn strip_titles(frame: &Frame<'_>, start: usize, end: usize) -> usize {
    let last = last_word(frame, start, end);
    let title = |at: &usize| {
        let word = frame.at(*at);
        word.any(&[Class::Title, Class::Person, Class::People])
    };
    (start..last).rev().find(title).map_or(start, |title| title + 1)
}

/// The last word of a name that is no suffix.
pub(super) fn last_word(frame: &Frame<'_>, start: usize, end: usize) -> usize {
    let last = end.saturating_sub(1);
    if last > start && frame.at(last).is(Class::Suffix) { last - 1 } else { last }
}

/// Whether capitalised words are a role without a name: *Residents*, *Prime Minister*.
pub(super) fn is_role(frame: &Frame<'_>, start: usize, end: usize) -> bool {
    let last = frame.at(last_word(frame, start, end));
    let named = end > start + 1 && last.is(Class::SurnameToo);
    let alone = end == start + 1;
    !named
        && (last.any(&[Class::Person, Class::People, Class::Title])
            || alone && last.is(Class::Body))
}

/// Whether a run of name words names a body or a place rather than a person.
pub(super) fn is_impersonal(frame: &Frame<'_>, start: usize, end: usize) -> bool {
    (start..end).map(|at| frame.at(at)).any(|word| {
        let acronym = word.text.len() > 1
            && !word.is(Class::Suffix)
            && word.text.chars().all(|c| !c.is_lowercase() && c != '.');
        acronym && word.kind == TokenKind::Word
            || word.any(&[Class::BodyName, Class::PlaceName])
            || word.is_mark(&['&'])
    })
}
