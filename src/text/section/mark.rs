//! Marks: lines that pages print, as `data/sections.txt` describes them.

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

/// All marks, found by the two bytes that a line begins or ends with: they tell most lines from all
/// marks. Neither comparing nor looking up allocates.
#[derive(Debug, Default)]
pub(super) struct MarkList {
    by_start: Vec<([u8; 2], Mark)>,
    by_end: Vec<([u8; 2], Mark)>,
}

impl MarkList {
    /// Adds the marks of lines, of which earlier ones go before later ones.
    pub(super) fn new(lines: impl Iterator<Item = (Kind, &'static str)>) -> Self {
        let mut marks = Self::default();
        for (kind, line) in lines {
            let mark = Mark::read(kind, line);
            match mark.then.last() {
                Some(end) if mark.start.is_empty() => marks.by_end.push((last_two(end), mark)),
                _ => marks.by_start.push((first_two(mark.start), mark)),
            }
        }
        marks.by_start.sort_by_key(|(key, _)| *key);
        marks.by_end.sort_by_key(|(key, _)| *key);
        marks
    }

    /// What a line is, and what stands behind the words of the mark, if a mark describes it.
    pub(super) fn find<'t>(&self, line: &Line<'t>) -> Option<(Kind, &'t str)> {
        let starts = keyed(&self.by_start, first_two(line.bare));
        let ends = keyed(&self.by_end, last_two(unclosed(line.bare)));
        starts.chain(ends).find_map(|mark| Some((mark.kind, mark.rest_of(line)?)))
    }
}

fn keyed(marks: &[([u8; 2], Mark)], key: [u8; 2]) -> impl Iterator<Item = &Mark> {
    let from = marks.partition_point(|(other, _)| *other < key);
    let here = marks.get(from..).unwrap_or(&[]).iter();
    here.take_while(move |(other, _)| *other == key).map(|(_, mark)| mark)
}

fn first_two(text: &str) -> [u8; 2] {
    let mut bytes = text.bytes().map(|byte| byte.to_ascii_lowercase());
    // Figures of all numbers are alike to a mark that begins with one.
    let mut next = || bytes.next().map_or(0, |b| if b.is_ascii_digit() { b'%' } else { b });
    match next() {
        b'%' => [b'%', 0],
        first => [first, next()],
    }
}

fn last_two(text: &str) -> [u8; 2] {
    let mut bytes = text.bytes().rev().map(|byte| byte.to_ascii_lowercase());
    let last = bytes.next().unwrap_or(0);
    [bytes.next().unwrap_or(0), last]
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
