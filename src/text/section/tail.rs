//! The tail of a page: what stands behind the article.

use crate::text::section::Section;
use crate::text::section::byline::{is_bare_names, is_bio, is_name_with_role};
use crate::text::section::line::words;
use crate::text::section::mark::Kind;
use crate::text::section::page::Page;

/// A question behind the article has at most so many words.
const TAIL_WORDS: usize = 15;

/// Marks the lines behind the end of the article, and its author's name directly before them.
pub(super) fn mark(page: &mut Page<'_>) {
    let start = mark_press_notes(page);
    let start = mark_furniture(page, start);
    mark_author(page, start);
}

/// *Notes to editors*, and everything behind; returns where they begin.
fn mark_press_notes(page: &mut Page<'_>) -> usize {
    let Some(notes) = page.notes else { return page.len() };
    for at in notes..page.len() {
        if page.is_body(at) {
            page.set(at, Section::Boilerplate);
        }
    }
    notes
}

/// Marks short lines before `end` from a line on that ends an article; returns where they begin.
fn mark_furniture(page: &mut Page<'_>, end: usize) -> usize {
    let mut start = end;
    let mut tail = end;
    for at in (1..end).rev() {
        if page.kind(at) == Some(Kind::Tail) {
            tail = at;
            start = at;
        } else if !page.is_body(at) {
            if start == at + 1 {
                start = at;
            }
        } else if page.is_prose(at) && !is_question(page, at) {
            break;
        }
    }
    for at in tail..end {
        if page.is_body(at) {
            page.set(at, Section::Boilerplate);
        }
    }
    start
}

/// The headlines of other articles are often questions.
fn is_question(page: &Page<'_>, at: usize) -> bool {
    page.line(at).is_some_and(|line| line.bare.ends_with('?') && words(line.bare) <= TAIL_WORDS)
}

/// The author's name or a word on the author, last of all or directly before the furniture.
fn mark_author(page: &mut Page<'_>, end: usize) {
    let Some(last) = end.checked_sub(1).filter(|last| *last > 0) else { return };
    let Some(line) = page.line(last).filter(|_| page.is_body(last)) else { return };
    let furniture = end < page.len();
    let bare = line.bare.trim_start_matches(['—', '–', '-', ' ']);
    let by = page.names_writers(last);
    if by || is_bio(bare) || is_name_with_role(bare) || (furniture && is_bare_names(bare)) {
        page.set(last, Section::Byline);
    }
}
