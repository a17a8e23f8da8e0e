//! Marks: lines that pages print, as `data/sections.txt` describes them.

use crate::text::chunk::Chunk;
use crate::text::section::line::{Line, is_names};

/// What a line is that a mark describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Boilerplate wherever it stands.
    Boilerplate,
    /// Boilerplate behind the article, together with the short lines behind it.
    Tail,
    /// Everything behind it is boilerplate.
    End,
    /// The name of a desk: boilerplate before the headline.
    Desk,
    /// A caption or credit.
    Caption,
    /// Who wrote it, before the article and behind it.
    By,
    /// Who wrote it, wherever it stands.
    Byline,
}

/// What may stand behind the words of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest {
    Nothing,
    Names,
    /// Anything that does not close with a full stop, as prose does.
    Words,
    Anything,
}

/// A line of the file: how it begins, what it goes on with, and what may follow.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    kind: Kind,
    start: &'static str,
    /// Stand behind the start in this order, with anything before each.
    then: Vec<&'static str>,
    rest: Rest,
}

/// All marks, found by the bytes that a line begins or ends with: they tell most lines from all marks.
/// Neither comparing nor looking up allocates.
#[derive(Debug, Default)]
pub(super) struct MarkList {
    by_start: Edges,
    by_end: Edges,
}

/// Marks in the order of their outermost two bytes; those that share them as they stand in the file.
#[derive(Debug, Default)]
struct Edges {
    keys: Vec<u16>,
    full: Vec<Edge>,
    marks: Vec<Mark>,
}

/// Up to eight bytes, the outermost one highest, in lower case; zero where any byte may stand.
#[derive(Debug, Clone, Copy)]
struct Edge {
    bytes: u64,
    fixed: u64,
}

impl MarkList {
    /// Adds the marks of lines, of which earlier ones go before later ones.
    pub(super) fn new(lines: impl Iterator<Item = (Kind, &'static str)>) -> Self {
        let marks = lines.map(|(kind, line)| Mark::read(kind, line));
        let (by_end, by_start): (Vec<_>, Vec<_>) = marks.partition(|mark| mark.start.is_empty());
        Self {
            by_start: Edges::new(by_start, |mark| Edge::of_mark(mark.start.bytes())),
            by_end: Edges::new(by_end, |mark| {
                Edge::of_mark(mark.then.last().map_or("", |end| *end).bytes().rev())
            }),
        }
    }

    /// What a line is, and what stands behind the words of the mark, if a mark describes it.
    pub(super) fn find<'t>(&self, line: &Line<'t>) -> Option<(Kind, &'t str)> {
        let first = edge(Chunk::first(line.bare.as_bytes())).swap_bytes();
        let last = edge(Chunk::last(unclosed(line.bare).as_bytes()));
        let starts = self.by_start.with(first);
        let ends = self.by_end.with(last);
        starts.chain(ends).find_map(|mark| Some((mark.kind, mark.rest_of(line)?)))
    }
}

impl Edges {
    fn new(mut marks: Vec<Mark>, edge: impl Fn(&Mark) -> Edge) -> Self {
        marks.sort_by_cached_key(|mark| outermost(edge(mark).bytes));
        let edges: Vec<Edge> = marks.iter().map(edge).collect();
        Self { keys: edges.iter().map(|edge| outermost(edge.bytes)).collect(), full: edges, marks }
    }

    /// The marks that a line with this edge can have.
    fn with(&self, line: u64) -> impl Iterator<Item = &Mark> {
        let key = outermost(line);
        let from = self.keys.partition_point(|own| *own < key);
        let behind = self.keys.get(from..).unwrap_or(&[]);
        let many = behind.iter().take_while(|own| **own == key).count();
        let edges = self.full.get(from..from + many).unwrap_or(&[]);
        let fits = move |(_, edge): &(usize, &Edge)| line & edge.fixed == edge.bytes;
        let fitting = edges.iter().enumerate().filter(fits);
        fitting.filter_map(move |(at, _)| self.marks.get(from + at))
    }
}

impl Edge {
    /// Behind the sign for a number any byte may stand.
    fn of_mark(bytes: impl Iterator<Item = u8>) -> Self {
        let mut number = false;
        let fixed = bytes.take(8).map(|byte| {
            let free = number;
            number |= byte == b'%';
            if free { 0 } else { byte }
        });
        let fixed: Vec<u8> = fixed.collect();
        let mask = fixed.iter().map(|byte| if *byte == 0 { 0 } else { u8::MAX });
        Self { bytes: packed(fixed.iter().copied()), fixed: packed(mask) }
    }
}

/// The outermost two bytes; of a number one, for it may have one figure.
const fn outermost(edge: u64) -> u16 {
    let two = (edge >> 48) as u16;
    if two >> 8 == b'%' as u16 { two & 0xff00 } else { two }
}

/// The bytes at an edge of a line as marks have them: figures of all numbers are alike to them.
const fn edge(bytes: Chunk) -> u64 {
    bytes.to_lower().with_digits_as(b'%').number()
}

/// At most eight bytes.
fn packed(bytes: impl Iterator<Item = u8>) -> u64 {
    let places = (0..8).rev().map(|place| 8 * place);
    bytes.zip(places).fold(0, |packed, (byte, place)| packed | u64::from(byte) << place)
}

/// A line without the marks that close it.
fn unclosed(line: &str) -> &str {
    line.trim_end_matches(['.', ':', '!', '…', '»', '›', '→', '>', ' '])
}

impl Mark {
    fn read(kind: Kind, line: &'static str) -> Self {
        let (line, rest) = [("**", Rest::Anything), ("*", Rest::Words), ("@", Rest::Names)]
            .into_iter()
            .find_map(|(sign, rest)| Some((line.strip_suffix(sign)?, rest)))
            .unwrap_or((line, Rest::Nothing));
        let mut parts = line.split('*');
        let start = parts.next().unwrap_or("");
        Self { kind, start, then: parts.collect(), rest }
    }

    /// What stands behind the words of the mark, if it describes the line.
    fn rest_of<'t>(&self, line: &Line<'t>) -> Option<&'t str> {
        let mut behind = after(line.bare, self.start)?;
        for (at, part) in self.then.iter().enumerate() {
            if self.rest == Rest::Nothing && at + 1 == self.then.len() {
                return ends_with(unclosed(behind), part).then_some("");
            }
            behind = after_anywhere(behind, part)?;
        }
        let fits = match self.rest {
            Rest::Nothing => unclosed(behind).is_empty(),
            Rest::Names => is_names(behind.trim_end_matches(['.', ')'])),
            Rest::Words => !behind.ends_with('.') || behind.ends_with(".."),
            Rest::Anything => true,
        };
        fits.then_some(behind)
    }
}

/// What stands behind the start of a line, if it begins with a text in lower case, whatever its own
/// case; `%` stands for a number.
fn after<'t>(line: &'t str, text: &str) -> Option<&'t str> {
    let (words, behind) = text.split_once('%').unwrap_or((text, ""));
    let start = line.get(..words.len())?;
    let same =
        start.eq_ignore_ascii_case(words) || (!start.is_ascii() && start.to_lowercase() == words);
    let line = line.get(words.len()..).filter(|_| same)?;
    if words.len() == text.len() {
        return Some(line);
    }
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    if number.len() == line.len() { None } else { after(number, behind) }
}

fn after_anywhere<'t>(line: &'t str, text: &str) -> Option<&'t str> {
    line.char_indices().find_map(|(at, _)| after(line.get(at..)?, text))
}

fn ends_with(line: &str, text: &str) -> bool {
    let at = line.len().checked_sub(text.len());
    at.and_then(|at| line.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_lines() {
        for (mark, line, described) in [
            ("comments", "Comments", true),
            ("comments", "COMMENTS:", true),
            ("comments", "Comments by the minister", false),
            ("comments (%)", "Comments (12)", true),
            ("% comments", "12 comments", true),
            ("% comments", "comments", false),
            ("follow us *", "Follow us on the wire", true),
            ("follow us *", "Follow us and you will see.", false),
            ("follow us *", "Follow us on the wire...", true),
            ("photo: **", "Photo: The bridge at dawn.", true),
            ("photo: **", "Photographs fade.", false),
            ("follow * on twitter", "Follow Tom Vane on Twitter.", true),
            ("follow * on twitter", "Follow Tom Vane on foot", false),
            ("also on *: *", "Also on Tern: the tide", true),
            ("also on *: *", "Also on the list", false),
            ("editing by @", "Editing by Tom Vane and Mara Quill.", true),
            ("editing by @", "Editing by hand takes weeks.", false),
            ("figure %: **", "Figure 12: Rain by month.", true),
            ("figure %: **", "Figure 12 shows the rain.", false),
            ("* contributed to this report", "Mara Quill contributed to this report.", true),
            ("* contributed to this report", "Rain contributed to this.", false),
            ("© **", "© Tern 2031.", true),
        ] {
            let marks = MarkList::new([(Kind::Boilerplate, mark)].into_iter());
            assert_eq!(marks.find(&Line::new(line)).is_some(), described, "{mark} {line}");
        }
    }
}
