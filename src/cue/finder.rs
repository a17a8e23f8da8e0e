//! Finds the cues of a sentence: every term of the lexicon, judged.

use std::sync::{Arc, OnceLock};

use crate::cue::clause::Context;
use crate::cue::judge::Judge;
use crate::cue::matcher::{Match, Matcher};
use crate::cue::prepared;
use crate::cue::rules::Rules;
use crate::cue::sentence::Words;
use crate::cue::verdict::{Cue, Reason, Verdict};
use crate::lexicon::Lexicon;
use crate::lexicon::entry::EntryId;
use crate::text::span::Span;
use crate::text::structure::{PageMode, StructureOptions, structure};
use crate::text::token::Tokens;
use crate::text::voices::{Voice, VoiceCursor};

/// A lexicon made ready to search texts. Cheap to clone and to share between threads.
#[derive(Debug, Clone)]
pub struct Finder {
    lexicon: Arc<Lexicon>,
    /// All entries, and those that may count; each got ready when a text is first searched for them.
    terms: Arc<[OnceLock<Terms>; 2]>,
    /// Only counted cues are looked for.
    counting: bool,
}

/// What is looked for, and how it is judged.
#[derive(Debug)]
struct Terms {
    matcher: Matcher,
    rules: Rules,
}

/// The most words of a quotation that the term `“…”` stands for.
const QUOTATION_WORDS: usize = 3;

/// Words of each voice, in the order of [`Voice::ALL`].
pub type WordCounts = [u64; 2];

/// Buffers kept from sentence to sentence.
#[derive(Debug, Default)]
pub struct Scratch {
    matches: Vec<Match>,
    words: Words,
}

impl Scratch {
    /// The sentence that was searched last.
    pub(crate) const fn words(&self) -> &Words {
        &self.words
    }
}

impl Finder {
    /// A finder for all entries of a lexicon.
    #[must_use]
    pub fn new(lexicon: Arc<Lexicon>) -> Self {
        Self { lexicon, terms: Arc::default(), counting: false }
    }

    /// Whether counted cues alone are looked for: the same ones are found, in less time.
    #[must_use]
    pub const fn with_counting(mut self, counting: bool) -> Self {
        self.counting = counting;
        self
    }

    fn terms(&self) -> &Terms {
        let [all, counting] = self.terms.as_ref();
        let terms = if self.counting { counting } else { all };
        terms.get_or_init(|| {
            if let Some((matcher, rules)) = prepared::terms(&self.lexicon, self.counting) {
                return Terms { matcher, rules };
            }
            let rules = Rules::new(&self.lexicon, self.counting);
            let wanted = |surface: usize| rules.senses(surface).next().is_some();
            let matcher = Matcher::new(&self.lexicon, wanted);
            Terms { matcher, rules }
        })
    }

    /// The lexicon that is searched for.
    #[must_use]
    pub fn lexicon(&self) -> &Arc<Lexicon> {
        &self.lexicon
    }

    /// Counts the words of a sentence and appends its cues, counted and, unless they are
    /// [left out](Self::with_counting), discounted, to `cues` in the order of their starts; at one start the
    /// longer first, then in the order of senses.
    ///
    /// Leftmost, longest: of the terms that begin at a word the longest with a sense that holds is
    /// counted, and terms inside it are not. Where none holds, the search goes on at the next word.
    pub fn find(
        &self,
        text: &str,
        sentence: Span,
        voices: &mut VoiceCursor<'_>,
        scratch: &mut Scratch,
        cues: &mut Vec<Cue>,
    ) -> WordCounts {
        let Terms { matcher, rules } = self.terms();
        let judge = Judge { lexicon: &self.lexicon, rules, counting: self.counting };
        let mut counts = WordCounts::default();
        let mut counted: Option<(EntryId, usize)> = None;
        let (mut voice, mut until) = (Voice::Author, 0);
        let mut reported = false;
        scratch.words.read(text, sentence);
        let Scratch { matches, words } = scratch;
        for (at, (token, hash)) in words.tokens().iter().zip(words.hashes()).enumerate() {
            if !token.is_word() {
                continue;
            }
            let start = token.span.start;
            if start >= until {
                let quote = voices.quote(start);
                voice = if quote.is_some() { Voice::Quote } else { Voice::Author };
                until = voices.until(start);
                if let Some(quote) = quote.filter(|_| !reported) {
                    reported = judge_quotation(judge, text, sentence, quote, words, cues);
                }
            }
            if let Some(count) = counts.get_mut(voice.index()) {
                *count += 1;
            }
            let longer = counted.filter(|(_, end)| start < *end);
            // Inside a counted cue no other counts.
            if !matcher.may_begin(*hash) || self.counting && longer.is_some() {
                continue;
            }
            matcher.at(text, words, at, matches);
            if !matches.is_empty() {
                let place = Context { text, words, first: at, behind: at };
                counted = judge_at(judge, place, voice, longer, matches, cues).or(longer);
            }
        }
        counts
    }

    /// Whether a surface is found in a text that consists of it, each `*` left out.
    pub(crate) fn reaches(&self, surface: usize) -> bool {
        let Some(text) = self.lexicon.surfaces().get(surface).map(|s| s.text.replace('*', ""))
        else {
            return false;
        };
        let mut words = Words::default();
        words.read(&text, Span::new(0, text.len()));
        let first = words.tokens().first();
        let begins = first.is_some_and(|token| token.is_word() && token.span.start == 0);
        let mut found = Vec::new();
        self.terms().matcher.at(&text, &words, 0, &mut found);
        begins && found.contains(&Match { surface, end: text.len() })
    }

    /// As [`Self::find`], for a text that is one sentence whatever its marks.
    pub fn find_whole(&self, text: &str, scratch: &mut Scratch, cues: &mut Vec<Cue>) -> WordCounts {
        let options = StructureOptions { page: PageMode::Prose, ..StructureOptions::default() };
        let quotes = structure(text, &options).quotes;
        let quotes: Vec<Span> = quotes.iter().map(|quote| quote.span).collect();
        let mut voices = VoiceCursor::new(&quotes);
        self.find(text, Span::new(0, text.len()), &mut voices, scratch, cues)
    }
}

/// Judges a quotation inside the sentence, if the lexicon asks for short ones; `true` if its
/// neighbours speak against it: they report what somebody said, and then also what stands
/// between marks further on in the sentence.
fn judge_quotation(
    judge: Judge<'_>,
    text: &str,
    sentence: Span,
    quote: Span,
    tokens: &Words,
    cues: &mut Vec<Cue>,
) -> bool {
    let quotations = judge.lexicon.quotations();
    if quotations.is_empty() || !sentence.covers(quote) {
        return false;
    }
    let words = Tokens::new(text, quote).filter(|token| token.is_word());
    let short = words.take(QUOTATION_WORDS + 1).count() <= QUOTATION_WORDS;
    let context = Context::around_quotation(text, tokens, quote);
    for entry in quotations {
        // Whoever puts the marks keeps the distance: the author.
        let cue = judge.judge(*entry, None, quote, Voice::Author, &context);
        let unless = |reason| matches!(reason, Reason::UnlessPrev(_) | Reason::UnlessNext(_));
        let against = matches!(cue.verdict, Verdict::Discounted(reason) if unless(reason));
        if short && judge.lists(&cue) {
            cues.push(cue);
        }
        if against || cue.counts() {
            return against;
        }
    }
    false
}

/// Judges all matches at the word that `place` begins with, and returns the counted one with its
/// end.
fn judge_at(
    judge: Judge<'_>,
    place: Context<'_>,
    voice: Voice,
    longer: Option<(EntryId, usize)>,
    matches: &[Match],
    cues: &mut Vec<Cue>,
) -> Option<(EntryId, usize)> {
    let tokens = place.words.tokens().get(place.first..).unwrap_or(&[]);
    let start = tokens.first().map_or(0, |token| token.span.start);
    let mut counted = None;
    for found in matches {
        let span = Span::new(start, found.end);
        let length = tokens.iter().take_while(|token| token.span.start < found.end).count();
        let context = Context { behind: place.first + length, ..place };
        for sense in judge.rules.senses(found.surface) {
            let mut cue = judge.judge(sense, Some(found.surface), span, voice, &context);
            if let Some((entry, _)) = counted.or(longer) {
                if !cue.counts() {
                    continue;
                }
                cue.verdict = Verdict::Discounted(Reason::Inside(entry));
            }
            let counts = cue.counts();
            let shadowed = matches!(cue.verdict, Verdict::Discounted(Reason::Inside(_)));
            if judge.lists(&cue) {
                cues.push(cue);
            }
            if counts {
                counted = Some((sense, found.end));
            }
            if counts || shadowed {
                break;
            }
        }
    }
    counted
}
