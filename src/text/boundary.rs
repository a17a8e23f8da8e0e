//! Boundaries: whether a stop ends a sentence.

use crate::text::enumerator::is_enumerator;
use crate::text::fold::{is_blank, is_invisible};
use crate::text::marks::Mark;
use crate::text::span::Span;
use crate::text::words::{Part, Parts};

/// The longest word beside a stop that is looked at, in bytes.
const LONGEST_WORD: usize = 40;
/// How far behind a stop is looked at, in bytes.
const AHEAD: usize = 160;

/// What a run of stops is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run {
    /// One full stop.
    Full,
    /// Three dots, with or without blanks between.
    Ellipsis,
    /// Four dots and more: a full stop and an ellipsis.
    Trailing,
    /// With a question or exclamation mark.
    Strong,
}

/// A run of stops with the marks that close behind it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stop {
    /// The first byte of the run.
    start: usize,
    /// Behind the run and the closing marks, reference marks and faces that belong to it.
    pub(crate) end: usize,
    run: Run,
    /// Which closing marks stand behind the run.
    quoted: bool,
    bracketed: bool,
}

impl Stop {
    /// Reads the run of stops at `start` of a stretch of text.
    pub(crate) fn read(text: &str, stretch: Span, start: usize) -> Self {
        let (run, run_end) = read_run(text, start, stretch.end);
        let mut stop = Self { start, end: run_end, run, quoted: false, bracketed: false };
        stop.read_closing(text, stretch.end);
        while let Some(end) = appendage_end(text, stop.end, stretch.end) {
            stop.end = end;
        }
        stop
    }

    fn read_closing(&mut self, text: &str, end: usize) {
        let mut chars = text.get(self.end..end).unwrap_or("").chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '”' | '»' | '›' => self.quoted = true,
                // A straight mark or an apostrophe closes only what stands before it.
                // Joined to a capital by mistake (*late."He left*) it closes more often than it opens.
                '"' | '\'' | '’' | '＂'
                    if chars.peek().is_none_or(|next| !next.is_alphanumeric())
                        || (c == '"' && chars.peek().is_some_and(|next| next.is_uppercase())) =>
                {
                    self.quoted = true;
                }
                ')' | ']' | '}' => self.bracketed = true,
                '*' | '_' => {}
                _ => return,
            }
            self.end += c.len_utf8();
        }
    }
}

/// The kind of a run of stops, and where it ends.
fn read_run(text: &str, start: usize, end: usize) -> (Run, usize) {
    let rest = text.get(start..end).unwrap_or("");
    let (mut dots, mut strong, mut at) = (0, false, 0);
    for (found, c) in rest.char_indices() {
        match c {
            '.' => dots += 1,
            '…' => dots += 3,
            '!' | '?' | '。' | '！' | '？' => strong = true,
            // `. . .`, `? ?`: the marks of a run may stand apart.
            ' ' if spaced_stop(rest, found, strong) => {}
            _ => {
                at = found;
                break;
            }
        }
        at = found + c.len_utf8();
    }
    let run = match dots {
        _ if strong => Run::Strong,
        0 | 1 => Run::Full,
        2 | 3 => Run::Ellipsis,
        _ => Run::Trailing,
    };
    (run, start + at)
}

/// Whether a blank is followed by a stop that begins no number or name (*.5*, *.txt*).
fn spaced_stop(rest: &str, blank: usize, strong: bool) -> bool {
    let mut behind = rest.get(blank + 1..).unwrap_or("").chars();
    let again = if strong { ['?', '!'] } else { ['.', '.'] };
    behind.next().is_some_and(|c| again.contains(&c))
        && behind.next().is_none_or(|c| !c.is_alphanumeric())
}

/// The end of a reference mark (*[12]*) or face (*:)*) that stands behind a stop and belongs to it.
fn appendage_end(text: &str, from: usize, end: usize) -> Option<usize> {
    let rest = ahead(text, from, end);
    let behind = rest.trim_start_matches(is_blank);
    let start = from + rest.len() - behind.len();
    let token = behind.split(is_blank).next().unwrap_or("");
    let (mark, bracket) = match behind.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
        Some((inner, _)) if is_reference(inner) => (inner.len() + 2, true),
        _ if !token.is_empty() && Parts::of(token).has(Part::Face) => (token.len(), false),
        _ => return None,
    };
    let mut mark = mark;
    let mut next = ahead(text, start + mark, end);
    if let Some(behind) = next.strip_prefix('.').filter(|_| bracket) {
        (mark, next) = (mark + 1, behind);
    }
    let free = next.chars().next().is_none_or(is_blank) || (bracket && next.starts_with('['));
    // *[4] shows that* is the subject of its sentence.
    let subject = bracket && next.trim_start().starts_with(char::is_lowercase);
    (free && !subject).then_some(start + mark)
}

/// *12*, *3, 4*, *a*, *citation needed*: what an encyclopedia puts between brackets behind a sentence.
fn is_reference(inner: &str) -> bool {
    let numbers = inner.bytes().all(|byte| byte.is_ascii_digit() || b", -".contains(&byte));
    (numbers && inner.len() <= 12 && !inner.is_empty())
        || inner.ends_with(" needed")
        || (inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// Whether a full stop stands before a small letter or a digit, without a blank: *3.5*, *a.m.*,
/// *www.tern.example*.
pub(crate) fn is_inside_word(text: &str, mark: Mark) -> bool {
    let next = text.as_bytes().get(mark.span.end);
    mark.c == '.' && next.is_some_and(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

/// Whether the full stop at `at` plainly ends its sentence: an ordinary word in small letters before
/// it, one blank and a capitalised word behind it. Most stops are of this kind, and the longer road
/// of [`ends_sentence`] would come to the same end.
pub(crate) fn is_plain_end(text: &str, sentence: Span, at: usize) -> bool {
    let behind = text.as_bytes().get(at..sentence.end);
    let Some([b'.', b' ', capital, second, ..]) = behind else { return false };
    if !capital.is_ascii_uppercase() || !(second.is_ascii_lowercase() || *second == b' ') {
        return false;
    }
    let before = text.as_bytes().get(sentence.start.max(at.saturating_sub(LONGEST_WORD))..at);
    let small = before.unwrap_or(&[]).iter().rev().take_while(|byte| byte.is_ascii_lowercase());
    let length = small.count();
    let free = at.checked_sub(length + 1).and_then(|at| text.as_bytes().get(at)) == Some(&b' ');
    let word = text.get(at - length..at).unwrap_or("");
    free && length > 2
        && at - length > sentence.start
        && (length > Parts::LONGEST_ABBREVIATION
            || !(is_abbreviation_word(word) || is_vowelless(word)))
}

/// Whether a stop ends its sentence; `sentence` reaches from its start to the paragraph's end.
pub(crate) fn ends_sentence(text: &str, sentence: Span, stop: &Stop) -> bool {
    let rest = ahead(text, stop.end, sentence.end);
    let next = rest.trim_start_matches(|c| is_blank(c) || is_invisible(c));
    let word = word_before(text, sentence.start, stop.start);
    if next.len() == rest.len() {
        return is_missing_blank(word, stop, next);
    }
    let Some(first) = first_character(next) else { return true };
    let begun = text.get(sentence.start..stop.end.min(sentence.start + LONGEST_WORD));
    if stop.end - sentence.start < 12 && begun.is_some_and(|begun| is_enumerator(begun.trim())) {
        return false;
    }
    match stop.run {
        _ if first.is_lowercase() => ends_before_small(text, stop, word, next),
        // — *the source of what was quoted*
        _ if next.starts_with(['—', '–']) || (stop.quoted && next.starts_with("- ")) => false,
        Run::Strong | Run::Ellipsis if stop.quoted && is_attribution(next) => false,
        Run::Strong => !is_aside(next),
        // *the thing is . . . I didn’t*
        Run::Ellipsis => !word.is_empty() || stop.quoted || !next.starts_with("I "),
        Run::Trailing => true,
        Run::Full => !stop.is_abbreviation(text, sentence, word, next, first),
    }
}

/// The web address around a stop, if it stands in one.
pub(crate) fn url_at(text: &str, sentence: Span, stop: usize) -> Option<Span> {
    let word = word_before(text, sentence.start, stop);
    let begun = word.starts_with("www") || text.get(..stop - word.len())?.ends_with("://");
    let behind = text.get(stop + 1..sentence.end)?;
    if !begun || !behind.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let length = behind.find(|c: char| is_blank(c) || c == '<' || c == '"').unwrap_or(behind.len());
    let url = behind.get(..length)?.trim_end_matches(['.', ',', '!', '?', ')', ';', ':', '>']);
    Some(Span::new(stop - word.len(), stop + 1 + url.len()))
}

/// Whether a sentence ends with a web address, before what stands in `behind`: a capital or another
/// address. It seldom stands in the middle of one.
pub(crate) fn ends_behind_url(text: &str, behind: Span) -> bool {
    let rest = ahead(text, behind.start, behind.end);
    let next = rest.trim_start_matches(is_blank);
    next.len() < rest.len()
        && (next.starts_with(char::is_uppercase)
            || next.starts_with("http")
            || next.starts_with("www."))
}

/// Before a small letter: people who write fast leave out capitals (*it was late. we left*), but an
/// abbreviation, a name with a mark (*Yahoo!*) or a quotation (*“Why?” he asked*) may stand there.
fn ends_before_small(text: &str, stop: &Stop, word: &str, next: &str) -> bool {
    if stop.quoted || stop.bracketed || matches!(stop.run, Run::Ellipsis | Run::Trailing) {
        return false;
    }
    let ordinary = word.len() > 1
        && word.chars().all(|c| c.is_lowercase() || matches!(c, '\'' | '’'))
        && word.contains(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    let spaced =
        stop.start > 0 && word.is_empty() && text.as_bytes().get(stop.start - 1) == Some(&b' ');
    match stop.run {
        Run::Strong => ordinary || spaced,
        _ => ordinary && !is_abbreviation_word(word) && !next.starts_with("com "),
    }
}

fn is_abbreviation_word(word: &str) -> bool {
    let parts = Parts::of(word);
    parts.is_abbreviation() || matches!(word, "etc" | "al" | "no")
}

/// *(1965)*: a year in brackets goes on with the sentence behind a title that ends in a mark.
fn is_aside(next: &str) -> bool {
    next.strip_prefix('(').and_then(|inner| inner.split_once(')')).is_some_and(|(inner, _)| {
        inner.len() == 4 && inner.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// *Tom asked*, *she said*, *the old man cried*: who speaks, behind a quotation.
fn is_attribution(next: &str) -> bool {
    let mut words = next.split(|c: char| is_blank(c) || matches!(c, ',' | '.' | ';' | ':'));
    let Some(first) = words.next() else { return false };
    let pronoun = ["I", "He", "She", "They", "We"].contains(&first);
    let name = first.chars().next().is_some_and(char::is_uppercase);
    let reach = if pronoun { 1 } else { 2 };
    (pronoun || name) && words.take(reach).any(|word| Parts::of(word).has(Part::Say))
}

impl Stop {
    /// Whether a full stop belongs to an abbreviation and the sentence goes on behind it.
    fn is_abbreviation(
        &self,
        text: &str,
        sentence: Span,
        word: &str,
        next: &str,
        first: char,
    ) -> bool {
        if self.quoted || self.bracketed || word.is_empty() {
            return false;
        }
        let parts = Parts::of(word);
        let starts = begins_sentence(next);
        if parts.has(Part::Title) && !(parts.has(Part::Number) && first.is_numeric()) {
            return true;
        }
        if parts.has(Part::Never) && !is_capitals(word) {
            return true;
        }
        if parts.has(Part::Number) {
            return first.is_numeric();
        }
        if parts.has(Part::Maybe) {
            return !starts;
        }
        let mut letters = word.chars();
        match (letters.next(), letters.next()) {
            (Some(c), None) if c.is_uppercase() => !starts,
            (Some(c), None) if c.is_lowercase() => first.is_numeric() || is_month(next),
            _ if word.contains('.') => self.is_inner(text, sentence, word, next, first, starts),
            _ => word.len() <= 4 && is_vowelless(word) && !starts,
        }
    }

    /// Words with inner stops: *p.m.* ends a sentence before any capital, *U.S.* only before a word
    /// that often begins one.
    fn is_inner(
        &self,
        text: &str,
        sentence: Span,
        word: &str,
        next: &str,
        first: char,
        starts: bool,
    ) -> bool {
        if !word.split('.').all(|part| (1..=2).contains(&part.chars().count())) {
            return false;
        }
        let time = word.eq_ignore_ascii_case("a.m") || word.eq_ignore_ascii_case("p.m");
        if time {
            let begun = text.get(sentence.start..self.start).unwrap_or("");
            return is_zone(next) || !first.is_uppercase() || is_opening_time(begun);
        }
        !(starts || next.starts_with(['“', '"']))
    }
}

/// *At 5 a.m.*: a time that opens a sentence does not end it.
fn is_opening_time(begun: &str) -> bool {
    let mut words = begun.split_whitespace();
    let opens = words.next().is_some_and(|word| {
        ["At", "By", "From", "Around", "About", "Before", "After", "Until", "Since"].contains(&word)
    });
    opens && begun.len() <= LONGEST_WORD && words.count() <= 3
}

fn is_zone(next: &str) -> bool {
    Parts::of(follower(next)).has(Part::Zone) && follower(next).chars().all(char::is_uppercase)
}

fn is_month(next: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS.contains(&follower(next))
}

/// *IE*: not the abbreviation that is written with small letters.
fn is_capitals(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// *Sgt*, *mfg*, *Ltd*: letters that cannot be spoken as a word. *Mm* and *pfft* can.
fn is_vowelless(word: &str) -> bool {
    word.len() > 1
        && !word.bytes().any(|byte| matches!(byte | 0x20, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'))
        && !word.bytes().all(|byte| b"hmpstfz".contains(&(byte | 0x20)))
        && word.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
        && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether the next word often begins a sentence, or is a title before a name.
fn begins_sentence(next: &str) -> bool {
    let word = follower(next);
    let parts = Parts::of(word);
    let behind = next.trim_start_matches(OPENING).get(word.len()..).unwrap_or("");
    if behind.starts_with('.') {
        // *J. A. Smith*: the *A* is an initial.
        return parts.has(Part::Title) && word.len() > 1;
    }
    parts.has(Part::Starter)
}

const OPENING: [char; 10] = ['"', '“', '‘', '\'', '«', '(', '[', '*', '_', '—'];

/// The next word without opening marks, up to an apostrophe: *It* of *“It’s*.
fn follower(next: &str) -> &str {
    let next = next.trim_start_matches(OPENING);
    next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("")
}

/// The first character behind a stop that is not an opening mark.
fn first_character(next: &str) -> Option<char> {
    next.chars().find(|c| !(OPENING.contains(c) || matches!(c, '–' | '-' | '<')))
}

/// *The end.The next*: a stop between a word of small letters and a capitalised one.
fn is_missing_blank(word: &str, stop: &Stop, next: &str) -> bool {
    if !matches!(stop.run, Run::Full | Run::Strong) {
        return false;
    }
    let mut letters = next.trim_start_matches(['“', '"', '‘']).chars();
    let capitalised = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(|c| c.is_lowercase() || c == ' ');
    let rest = next.split(is_blank).next().unwrap_or("");
    // `Node.Name.Value`, `mail@Ellery.Com`, `?Id=3` and file names are no sentences.
    let code = word.contains(['/', '@', ':', '_']) || rest.contains(['/', '@', '_', '=', '&']);
    let small = word.chars().count() > 1 && word.chars().all(char::is_lowercase);
    let figure =
        !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let closed = word.is_empty() || stop.quoted || stop.bracketed;
    let dotted = rest.trim_end_matches('.').split_once('.').is_some_and(|(word, behind)| {
        !(word.chars().skip(1).all(char::is_lowercase) && behind.starts_with(char::is_uppercase))
    });
    capitalised && !code && !dotted && (small || figure || (closed && stop.quoted))
}

/// The word that ends at a stop: what stands before it up to a blank, a dash or any bracket or
/// quotation mark.
fn word_before(text: &str, from: usize, stop: usize) -> &str {
    let low = stop.saturating_sub(LONGEST_WORD).max(from);
    let before = text.as_bytes().get(low..stop).unwrap_or(&[]);
    // Beyond ASCII the word may hold a mark or a blank of several bytes.
    let Some(separator) = before.iter().rposition(|byte| separates(*byte)) else {
        return wide_word_before(text, low, stop);
    };
    let word = text.get(low + separator + 1..stop).unwrap_or("");
    if word.is_ascii() { word } else { wide_word_before(text, low, stop) }
}

const fn separates(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'(' | b')' | b'[' | b']' | b'"' | b'-' | b'/')
}

fn wide_word_before(text: &str, mut low: usize, stop: usize) -> &str {
    while !text.is_char_boundary(low) {
        low += 1;
    }
    let before = text.get(low..stop).unwrap_or("");
    let separates = |c: char| {
        u8::try_from(c).is_ok_and(separates)
            || is_blank(c)
            || matches!(c, '“' | '”' | '‘' | '—' | '–' | '…')
    };
    before.rsplit(separates).next().unwrap_or("")
}

/// What stands behind a place, as far as anyone looks.
fn ahead(text: &str, from: usize, end: usize) -> &str {
    let mut to = end.min(from.saturating_add(AHEAD));
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    text.get(from..to).unwrap_or("")
}
