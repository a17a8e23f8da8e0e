//! Finds the cues of a sentence: every term of the lexicon, judged.

use std::sync::Arc;

use crate::cue::clause::Context;
use crate::cue::judge::Judge;
use crate::cue::matcher::{Match, Matcher};
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
    matcher: Arc<Matcher>,
    rules: Arc<Rules>,
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

impl Finder {
    /// Builds the automaton of a lexicon.
    #[must_use]
    pub fn new(lexicon: Arc<Lexicon>) -> Self {
        let matcher = Arc::new(Matcher::new(&lexicon));
        let rules = Arc::new(Rules::new(&lexicon));
        Self { lexicon, matcher, rules }
    }

    fn judge(&self) -> Judge<'_> {
        Judge { lexicon: &self.lexicon, rules: &self.rules }
    }

    /// The lexicon that is searched for.
    #[must_use]
    pub fn lexicon(&self) -> &Arc<Lexicon> {
        &self.lexicon
    }

    /// Counts the words of a sentence and appends its cues, counted and discounted, to `cues` in
    /// the order of their starts; at one start the longer first, then in the order of senses.
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
        let mut words = WordCounts::default();
        let mut counted: Option<(EntryId, usize)> = None;
        let mut quoted = Span::default();
        let mut reported = false;
        scratch.words.read(text, sentence);
        let Scratch { matches, words: tokens } = scratch;
        for (at, token) in tokens.tokens().iter().enumerate().filter(|(_, token)| token.is_word()) {
            let start = token.span.start;
            let quote = voices.quote(start);
            let voice = if quote.is_some() { Voice::Quote } else { Voice::Author };
            if quote.is_some_and(|quote| quote != quoted) {
                quoted = quote.unwrap_or_default();
                if !reported {
                    reported = self.judge_quotation(text, sentence, quoted, tokens, cues);
                }
            }
            if let Some(count) = words.get_mut(voice.index()) {
                *count += 1;
            }
            self.matcher.at(text, tokens, at, matches);
            if !matches.is_empty() {
                let longer = counted.filter(|(_, end)| start < *end);
                let place = Context { text, words: tokens, first: at, behind: at };
                counted = self.judge_at(place, voice, longer, matches, cues).or(longer);
            }
        }
        words
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
        self.matcher.at(&text, &words, 0, &mut found);
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

    /// Judges a quotation inside the sentence, if the lexicon asks for short ones; `true` if its
    /// neighbours speak against it: they report what somebody said, and then also what stands
    /// between marks further on in the sentence.
    fn judge_quotation(
        &self,
        text: &str,
        sentence: Span,
        quote: Span,
        tokens: &Words,
        cues: &mut Vec<Cue>,
    ) -> bool {
        if self.lexicon.quotations().is_empty() || !sentence.covers(quote) {
            return false;
        }
        let words = Tokens::new(text, quote).filter(|token| token.is_word());
        let short = words.take(QUOTATION_WORDS + 1).count() <= QUOTATION_WORDS;
        let context = Context::around_quotation(text, tokens, quote);
        for entry in self.lexicon.quotations() {
            // Whoever puts the marks keeps the distance: the author.
            let cue = self.judge().judge(*entry, None, quote, Voice::Author, &context);
            let unless = |reason| matches!(reason, Reason::UnlessPrev(_) | Reason::UnlessNext(_));
            let against = matches!(cue.verdict, Verdict::Discounted(reason) if unless(reason));
            if short {
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
        &self,
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
            for &sense in self.rules.senses(found.surface) {
                let mut cue = self.judge().judge(sense, Some(found.surface), span, voice, &context);
                if let Some((entry, _)) = counted.or(longer) {
                    if !cue.counts() {
                        continue;
                    }
                    cue.verdict = Verdict::Discounted(Reason::Inside(entry));
                }
                let counts = cue.counts();
                let shadowed = matches!(cue.verdict, Verdict::Discounted(Reason::Inside(_)));
                cues.push(cue);
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
}
