//! Matching as its definition says it: as simple as it can be said, and slow.

use hedgerow::cue::finder::{Finder, Scratch};
use hedgerow::text::span::Span;
use hedgerow::text::voices::VoiceCursor;

use crate::common::{Guard, NEIGHBOUR, Piece, Row, lexicon, shown, shown_as, text_of};

/// Checks that the matcher finds in each text what the definition says, in the same order.
pub(crate) fn holds(senses: &[Vec<Row>], texts: &[Vec<Piece>]) {
    let rows = senses.concat();
    let finder = Finder::new(lexicon(&[&rows]));
    for pieces in texts {
        let text = text_of(pieces, senses);
        let mut cues = Vec::new();
        let whole = Span::new(0, text.len());
        let mut voices = VoiceCursor::new(&[]);
        finder.find(&text, whole, &mut voices, &mut Scratch::default(), &mut cues);
        let found: Vec<String> = cues.iter().map(|cue| shown(finder.lexicon(), cue)).collect();
        assert_eq!(found, expected(&text, senses), "in {text:?}");
    }
}

/// A character of the folded text, and the bytes of the original that it was made of.
#[derive(Debug, Clone, Copy)]
struct Folded {
    c: char,
    start: usize,
    end: usize,
}

/// Folds by replacing: invisible characters by nothing, blanks by one, the rest by lower case.
fn fold(text: &str) -> Vec<Folded> {
    let mut folded: Vec<Folded> = Vec::new();
    let mut line_ends = 0;
    for (start, c) in text.char_indices().filter(|(_, c)| !matches!(c, '\u{ad}' | '\u{200b}')) {
        let end = start + c.len_utf8();
        if c.is_whitespace() {
            line_ends += usize::from(c == '\n');
            let blank = if line_ends > 1 { '\n' } else { ' ' };
            match folded.last_mut() {
                Some(last) if last.c.is_whitespace() => *last = Folded { c: blank, end, ..*last },
                _ => folded.push(Folded { c: blank, start, end }),
            }
            continue;
        }
        line_ends = 0;
        let c = match c {
            '’' => '\'',
            '‑' => '-',
            c => c,
        };
        folded.extend(c.to_lowercase().map(|c| Folded { c, start, end }));
    }
    folded
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Clitic,
    Quote,
    Mark,
}

/// The tokens of a folded text as ranges of its characters.
fn tokens(folded: &[Folded]) -> Vec<(usize, usize, Kind)> {
    let letter = |at: usize| {
        folded
            .get(at)
            .is_some_and(|f| f.c.is_alphanumeric() || ('\u{300}'..'\u{370}').contains(&f.c))
    };
    let letters_end =
        |from: usize| from + (from..folded.len()).take_while(|at| letter(*at)).count();
    let is = |at: usize, c: char| folded.get(at).is_some_and(|f| f.c == c);
    let clitic_end = |at: usize| {
        let end = letters_end(at + 1);
        let short: String = folded[at..end].iter().map(|f| f.c).collect();
        ["'s", "'d", "'m", "'re", "'ve", "'ll"].contains(&short.as_str()).then_some(end)
    };
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < folded.len() {
        let start = at;
        if letter(at) {
            at = letters_end(at);
            while letter(at + 1) && (is(at, '-') || (is(at, '\'') && clitic_end(at).is_none())) {
                at = letters_end(at + 1);
            }
            tokens.push((start, at, Kind::Word));
            if is(at, '\'')
                && let Some(end) = clitic_end(at)
            {
                tokens.push((at, end, Kind::Clitic));
                at = end;
            }
            continue;
        }
        at += 1;
        match folded[start].c {
            ' ' | '\n' => {}
            '\'' | '“' | '”' => tokens.push((start, at, Kind::Quote)),
            _ => tokens.push((start, at, Kind::Mark)),
        }
    }
    tokens
}

/// Whether a folded term stands at the tokens from `first` to `last`; `*` is the rest of a word.
fn stands(term: &str, folded: &[Folded], tokens: &[(usize, usize, Kind)]) -> bool {
    let (mut at, end) = (tokens[0].0, tokens[tokens.len() - 1].1);
    for (number, literal) in term.split('*').enumerate() {
        if number > 0 {
            at = tokens.iter().find(|token| token.1 >= at).map_or(at, |token| token.1);
        }
        for c in literal.chars() {
            if folded.get(at).is_none_or(|folded| folded.c != c) {
                return false;
            }
            at += 1;
        }
    }
    at == end
}

/// The cues of a text: at each word the terms that stand there, longest first, sense by sense.
fn expected(text: &str, senses: &[Vec<Row>]) -> Vec<String> {
    let folded = fold(text);
    let tokens = tokens(&folded);
    let string = |from: usize, to: usize| folded[from..to].iter().map(|f| f.c).collect::<String>();
    let mut terms: Vec<(String, &[Row])> = senses
        .iter()
        .map(|rows| (fold(&rows[0].term).iter().map(|folded| folded.c).collect(), rows.as_slice()))
        .collect();
    terms.sort_by(|a, b| a.0.cmp(&b.0));
    let mut cues = Vec::new();
    let mut counted: Option<(usize, &str)> = None;
    let words = tokens.iter().enumerate().filter(|(_, token)| token.2 == Kind::Word);
    for (first, (start, _, _)) in words {
        for last in (first..tokens.len()).rev() {
            let end = tokens[last].1;
            let next = tokens[last + 1..].iter().find(|token| token.2 != Kind::Quote);
            let neighbour = next.is_some_and(|next| string(next.0, next.1) == NEIGHBOUR);
            let found =
                terms.iter().filter(|(term, _)| stands(term, &folded, &tokens[first..=last]));
            for (_, rows) in found {
                for row in *rows {
                    let holds = match row.guard {
                        Guard::Free => true,
                        Guard::IfNext => neighbour,
                        Guard::UnlessNext => !neighbour,
                    };
                    let longer = counted.filter(|(behind, _)| *start < *behind);
                    let verdict = match (holds, longer) {
                        (true, None) => "counted".to_owned(),
                        (true, Some((_, longer))) => format!("inside {longer}"),
                        (false, None) => "guard".to_owned(),
                        (false, Some(_)) => continue,
                    };
                    let place = folded[*start].start..folded[end - 1].end;
                    let counts_for = (row.category, f64::from(row.weight) / 100.0);
                    cues.push(shown_as(place, &row.term, row.guard, counts_for, &verdict));
                    if holds {
                        counted = longer.or(Some((end, &row.term)));
                        break;
                    }
                }
            }
        }
    }
    cues
}
