//! Judges one sense of one match.

use crate::cue::clause::{Context, Side};
use crate::cue::verdict::{Cue, Grounds, Reason, Verdict};
use crate::lexicon::Lexicon;
use crate::lexicon::entry::{Case, Negated, Quoted, Sense};
use crate::lexicon::guard::GuardItem;
use crate::text::span::Span;
use crate::text::voices::Voice;

/// Judges a sense of the match at `span`; whether it lies inside a longer cue is not asked here.
pub(crate) fn judge(
    lexicon: &Lexicon,
    sense: &Sense,
    span: Span,
    voice: Voice,
    context: &Context<'_>,
) -> Cue {
    let entry = lexicon.entry(sense.entry);
    let negated = entry.negated != Negated::Keep && context.negated();
    let category = match entry.negated {
        Negated::Route(category) if negated => category,
        _ => entry.category,
    };
    let quoted = match entry.quoted {
        Quoted::Keep => true,
        Quoted::Drop => voice == Voice::Author,
        Quoted::Only => voice == Voice::Quote,
    };
    let verdict = if !has_case(entry.case, sense, span.of(context.text)) {
        Verdict::Discounted(Reason::Case)
    } else if !quoted {
        Verdict::Discounted(Reason::Quoted)
    } else {
        match guards(lexicon, sense, context) {
            Err(reason) => Verdict::Discounted(reason),
            Ok(_) if negated && entry.negated == Negated::Drop => {
                Verdict::Discounted(Reason::Negated)
            }
            Ok(_) if lexicon.category(category).off => Verdict::Discounted(Reason::Off),
            Ok(_) if entry.below.is_some() => Verdict::Discounted(Reason::Precision),
            Ok(grounds) => Verdict::Counted(Grounds { negated, ..grounds }),
        }
    };
    Cue { entry: sense.entry, category, span, voice, verdict }
}

fn has_case(case: Case, sense: &Sense, matched: &str) -> bool {
    match case {
        Case::Any => true,
        Case::Lower => !matched.chars().any(char::is_uppercase),
        Case::Exact => sense.exact.as_deref() == Some(matched),
    }
}

fn guards(lexicon: &Lexicon, sense: &Sense, context: &Context<'_>) -> Result<Grounds, Reason> {
    let guards = &lexicon.entry(sense.entry).guards;
    let holding =
        |items: &[GuardItem], side: Side| items.iter().position(|item| context.holds(item, side));
    if let Some(index) = holding(&guards.unless_prev, Side::Before) {
        return Err(Reason::UnlessPrev(index));
    }
    if let Some(index) = holding(&guards.unless_next, Side::Behind) {
        return Err(Reason::UnlessNext(index));
    }
    let prev = holding(&guards.if_prev, Side::Before);
    if prev.is_none() && !guards.if_prev.is_empty() {
        return Err(Reason::IfPrev);
    }
    let next = holding(&guards.if_next, Side::Behind);
    if next.is_none() && !guards.if_next.is_empty() {
        return Err(Reason::IfNext);
    }
    Ok(Grounds { prev, next, negated: false })
}
