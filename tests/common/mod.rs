//! What property tests share: small lexicons and the texts made of their words.

use std::ops::Range;
use std::sync::Arc;

use hedgerow::cue::verdict::{Cue, Reason, Verdict};
use hedgerow::lexicon::{Lexicon, LexiconLoader};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// The words of all terms. Folding makes some of them longer, and some hold a mark.
const WORDS: [&str; 10] = [
    "appears",
    "appear*",
    "to",
    "be",
    "so-called",
    "called",
    "regime's",
    "couldn't",
    "weiß",
    "diyarİ",
];

/// Words of the texts that are in no term.
const OTHERS: [&str; 6] = [NEIGHBOUR, "Regime", "weiss", "so", "appearing", "appear-"];

/// The word that guards ask for.
pub(crate) const NEIGHBOUR: &str = "today";

/// One entry of a lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) term: String,
    pub(crate) guard: Guard,
    pub(crate) category: &'static str,
    pub(crate) weight: u8,
}

/// What an entry asks of the token behind a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Guard {
    Free,
    IfNext,
    UnlessNext,
}

impl Guard {
    /// The items of `if_next` and of `unless_next`.
    const fn items(self) -> [&'static str; 2] {
        match self {
            Self::Free => ["", ""],
            Self::IfNext => [NEIGHBOUR, ""],
            Self::UnlessNext => ["", NEIGHBOUR],
        }
    }
}

const HEADER: &str = "term,in,weight,if_next,unless_next\n";

impl Row {
    fn line(&self) -> String {
        let [if_next, unless_next] = self.guard.items();
        let weight = f64::from(self.weight) / 100.0;
        format!("{},{},{weight},{if_next},{unless_next}\n", self.term, self.category)
    }
}

/// A lexicon of the CSV files that hold these rows, the built-in ones left out.
pub(crate) fn lexicon(files: &[&[Row]]) -> Arc<Lexicon> {
    let mut loader = LexiconLoader::new();
    loader.without_builtin();
    for (number, rows) in files.iter().enumerate() {
        let csv: String = rows.iter().map(Row::line).collect();
        loader.add(&format!("file{number}.csv"), &format!("{HEADER}{csv}"));
    }
    Arc::new(loader.load().expect("the rows make a lexicon"))
}

/// The senses of up to 14 terms, phrases that begin alike among them. Senses of one term stand
/// together, and one that holds always is the last.
pub(crate) fn senses() -> impl Strategy<Value = Vec<Vec<Row>>> {
    use Guard::{Free, IfNext, UnlessNext};
    let term = prop::collection::vec(select(&WORDS[..]), 1..=3).prop_map(|words| words.join(" "));
    let guards = select(vec![
        vec![Free],
        vec![Free],
        vec![IfNext],
        vec![UnlessNext],
        vec![IfNext, Free],
        vec![UnlessNext, IfNext],
    ]);
    let category = select(vec!["hedge.modal", "certainty.booster", "loaded.label"]);
    let senses = (guards, prop::collection::vec((category, 1_u8..=100), 2));
    prop::collection::btree_map(term, senses, 1..14).prop_map(|terms| {
        let terms = terms.into_iter();
        terms.map(|(term, (guards, counts_for))| rows(&term, &guards, &counts_for)).collect()
    })
}

fn rows(term: &str, guards: &[Guard], counts_for: &[(&'static str, u8)]) -> Vec<Row> {
    let row = |(guard, (category, weight)): (&Guard, &(&'static str, u8))| Row {
        term: term.to_owned(),
        guard: *guard,
        category,
        weight: *weight,
    };
    guards.iter().zip(counts_for).map(row).collect()
}

/// A piece of a text: a term or another word, how it is written, and what stands behind it.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    word: Index,
    upper: bool,
    curly: bool,
    /// Where something invisible stands in it.
    invisible: Option<(Index, char)>,
    blank: &'static str,
    behind: &'static str,
}

/// The pieces of a text.
pub(crate) fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    let invisible =
        prop::option::weighted(0.2, (any::<Index>(), select(vec!['\u{ad}', '\u{200b}'])));
    let blank =
        select(vec![" ", " ", " ", "  ", "\r\n", "\u{a0}", " \u{ad}\t", "\n\n", "\r\n\r\n"]);
    let behind = select(vec![
        " ", " ", " ", " ", " ", "\r\n", "\n\n", ", ", ". ", "; ", "’s ", "'s", "” ", " “", "'",
        "-", "‑", "\u{ad} ", "", "—", " (",
    ]);
    let piece = (any::<Index>(), any::<bool>(), any::<bool>(), invisible, blank, behind);
    let piece = piece.prop_map(|(word, upper, curly, invisible, blank, behind)| Piece {
        word,
        upper,
        curly,
        invisible,
        blank,
        behind,
    });
    prop::collection::vec(piece, 0..30)
}

/// The text of the pieces, whose words are those of the terms, and others.
pub(crate) fn text_of(pieces: &[Piece], senses: &[Vec<Row>]) -> String {
    let terms = senses.iter().flatten().map(|row| row.term.as_str());
    let words: Vec<&str> = terms.chain(WORDS).chain(OTHERS).collect();
    pieces.iter().map(|piece| piece.written(piece.word.get::<&str>(&words))).collect()
}

impl Piece {
    fn written(&self, word: &str) -> String {
        let word = word.replace('*', if self.curly { "ance" } else { "" });
        let mut word = if self.upper { word.to_uppercase() } else { word };
        if self.curly {
            word = word.replace('\'', "’").replace('-', "‑");
        }
        if let Some((at, invisible)) = self.invisible {
            let places: Vec<usize> = word.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
            word.insert(*at.get(&places), invisible);
        }
        word.replace(' ', self.blank) + self.behind
    }
}

/// A cue by its entry's term, guard, category and weight, its place and what became of it; how the
/// entry is numbered, and in which file it stands, is left out.
pub(crate) fn shown(lexicon: &Lexicon, cue: &Cue) -> String {
    let entry = lexicon.entry(cue.entry);
    let verdict = match cue.verdict {
        Verdict::Counted(_) => "counted".to_owned(),
        Verdict::Discounted(Reason::Inside(longer)) => {
            format!("inside {}", lexicon.entry(longer).term)
        }
        Verdict::Discounted(_) => "guard".to_owned(),
    };
    let guard = if !entry.guards.if_next.is_empty() {
        Guard::IfNext
    } else if !entry.guards.unless_next.is_empty() {
        Guard::UnlessNext
    } else {
        Guard::Free
    };
    let category = lexicon.category(cue.category).path.as_str();
    shown_as(cue.span.start..cue.span.end, &entry.term, guard, (category, entry.weight), &verdict)
}

/// As [`shown`] says it.
pub(crate) fn shown_as(
    place: Range<usize>,
    term: &str,
    guard: Guard,
    (category, weight): (&str, f64),
    verdict: &str,
) -> String {
    format!("{place:?} {term} {guard:?} {category} {weight}: {verdict}")
}
