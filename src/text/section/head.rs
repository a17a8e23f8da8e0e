//! The head of a page: its headline, its standfirst, and who wrote it when.

use std::ops::Range;

use crate::text::layout::ends_sentence;
use crate::text::section::Section;
use crate::text::section::byline::{
    is_address, is_announced_date, is_bare_names, is_dateline, is_in_capitals, is_name_with_role,
    is_role,
};
use crate::text::section::line::{Line, is_title_case, words};
use crate::text::section::mark::Kind;
use crate::text::section::page::Page;
use crate::text::words::Parts;

/// The longest headline that is recognised, in words.
const HEADLINE_WORDS: usize = 30;
/// A title may hold a stop behind a short sentence, not behind one of so many words.
const SENTENCE_WORDS: usize = 4;
/// The headline stands among the first paragraphs.
const HEADLINE_PARAGRAPHS: usize = 6;
/// So do byline and dateline, behind it.
const HEAD_PARAGRAPHS: usize = 12;
/// Longer lines, in bytes, are no byline.
const LONGEST_BYLINE: usize = 200;
/// A standfirst has at most so many paragraphs.
const STANDFIRST_PARAGRAPHS: usize = 2;
/// Fewer words between headline and article are a subheading.
const STANDFIRST_LEAST: usize = 6;
/// More are prose.
const STANDFIRST_MOST: usize = 50;

/// Marks headline, standfirst, byline and dateline.
pub(super) fn mark(page: &mut Page<'_>, known: bool) {
    let headline = if known { Some(0..page.known) } else { find_headline(page) };
    if let Some(headline) = &headline {
        for at in headline.clone() {
            page.set(at, Section::Headline);
        }
        mark_desks(page, headline.start);
        mark_repeated(page, headline.end);
    }
    let start = headline.as_ref().map_or(0, |headline| headline.end);
    let plain = headline.as_ref().is_some_and(|headline| {
        headline.clone().filter_map(|at| page.line(at)).any(|line| !is_title_case(line.bare))
    });
    let head = mark_bylines(page, start, plain);
    if headline.is_some() {
        mark_standfirst(page, start, head);
    }
}

/// A short paragraph without a stop at its end before which only furniture stands, with an article
/// behind it; together with the next line where that one goes on with it.
fn find_headline(page: &Page<'_>) -> Option<Range<usize>> {
    let first = (0..page.len().min(HEADLINE_PARAGRAPHS)).find(|at| {
        page.is_body(*at) && page.kind(*at) != Some(Kind::Desk) && !is_byline(page, *at, None)
    })?;
    let line = page.line(first)?;
    let second = page.line(first + 1).filter(|next| {
        page.is_body(first + 1)
            && !page.gap_behind(first)
            && page.gap_behind(first + 1)
            && !next.is_prose()
            && !next.is_item()
            && !is_byline(page, first + 1, None)
    });
    let goes_on = second.is_some_and(|next| words(line.bare) + words(next.bare) <= HEADLINE_WORDS);
    let end = first + 1 + usize::from(goes_on);
    let titled = line.whole.starts_with("# ") || (goes_on && line.bare.ends_with([':', '—', '–']));
    let article = (end..page.len()).any(|at| page.is_body(at) && page.is_prose(at));
    (article && (titled || looks_like_headline(&line))).then_some(first..end)
}

fn looks_like_headline(line: &Line<'_>) -> bool {
    words(line.bare) <= HEADLINE_WORDS
        && !line.is_item()
        && !line.bare.ends_with(',')
        && !goes_on_behind_sentence(line.bare)
        && (!ends_sentence(line.whole) || asks(line))
}

/// A sentence and the beginning of the next: prose that was cut, or a caption.
fn goes_on_behind_sentence(line: &str) -> bool {
    line.match_indices(". ").any(|(stop, _)| {
        let before = line.get(..stop).unwrap_or("");
        let last = before.rsplit(' ').next().unwrap_or("");
        words(before) >= SENTENCE_WORDS
            && last.len() >= SENTENCE_WORDS
            && last.chars().all(char::is_alphabetic)
            && !Parts::of(last).is_abbreviation()
    })
}

fn asks(line: &Line<'_>) -> bool {
    line.bare.ends_with(['?', '!']) && is_title_case(line.bare)
}

fn mark_desks(page: &mut Page<'_>, headline: usize) {
    for at in 0..headline {
        if page.kind(at) == Some(Kind::Desk) {
            page.set(at, Section::Boilerplate);
        } else if is_byline(page, at, None) {
            page.set(at, Section::Byline);
        }
    }
}

/// Pages often print the headline twice.
fn mark_repeated(page: &mut Page<'_>, end: usize) {
    let Some(headline) = end.checked_sub(1).and_then(|at| page.line(at)) else { return };
    let again = (end..page.len().min(end + 3)).find(|at| {
        page.line(*at).is_some_and(|line| line.bare.eq_ignore_ascii_case(headline.bare))
    });
    if let Some(again) = again {
        page.set(again, Section::Boilerplate);
    }
}

/// Marks who wrote it and when, and returns where the first of these lines stands. Up to two
/// paragraphs of a standfirst may stand before them. `plain` says that the headline is not in title
/// case: then other headings are not either, and two capitalised words are a name.
fn mark_bylines(page: &mut Page<'_>, start: usize, plain: bool) -> Option<usize> {
    let mut first = None;
    let (mut others, mut prose) = (0, false);
    for at in start..page.len().min(start + HEAD_PARAGRAPHS) {
        if !page.is_body(at) {
            first = first.or((page.sections.get(at) == Some(&Section::Byline)).then_some(at));
        } else if is_byline(page, at, Some(plain && !prose)) && !is_one_of_several_dates(page, at) {
            page.set(at, Section::Byline);
            first = first.or(Some(at));
        } else {
            others += 1;
            prose = page.is_prose(at);
            // Behind the byline the article begins.
            if others > STANDFIRST_PARAGRAPHS || first.is_some() || page.line(at).is_none() {
                break;
            }
        }
    }
    first
}

/// Whether a line says who wrote it or when. A bare name does only beside another such line, or in
/// a page whose headings are `plain`.
fn is_byline(page: &Page<'_>, at: usize, plain: Option<bool>) -> bool {
    let Some(line) = page.line(at) else { return false };
    let bare = line.bare;
    if bare.len() > LONGEST_BYLINE {
        return false;
    }
    if ends_sentence(bare) {
        // Names and roles have no stop behind them; a time may have one (*10.15 a.m.*).
        return is_dateline(bare);
    }
    if page.names_writers(at) || is_dateline(bare) || is_name_with_role(bare) || is_address(bare) {
        return true;
    }
    let Some(plain) = plain else { return false };
    let beside =
        at.checked_sub(1).is_some_and(|before| page.sections.get(before) == Some(&Section::Byline));
    if is_role(bare) || is_in_capitals(bare) {
        return beside;
    }
    is_bare_names(bare)
        && (beside
            || plain
            || page.line(at + 1).is_some_and(|next| is_dateline(next.bare) || is_role(next.bare)))
}

/// In a diary or chronicle dates are subheadings.
fn is_one_of_several_dates(page: &Page<'_>, at: usize) -> bool {
    let bare_date = |at: usize| {
        page.is_body(at)
            && page
                .line(at)
                .is_some_and(|line| is_dateline(line.bare) && !is_announced_date(line.bare))
    };
    bare_date(at)
        && ((0..at.saturating_sub(1)).any(bare_date) || (at + 2..page.len()).any(bare_date))
}

/// Marks the summary before the byline; without a byline, what is set apart from the article by its
/// looks: it has no stop at its end, or is all in emphasis.
fn mark_standfirst(page: &mut Page<'_>, start: usize, byline: Option<usize>) {
    let before: Vec<usize> =
        (start..byline.unwrap_or(start)).filter(|at| page.is_body(*at)).collect();
    if let Some(last) = before.last() {
        let article = (last + 1..page.len()).any(|at| page.is_body(at) && page.is_prose(at));
        if article && before.iter().all(|at| can_be_standfirst(page, *at, 1)) {
            for at in before {
                page.set(at, Section::Standfirst);
            }
        }
        return;
    }
    let Some(at) = (start..page.len().min(start + HEAD_PARAGRAPHS)).find(|at| page.is_body(*at))
    else {
        return;
    };
    let apart = page.line(at).is_some_and(|line| !line.is_prose() || line.is_emphasised());
    if apart
        && can_be_standfirst(page, at, STANDFIRST_LEAST)
        && page.is_body(at + 1)
        && page.is_prose(at + 1)
        && (page.gap_behind(at)
            || page.line(at + 1).is_none_or(|next| words(next.bare) > STANDFIRST_LEAST))
    {
        page.set(at, Section::Standfirst);
    }
}

fn can_be_standfirst(page: &Page<'_>, at: usize, least: usize) -> bool {
    page.line(at).is_some_and(|line| {
        !line.is_item()
            && !line.bare.ends_with([',', ':'])
            && (least..=STANDFIRST_MOST).contains(&words(line.bare))
    })
}
