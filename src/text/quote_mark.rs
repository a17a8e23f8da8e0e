//! Quotation marks: what each one may do where it stands.

use crate::text::fold::is_blank;
use crate::text::marks::{Mark, MarkKind};
use crate::text::span::Span;
use crate::text::words::{Part, Parts};

/// Marks that open and close each other, whichever way round they are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// “ ” „ ‟ " ＂ ″ and the doubled grave accents and apostrophes of LaTeX.
    Double,
    /// ‘ ’ ‚ ‛ ' and the grave accent.
    Single,
    /// « ».
    Angle,
    /// ‹ ›.
    SingleAngle,
}

/// What the shape of a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Opening,
    Closing,
    /// `"` and `'`, which say nothing.
    Straight,
    /// ″, which marks a measure unless another one opened.
    Prime,
}

/// What the neighbours of a mark say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lean {
    /// Free before it, and a word behind it.
    Opens,
    /// Something before it, and free behind it.
    Closes,
    /// Blanks on both sides.
    Alone,
    /// Words on both sides: nothing, unless a quotation was joined to the text by mistake.
    Joins,
}

/// A quotation mark where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct QuoteMark {
    pub(crate) family: Family,
    pub(crate) shape: Shape,
    pub(crate) lean: Lean,
    pub(crate) span: Span,
    /// An apostrophe or a straight single mark, which may be part of a word.
    pub(crate) apostrophe: bool,
}

impl QuoteMark {
    /// Reads a mark of a paragraph; `None` where it is no quotation mark.
    pub(crate) fn read(text: &str, paragraph: Span, mark: Mark) -> Option<Self> {
        if mark.kind != MarkKind::Quote {
            return None;
        }
        let (family, shape) = Self::kind(mark.c);
        let span = mark.span;
        let lean = Lean::read(text, paragraph, span);
        Some(Self { family, shape, lean, span, apostrophe: matches!(mark.c, '\'' | '’') })
    }

    const fn kind(c: char) -> (Family, Shape) {
        match c {
            '“' | '„' | '‟' => (Family::Double, Shape::Opening),
            '”' => (Family::Double, Shape::Closing),
            '″' => (Family::Double, Shape::Prime),
            '‘' | '‚' | '‛' | '`' => (Family::Single, Shape::Opening),
            '’' => (Family::Single, Shape::Closing),
            '\'' => (Family::Single, Shape::Straight),
            '«' => (Family::Angle, Shape::Opening),
            '»' => (Family::Angle, Shape::Closing),
            '‹' => (Family::SingleAngle, Shape::Opening),
            '›' => (Family::SingleAngle, Shape::Closing),
            _ => (Family::Double, Shape::Straight),
        }
    }

    /// Two grave accents or apostrophes that stand together are one mark, as in LaTeX.
    pub(crate) fn join(self, text: &str, paragraph: Span, next: Self) -> Option<Self> {
        let c = self.span.of(text);
        let pair =
            matches!(c, "'" | "`") && next.span.of(text) == c && next.span.start == self.span.end;
        let span = Span::new(self.span.start, next.span.end);
        let shape = if c == "`" { Shape::Opening } else { Shape::Straight };
        let lean = Lean::read(text, paragraph, span);
        pair.then_some(Self { family: Family::Double, shape, lean, span, apostrophe: false })
    }

    /// Whether the mark begins a year (*'90s*) or an elided word (*'em*, *'n'*).
    pub(crate) fn is_elision(&self, text: &str, paragraph: Span) -> bool {
        let rest = text.get(self.span.end..paragraph.end).unwrap_or("");
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let digits = word.trim_end_matches('s');
        let year = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        year || Parts::of(word).has(Part::Elided)
    }

    /// Whether the mark more likely ends a word than a quotation: the possessive of *the dogs’
    /// owner*, the lost *g* of *fishin’ off*, the feet of *12' wide*, the second of *rock ’n’ roll*.
    pub(crate) fn is_in_word(&self, text: &str, paragraph: Span) -> bool {
        let before = text.get(paragraph.start..self.span.start).unwrap_or("");
        let mut behind = text.get(self.span.end..paragraph.end).unwrap_or("").chars();
        let goes_on =
            behind.next().is_some_and(is_blank) && behind.next().is_some_and(char::is_alphanumeric);
        let mut last = before.chars().rev();
        let (last, second, third) = (last.next(), last.next(), last.next());
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let elided = matches!(last, Some('n' | 'N')) && matches!(second, Some('\'' | '’' | '‘'));
        let ending = match last {
            Some('s' | 'S' | 'x' | 'z') => true,
            Some('n') => second == Some('i') && letter(third),
            Some(c) => c.is_ascii_digit(),
            None => false,
        };
        elided || (goes_on && ending)
    }
}

impl Lean {
    fn read(text: &str, paragraph: Span, mark: Span) -> Self {
        let mut before = text.get(paragraph.start..mark.start).unwrap_or("").chars().rev();
        let behind = text.get(mark.end..paragraph.end).unwrap_or("").chars().next();
        let near = before.next();
        let blank_before = near.is_none_or(is_blank);
        let blank_behind = behind.is_none_or(is_blank);
        if blank_before && blank_behind {
            return Self::Alone;
        }
        // `print("Ready")` is a call.
        let call = near == Some('(') && before.next().is_some_and(char::is_alphanumeric);
        let free_before = (blank_before || near.is_some_and(opens_before)) && !call;
        let free_behind = blank_behind || behind.is_some_and(closes_behind);
        match (free_before, free_behind) {
            (true, false) => Self::Opens,
            (false, true) => Self::Closes,
            // Between two marks or brackets the side with a blank decides.
            (true, true) => {
                if blank_before {
                    Self::Opens
                } else {
                    Self::Closes
                }
            }
            // `said:"It was late."`
            (false, false) if near.is_some_and(|c| matches!(c, ':' | ',' | ';')) => Self::Opens,
            (false, false) => Self::Joins,
        }
    }
}

const fn opens_before(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '—'
            | '–'
            | '-'
            | '/'
            | '*'
            | '_'
            | '…'
            | '“'
            | '"'
            | '‘'
            | '\''
            | '«'
            | '‹'
            | '„'
            | '>'
    )
}

const fn closes_behind(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '}'
            | '—'
            | '–'
            | '-'
            | '/'
            | '*'
            | '_'
            | '…'
            | '”'
            | '"'
            | '’'
            | '\''
            | '»'
            | '›'
            | '<'
    )
}
