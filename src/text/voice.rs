//! Quotations: a stack of open marks, read paragraph by paragraph.

use crate::text::layout::Paragraph;
use crate::text::marks::{Mark, Marks};
use crate::text::quote_mark::{Family, Lean, QuoteMark, Shape};
use crate::text::span::Span;

/// How many marks ahead are looked at before one is judged.
const AHEAD: usize = 64;

/// How a quotation is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteKind {
    /// By quotation marks.
    Marks,
    /// As a block: every line begins with `>`, or it stands between `<blockquote>` tags.
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

/// Finds the quotations of a text, paragraph by paragraph.
#[derive(Debug)]
pub(crate) struct Quoter<'t> {
    text: &'t str,
    quotes: Vec<Quote>,
    /// The marks of the present paragraph.
    marks: Vec<QuoteMark>,
    /// A quotation that the paragraph before left open.
    carried: Option<Carried>,
}

impl<'t> Quoter<'t> {
    pub(crate) const fn new(text: &'t str) -> Self {
        Self { text, quotes: Vec::new(), marks: Vec::new(), carried: None }
    }

    /// Takes the next mark of a paragraph.
    pub(crate) fn mark(&mut self, paragraph: Span, mark: Mark) {
        let Some(mark) = QuoteMark::read(self.text, paragraph, mark) else { return };
        let joined = self.marks.last().and_then(|last| last.join(self.text, paragraph, mark));
        match (joined, self.marks.last_mut()) {
            (Some(joined), Some(last)) => *last = joined,
            _ => self.marks.push(mark),
        }
    }

    /// Ends a paragraph, behind which `next` stands.
    pub(crate) fn paragraph(&mut self, paragraph: &Paragraph, next: Option<&Paragraph>) {
        if paragraph.block_quote {
            self.marks.clear();
            self.carried = None;
            let kind = QuoteKind::Block;
            return self.quotes.push(Quote { span: paragraph.span, kind, closed: true });
        }
        if self.marks.is_empty() {
            self.carried = None;
            return;
        }
        let next = next.filter(|next| !next.block_quote).map(|next| next.span);
        let going_on = next.and_then(|next| first_family(self.text, next));
        let mut reader = Reader {
            text: self.text,
            paragraph: paragraph.span,
            marks: &self.marks,
            open: Vec::new(),
            next,
            going_on,
            quotes: &mut self.quotes,
        };
        self.carried = reader.read(self.carried.take());
        self.marks.clear();
    }

    /// The quoted stretches, in order, not overlapping.
    pub(crate) fn finish(self) -> Vec<Quote> {
        self.quotes
    }
}

/// The family of the mark that a paragraph begins with, if it may open or go on with a quotation.
fn first_family(text: &str, paragraph: Span) -> Option<Family> {
    let first =
        Marks::new(text, paragraph).next().filter(|mark| mark.span.start == paragraph.start)?;
    let mark = QuoteMark::read(text, paragraph, first)?;
    let word = mark.apostrophe && mark.is_elision(text, paragraph);
    (mark.lean == Lean::Opens && !word).then_some(mark.family)
}

/// Whether the first mark of this family in a paragraph closes what the paragraph before left open,
/// though no mark opens the paragraph: careless pages break a quotation so.
fn closes_later(text: &str, paragraph: Span, family: Family) -> bool {
    let mut marks =
        Marks::new(text, paragraph).filter_map(|mark| QuoteMark::read(text, paragraph, mark));
    let first = marks.find(|mark| mark.family == family && family != Family::Single);
    first.is_some_and(|mark| {
        mark.lean == Lean::Closes
            && mark.shape != Shape::Opening
            && mark.span.start > paragraph.start
    })
}

/// A quotation that goes on in the next paragraph.
#[derive(Debug, Clone, Copy)]
struct Carried {
    family: Family,
    /// Whether that paragraph begins with the mark again, as it should.
    marked: bool,
}

/// An open quotation, or one inside it.
#[derive(Debug, Clone, Copy)]
struct Open {
    start: usize,
    family: Family,
    shape: Shape,
}

/// The state while a paragraph is read.
struct Reader<'t, 'q> {
    text: &'t str,
    paragraph: Span,
    marks: &'q [QuoteMark],
    /// The outermost first.
    open: Vec<Open>,
    next: Option<Span>,
    /// The family of the mark that the next paragraph begins with.
    going_on: Option<Family>,
    quotes: &'q mut Vec<Quote>,
}

impl Reader<'_, '_> {
    /// Reads the paragraph; returns the quotation that the next one goes on with.
    fn read(&mut self, carried: Option<Carried>) -> Option<Carried> {
        if let Some(Carried { family, marked: false }) = carried {
            let start = self.paragraph.start;
            self.open.push(Open { start, family, shape: Shape::Straight });
        }
        for (at, mark) in self.marks.iter().enumerate() {
            let continues = at == 0
                && mark.span.start == self.paragraph.start
                && carried.is_some_and(|carried| carried.marked && carried.family == mark.family);
            if continues {
                self.push(mark);
            } else if let Some(depth) = self.closed_by(at, mark) {
                self.close(depth, mark);
            } else if self.opens(at, mark) {
                self.push(mark);
            }
        }
        self.end()
    }

    fn push(&mut self, mark: &QuoteMark) {
        let QuoteMark { family, shape, span, .. } = *mark;
        self.open.push(Open { start: span.start, family, shape });
    }

    /// Ends the quotation at this depth, and with it all inside.
    fn close(&mut self, depth: usize, mark: &QuoteMark) {
        let opened = self.open.get(depth).map_or(mark.span.start, |open| open.start);
        self.open.truncate(depth);
        // A pair with nothing in it quotes nothing.
        if depth == 0 && mark.span.start - opened > 3 {
            self.quote(Span::new(opened, mark.span.end), true);
        }
    }

    fn end(&mut self) -> Option<Carried> {
        let open = *self.open.first()?;
        let marked = self.going_on == Some(open.family);
        let goes_on =
            marked || self.next.is_some_and(|next| closes_later(self.text, next, open.family));
        self.quote(Span::new(open.start, self.paragraph.end), goes_on);
        goes_on.then_some(Carried { family: open.family, marked })
    }

    fn quote(&mut self, span: Span, closed: bool) {
        self.quotes.push(Quote { span, kind: QuoteKind::Marks, closed });
    }

    /// The depth of the quotation that a mark closes: the innermost of its family, if it fits.
    fn closed_by(&self, at: usize, mark: &QuoteMark) -> Option<usize> {
        let depth = self.open.iter().rposition(|open| open.family == mark.family)?;
        let open = self.open.get(depth)?;
        let closes = match mark.family {
            Family::Double => self.closes_double(at, mark, *open),
            Family::Single => self.closes_single(at, mark),
            Family::Angle | Family::SingleAngle => {
                open.shape != mark.shape || mark.lean == Lean::Closes
            }
        };
        closes.then_some(depth)
    }

    fn closes_double(&self, at: usize, mark: &QuoteMark, open: Open) -> bool {
        match (open.shape, mark.shape) {
            (Shape::Prime, shape) | (shape, Shape::Prime) => shape == Shape::Prime,
            (_, Shape::Closing) => true,
            (_, Shape::Opening) => mark.lean == Lean::Closes,
            // An inch inside a quotation that has its own closing mark further on.
            (Shape::Opening, Shape::Straight) => {
                mark.lean != Lean::Opens && !self.is_closed_later(at, Shape::Closing)
            }
            _ => match mark.lean {
                Lean::Closes | Lean::Alone => true,
                Lean::Opens | Lean::Joins => self.follows_stop(mark),
            },
        }
    }

    /// `"It was late,"and closed`: behind a comma or stop, joined to the next word by mistake.
    fn follows_stop(&self, mark: &QuoteMark) -> bool {
        let before = self.text.get(self.paragraph.start..mark.span.start).unwrap_or("");
        before.ends_with([',', '.', '?', '!'])
    }

    /// Whether a double mark of this shape comes before the next one that opens.
    fn is_closed_later(&self, at: usize, shape: Shape) -> bool {
        let doubles = self.ahead(at).filter(|mark| mark.family == Family::Double);
        let mut before_opening = doubles.take_while(|mark| mark.lean != Lean::Opens);
        before_opening.any(|mark| mark.shape == shape)
    }

    fn closes_single(&self, at: usize, mark: &QuoteMark) -> bool {
        let closes = match mark.shape {
            Shape::Opening => {
                mark.lean == Lean::Closes && !mark.span.of(self.text).starts_with('`')
            }
            _ => mark.lean == Lean::Closes,
        };
        closes && !(mark.is_in_word(self.text, self.paragraph) && self.is_better_closed_later(at))
    }

    /// Whether a single mark further on closes what this one would, and is no part of a word.
    fn is_better_closed_later(&self, at: usize) -> bool {
        let singles = self.ahead(at).filter(|mark| mark.family == Family::Single);
        let mut in_reach = singles.take_while(|mark| {
            mark.lean != Lean::Opens || mark.is_elision(self.text, self.paragraph)
        });
        in_reach
            .any(|mark| mark.lean == Lean::Closes && !mark.is_in_word(self.text, self.paragraph))
    }

    fn opens(&self, at: usize, mark: &QuoteMark) -> bool {
        if self.open.last().is_some_and(|open| open.family == mark.family) {
            return mark.lean == Lean::Opens
                && mark.family == Family::Double
                && self.is_balanced(at);
        }
        match (mark.family, mark.shape) {
            (Family::Single, _) => self.opens_single(at, mark),
            (_, Shape::Opening) if mark.lean != Lean::Closes => true,
            (Family::Double, Shape::Straight) if self.is_code() => false,
            (Family::Double, Shape::Prime) => {
                mark.lean == Lean::Opens && self.is_followed(at, mark)
            }
            _ => match mark.lean {
                Lean::Opens => mark.shape == Shape::Straight || self.is_followed(at, mark),
                Lean::Alone => mark.shape == Shape::Straight && self.is_followed(at, mark),
                Lean::Closes | Lean::Joins => false,
            },
        }
    }

    /// `{"level": 4}`, `href="x"`: behind a brace or an equals sign straight marks are those of code.
    fn is_code(&self) -> bool {
        self.marks.iter().take(AHEAD).any(|mark| {
            let before = mark.span.start.checked_sub(1);
            let before = before.and_then(|before| self.text.as_bytes().get(before));
            mark.shape == Shape::Straight
                && mark.family == Family::Double
                && matches!(before, Some(b'{' | b'='))
        })
    }

    fn opens_single(&self, at: usize, mark: &QuoteMark) -> bool {
        if mark.lean != Lean::Opens || mark.is_elision(self.text, self.paragraph) {
            return false;
        }
        if mark.span.of(self.text) == "`" {
            // `code` is no quotation, `this' is one.
            let mut singles = self.ahead(at).filter(|mark| mark.family == Family::Single);
            return singles.next().is_some_and(|next| next.span.of(self.text) != "`");
        }
        let sure = mark.shape == Shape::Opening;
        sure || self.is_better_closed_later(at)
            || (mark.shape == Shape::Straight && self.is_closed_single(at))
            || (at == 0 && self.going_on == Some(Family::Single))
    }

    fn is_closed_single(&self, at: usize) -> bool {
        let mut ahead = self.ahead(at).filter(|mark| mark.family == Family::Single);
        ahead.any(|mark| mark.lean == Lean::Closes)
    }

    /// Whether another mark of the family follows that could close what this one opens.
    fn is_followed(&self, at: usize, mark: &QuoteMark) -> bool {
        self.ahead(at).any(|next| next.family == mark.family && next.lean != Lean::Opens)
    }

    /// Whether a mark inside a quotation of its own family opens another one: both are closed.
    fn is_balanced(&self, at: usize) -> bool {
        let outer = self.open.iter().filter(|open| open.family == Family::Double).count();
        let mut depth = outer + 1;
        for mark in self.ahead(at).filter(|mark| mark.family == Family::Double) {
            match mark.lean {
                Lean::Opens => depth += 1,
                _ => depth -= 1,
            }
            if depth == 0 {
                return true;
            }
        }
        false
    }

    fn ahead(&self, at: usize) -> impl Iterator<Item = &QuoteMark> {
        self.marks.iter().skip(at + 1).take(AHEAD)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::layout::paragraphs;

    fn shown(text: &str) -> String {
        let paragraphs = paragraphs(text);
        let mut quoter = Quoter::new(text);
        for (at, paragraph) in paragraphs.iter().enumerate() {
            for mark in Marks::new(text, paragraph.span) {
                quoter.mark(paragraph.span, mark);
            }
            quoter.paragraph(paragraph, paragraphs.get(at + 1));
        }
        let found = quoter.finish();
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
            ("“One.\n\nTwo,” he said.", "“One.|Two,”"),
            ("\"One.\"He said \"two\".", "\"One.\"|\"two\""),
            ("> A block\n> quotation.\n\nNot.", "> A block\n> quotation."),
            ("Sie sagte „nein“ und «non».", "„nein“|«non»"),
            ("the \"so-called\" plan", "\"so-called\""),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }
}
