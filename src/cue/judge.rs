//! Judges one sense of one match.

use crate::cue::clause::{Context, Side};
use crate::cue::rules::{Rules, Sieves};
use crate::cue::sieve::Sieve;
use crate::cue::verdict::{Cue, Grounds, ItemId, Reason, Verdict};
use crate::lexicon::Lexicon;
use crate::lexicon::entry::{Case, EntryId, Negated, Quoted};
use crate::lexicon::guard::{GuardItem, Guards};
use crate::text::span::Span;
use crate::text::voices::Voice;

/// Judges matches by the entries of a lexicon.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judge<'l> {
    pub(crate) lexicon: &'l Lexicon,
    pub(crate) rules: &'l Rules,
    /// Discounted cues are of no use to anybody.
    pub(crate) counting: bool,
}

impl Judge<'_> {
    /// Whether a cue is of use.
    pub(crate) const fn lists(self, cue: &Cue) -> bool {
        !self.counting || cue.counts()
    }

    /// Judges a match at `span` by an entry, to which the surface with this number leads if one does;
    /// whether it lies inside a longer cue is not asked here.
    pub(crate) fn judge(
        self,
        entry: EntryId,
        surface: Option<usize>,
        span: Span,
        voice: Voice,
        context: &Context<'_>,
    ) -> Cue {
        let rule = self.rules.of(entry);
        let (category, routed) = match rule.negated {
            Negated::Route(category) if context.negated() => (category, true),
            _ => (rule.category, false),
        };
        let quoted = match rule.quoted {
            Quoted::Keep => true,
            Quoted::Drop => voice == Voice::Author,
            Quoted::Only => voice == Voice::Quote,
        };
        let matched = || span.of(context.text);
        let has_case = match rule.case {
            Case::Any => true,
            Case::Lower => !matched().chars().any(char::is_uppercase),
            Case::Exact => self.is_exact(entry, surface, matched()),
        };
        let verdict = if !has_case {
            Verdict::Discounted(Reason::Case)
        } else if !quoted {
            Verdict::Discounted(Reason::Quoted)
        } else {
            match self.guards(entry, context) {
                Err(reason) => Verdict::Discounted(reason),
                Ok(_) if rule.negated == Negated::Drop && context.negated() => {
                    Verdict::Discounted(Reason::Negated)
                }
                Ok(_) if self.lexicon.category(category).off => Verdict::Discounted(Reason::Off),
                Ok(_) if rule.below => Verdict::Discounted(Reason::Precision),
                Ok(grounds) => Verdict::Counted(Grounds { negated: routed, ..grounds }),
            }
        };
        Cue { entry, category, span, voice, verdict }
    }

    /// Whether a match is spelt as the sense of its surface asks for.
    fn is_exact(self, entry: EntryId, surface: Option<usize>, matched: &str) -> bool {
        surface.is_some_and(|surface| self.lexicon.is_exact(entry, surface, matched))
    }

    fn guards(self, entry: EntryId, context: &Context<'_>) -> Result<Grounds, Reason> {
        let Some(sieves) = self.rules.sieves(self.lexicon, entry) else {
            return Ok(Grounds::default());
        };
        let holding = |sieve: Option<&Sieve>, side: Side, items: fn(&Guards) -> &Vec<GuardItem>| {
            let sieve = sieve?;
            // The items stand elsewhere in memory, and are seldom asked for.
            let items = || items(&self.lexicon.entry(entry).guards);
            let place = if context.passes(sieve, side) {
                items().iter().position(|item| context.holds(item, side))
            } else {
                let item = |at: &usize| items().get(*at);
                let holds = |at: &usize| item(at).is_some_and(|item| context.holds(item, side));
                sieve.others.iter().copied().find(holds)
            };
            place.map(ItemId::at)
        };
        let Sieves { if_prev, unless_prev, if_next, unless_next } = sieves;
        if let Some(item) = holding(unless_prev.as_deref(), Side::Before, |g| &g.unless_prev) {
            return Err(Reason::UnlessPrev(item));
        }
        if let Some(item) = holding(unless_next.as_deref(), Side::Behind, |g| &g.unless_next) {
            return Err(Reason::UnlessNext(item));
        }
        let prev = holding(if_prev.as_deref(), Side::Before, |g| &g.if_prev);
        if prev.is_none() && if_prev.is_some() {
            return Err(Reason::IfPrev);
        }
        let next = holding(if_next.as_deref(), Side::Behind, |g| &g.if_next);
        if next.is_none() && if_next.is_some() {
            return Err(Reason::IfNext);
        }
        Ok(Grounds { prev, next, negated: false })
    }
}
