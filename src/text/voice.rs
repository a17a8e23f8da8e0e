//! Quotations: a state machine over quotation marks.

use crate::text::fold::is_blank;
use crate::text::layout::Paragraph;
use crate::text::span::Span;

/// How a quotation is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteKind {
    /// By quotation marks.
    Marks,
    /// As a block: every line begins with `>`.
    Block,
}

/// A quoted stretch, its marks included. A quotation over several paragraphs is one stretch each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote {
    /// Bytes of the text.
    pub span: Span,
    /// How it is marked.
    pub kind: QuoteKind,
    /// `false` where no mark closes it: it ends with its paragraph.
    pub closed: bool,
}

/// A mark that opened a quotation, by the marks that close it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// “ closed by ”.
    Curly,
    /// " closed by itself.
    Straight,
    /// « closed by ».
    Guillemet,
    /// „ closed by “ or ”.
    Low,
    /// ‘ or ' closed by ’ or '.
    Single,
}

/// Words that begin with an apostrophe, without it and in lower case.
const ELIDED: [&str; 10] = ["n", "em", "til", "tis", "twas", "cause", "bout", "round", "er", "cos"];

/// The quoted stretches of these paragraphs, in order, not overlapping.
pub(crate) fn quotes(text: &str, paragraphs: &[Paragraph]) -> Vec<Quote> {
    let mut quotes = Vec::new();
    let mut carried = None;
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if paragraph.block_quote {
            quotes.push(Quote { span: paragraph.span, kind: QuoteKind::Block, closed: true });
            carried = None;
            continue;
        }
        let next = paragraphs.get(at + 1).filter(|next| !next.block_quote);
        let next_opening = next.and_then(|next| opening_mark(next.span.of(text).chars().next()?));
        let mut machine = Machine::new(text, paragraph.span, &mut quotes);
        machine.resume(carried.take());
        machine.run();
        carried = machine.end(next_opening);
    }
    quotes
}

/// The mark that a paragraph continuing a quotation begins with.
const fn opening_mark(c: char) -> Option<Mark> {
    match c {
        '“' => Some(Mark::Curly),
        '"' => Some(Mark::Straight),
        '«' => Some(Mark::Guillemet),
        '‘' => Some(Mark::Single),
        _ => None,
    }
}

/// The state while a paragraph is read.
struct Machine<'t, 'q> {
    text: &'t str,
    paragraph: Span,
    quotes: &'q mut Vec<Quote>,
    at: usize,
    open: Option<(usize, Mark)>,
    /// No single mark behind the present place closes anything, so none is looked for again.
    no_single: bool,
}

impl<'t, 'q> Machine<'t, 'q> {
    fn new(text: &'t str, paragraph: Span, quotes: &'q mut Vec<Quote>) -> Self {
        Self { text, paragraph, quotes, at: paragraph.start, open: None, no_single: false }
    }

    /// Goes on with a quotation of the paragraph before, whose mark this one repeats.
    fn resume(&mut self, carried: Option<Mark>) {
        if let Some(mark) = carried {
            self.open = Some((self.at, mark));
            self.at += self.char_at(self.at).map_or(0, char::len_utf8);
        }
    }

    fn run(&mut self) {
        let mark =
            |c: char| matches!(c, '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»' | '＂');
        while let Some(found) =
            self.text.get(self.at..self.paragraph.end).and_then(|rest| rest.find(mark))
        {
            let at = self.at + found;
            let Some(c) = self.char_at(at) else { return };
            let behind = at + c.len_utf8();
            self.at = behind;
            match self.open {
                Some((start, mark)) if self.closes(mark, c, at, behind) => {
                    self.close(start, behind, true);
                }
                Some((start, Mark::Straight)) if c == '"' && self.opens_straight(at, behind) => {
                    // A second opening mark: the first was never closed, and ends here.
                    self.close(start, at, false);
                    self.open = Some((at, Mark::Straight));
                }
                Some(_) => {}
                None => self.open = self.opens(c, at, behind).map(|mark| (at, mark)),
            }
        }
    }

    /// Ends the paragraph, and returns the mark of a quotation that the next one goes on with.
    fn end(&mut self, next_opening: Option<Mark>) -> Option<Mark> {
        let (start, mark) = self.open.take()?;
        let goes_on = next_opening == Some(mark);
        self.close(start, self.paragraph.end, goes_on);
        goes_on.then_some(mark)
    }

    fn close(&mut self, start: usize, end: usize, closed: bool) {
        let span = Span::new(start, end);
        self.quotes.push(Quote { span, kind: QuoteKind::Marks, closed });
        self.open = None;
    }

    fn closes(&self, mark: Mark, c: char, at: usize, behind: usize) -> bool {
        match mark {
            Mark::Curly => c == '”',
            Mark::Guillemet => c == '»',
            Mark::Low => matches!(c, '“' | '”'),
            Mark::Straight => {
                matches!(c, '"' | '＂')
                    && (!self.before(at).is_none_or(is_blank)
                        || self.char_at(behind).is_none_or(is_blank))
            }
            Mark::Single => self.closes_single(c, at, behind),
        }
    }

    fn opens(&mut self, c: char, at: usize, behind: usize) -> Option<Mark> {
        match c {
            '“' => Some(Mark::Curly),
            '«' => Some(Mark::Guillemet),
            '„' => Some(Mark::Low),
            '"' | '＂' => self.opens_straight(at, behind).then_some(Mark::Straight),
            '‘' | '\'' => self.opens_single(at, behind).then_some(Mark::Single),
            _ => None,
        }
    }

    /// Behind a blank, a bracket or a dash and before something: not the inches of 5".
    fn opens_straight(&self, at: usize, behind: usize) -> bool {
        self.is_free_before(at) && self.char_at(behind).is_some_and(|next| !is_blank(next))
    }

    /// As a straight mark, but neither a year ('90s) nor an elided word (rock 'n' roll), and only if
    /// something closes it in this paragraph.
    fn opens_single(&mut self, at: usize, behind: usize) -> bool {
        if self.no_single || !self.is_free_before(at) {
            return false;
        }
        let rest = self.text.get(behind..self.paragraph.end).unwrap_or("");
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let year = word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 3;
        if year || ELIDED.contains(&word.to_lowercase().as_str()) || rest.starts_with(is_blank) {
            return false;
        }
        let closed = rest
            .char_indices()
            .filter(|(_, c)| matches!(c, '’' | '\''))
            .any(|(found, c)| self.closes_single(c, behind + found, behind + found + c.len_utf8()));
        self.no_single = !closed;
        closed
    }

    /// Behind a word or a stop, and not inside a word. *the dogs' owner* is a possessive: an *s*
    /// before it and a small letter behind the blank.
    fn closes_single(&self, c: char, at: usize, behind: usize) -> bool {
        if !matches!(c, '’' | '\'') || self.before(at).is_none_or(is_blank) {
            return false;
        }
        let mut rest = self.text.get(behind..self.paragraph.end).unwrap_or("").chars();
        match rest.next() {
            Some(next) if next.is_alphanumeric() => false,
            Some(' ') => {
                !(self.before(at) == Some('s')
                    && rest.next().is_some_and(char::is_lowercase)
                    && self.closed_later(behind))
            }
            _ => true,
        }
    }

    /// Whether a mark further on closes with more certainty: behind a stop or before one.
    fn closed_later(&self, from: usize) -> bool {
        let near = self.text.get(from..self.paragraph.end).unwrap_or("").chars().take(400);
        let mut before = ' ';
        for c in near {
            if matches!(before, '’' | '\'') && matches!(c, '.' | ',' | '?' | '!' | ';') {
                return true;
            }
            if matches!(c, '’' | '\'') && matches!(before, '.' | ',' | '?' | '!') {
                return true;
            }
            before = c;
        }
        matches!(before, '’' | '\'')
    }

    fn is_free_before(&self, at: usize) -> bool {
        self.before(at).is_none_or(|c| {
            is_blank(c)
                || matches!(
                    c,
                    '(' | '[' | '{' | '—' | '–' | '-' | '/' | '“' | '"' | '‘' | '*' | '_' | '…'
                )
        })
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text.get(self.paragraph.start..at)?.chars().next_back()
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..self.paragraph.end)?.chars().next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::layout::paragraphs;

    fn shown(text: &str) -> String {
        let found = quotes(text, &paragraphs(text));
        let shown = found
            .iter()
            .map(|quote| format!("{}{}", if quote.closed { "" } else { "!" }, quote.span.of(text)));
        shown.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn quoted_stretches() {
        for (text, expected) in [
            ("He said “it rained” twice.", "“it rained”"),
            ("\"It rained,\" he said. \"A lot.\"", "\"It rained,\"|\"A lot.\""),
            ("A board of 5\" and 6' 2\" long", ""),
            ("‘It’s the dogs’ owner,’ he said.", "‘It’s the dogs’ owner,’"),
            ("In the '90s, rock 'n' roll and the dogs' owner", ""),
            ("He called it 'a lost cause' and didn't stay.", "'a lost cause'"),
            ("“He said ‘never’ to me,” she said.", "“He said ‘never’ to me,”"),
            ("“One.\n\n“Two,” she said.", "“One.|“Two,”"),
            ("\"One.\n\n\"Two,\" she said.", "\"One.|\"Two,\""),
            ("“One.\n\nTwo, he said.", "!“One."),
            ("> A block\n> quotation.\n\nNot.", "> A block\n> quotation."),
            ("Sie sagte „nein“ und «non».", "„nein“|«non»"),
            ("the \"so-called\" plan", "\"so-called\""),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }
}
